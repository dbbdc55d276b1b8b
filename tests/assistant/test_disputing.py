"""Who says that an answer is wrong, or doubts it, learns how to check it, put it right and report it."""

import pytest

from assistant.dialogue import Meant
from assistant.dialogue import meant as meant_in
from assistant.question import Intent
from corpus.places.areas import load_places

PLACES = load_places()
DEBTS = "Wer hilft bei Schulden?"
DISPUTED = {
    "built with": [
        "Das stimmt nicht",
        "Das ist falsch",
        "Das ist doch nicht richtig",
        "Das kann nicht sein",
        "Die Nummer stimmt nicht",
        "Das ist veraltet",
        "Nein, das stimmt nicht!",
    ],
    "checked with": [
        "Das stimmt so nicht",
        "Das ist doch Quatsch",
        "Ihre Angaben sind falsch",
        "Da stimmt was nicht",
        "das ist nicht mehr aktuell",
        "Die Adresse ist falsch",
        "Das kann ja gar nicht stimmen",
        "Sie liegen falsch",
        "Falsche Antwort",
        "Da haben Sie sich geirrt",
        "Da irren Sie sich",
    ],
}
DOUBTED = {
    "built with": ["Stimmt das?", "Sind Sie sicher?", "Ist das wahr?", "Wirklich?", "Kann das sein?"],
    "checked with": [
        "Ist das wirklich so?",
        "Kann ich mich darauf verlassen?",
        "Bist du dir sicher?",
        "Woher wissen Sie das?",
        "Stimmt das überhaupt noch?",
    ],
}


def meant(said: str, *earlier: str) -> Meant:
    return meant_in(said, earlier, PLACES)


@pytest.mark.parametrize("said", [one for each in DISPUTED.values() for one in each])
def test_who_says_that_it_is_wrong_learns_how_to_check_put_right_and_report_it(said: str) -> None:
    answer = meant(said, DEBTS)
    assert answer.intent is Intent.DISPUTED
    for told in ("von welcher Seite", "Ich meine Sterkrade, nicht Osterfeld", "War das hilfreich?"):
        assert told in answer.reply
    assert "Wer hilft bei »Schulden«?" in answer.choices


@pytest.mark.parametrize("said", [one for each in DOUBTED.values() for one in each])
def test_who_doubts_it_learns_how_to_check_it(said: str) -> None:
    answer = meant(said, DEBTS)
    assert answer.intent is Intent.DOUBTED
    assert "von welcher Seite" in answer.reply
    assert "115" in answer.reply


@pytest.mark.parametrize(
    "said",
    [
        "Stimmt es, dass die Kinderarmut gestiegen ist?",
        "Ist das Wohngeld falsch berechnet?",
        "Mein Bescheid stimmt nicht",
        "Ist das sicher, dass ich Wohngeld bekomme?",
        "Die Zahlen zu Osterfeld stimmen nicht",
        "Haben Sie hier",
        "Sie haben",
        "Sie irren " + "sich da " * 60 + "gewaltig",  # read in a moment, however long it goes on
    ],
)
def test_what_is_wrong_with_something_else_is_a_question(said: str) -> None:
    assert not meant(said).reply


def test_what_is_meant_instead_may_follow_at_once() -> None:
    assert meant("Das stimmt nicht, ich meine Wohngeld", DEBTS).text == "Wer hilft bei Wohngeld?"


def test_a_dispute_changes_nothing_of_the_talk() -> None:
    assert (
        meant("Und in Sterkrade?", DEBTS, "Das stimmt nicht").text == "Wer hilft bei Schulden in Sterkrade?"
    )
