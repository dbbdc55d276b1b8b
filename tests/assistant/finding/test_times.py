from dataclasses import replace
from datetime import datetime

import pytest

from assistant.finding.times import is_open_then, read_times
from corpus.directory.hours import read_hours

FRIDAY_NOON = datetime(2026, 11, 27, 12, 0)


@pytest.mark.parametrize(
    ("sentence", "label"),
    [
        ("Schuldnerberatung samstags", "geöffnet am Samstag"),
        ("heute abend", "geöffnet heute Abend"),
        ("Beratung nach 17 Uhr", "geöffnet nach 17 Uhr"),
        ("nach Feierabend", "geöffnet nach 17 Uhr"),
        ("am Wochenende", "geöffnet am Wochenende"),
        ("morgen früh", "geöffnet morgen früh"),
        ("morgen", "geöffnet morgen"),
        ("heute morgen", "geöffnet heute früh"),
        ("heute nach 16:30 Uhr", "geöffnet heute nach 16.30 Uhr"),
        ("montags und mittwochs vormittags", "geöffnet am Montag und Mittwoch vormittags"),
        ("Mittwochnachmittag", "geöffnet am Mittwoch nachmittags"),
        ("unter der Woche abends", "geöffnet werktags abends"),
        ("jeden Abend", "geöffnet abends"),
        ("morgens", "geöffnet morgens"),
        ("zwischen 17 und 19 Uhr", "geöffnet von 17 bis 19 Uhr"),
        ("um 18 Uhr", "geöffnet um 18 Uhr"),
        ("vor 9 Uhr", "geöffnet vor 9 Uhr"),
        ("Schuldnerberatung 10 Uhr dienstags", "geöffnet am Dienstag um 10 Uhr"),
    ],
)
def test_a_wish_for_a_time_is_read_as_people_write_it(sentence: str, label: str) -> None:
    times = read_times(sentence)
    assert times
    assert times.label == label


@pytest.mark.parametrize(
    "sentence",
    [
        "Guten Morgen, ich habe Schulden",
        "seit Montag keine Heizung",
        "letzten Samstag",
        "Frist bis Freitag",
        "heute rausgeflogen",
        "Sonntagsfrühstück",
        "Mittagstisch und Abendschule",
        "ich bin 17 und schwanger",
        "ab 25 Uhr",
    ],
)
def test_what_is_told_or_only_sounds_alike_is_no_wish(sentence: str) -> None:
    assert read_times(sentence) is None


@pytest.mark.parametrize(
    ("hours", "sentence", "answer"),
    [
        ("Mo-Fr 8-12 Uhr", "samstags", False),
        ("Mo-Fr 8-12 Uhr, Sa 10-12 Uhr", "samstags", True),
        ("Mo-Fr 8-12 Uhr", "heute", None),
        ("Mo-Fr 8-16 Uhr", "heute nachmittag", True),
        ("Mo-Fr 8-11 Uhr", "heute vormittag", False),  # it is noon already
        ("Mo-Do 9-18 Uhr", "nach 17 Uhr", True),
        ("Mo-Do 9-17 Uhr", "nach 17 Uhr", False),
        ("Fr 20-2 Uhr", "freitags nach 22 Uhr", True),
        ("Mo-Fr 8-12 Uhr", "morgen", False),  # a Saturday
        ("nach Vereinbarung", "samstags", None),
    ],
)
def test_who_is_there_at_the_time_is_told_apart_from_who_is_not_and_who_may_be(
    hours: str, sentence: str, answer: bool | None
) -> None:
    times = read_times(sentence)
    schedule = read_hours(hours)
    found = is_open_then(schedule, times, FRIDAY_NOON, "NW") if times else None
    assert found is answer


def test_a_holiday_is_no_weekday_to_come_on() -> None:
    times = read_times("morgen")
    assert times
    christmas_eve = datetime(2026, 12, 24, 12, 0)
    schedule = read_hours("Mo-Fr 8-12 Uhr")
    assert schedule
    assert is_open_then(schedule, times, christmas_eve, "NW") is False
    assert is_open_then(replace(schedule, holidays_too=True), times, christmas_eve, "NW") is True
