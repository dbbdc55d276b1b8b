import pytest

from index.reasons import is_typed


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
