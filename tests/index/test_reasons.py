import pytest

from index.query import parse
from index.reasons import is_typed, phrase_places


@pytest.mark.parametrize(
    ("word", "form"),
    [
        ("Alleinerziehende", "Alleinerziehenden"),
        ("Empfehlung", "Handlungsempfehlungen"),
        ("wohn*", "Wohnraum"),
    ],
)
def test_a_form_of_the_word_itself_counts_as_typed(word: str, form: str) -> None:
    assert is_typed(word, form)


@pytest.mark.parametrize(
    ("word", "form"),
    [("Empfehlung", "Maßnahmen"), ("Alleinerziehende", "Familienzentrum"), ("ostafeld", "Osterfeld")],
)
def test_another_word_of_like_meaning_or_spelling_does_not_count_as_typed(word: str, form: str) -> None:
    assert not is_typed(word, form)


@pytest.mark.parametrize(
    ("typed", "text", "found"),
    [
        ('"SGB II"', "Die SGB-II-Quote und das SGB II, nicht das SGB XII", ["SGB-II", "SGB II"]),
        ('"freie Träger"', "Freie Träger und freie, aber andere Träger", ["Freie Träger"]),
        ('"runder Tisch"', "am runden Tisch, der runde Tisch, ein runder\nTisch", ["runder\nTisch"]),
        ('"Arm und Reich" "Reich an Ideen"', "Arm und Reich an Ideen", ["Arm und Reich"]),
        ("freie Träger", "Freie Träger", []),
    ],
)
def test_a_text_in_quotation_marks_is_found_where_it_stands_word_by_word(
    typed: str, text: str, found: list[str]
) -> None:
    assert [text[start:end] for start, end in phrase_places(text, parse(typed).phrases)] == found
