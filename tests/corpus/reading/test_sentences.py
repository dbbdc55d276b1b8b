from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.reading.sentences import sentences


def parts(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    "whole",
    [
        "Es gibt Angebote, z. B. Beratung und Begleitung.",
        "Nach § 16 Abs. 2 Satz 1 Nr. 3 SGB II besteht ein Anspruch.",
        "Das gilt ab dem 1. Januar 2023 für alle Haushalte.",
        "Rund 4 700 Haushalte (ca. 12 Prozent) sind betroffen.",
        "Dr. Meier und Prof. Dr. Schulze sprachen über Wohngeld bzw. Lastenzuschuss.",
        "Kinder, Jugendliche u. a. Gruppen werden gefördert.",
        "Der Beitrag von A. B. Beispiel erschien im 3. Kapitel.",
        "Im II. Quartal stieg die Zahl auf 1.234,5 Mio. Euro.",
        "Sie fragte: „Wer hilft mir?“, und bekam Antwort.",
        "Vgl. Tab. 4 und Abb. 2 auf S. 17 f. im Anhang.",
        "Die Zahlen (Stand: 31.12.2022) sind vorläufig.",
    ],
)
def test_abbreviations_dates_and_ordinals_do_not_end_a_sentence(whole: str) -> None:
    assert parts(whole) == [whole]


def test_two_sentences_are_parted() -> None:
    assert parts("Die Quote stieg. Sie lag bei 5,4 Prozent.") == [
        "Die Quote stieg.",
        "Sie lag bei 5,4 Prozent.",
    ]


def test_a_number_at_the_end_of_a_sentence_ends_it_before_an_opening_word() -> None:
    assert len(parts("Die Beratung ist in Zimmer 16. Die Türen öffnen um 9 Uhr.")) == 2


def test_a_year_at_the_end_of_a_sentence_ends_it() -> None:
    assert len(parts("Der Bericht erschien 2023. Oberhausen hat sechs Sozialräume.")) == 2


def test_questions_exclamations_and_quotes_end_sentences() -> None:
    assert parts("Wer hilft? Alle! „Ja.“ Gut.") == ["Wer hilft?", "Alle!", "„Ja.“", "Gut."]


def test_list_items_and_table_rows_are_units_of_their_own() -> None:
    text = "Angebote sind:\n• Beratung\n• Begleitung zu Ämtern\nOsterfeld\t12\t4,5"
    assert parts(text) == ["Angebote sind:", "• Beratung", "• Begleitung zu Ämtern", "Osterfeld\t12\t4,5"]


@given(st.text(alphabet="abcÄß .!?:;\n\t12„“()-§", max_size=200))
def test_sentences_cover_every_visible_character_once_and_in_order(text: str) -> None:
    spans = sentences(text)
    assert all(start < end for start, end in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    kept = "".join(text[start:end] for start, end in spans)
    assert "".join(kept.split()) == "".join(text.split())
