"""The hours of single days, for somebody who plans a week: public holidays and exceptions included."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from corpus.directory.public_holidays import holiday_names
from corpus.institution import Schedule

DAYS = 7
ALL_DAY = ("00:00", "24:00")


@dataclass(frozen=True, slots=True)
class DayHours:
    """When somebody is there on a day: closed where `spans` is empty; `note` says why the day differs."""

    day: date
    spans: tuple[tuple[str, str], ...]
    note: str = ""


def week_of(schedule: Schedule | None, first: date, state: str) -> tuple[DayHours, ...]:
    """Seven days from `first` on; days whose hours are unknown are left out."""
    if schedule is None:
        return ()
    return tuple(_days(schedule, first, state))


def _days(schedule: Schedule, first: date, state: str) -> Iterator[DayHours]:
    for day in (first + timedelta(days=n) for n in range(DAYS)):
        found = _day(schedule, day, state)
        if found is not None:
            yield found


def _day(schedule: Schedule, day: date, state: str) -> DayHours | None:
    """The hours of a day in the order of `is_open`: exceptions, then public holidays, then the week."""
    if (schedule.valid_from and day < schedule.valid_from) or (schedule.valid_to and schedule.valid_to < day):
        return None
    if schedule.always:
        return DayHours(day, (ALL_DAY,))
    special = [one for one in schedule.exceptions if one.day == day]
    if special:
        spans = tuple((one.opens, one.closes) for one in special if one.opens and one.closes)
        return DayHours(day, spans, special[0].note)
    if not schedule.weekly:
        return None
    holiday = holiday_names(state, day.year).get(day, "")
    if holiday and not schedule.holidays_too:
        return DayHours(day, (), holiday)
    spans = tuple((one.opens, one.closes) for one in schedule.weekly if one.day == day.weekday())
    return DayHours(day, spans, holiday)
