"""Says whether somebody is there at a time, and writes hours for people."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache

from corpus.directory.hours import ALL_DAY
from corpus.directory.public_holidays import is_holiday
from corpus.institution import Opening, Schedule

DAYS = ("Mo", "Di", "Mi", "Do", "Fr", "Sa", "So")


@dataclass(frozen=True, slots=True)
class _Moment:
    """A local time as all institutions of one question are asked about it."""

    clock: str
    weekday: int
    holiday: bool
    after_holiday: bool


def is_open(schedule: Schedule | None, at: datetime, state: str) -> bool | None:
    """Whether somebody is there at a local time; None when the hours are unknown.

    Exceptions come first, then public holidays of the state, then the week; a night lasts into the next day.
    """
    if schedule is None or not is_valid(schedule, at.date()):
        return None
    if schedule.exceptions:
        return _open_with_exceptions(schedule, at, state)
    if schedule.always:
        return True
    if not schedule.weekly:
        return None
    moment = _moment(at, state)
    today = schedule.holidays_too or not moment.holiday
    night_before = schedule.holidays_too or not moment.after_holiday
    return _within(schedule.weekly, moment, today=today, night_before=night_before)


def spans_on(schedule: Schedule, day: date, *, holiday: bool) -> tuple[tuple[str, str], ...] | None:
    """The times of a day, none where it is closed; None where they are unknown."""
    special = [one for one in schedule.exceptions if one.day == day]
    if special:
        return tuple((one.opens, one.closes) for one in special if one.opens and one.closes)
    if schedule.always:
        return (ALL_DAY,)
    if not schedule.weekly:
        return None
    if holiday and not schedule.holidays_too:
        return ()
    return tuple((one.opens, one.closes) for one in schedule.weekly if one.day == day.weekday())


def is_valid(schedule: Schedule, day: date) -> bool:
    """Whether a schedule holds on a day."""
    begins, ends = schedule.valid_from, schedule.valid_to
    return (begins is None or begins <= day) and (ends is None or day <= ends)


def hours_text(schedule: Schedule | None) -> str:
    """The hours for people: as they were written, else "Mo-Fr 09:00-12:00"."""
    return "" if schedule is None else schedule.text or "; ".join(_lines(schedule))


def _open_with_exceptions(schedule: Schedule, at: datetime, state: str) -> bool | None:
    moment, yesterday = _moment(at, state), at.date() - timedelta(days=1)
    spans = spans_on(schedule, at.date(), holiday=moment.holiday)
    before = spans_on(schedule, yesterday, holiday=moment.after_holiday) or ()
    if any(moment.clock < closes <= opens for opens, closes in before):
        return True
    if spans is None:
        return None
    return any(
        opens <= moment.clock and (moment.clock < closes or closes <= opens) for opens, closes in spans
    )


@lru_cache(maxsize=64)
def _moment(at: datetime, state: str) -> _Moment:
    yesterday = at.date() - timedelta(days=1)
    return _Moment(
        at.strftime("%H:%M"), at.weekday(), is_holiday(at.date(), state), is_holiday(yesterday, state)
    )


def _within(weekly: Iterable[Opening], moment: _Moment, *, today: bool, night_before: bool) -> bool:
    """Whether a time lies in an opening of the day, or in one of the night before.

    A plain loop: a question asks it of thousands of institutions, most of them on other days.
    """
    clock, yesterday = moment.clock, (moment.weekday - 1) % 7
    for one in weekly:
        if today and one.day == moment.weekday:
            if one.opens <= clock and (clock < one.closes or one.closes <= one.opens):
                return True
        elif night_before and one.day == yesterday and clock < one.closes <= one.opens:
            return True
    return False


def _lines(schedule: Schedule) -> Iterator[str]:
    """Days with the same times on one line."""
    times = {d: tuple((o.opens, o.closes) for o in schedule.weekly if o.day == d) for d in range(7)}
    day = 0
    while day < len(DAYS):
        end = day
        while end + 1 < len(DAYS) and times[end + 1] == times[day]:
            end += 1
        if times[day]:
            label = DAYS[day] if day == end else f"{DAYS[day]}-{DAYS[end]}"
            yield f"{label} {','.join(f'{opens}-{closes}' for opens, closes in times[day])}"
        day = end + 1
