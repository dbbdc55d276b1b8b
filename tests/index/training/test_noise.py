from random import Random

from hypothesis import given
from hypothesis import strategies as st

from index.training.noise import Lexicon, mistype, other_word, roughen, split_compound

seeded = Random
LEXICON = Lexicon(frozenset({"wohnung", "markt", "kinder", "armut"}), {"amt": ("Behörde",)})


def test_a_compound_is_written_apart_with_its_linking_s():
    assert split_compound("Wohnungsmarkt", LEXICON) == "Wohnungs markt"
    assert split_compound("Kinderarmut", LEXICON) == "Kinder armut"
    assert split_compound("Kinderkarneval", LEXICON) == "Kinderkarneval"


@given(st.text(alphabet="abcdeäöü", min_size=5, max_size=12), st.integers())
def test_a_slip_keeps_the_first_letter_and_changes_at_most_one_length(word: str, seed: int):
    slipped = mistype(word, seeded(seed))
    assert slipped[0] == word[0]
    assert abs(len(slipped) - len(word)) <= 1


def test_short_words_are_typed_right():
    assert mistype("Amt", seeded(1)) == "Amt"


def test_another_word_comes_from_the_dictionary():
    assert other_word("Amt", LEXICON, seeded(1)) == "Behörde"
    assert other_word("Haus", LEXICON, seeded(1)) == "Haus"


def test_roughening_is_light_and_repeatable():
    words = ["Wohnungsmarkt"] * 400
    rough = [roughen(word, LEXICON, seeded(place)) for place, word in enumerate(words)]
    assert rough == [roughen(word, LEXICON, seeded(place)) for place, word in enumerate(words)]
    changed = sum(a != b for a, b in zip(words, rough, strict=True))
    assert 20 < changed < 100


def test_without_synonyms_no_word_is_replaced():
    text = "Amt " * 200
    assert "Behörde" in roughen(text, LEXICON, seeded(1))
    assert "Behörde" not in roughen(text, LEXICON, seeded(1), synonyms=False)
