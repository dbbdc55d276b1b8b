from dataclasses import replace
from datetime import date

import pytest

from corpus.directory.exceptions import exceptions_text, read_exceptions
from corpus.directory.hours import ALL_DAY, read_hours
from corpus.directory.week import week_of
from corpus.errors import InvalidData
from corpus.institution import DayException, Schedule

MONDAY = date(2026, 12, 21)


def hours(text: str, **changes: object) -> Schedule:
    schedule = read_hours(text)
    assert schedule is not None
    return replace(schedule, **changes)


def test_a_week_begins_today_and_knows_holidays_and_exceptions() -> None:
    schedule = hours(
        "Mo-Fr 09:00-12:00, Di 14:00-17:00",
        exceptions=read_exceptions("24.12.2026 geschlossen (Heiligabend)"),
    )
    week = week_of(schedule, MONDAY, "NW")
    assert [day.day.day for day in week] == [21, 22, 23, 24, 25, 26, 27]
    assert week[0].spans == (("09:00", "12:00"),)
    assert week[1].spans == (("09:00", "12:00"), ("14:00", "17:00"))
    assert (week[3].spans, week[3].note) == ((), "Heiligabend")
    assert (week[4].spans, week[4].note) == ((), "Erster Weihnachtstag")


def test_an_exception_wins_over_a_holiday() -> None:
    schedule = hours("Mo-Fr 09:00-12:00", exceptions=(DayException(date(2026, 12, 25), "10:00", "11:00"),))
    assert week_of(schedule, MONDAY, "NW")[4].spans == (("10:00", "11:00"),)


def test_who_opens_on_holidays_too_says_so() -> None:
    week = week_of(hours("Mo-Su,PH 10:00-20:00"), MONDAY, "NW")
    assert (week[4].spans, week[4].note) == ((("10:00", "20:00"),), "Erster Weihnachtstag")


def test_hours_that_hold_on_holidays_only_leave_the_week_unknown() -> None:
    assert week_of(hours("Mo-Fr 09:00-17:00; PH 10:00-12:00"), MONDAY, "NW") == ()


def test_unknown_days_are_left_out_rather_than_shown_as_closed() -> None:
    assert week_of(None, MONDAY, "NW") == ()
    assert week_of(hours("nach Vereinbarung"), MONDAY, "NW") == ()
    ends = week_of(hours("Mo-So 09:00-12:00", valid_to=date(2026, 12, 22)), MONDAY, "NW")
    assert [day.day.day for day in ends] == [21, 22]


def test_day_and_night_is_every_day() -> None:
    assert {day.spans for day in week_of(hours("24/7"), MONDAY, "NW")} == {(ALL_DAY,)}


@pytest.mark.parametrize(
    ("written", "days"),
    [
        ("24.12.2026 geschlossen", 1),
        ("01.08.2026 - 03.08.2026 geschlossen (Betriebsferien)", 3),
        ("31.12.2026: 9:00 bis 12:00 Uhr", 1),
        ("31.12.2026 09:00-12:00, 14:00-16:00; 2.1.2027 zu", 3),
        ("", 0),
    ],
)
def test_exceptions_are_read_as_people_write_them_and_come_back(written: str, days: int) -> None:
    found = read_exceptions(written)
    assert len(found) == days
    assert read_exceptions(exceptions_text(found)) == found


@pytest.mark.parametrize(
    "written", ["Weihnachten zu", "31.2.2026 zu", "24.12.2026 25:00-26:00", "5.1.2026-1.1.2026 zu"]
)
def test_what_is_no_day_is_refused_by_name(written: str) -> None:
    with pytest.raises(InvalidData, match=r"Ausnahme|Tag|Uhrzeit"):
        read_exceptions(written)
