from hypothesis import given
from hypothesis import strategies as st

from assistant.citations import normalised
from assistant.quoting import place_of

TEXT = "Die Quote stieg –\nin Osterfeld-Mitte und im Ruhr-\ngebiet – auf 10-15 Prozent.\n\nZweiter Absatz."


@given(st.integers(0, len(TEXT)), st.integers(0, len(TEXT)))
def test_every_stretch_of_a_text_is_found_with_other_line_breaks(one: int, other: int) -> None:
    quote = " \n ".join(TEXT[min(one, other) : max(one, other)].split())
    found = place_of(quote, TEXT)
    if not normalised(quote).strip("-"):
        assert found is None
    else:
        assert found is not None
        assert normalised(TEXT[found[0] : found[1]]).strip("-") == normalised(quote).strip("-")


def test_a_quote_that_is_not_there_has_no_place() -> None:
    assert place_of("auf 1015 Prozent", TEXT) is None
    assert place_of(" ", TEXT) is None
