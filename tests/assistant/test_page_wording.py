import pytest

from assistant.page_wording import cited_page, page_number, page_text


@pytest.mark.parametrize(
    ("sheet", "label", "expected"),
    [
        (1, None, ("1", "S. 1", "S. 1")),
        (1, "1", ("1", "S. 1", "S. 1")),
        (2, "1", ("1", "S. 1", "S. 1 (Blatt 2)")),
        (1, "", ("Blatt 1", "Blatt 1", "Blatt 1")),
    ],
)
def test_no_two_pages_of_a_document_are_worded_alike(
    sheet: int, label: str | None, expected: tuple[str, str, str]
) -> None:
    assert (page_number(sheet, label), cited_page(sheet, label), page_text(sheet, label)) == expected
