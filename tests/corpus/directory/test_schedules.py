from dataclasses import replace
from datetime import date, datetime

import pytest

from corpus.directory.schedules import hours_text, is_open, osm_hours, read_hours
from corpus.institution import DayException, Schedule

MONDAY_10 = datetime(2026, 11, 23, 10, 0)


def hours(text: str) -> Schedule:
    schedule = read_hours(text)
    assert schedule is not None
    return schedule


@pytest.mark.parametrize(
    ("written", "osm"),
    [
        ("Mo-Do 9-12 Uhr und 14-16 Uhr, Fr 9-12 Uhr", "Mo-Th 09:00-12:00,14:00-16:00; Fr 09:00-12:00"),
        ("Mo-Fr 08:00-16:00; PH off", "Mo-Fr 08:00-16:00"),
        ("Montag bis Freitag 8.00 - 12.30 Uhr", "Mo-Fr 08:00-12:30"),
        ("Mo, Mi 10-12 Uhr; dienstags 14-18 Uhr", "Mo 10:00-12:00; Tu 14:00-18:00; We 10:00-12:00"),
        ("Mo,We,Fr 09:00-14:00", "Mo 09:00-14:00; We 09:00-14:00; Fr 09:00-14:00"),
        ("Di und Do 9.30-11.30 Uhr", "Tu 09:30-11:30; Th 09:30-11:30"),
        ("07:30-17.00", "Mo-Fr 07:30-17:00"),
        ("samstags 10 bis 14 Uhr", "Sa 10:00-14:00"),
        ("24/7", "24/7"),
    ],
)
def test_hours_are_read_as_germans_and_openstreetmap_write_them(written: str, osm: str) -> None:
    assert osm_hours(hours(written)) == osm


def test_the_written_hours_are_what_people_see() -> None:
    assert hours_text(hours("Mo-Do  9-12 Uhr")) == "Mo-Do 9-12 Uhr"
    assert hours_text(None) == ""


@pytest.mark.parametrize(
    "written",
    [
        "Jun-Aug Mo 10:00-12:00",
        "jeden ersten Montag im Monat 10-12 Uhr",
        "nach telefonischer Vereinbarung",
        "in den Ferien Mo 9-12 Uhr",
    ],
)
def test_hours_that_no_week_can_hold_are_unknown_and_never_closed(written: str) -> None:
    assert is_open(hours(written), MONDAY_10, "NW") is None


def test_hours_by_appointment_are_marked() -> None:
    assert hours("nach Vereinbarung").by_appointment
    assert hours("Mo 9-12 Uhr und nach Vereinbarung").by_appointment


def test_an_institution_is_open_from_its_first_to_before_its_last_minute() -> None:
    schedule = hours("Mo 10:00-12:00")
    assert is_open(schedule, datetime(2026, 11, 23, 9, 59), "NW") is False
    assert is_open(schedule, MONDAY_10, "NW") is True
    assert is_open(schedule, datetime(2026, 11, 23, 12, 0), "NW") is False


def test_hours_over_midnight_last_into_the_next_day() -> None:
    schedule = hours("Fr 20:00-02:00")
    assert is_open(schedule, datetime(2026, 11, 27, 23, 0), "NW") is True
    assert is_open(schedule, datetime(2026, 11, 28, 1, 0), "NW") is True
    assert is_open(schedule, datetime(2026, 11, 28, 3, 0), "NW") is False


def test_holidays_of_the_state_close() -> None:
    corpus_christi = datetime(2026, 6, 4, 10, 0)
    assert is_open(hours("Mo-Fr 9-12 Uhr"), corpus_christi, "NW") is False
    assert is_open(hours("Mo-Fr 9-12 Uhr"), corpus_christi, "BE") is True


def test_an_exception_wins_over_the_week() -> None:
    day = date(2026, 11, 23)
    closed = replace(hours("Mo 9-12 Uhr"), exceptions=(DayException(day),))
    longer = replace(hours("Mo 9-12 Uhr"), exceptions=(DayException(day, "08:00", "18:00"),))
    assert is_open(closed, MONDAY_10, "NW") is False
    assert is_open(longer, datetime(2026, 11, 23, 17, 0), "NW") is True


def test_hours_outside_of_their_validity_are_unknown() -> None:
    schedule = replace(hours("Mo 9-12 Uhr"), valid_to=date(2026, 1, 1))
    assert is_open(schedule, MONDAY_10, "NW") is None


def test_without_hours_nothing_is_known() -> None:
    assert read_hours("  ") is None
    assert is_open(None, MONDAY_10, "NW") is None
