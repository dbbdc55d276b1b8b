"""The hours of single days, for somebody who plans a week: public holidays and exceptions included."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from corpus.directory.public_holidays import holiday_names
from corpus.directory.schedules import is_valid, spans_on
from corpus.institution import Schedule

DAYS = 7


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
    if not is_valid(schedule, day):
        return None
    holiday = holiday_names(state, day.year).get(day, "")
    spans = spans_on(schedule, day, holiday=bool(holiday))
    if spans is None:
        return None
    notes = [one.note for one in schedule.exceptions if one.day == day]
    return DayHours(day, spans, notes[0] if notes else holiday)
