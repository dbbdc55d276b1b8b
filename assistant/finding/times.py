"""Reads when somebody wants to come ("samstags", "heute Abend", "nach 17 Uhr"), and who is open then."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from corpus.directory.public_holidays import is_holiday
from corpus.directory.schedules import is_valid, spans_on
from corpus.institution import Schedule
from corpus.yaml_text import read_yaml

FILE = Path(__file__).parents[1] / "data" / "times.yaml"
DAYS_AHEAD = 14
MIDNIGHT, END_OF_DAY = "00:00", "24:00"
AFTER_WORK = "17:00"
A_WHILE = 30  # minutes that somebody who comes at an hour wants to stay
_CLOCK = r"(\d{1,2})(?:[:.](\d{2}))?\s*(?:uhr)?"
_BETWEEN = re.compile(rf"\b(?:von|zwischen)\s+{_CLOCK}\s*(?:bis|und|-|–)\s*{_CLOCK}(?:(?<=uhr)|(?<=:\d\d))")
_FROM = re.compile(rf"\b(nach|ab|vor|um|gegen)\s+{_CLOCK}(?:(?<=uhr)|(?<=:\d\d))")
_AT = re.compile(r"\b(\d{1,2})(?:[:.](\d{2}))?\s*uhr\b")


@dataclass(frozen=True, slots=True)
class Times:
    """Hours on weekdays, on one day counted from now, or on any day where neither is set."""

    label: str
    days: tuple[int, ...] = ()
    ahead: int | None = None
    begins: str = MIDNIGHT
    ends: str = END_OF_DAY


@dataclass(frozen=True, slots=True)
class _Hours:
    begins: str
    ends: str
    beside: str
    alone: str


def read_times(question: str) -> Times | None:
    """When somebody wants to come, if a sentence says so."""
    text = " ".join(question.lower().split())
    for greeting in _words()["greetings"]:
        text = text.replace(greeting, " ")
    days, ahead, part = _days(text)
    hours = _clocks(text) or (_clock_beside(text) if days or ahead is not None else None)
    hours = hours or part or _part_alone(text)
    if ahead == 0 and hours is None:  # »heute« alone tells a story as often as it wishes
        ahead = None
    if not days and ahead is None and hours is None:
        return None
    label = _label(days, ahead, hours)
    begins, ends = (hours.begins, hours.ends) if hours else (MIDNIGHT, END_OF_DAY)
    return Times(label, days, ahead, begins, ends)


def is_open_then(schedule: Schedule | None, times: Times, now: datetime, state: str) -> bool | None:
    """Whether somebody is there at some time of those wished for; None when the hours are unknown."""
    if schedule is None:
        return None
    known = False
    for day in _wished_days(times, now.date()):
        spans = spans_on(schedule, day, holiday=is_holiday(day, state)) if is_valid(schedule, day) else None
        known = known or spans is not None
        begins = max(times.begins, now.strftime("%H:%M")) if day == now.date() else times.begins
        if any(_overlap(opens, closes, begins, times.ends) for opens, closes in spans or ()):
            return True
    return False if known else None


def _wished_days(times: Times, today: date) -> list[date]:
    if times.ahead is not None:
        return [today + timedelta(days=times.ahead)]
    coming = [today + timedelta(days=n) for n in range(DAYS_AHEAD)]
    return [day for day in coming if not times.days or day.weekday() in times.days]


def _overlap(opens: str, closes: str, begins: str, ends: str) -> bool:
    lasts = END_OF_DAY if closes <= opens else closes  # a night lasts into the next day
    return max(opens, begins) < min(lasts, ends)


def _days(text: str) -> tuple[tuple[int, ...], int | None, _Hours | None]:
    """The weekdays, or how many days from now, and the part of the day that stands beside them."""
    words = _words()
    days: set[int] = set()
    ahead, part = None, None
    for match in _day_pattern().finditer(text):
        name, beside = match["ahead"] or match["day"], match["part"]
        before = text[: match.start()].split()[-1:]
        if before and before[0].strip(",.") in words["told"]:
            continue
        if name in words["ahead"]:
            if name == "morgen" and before and before[0] in ("am", "jeden", "gegen", "diesen"):
                continue
            ahead = words["ahead"][name]
        else:
            days |= set(words["several"].get(name) or [words["days"][name]])
        part = _hours(beside) if beside else part
    return tuple(sorted(days)), None if days else ahead, part


def _part_alone(text: str) -> _Hours | None:
    found = _part_pattern().search(text)
    return _hours(found[1] or found[2]) if found else None


def _clocks(text: str) -> _Hours | None:
    labels = _words()["labels"]
    if any(phrase in text for phrase in _words()["after_work"]):
        return _spoken(AFTER_WORK, END_OF_DAY, labels["after"])
    if found := _BETWEEN.search(text):
        begins, ends = _time(found[1], found[2]), _time(found[3], found[4])
        return _spoken(begins, ends, labels["between"]) if begins < ends else None
    if found := _FROM.search(text):
        return _hours_from(found[1], _time(found[2], found[3]))
    return None


def _clock_beside(text: str) -> _Hours | None:
    """An hour that stands beside a day without a word before it: »10 Uhr dienstags«."""
    found = _AT.search(text)
    return _hours_from("um", _time(found[1], found[2])) if found else None


def _hours_from(word: str, clock: str) -> _Hours | None:
    labels = _words()["labels"]
    if clock > END_OF_DAY:
        return None
    if word == "vor":
        return _spoken(MIDNIGHT, clock, labels["before"])
    if word in ("nach", "ab"):
        return _spoken(clock, END_OF_DAY, labels["after"])
    hour, minute = map(int, clock.split(":"))
    later = divmod(60 * hour + minute + A_WHILE, 60)
    return _spoken(clock, min(f"{later[0]:02}:{later[1]:02}", END_OF_DAY), labels["at"])


def _spoken(begins: str, ends: str, label: str) -> _Hours:
    said = label.format(begins=_short(begins), ends=_short(ends))
    return _Hours(begins, ends, said, said)


def _hours(part: str) -> _Hours:
    return _Hours(**_words()["parts"][part])


def _label(days: tuple[int, ...], ahead: int | None, hours: _Hours | None) -> str:
    words = _words()
    labels = words["labels"]
    if ahead is not None:
        name = next(name for name, n in words["ahead"].items() if n == ahead)
        when = f"{name} {hours.beside}" if hours else name
    else:
        several = words["several_names"].get(",".join(map(str, days)))
        named = labels["day"].format(days=" und ".join(words["names"][day] for day in days)) if days else ""
        when = " ".join(part for part in (several or named, hours.alone if hours else "") if part)
    return str(labels["open"].format(when=when))


def _time(hour: str, minute: str | None) -> str:
    return f"{int(hour):02}:{minute or '00'}"


def _short(clock: str) -> str:
    hour, minute = clock.split(":")
    return str(int(hour)) if minute == "00" else f"{int(hour)}.{minute}"


@cache
def _day_pattern() -> re.Pattern[str]:
    words = _words()
    names = "|".join([*words["days"], *words["several"]])
    ahead = "|".join(sorted(words["ahead"], key=len, reverse=True))
    parts = "|".join(words["parts"])
    ending = "(?:s|e|en)?"
    return re.compile(rf"\b(?:(?P<ahead>{ahead})|(?P<day>{names}){ending})(?:[ -]?(?P<part>{parts})s?)?\b")


@cache
def _part_pattern() -> re.Pattern[str]:
    parts = "|".join(one for one in _words()["parts"] if one != "früh")
    return re.compile(rf"\b(?:(?:am|jeden|gegen|diesen) (?:frühen |späten )?({parts})|({parts})s)\b")


@cache
def _words() -> Any:
    return read_yaml(FILE.read_text("utf-8"))
