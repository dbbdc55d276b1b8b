"""What is told as a fact is never marked as a plan, a recommendation or an opinion."""

import pytest

from assistant.intention import intention


@pytest.mark.parametrize(
    ("sentence", "over"),
    [
        ("12 Prozent der Befragten planen einen Umzug.", ()),
        ("38 Prozent der Befragten fordern mehr Busse.", ()),
        ("Die Pflege fordert viel Kraft.", ()),
        ("Sollte kein Platz frei sein, hilft das Jugendamt.", ()),
        ("Der Umbau, der für 2020 geplant war, ist seit 2022 abgeschlossen.", ()),
        ("Osterfeld hat 38.000 Einwohner.", ("Maßnahmen zur Arbeitsförderung",)),
        ("Im Jahr 2022 nahmen 412 Personen an Maßnahmen teil.", ("Maßnahmen nach SGB II",)),
        ("In Oberhausen leben 3.000 Kinder in Armut.", ("Ziele",)),
    ],
)
def test_a_sentence_that_tells_what_was_found_is_marked_as_nothing_else(
    sentence: str, over: tuple[str, ...]
) -> None:
    assert intention(sentence, over, "sozialbericht") == ""


def test_what_should_be_done_is_still_a_recommendation_and_what_is_planned_a_plan() -> None:
    assert intention("Die Beratung sollte ausgebaut werden.", (), "sozialbericht") == "recommendation"
    assert intention("Ein neuer Treff ist für 2027 geplant.", (), "sozialbericht") == "plan"
