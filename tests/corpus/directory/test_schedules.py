from dataclasses import replace
from datetime import date, datetime

from corpus.directory.hours import read_hours
from corpus.directory.schedules import hours_text, is_open
from corpus.institution import DayException, Schedule

MONDAY_10 = datetime(2026, 11, 23, 10, 0)


def hours(text: str) -> Schedule:
    schedule = read_hours(text)
    assert schedule is not None
    return schedule


def test_the_written_hours_are_what_people_see() -> None:
    assert hours_text(hours("Mo-Do  9-12 Uhr")) == "Mo-Do 9-12 Uhr"
    assert hours_text(None) == ""


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
    assert is_open(replace(hours("24/7"), exceptions=(DayException(day),)), MONDAY_10, "NW") is False


def test_a_night_lasts_into_an_exception_and_an_exception_into_the_next_day() -> None:
    friday, saturday_1 = date(2026, 11, 27), datetime(2026, 11, 28, 1, 0)
    late = replace(hours("Fr 10-12 Uhr"), exceptions=(DayException(friday, "20:00", "02:00"),))
    cancelled = replace(hours("Fr 20-2 Uhr"), exceptions=(DayException(friday),))
    assert is_open(late, datetime(2026, 11, 27, 23, 0), "NW") is True
    assert is_open(late, saturday_1, "NW") is True
    assert is_open(cancelled, saturday_1, "NW") is False
    assert is_open(replace(cancelled, exceptions=()), saturday_1, "NW") is True


def test_a_night_that_began_before_a_holiday_goes_on_and_one_of_the_holiday_does_not() -> None:
    schedule = hours("Do-Sa 20:00-04:00")
    assert is_open(schedule, datetime(2026, 12, 25, 1, 0), "NW") is True
    assert is_open(schedule, datetime(2026, 12, 25, 23, 0), "NW") is False
    assert is_open(schedule, datetime(2026, 12, 26, 1, 0), "NW") is False


def test_hours_outside_of_their_validity_are_unknown() -> None:
    schedule = replace(hours("Mo 9-12 Uhr"), valid_to=date(2026, 1, 1))
    assert is_open(schedule, MONDAY_10, "NW") is None


def test_without_hours_nothing_is_known() -> None:
    assert is_open(None, MONDAY_10, "NW") is None
