"""A day or an hour is a wish where somebody wants to come, and not where it is only told."""

import pytest

from assistant.finding.purpose import asks_when

TOLD = {
    "built with": [
        "Wofür soll ich morgens aufstehen",
        "Ich komme morgens nicht aus dem Bett",
        "Mein Kind schreit jeden Abend",
        "Seit Montag ist mein Mann weg",
        "Ich arbeite samstags und sonntags",
        "Warum ist es abends in Sterkrade so unsicher?",
        "Ich muss morgen vor Gericht",
        "Mein Vermieter stellt abends die Heizung ab",
    ],
    "checked with": [
        "Ich liege nachts wach und morgens bin ich müde",
        "Am Montag habe ich meinen Job verloren",
        "Meine Mutter ist abends immer verwirrt",
        "Morgen werde ich 18",
        "Jeden Morgen habe ich Angst",
        "Wie viele Kinder sind abends allein?",
        "Mein Freund trinkt jeden Abend",
        "Samstags schlägt er mich immer",
        "Was passiert, wenn ich Montag nicht zur Arbeit gehe?",
    ],
}
WISHED = {
    "built with": [
        "Wo kann ich samstags Kleidung abgeben?",
        "Schuldnerberatung am Abend",
        "Hat das Jobcenter morgen auf?",
        "Ich brauche heute Abend noch Beratung",
        "Tafel am Freitag",
        "Wer hilft mir am Wochenende?",
        "Was kann man am Wochenende mit Kindern machen?",
        "Kann ich morgen früh zur Suchtberatung kommen?",
    ],
    "checked with": [
        "Gibt es freitags eine offene Sprechstunde?",
        "Erziehungsberatung nach 17 Uhr",
        "Ich suche einen Deutschkurs am Vormittag",
        "Wann hat die Kleiderkammer am Samstag offen?",
        "Ich kann nur abends, wo gibt es Suchtberatung?",
        "Ist die Bahnhofsmission sonntags da?",
        "Wohin kann ich heute Abend gehen?",
        "Termin beim Sozialamt am Dienstag",
        "Ich möchte am Montag zur Schuldnerberatung",
        "Kleiderkammer samstags?",
    ],
}


@pytest.mark.parametrize("said", [one for each in TOLD.values() for one in each])
def test_a_day_that_is_only_told_is_no_wish(said: str) -> None:
    assert not asks_when(said)


@pytest.mark.parametrize("said", [one for each in WISHED.values() for one in each])
def test_a_day_beside_a_wish_to_come_is_one(said: str) -> None:
    assert asks_when(said)
