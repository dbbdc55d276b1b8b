"""Who dies without a medicine is told where to get it; who means to die is still heard."""

import pytest

from assistant.crisis import crisis_notices

BUILT_WITH = [
    "Ohne meine Tabletten sterbe ich, welche Apotheke hat offen?",
    "Ich brauche meine Tabletten, sonst sterbe ich",
    "Ohne Insulin sterbe ich, wo bekomme ich welches?",
    "Ich sterbe ohne mein Herzmedikament, die Apotheke hat zu",
    "Meine Mutter stirbt ohne ihre Medikamente",
    "Ohne meine Medikamente kann ich nicht leben, welche Apotheke hat Notdienst?",
    "Ohne Dialyse sterbe ich, wer fährt mich hin?",
    "Mir sind die Tabletten ausgegangen, ohne die sterbe ich",
    "Wenn ich mein Spray nicht kriege, sterbe ich",
    "Ich habe kein Insulin mehr",
    "Ich brauche dringend mein Blutdruckmittel, sonst bin ich tot",
    "Ohne meine Herztabletten sterbe ich",
]
CHECKED_WITH = [
    "Ohne mein Insulin überlebe ich die Nacht nicht",
    "Mein Asthmaspray ist leer und ich krieg gleich einen Anfall",
    "Mein Vater braucht seine Herztabletten, sonst stirbt er",
    "Bekomme ich meine Medikamente nicht, sterbe ich",
    "ohne die medikamente sterb ich, apotheke zu",
    "Ich sterbe, wenn ich meine Tabletten nicht bekomme",
    "Meine Herzmedikamente sind ausgegangen und morgen ist Feiertag",
    "Wir haben keine Herztabletten mehr, es ist Sonntag",
    "Ohne Blutverdünner kann ich sterben, wo krieg ich welche?",
    "Meine Tochter stirbt ohne ihr Insulin",
]
STILL_HEARD = [
    "Ich nehme alle Tabletten und sterbe",
    "Ohne sie will ich sterben",
    "Ich will mit Tabletten sterben",
    "Ich nehme meine Tabletten nicht mehr und sterbe einfach",
    "Ich will ohne Tabletten sterben",
    "Wie viele Tabletten brauche ich, um zu sterben",
    "Ohne Tabletten sterbe ich, deshalb lasse ich sie weg",
    "Ich hab genug Tabletten gesammelt um zu sterben",
    "Ich esse die Tabletten und sterbe dann",
    "Ich nehme keine Medikamente mehr, dann sterbe ich endlich",
    "mit den Tabletten sterbe ich hoffentlich",
    "Ich will ohne meine Medikamente sterben",
    "Wenn ich alle Tabletten nehme, sterbe ich dann?",
    "Ohne Tabletten sterbe ich, und das will ich auch",
    "Ich brauche Tabletten, um zu sterben",
]
SWALLOWED = [
    "Mein Kind hat sie gegessen, jetzt sind keine Herztabletten mehr da",
    "Es sind keine Herztabletten mehr da, Oma hat alle geschluckt",
    "Ich habe keine Herztabletten mehr, ich habe alle auf einmal genommen",
    "Ich habe vergessen, wie viele Herztabletten ich genommen habe",
]
CALM = [
    "Was kostet Insulin?",
    "Wer zahlt den Sauerstoff?",
    "Welche Apotheke hat heute Nacht offen?",
    "Ich soll keine Herzmedikamente mehr nehmen",
    "Ohne Geld sterbe ich",
]


def situations(sentence: str) -> list[str]:
    return [one.situation for one in crisis_notices(sentence)]


@pytest.mark.parametrize("said", [*BUILT_WITH, *CHECKED_WITH])
def test_who_dies_without_a_medicine_is_told_of_help_and_pharmacies_not_of_suicide(said: str) -> None:
    raised = situations(said)
    assert "medicine" in raised
    assert {"suicide", "overdose"}.isdisjoint(raised)
    (notice,) = (one for one in crisis_notices(said) if one.situation == "medicine")
    assert {one.dial for one in notice.numbers} == {"112", "116117", "08000022833"}


@pytest.mark.parametrize("said", STILL_HEARD)
def test_who_means_to_die_is_heard_beside_such_words(said: str) -> None:
    assert "suicide" in situations(said)


@pytest.mark.parametrize("said", SWALLOWED)
def test_who_has_taken_all_of_a_medicine_is_told_of_poisoning_though_none_is_left(said: str) -> None:
    assert "overdose" in situations(said)


@pytest.mark.parametrize("said", CALM)
def test_a_medicine_alone_is_no_emergency(said: str) -> None:
    assert situations(said) == []
