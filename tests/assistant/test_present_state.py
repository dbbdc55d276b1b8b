"""What somebody is in now is an emergency, whatever year or week is named beside it."""

import pytest

from assistant.crisis import crisis_notices


@pytest.mark.parametrize(
    "sentence",
    [
        "Oma geboren 1938 atmet nicht mehr",
        "Sohn 2015 geboren atmet nicht mehr",
        "Opa Jahrgang 1940 ist bewusstlos",
        "Baby vor zwei Monaten geboren atmet nicht",
        "Mutter bewusstlos seit letzter Woche dement",
        "Vater zusammengebrochen Musterstr 2000",
        "Mein Vater ist schon mehrmals zusammengebrochen",
        "als ich klein war, es brennt",
        "Papa atmet seit letzter Woche schlecht und ist jetzt bewusstlos",
        "Mein Mann hatte 2019 einen Herzinfarkt und reagiert nicht mehr",
    ],
)
def test_a_present_state_is_an_emergency_whatever_was_long_ago(sentence: str) -> None:
    assert [one.situation for one in crisis_notices(sentence)] == ["medical"]
