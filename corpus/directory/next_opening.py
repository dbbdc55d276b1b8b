"""Says when a place that is closed opens again."""

from datetime import date, datetime, time, timedelta

from corpus.directory.public_holidays import is_holiday
from corpus.directory.schedules import is_open, is_valid, spans_on
from corpus.institution import Schedule

DAYS_AHEAD = 14


def next_opening(schedule: Schedule | None, at: datetime, state: str) -> datetime | None:
    """When somebody is there again after a local time at which nobody is; None when open, or unknown."""
    if schedule is None or is_open(schedule, at, state) is not False:
        return None
    for day in (at.date() + timedelta(days=n) for n in range(DAYS_AHEAD)):
        opens = [opening for opening in _openings(schedule, day, state, at) if opening > at]
        if opens:
            return min(opens)
    return None


def _openings(schedule: Schedule, day: date, state: str, at: datetime) -> list[datetime]:
    if not is_valid(schedule, day):
        return []
    spans = spans_on(schedule, day, holiday=is_holiday(day, state)) or ()
    return [datetime.combine(day, time.fromisoformat(opens), at.tzinfo) for opens, _ in spans]
