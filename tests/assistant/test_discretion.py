import json
from pathlib import Path

import pytest

from assistant.crisis import crisis
from assistant.discretion import may_be_noted, speaks_of_harm

DATA = Path(__file__).parents[1] / "data"


@pytest.mark.parametrize(
    "question",
    [
        "Reha nach einem Schlaganfall",  # excused: no emergency, and yet nothing to keep
        "Von der Rente kann man nicht mehr leben",
        "Welche Gruppe gibt es nach einer Krebserkrankung?",
        "Gibt es in Sterkrade eine Anlaufstelle bei Mobbing?",
        "Hilfe nach der Haftentlassung",
    ],
)
def test_what_is_no_emergency_but_speaks_of_harm_is_never_kept(question: str) -> None:
    assert crisis(question) == ()
    assert speaks_of_harm(question)
    assert not may_be_noted(question)


@pytest.mark.parametrize(
    "question",
    [
        "Ich suche einen Parkplatz",
        "Wo kann mein Sohn Flöte lernen?",
        "Where can I learn to dance?",
        "Dans kursu nerede var?",
        "Де можна навчитися танцювати?",
    ],
)
def test_what_somebody_says_of_themselves_or_in_another_language_is_not_kept_unasked(question: str) -> None:
    assert not may_be_noted(question)


def test_a_plain_question_about_the_city_may_be_kept() -> None:
    assert may_be_noted("Wie viele Bäume stehen in Oberhausen?")
    assert not speaks_of_harm("Ich habe Schulden und wohne in Osterfeld")


def test_no_emergency_of_the_collections_is_kept_even_if_it_should_not_be_recognised() -> None:
    for name in ("crisis", "crisis_indirect", "crisis_near"):
        lines = [json.loads(line) for line in (DATA / f"{name}.jsonl").read_text("utf-8").splitlines()]
        asked = [one["sentence"] for one in lines if one["crisis"] and one.get("split") != "check"]
        assert [one for one in asked if may_be_noted(one)] == []
