from datetime import date, datetime

import pytest

from corpus.directory.hours import read_hours
from corpus.directory.next_opening import next_opening
from corpus.institution import DayException, Schedule

WEEK = read_hours("Mo-Fr 8-12 Uhr, Di 14-18 Uhr")


@pytest.mark.parametrize(
    ("now", "opens"),
    [
        (datetime(2026, 11, 27, 13, 0), datetime(2026, 11, 30, 8, 0)),  # Friday afternoon, then Monday
        (datetime(2026, 11, 24, 12, 30), datetime(2026, 11, 24, 14, 0)),  # the pause of a Tuesday
        (datetime(2026, 11, 24, 7, 59), datetime(2026, 11, 24, 8, 0)),
        (datetime(2026, 12, 24, 13, 0), datetime(2026, 12, 28, 8, 0)),  # over Christmas
    ],
)
def test_a_closed_place_opens_with_the_next_span_of_its_week_but_not_on_holidays(
    now: datetime, opens: datetime
) -> None:
    assert next_opening(WEEK, now, "NW") == opens


def test_what_is_open_or_unknown_has_no_next_opening() -> None:
    monday = datetime(2026, 11, 30, 9, 0)
    assert next_opening(WEEK, monday, "NW") is None
    assert next_opening(None, monday, "NW") is None
    assert next_opening(read_hours("nach Vereinbarung"), monday, "NW") is None


def test_exceptions_and_the_end_of_a_schedule_are_minded() -> None:
    assert WEEK
    sunday = datetime(2026, 11, 29, 9, 0)
    away = Schedule(WEEK.weekly, exceptions=(DayException(date(2026, 11, 30)),))
    assert next_opening(away, sunday, "NW") == datetime(2026, 12, 1, 8, 0)
    ended = Schedule(WEEK.weekly, valid_to=date(2026, 11, 29))
    assert next_opening(ended, sunday, "NW") is None
