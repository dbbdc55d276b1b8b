import pytest

from corpus.reading import clues


@pytest.mark.parametrize(
    ("title", "head", "kind", "expected"),
    [
        ("Bericht zum Jahr 2027", "Stand: 3. Mai 2026", "bericht", (2026, "erste Seite")),
        (
            "Oberhausen 2030",
            "Bis zum Jahr 2027 fehlen Plätze, seit 2024 schon.",
            "bericht",
            (2024, "erste Seite"),
        ),
        ("Plan 2025", "Bis 2027", "bericht", (2025, "Titel")),
        ("Plan 2026", "", "bericht", (2026, "Titel")),
        ("Gesetz", "vom 1.2.2024, gilt ab 1.1.2027", "gesetz", (2024, "erste Seite")),
        ("Gesetz", "gilt ab 1.1.2027", "gesetz", None),
    ],
)
def test_no_document_is_of_a_year_after_the_present_one(
    title: str, head: str, kind: str, expected: clues.Clue | None
) -> None:
    assert clues.year(title, head, "", {}, kind, present=2026) == expected


def test_the_date_of_the_file_counts_only_up_to_the_present() -> None:
    made = {"CreationDate": "D:20260301200000"}
    assert clues.year("", "", "", made, "bericht", present=2026) == (2026, "Metadaten der Datei")
    assert clues.year("", "", "", made, "bericht", present=2025) is None
    written = {"CreationDate": "01.05.2024"}
    assert clues.year("", "", "", written, "bericht", present=2026) == (2024, "Metadaten der Datei")
