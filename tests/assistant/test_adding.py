"""What is said after an answer without a new question belongs to the question before."""

import pytest

from assistant.adding import other_form, tells_circumstances, with_circumstances, without_circumstances
from assistant.dialogue import meant
from corpus.places.areas import load_places

PLACES = load_places()
DEBTS = "Wo bekomme ich Hilfe bei Schulden?"


@pytest.mark.parametrize(
    ("asked", "form"),
    [
        ("Bitte als Tabelle", "table"),
        ("kürzer bitte", "short"),
        ("Geht das auch in einfacher Sprache?", "plain"),
        ("Kannst du das ins Türkische übersetzen?", ""),
        ("Übersetze das auf Türkisch", "translated"),
        ("Kann ich das ausdrucken?", "print"),
        ("ausführlicher", "long"),
        ("Shorter please", "short"),
        ("Wie lang ist die Liste der Kitas?", ""),
        ("Gibt es eine Tabelle zur Kinderarmut?", ""),
        ("Noch mehr?", ""),
    ],
)
def test_another_form_is_asked_for_where_nothing_else_is_said(asked: str, form: str) -> None:
    assert other_form(asked) == form


def test_another_form_asks_the_question_before_again_and_says_what_can_be_done() -> None:
    said = meant("Bitte als Tabelle", [DEBTS], PLACES)
    assert said.text == DEBTS
    assert said.notes[0] == f"Wir verstehen Ihre Frage als: »{DEBTS}«"
    assert "Seite »Zahlen«" in said.notes[1]


def test_a_follow_up_passes_over_another_form_that_was_asked_for() -> None:
    said = meant("Und in Sterkrade?", [DEBTS, "kürzer bitte"], PLACES)
    assert said.text == "Wo bekomme ich Hilfe bei Schulden in Sterkrade?"


@pytest.mark.parametrize(
    "told",
    [
        "Ich bin Rentner",
        "Ich habe zwei Kinder und bin allein",
        "mein mann ist arbeitslos",
        "bin 67",
        "I am a single mother",
    ],
)
def test_circumstances_belong_to_the_question_before(told: str) -> None:
    text = meant(told, [DEBTS], PLACES).text
    assert text.lower() == f"{DEBTS.rstrip('?')} ({told})?".lower()


@pytest.mark.parametrize(
    "told",
    [
        "Ich habe Depressionen",
        "Ich suche eine Wohnung",
        "Bin ich allein?",
        "Ich will nicht mehr leben",
        "I need help with my rent",
    ],
)
def test_who_names_another_matter_asks_anew(told: str) -> None:
    assert not tells_circumstances(told, PLACES)


def test_who_tells_where_he_lives_is_answered_for_that_place() -> None:
    assert with_circumstances("Ich wohne in Sterkrade.", DEBTS, PLACES) == (
        "Wo bekomme ich Hilfe bei Schulden in Sterkrade?"
    )


def test_circumstances_are_added_to_those_before_and_can_be_left_out() -> None:
    once = with_circumstances("Ich bin Rentner", DEBTS, PLACES)
    twice = with_circumstances("I live alone", once, PLACES)
    assert twice == "Wo bekomme ich Hilfe bei Schulden (ich bin Rentner, I live alone)?"
    assert without_circumstances(twice) == DEBTS
    assert (
        without_circumstances("Was ist die Grundsicherung (SGB XII)?")
        == "Was ist die Grundsicherung (SGB XII)?"
    )


@pytest.mark.parametrize(
    ("asked", "understood"),
    [
        ("Is that free?", "Is that free: help debts Sterkrade?"),
        ("When are they open?", "When are they open: help debts Sterkrade?"),
        ("Do I need an appointment?", "Do I need an appointment: help debts Sterkrade?"),
        ("What about 2017?", "Where can I get help with debts in Sterkrade in 2017?"),
        ("And for my son?", "Where can I get help with debts in Sterkrade for my son?"),
        ("Thanks, and in Lirich?", "Where can I get help with debts in Lirich?"),
    ],
)
def test_an_english_follow_up_inherits_what_the_question_before_named(asked: str, understood: str) -> None:
    assert meant(asked, ["Where can I get help with debts in Sterkrade?"], PLACES).text == understood


@pytest.mark.parametrize(
    "asked",
    ["Is there a food bank in Lirich?", "Is it possible to learn German?", "Where can I see a doctor?"],
)
def test_an_english_question_with_a_matter_of_its_own_stands_alone(asked: str) -> None:
    assert meant(asked, ["Where can I get help with debts?"], PLACES).text == asked
