"""Reads opening hours as people and OpenStreetMap write them, and says whether somebody is there."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from functools import lru_cache

from corpus.directory.public_holidays import is_holiday
from corpus.institution import Opening, Schedule

DAYS = ("Mo", "Di", "Mi", "Do", "Fr", "Sa", "So")
OSM_DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
WORKDAYS = range(5)

_DAY_NUMBERS = {name: n for n, name in enumerate(("mo", "di", "mi", "do", "fr", "sa", "so"))} | {
    name: n for n, name in enumerate(("mo", "tu", "we", "th", "fr", "sa", "su"))
}
_DAY = r"\b(mo|di|tu|mi|we|do|th|fr|sa|so|su)(?:[a-zäöü]*tags?|[a-zäöü]*woch|nnabend|n)?\b\.?"
_DAY_RANGE = re.compile(rf"{_DAY}(?:\s*(-|–|bis)\s*{_DAY})?", re.IGNORECASE)
_TIME = r"(\d{1,2})(?:[:.](\d{2}))?\s*(?:uhr|h)?"
_TIMES = re.compile(rf"(?<!\d){_TIME}\s*(?:-|–|bis)\s*{_TIME}(?!\d)", re.IGNORECASE)
_APPOINTMENT = re.compile(
    r"nach\s+(?:\w+\s+)?(?:vereinbarung|absprache|anmeldung)|by appointment|n\.\s?v\.", re.IGNORECASE
)
_ALWAYS = re.compile(r"24\s*/\s*7|rund um die uhr|tag und nacht", re.IGNORECASE)
_BEYOND = re.compile(
    r"(?:^|;)\s*PH\s+\d"
    r"|\b(?:jan|feb|mar|mär|apr|may|mai|jun|jul|aug|sep|oct|okt|nov|dec|dez|week|easter|sunrise|sunset|SH)\b"
    r"|\b[1-5]\.\s*(?:und|im|mo|di|mi|do|fr)|\[\d",
    re.IGNORECASE,
)
_HOLIDAYS_TOO = re.compile(r"PH\s*,|,\s*PH\b(?!\s*(?:off|closed))|auch an feiertagen", re.IGNORECASE)
_CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d|24:00")
_UNKNOWN = re.compile(
    r"ferien|gerade|ungerade|14-tägig|jeden (?:ersten|zweiten|dritten|letzten)", re.IGNORECASE
)


def read_hours(text: str) -> Schedule | None:
    """The schedule that a text describes, in German or as OpenStreetMap's opening_hours.

    Rules for months, weeks or school holidays are kept as text only: their hours stay unknown.
    """
    written = " ".join(text.split())
    if not written:
        return None
    schedule = Schedule(text=written, by_appointment=bool(_APPOINTMENT.search(written)))
    if _ALWAYS.search(written):
        return replace(schedule, always=True)
    if _BEYOND.search(written) or _UNKNOWN.search(written):
        return schedule
    weekly = tuple(sorted(set(_weekly(written)), key=lambda o: (o.day, o.opens, o.closes)))
    return replace(schedule, weekly=weekly, holidays_too=bool(_HOLIDAYS_TOO.search(written)))


def is_open(schedule: Schedule | None, at: datetime, state: str) -> bool | None:
    """Whether somebody is there at a local time; None when the hours are unknown.

    Exceptions come first, then public holidays of the state, then the week.
    """
    if schedule is None or not _valid(schedule, at):
        return None
    if schedule.always:
        return True
    clock, today, holiday = _moment(at, state)
    special = [one for one in schedule.exceptions if one.day == at.date()] if schedule.exceptions else []
    if special:
        return any(one.opens and one.closes and one.opens <= clock < one.closes for one in special)
    if not schedule.weekly:
        return None
    if holiday and not schedule.holidays_too:
        return False
    return _within(schedule.weekly, today, clock)


def hours_text(schedule: Schedule | None) -> str:
    """The hours for people: as they were written, else "Mo-Fr 09:00-12:00"."""
    return "" if schedule is None else schedule.text or "; ".join(_lines(schedule, DAYS))


def osm_hours(schedule: Schedule) -> str:
    """The hours in OpenStreetMap's opening_hours syntax; a quoted text where the hours are unknown."""
    if schedule.always:
        return "24/7"
    lines = list(_lines(schedule, OSM_DAYS))
    lines += [f"{one.day:%Y %b %d} {_span(one.opens, one.closes)}" for one in schedule.exceptions]
    if schedule.by_appointment:
        lines.append('"nach Vereinbarung"')
    return "; ".join(lines) or f'"{schedule.text}"'


@lru_cache(maxsize=64)
def _moment(at: datetime, state: str) -> tuple[str, int, bool]:
    """Clock, weekday and whether it is a holiday: the same for all institutions of one question."""
    return at.strftime("%H:%M"), at.weekday(), is_holiday(at.date(), state)


def _valid(schedule: Schedule, at: datetime) -> bool:
    begins, ends = schedule.valid_from, schedule.valid_to
    return (begins is None or begins <= at.date()) and (ends is None or at.date() <= ends)


def _within(weekly: Iterable[Opening], today: int, clock: str) -> bool:
    """Whether a time lies in an opening of the day, or in one of the night before.

    A plain loop: a question asks it of thousands of institutions, most of them on other days.
    """
    yesterday = (today - 1) % 7
    for one in weekly:
        if one.day == today:
            if one.opens <= clock and (clock < one.closes or one.closes <= one.opens):
                return True
        elif one.day == yesterday and clock < one.closes <= one.opens:
            return True
    return False


def _weekly(text: str) -> Iterator[Opening]:
    """Openings of a text: days hold for the times that follow them, times without days for workdays."""
    days: list[int] = []
    used = False
    marks = [*_DAY_RANGE.finditer(text), *_TIMES.finditer(text)]
    for match in sorted(marks, key=lambda m: m.start()):
        if match.re is _DAY_RANGE:
            days = _days(match) if used else sorted({*days, *_days(match)})
            used = False
            continue
        used = True
        opens, closes = _clock(match.group(1), match.group(2)), _clock(match.group(3), match.group(4))
        if opens and closes and opens != closes:
            yield from (Opening(day, opens, closes) for day in days or WORKDAYS)


def _days(match: re.Match[str]) -> list[int]:
    first = _DAY_NUMBERS[match.group(1).lower()]
    last = _DAY_NUMBERS[match.group(3).lower()] if match.group(3) else first
    return [day % 7 for day in range(first, last + 1 if last >= first else last + 8)]


def _clock(hour: str, minute: str | None) -> str | None:
    clock = f"{int(hour):02}:{int(minute or 0):02}"
    return clock if _CLOCK.fullmatch(clock) else None


def _lines(schedule: Schedule, names: tuple[str, ...]) -> Iterator[str]:
    """Days with the same times on one line."""
    times = {d: tuple((o.opens, o.closes) for o in schedule.weekly if o.day == d) for d in range(7)}
    day = 0
    while day < len(names):
        end = day
        while end + 1 < len(names) and times[end + 1] == times[day]:
            end += 1
        if times[day]:
            label = names[day] if day == end else f"{names[day]}-{names[end]}"
            yield f"{label} {','.join(_span(*span) for span in times[day])}"
        day = end + 1


def _span(opens: str | None, closes: str | None) -> str:
    return f"{opens}-{closes}" if opens and closes else "off"
