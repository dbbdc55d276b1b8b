"""Opening hours as people write them: read rightly, or not at all."""

from dataclasses import replace
from datetime import datetime

import pytest

from corpus.directory.hours import read_hours
from corpus.directory.schedules import hours_text, is_open
from corpus.institution import Schedule

MONDAY_10 = datetime(2026, 11, 23, 10, 0)


def hours(text: str) -> Schedule:
    schedule = read_hours(text)
    assert schedule is not None
    return schedule


def week(text: str) -> str:
    return hours_text(replace(hours(text), text=""))


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Mo-Do 9-12 Uhr und 14-16 Uhr, Fr 9-12 Uhr", "Mo-Do 09:00-12:00,14:00-16:00; Fr 09:00-12:00"),
        ("Mo-Fr 08:00-16:00; PH off", "Mo-Fr 08:00-16:00"),
        ("Montag bis Freitag 8.00 - 12.30 Uhr", "Mo-Fr 08:00-12:30"),
        ("Mo, Mi 10-12 Uhr; dienstags 14-18 Uhr", "Mo 10:00-12:00; Di 14:00-18:00; Mi 10:00-12:00"),
        ("Mo,We,Fr 09:00-14:00", "Mo 09:00-14:00; Mi 09:00-14:00; Fr 09:00-14:00"),
        ("Di und Do 9.30-11.30 Uhr", "Di 09:30-11:30; Do 09:30-11:30"),
        ("07:30-17.00", "Mo-Fr 07:30-17:00"),
        ("samstags 10 bis 14 Uhr", "Sa 10:00-14:00"),
        ("Fr-Mo 10:00-18:00", "Mo 10:00-18:00; Fr-So 10:00-18:00"),
        ("täglich 9-18 Uhr", "Mo-So 09:00-18:00"),
        ("Wochenende 10-14 Uhr", "Sa-So 10:00-14:00"),
        ("werktags 8-16 Uhr", "Mo-Fr 08:00-16:00"),
        ("Mo 9-12 Uhr und nach Vereinbarung", "Mo 09:00-12:00"),
        ("Alter 6-12 Jahre, Mo-Fr 14-18 Uhr", "Mo-Fr 14:00-18:00"),
        ("Mo-Fr 08:00-12:00,14:00-18:00", "Mo-Fr 08:00-12:00,14:00-18:00"),
        ("Mo-Fr 08:00-12:00,14:00-18:00; Sa 10:00-12:00", "Mo-Fr 08:00-12:00,14:00-18:00; Sa 10:00-12:00"),
        ("Mo-Fr 8-16 Uhr, an Feiertagen geschlossen", "Mo-Fr 08:00-16:00"),
        ("Mo-Fr 8-16 Uhr außer feiertags", "Mo-Fr 08:00-16:00"),
    ],
)
def test_hours_are_read_as_germans_and_openstreetmap_write_them(written: str, read: str) -> None:
    assert week(written) == read


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Mo geschlossen, Di-Fr 9-12 Uhr", "Di-Fr 09:00-12:00"),
        ("Montag geschlossen; Dienstag bis Freitag 10-17 Uhr", "Di-Fr 10:00-17:00"),
        ("Montag Ruhetag, Di-So 10-18 Uhr", "Di-So 10:00-18:00"),
        ("Mo-Fr 8-16 Uhr, Mi geschlossen", "Mo-Di 08:00-16:00; Do-Fr 08:00-16:00"),
        ("Mo-Fr 8-12 Uhr außer Mi", "Mo-Di 08:00-12:00; Do-Fr 08:00-12:00"),
        ("Mo-Su 10:00-18:00; Tu off", "Mo 10:00-18:00; Mi-So 10:00-18:00"),
        ("Mo-Fr 09:00-17:00; We 09:00-12:00", "Mo-Di 09:00-17:00; Mi 09:00-12:00; Do-Fr 09:00-17:00"),
    ],
)
def test_a_day_that_is_said_to_be_closed_is_closed(written: str, read: str) -> None:
    assert week(written) == read


@pytest.mark.parametrize(
    "written",
    [
        "Jun-Aug Mo 10:00-12:00",
        "01.01.-31.03. Mo 9-12 Uhr",
        "jeden ersten Montag im Monat 10-12 Uhr",
        "letzter Freitag im Monat 14-16 Uhr",
        "1. und 3. Mittwoch 14-16 Uhr",
        "alle zwei Wochen Mi 14-16 Uhr",
        "Mi 14-16 Uhr (14tägig)",
        "nach telefonischer Vereinbarung",
        "in den Ferien Mo 9-12 Uhr",
        "Mo-Fr 8-16 Uhr, Mi nachmittags geschlossen",
        "Mo 9-12 Uhr, Di ab 14 Uhr",
        "Mo-Fr 9-17 Uhr, Notruf rund um die Uhr",
        "für Kinder 6-12 Jahre",
        "Sprechtag Mittwoch",
        "mittags 12-14 Uhr",
        "Zimmer 25-30",
        "Mo-Fr 7:30-16:30 Uhr; freitags 7:30-15 Uhr",
        "geschlossen",
    ],
)
def test_hours_that_no_week_can_hold_or_that_are_unclear_are_unknown_and_never_closed(written: str) -> None:
    assert is_open(hours(written), MONDAY_10, "NW") is None


@pytest.mark.parametrize("written", ["24/7", "rund um die Uhr", "täglich rund um die Uhr", "Mo-So 0-24 Uhr"])
def test_day_and_night_is_always(written: str) -> None:
    assert hours(written).always


@pytest.mark.parametrize("written", ["Mo-Sa 10:00-18:00; PH,Su off", "Mo-Sa 10:00-18:00; Su,PH closed"])
def test_holidays_on_which_it_is_closed_are_no_holidays_on_which_it_is_open(written: str) -> None:
    assert (week(written), hours(written).holidays_too) == ("Mo-Sa 10:00-18:00", False)
    assert hours("Mo-Su,PH 10:00-20:00").holidays_too


def test_hours_that_are_written_for_people_are_read_again() -> None:
    for written in ("Mo-Fr 9-12 Uhr und 14-17 Uhr, Sa 10-14 Uhr", "Mo, Mi 8-12 Uhr, 13-16 Uhr"):
        assert week(week(written)) == week(written)


def test_hours_by_appointment_are_marked() -> None:
    assert hours("nach Vereinbarung").by_appointment
    assert hours("Mo 9-12 Uhr und nach Vereinbarung").by_appointment


def test_without_a_text_there_are_no_hours() -> None:
    assert read_hours("  ") is None
