"""Who was misunderstood says what is meant instead, and the question before is put right."""

import pytest

from assistant.correcting import correction, denies
from assistant.dialogue import meant
from assistant.question import Intent
from corpus.places.areas import load_places

PLACES = load_places()
DEBTS = "Wo bekomme ich Hilfe bei Schulden in Osterfeld?"
FOOD = "Wo gibt es eine Tafel?"
RATE = "Wie hoch ist die Kinderarmut in Osterfeld 2022?"


def understood(before: str, said: str) -> str:
    return meant(said, [before], PLACES).text


@pytest.mark.parametrize(
    ("before", "said", "text"),
    [
        (DEBTS, "Nein, nicht Schulden, Wohngeld", "Wo bekomme ich Hilfe bei Wohngeld in Osterfeld?"),
        (DEBTS, "nicht schulden sondern miete", "Wo bekomme ich Hilfe bei miete in Osterfeld?"),
        (DEBTS, "Keine Schulden, sondern Miete", "Wo bekomme ich Hilfe bei Miete in Osterfeld?"),
        (RATE, "Altersarmut, nicht Kinderarmut", "Wie hoch ist die Altersarmut in Osterfeld 2022?"),
        (RATE, "Nicht die Kinderarmut, die Altersarmut", "Wie hoch ist die Altersarmut in Osterfeld 2022?"),
        (RATE, "Statt Kinderarmut bitte Altersarmut", "Wie hoch ist die Altersarmut in Osterfeld 2022?"),
        ("Wer berät zu Sucht?", "Nicht zu Sucht, zu Trennung", "Wer berät zu Trennung?"),
        ("Wo ist die Suchtberatung?", "nicht Sucht, Trennung", "Wo ist die Trennung-Beratung?"),
        ("Was kostet ein Kitaplatz?", "Nicht was, sondern wo ich frage", "Wo ich frage: Kitaplatz?"),
    ],
)
def test_what_is_meant_takes_the_place_of_what_is_not(before: str, said: str, text: str) -> None:
    assert understood(before, said) == text


@pytest.mark.parametrize(
    ("before", "said", "text"),
    [
        (DEBTS, "Ich meine Sterkrade, nicht Osterfeld", "Wo bekomme ich Hilfe bei Schulden in Sterkrade?"),
        (DEBTS, "Nein, Lirich", "Wo bekomme ich Hilfe bei Schulden in Lirich?"),
        (DEBTS, "nein ich meinte lirich", "Wo bekomme ich Hilfe bei Schulden in Lirich?"),
        (DEBTS, "Ups, Sterkrade natürlich", "Wo bekomme ich Hilfe bei Schulden in Sterkrade?"),
        (DEBTS, "lieber in Sterkrade", "Wo bekomme ich Hilfe bei Schulden in Sterkrade?"),
        (DEBTS, "Sterkrade statt Osterfeld", "Wo bekomme ich Hilfe bei Schulden in Sterkrade?"),
        (DEBTS, "I mean Sterkrade, not Osterfeld", "Wo bekomme ich Hilfe bei Schulden in Sterkrade?"),
        (RATE, "2020, nicht 2022", "Wie hoch ist die Kinderarmut in Osterfeld 2020?"),
        (RATE, "Ich meinte das Jahr 2020", "Wie hoch ist die Kinderarmut in Osterfeld 2020?"),
    ],
)
def test_another_place_or_year_is_put_in_where_it_is_corrected(before: str, said: str, text: str) -> None:
    assert understood(before, said) == text


@pytest.mark.parametrize(
    ("said", "text"),
    [
        ("Ich meinte eine Kleiderkammer", "Wo gibt es eine Kleiderkammer?"),
        ("Kleiderkammer meinte ich", "Wo gibt es eine Kleiderkammer?"),
        ("Das meinte ich nicht. Ich meinte eine Kleiderkammer", "Wo gibt es eine Kleiderkammer?"),
    ],
)
def test_what_is_meant_takes_the_place_of_the_one_matter_of_the_question(said: str, text: str) -> None:
    assert understood(FOOD, said) == text


def test_what_is_taken_back_is_left_out() -> None:
    assert understood(DEBTS, "Nein, nicht in Osterfeld") == "Wo bekomme ich Hilfe bei Schulden?"


KITA = "Wo finde ich eine Kita?"
CENTRE = "Wo gibt es Schuldnerberatung?"


@pytest.mark.parametrize(
    ("before", "said", "text"),
    [
        (CENTRE, "Nicht nur Schulden, auch Miete", "Wo gibt es Schuldnerberatung und Hilfe bei Miete?"),
        (
            CENTRE,
            "Nicht nur Schuldnerberatung, sondern auch Wohngeld",
            "Wo gibt es Schuldnerberatung und Wohngeld?",
        ),
        (
            DEBTS,
            "Nicht nur bei Schulden, auch bei der Miete",
            "Wo bekomme ich Hilfe bei Schulden und bei der Miete in Osterfeld?",
        ),
        (
            RATE,
            "nicht nur Kinderarmut, auch Altersarmut",
            "Wie hoch ist die Kinderarmut und Altersarmut in Osterfeld 2022?",
        ),
        (KITA, "auch Tagesmutter, nicht nur Kita", "Wo finde ich eine Kita und Tagesmutter?"),
        (FOOD, "Nicht nur eine Tafel, auch Kleidung", "Wo gibt es eine Tafel und Kleidung?"),
        ("Wer hilft bei Schulden?", "nicht bloß Schulden, auch Sucht", "Wer hilft bei Schulden und Sucht?"),
        (KITA, "Nicht nur Kita, auch Hort", "Wo finde ich eine Kita und Hort?"),
        (KITA, "Ich brauche beides, Kita und Hort", "Wo finde ich eine Kita und Hort?"),
    ],
)
def test_what_is_meant_as_well_is_asked_beside_it(before: str, said: str, text: str) -> None:
    assert understood(before, said) == text


def test_a_correction_is_shown_as_it_was_understood() -> None:
    notes = meant("Nein, nicht Schulden, Wohngeld", [DEBTS], PLACES).notes
    assert notes[0] == "Wir verstehen Ihre Frage als: »Wo bekomme ich Hilfe bei Wohngeld in Osterfeld?«"


def test_the_next_question_goes_on_from_the_corrected_one() -> None:
    said = meant("Und in Lirich?", [DEBTS, "Nicht Schulden, Wohngeld"], PLACES)
    assert said.text == "Wo bekomme ich Hilfe bei Wohngeld in Lirich?"


@pytest.mark.parametrize(
    "said",
    [
        "Das meinte ich nicht",
        "So hab ich das nicht gemeint",
        "Das war nicht meine Frage",
        "Nein, keine Tafel",
    ],
)
def test_who_only_says_that_it_was_not_meant_is_asked_what_was(said: str) -> None:
    answer = meant(said, [FOOD], PLACES)
    assert answer.intent is Intent.MISUNDERSTOOD
    assert "falsch verstanden" in answer.reply
    assert answer.choices[0] == "Wer hilft bei »Tafel«?"


@pytest.mark.parametrize("said", ["Keine Ahnung", "weiß nicht", "Das meinte ich nicht"])
def test_who_is_offered_other_readings_reads_of_help_before_figures(said: str) -> None:
    first, second, _ = meant(said, ["Schulden Osterfeld"], PLACES).choices
    assert first.startswith("Wer hilft bei")
    assert second.startswith("Welche Zahlen")


def test_what_was_not_meant_is_passed_over_later() -> None:
    said = meant("Ich meinte eine Kleiderkammer", [FOOD, "Das meinte ich nicht"], PLACES)
    assert said.text == "Wo gibt es eine Kleiderkammer?"


@pytest.mark.parametrize(
    "said",
    [
        "Nicht jeder bekommt Wohngeld, oder?",
        "Warum bekommen Studierende nicht Wohngeld, sondern BAföG?",
        "Nein, ich bin verheiratet",
        "Nicht schlecht, danke",
        "nein leider nicht",
        "Ich habe keine Schulden, sondern Mietrückstände",
        "Ich meine es ernst",
    ],
)
def test_what_only_sounds_like_a_correction_is_none(said: str) -> None:
    assert correction(said, PLACES) is None


def test_who_says_no_with_a_word_that_was_not_asked_for_denies_nothing() -> None:
    for said in ("Keine Ahnung", "Kein Problem", "Keine Zeit"):
        assert not denies(said, "Wo gibt es Schuldnerberatung in Osterfeld?", PLACES)
