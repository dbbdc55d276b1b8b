"""Reads opening hours as people and OpenStreetMap write them; what it is not sure of stays unknown."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from corpus.institution import Opening, Schedule

WEEK = range(7)
WORKDAYS = range(5)
ALL_DAY = ("00:00", "24:00")

_NAMES = (
    r"mo(?:n(?:tags?|day)?)?",
    r"di(?:enstags?)?|tu(?:e(?:sday)?)?",
    r"mi(?:ttwochs?)?|we(?:d(?:nesday)?)?",
    r"do(?:nnerstags?)?|th(?:u(?:rsday)?)?",
    r"fr(?:eitags?|i(?:day)?)?",
    r"sa(?:mstags?|t(?:urday)?)?|sonnabends?",
    r"so(?:nntags?)?(?!\s+(?:lange?|dass|wie|viel|oft|bald))|su(?:n(?:day)?)?",
)
_SEVERAL = {
    "täglich": WEEK,
    "jeden tag": WEEK,
    "daily": WEEK,
    "wochenende": range(5, 7),
    "werktags": WORKDAYS,
    "werktäglich": WORKDAYS,
    "wochentags": WORKDAYS,
}
_DAY = rf"\b(?:{'|'.join(_NAMES)})\b"
_DASH = r"\s*(?:-|–|bis)\s*"
_HOUR = r"(?<![\d.:])\d{1,2}(?:[:.]\d{2})?"
_CLOCK = r"\s*(?:uhr|h\b)?"
_COUNTED = r"\s*(?:jahr|monat|kind|person|platz|plätze|woche|stunde|euro|prozent|€|%)"
_MARK = re.compile(
    rf"(?P<first>{_DAY})\.?(?:{_DASH}(?P<last>{_DAY})\.?)?"
    rf"|\b(?P<several>{'|'.join(_SEVERAL)})\b"
    rf"|(?P<opens>{_HOUR}){_CLOCK}{_DASH}(?P<closes>\d{{1,2}}(?:[:.]\d{{2}})?)(?!\d|{_COUNTED}){_CLOCK}"
    r"|\b(?P<closed>geschlossen|ruhetag|closed|off)\b"
    r"|\b(?P<without>außer|ausser|nicht|except)\b",
    re.IGNORECASE,
)
_APPOINTMENT = re.compile(
    r"nach\s+(?:\w+\s+)?(?:vereinbarung|absprache|anmeldung)|by appointment|n\.\s?v\.", re.IGNORECASE
)
_ALWAYS = re.compile(r"24\s*/\s*7|rund um die uhr|tag und nacht", re.IGNORECASE)
_HOLIDAYS_TOO = re.compile(r"PH\s*,|,\s*PH\b(?!\s*(?:off|closed))|auch an feiertagen", re.IGNORECASE)
_NOT_ON_HOLIDAYS = re.compile(
    r"\bPH\s+(?:off|closed)"
    r"|(?:\b(?:außer|ausser|nicht|geschlossen)\s+)?(?:\ban\s+)?(?:gesetzlichen\s+)?\bfeiertag\w*(?:\s+geschlossen)?",
    re.IGNORECASE,
)
_NO_WEEK = re.compile(  # months, dates, school holidays, every other week, the first Monday, "ab 14 Uhr"
    r"\b(?:PH|SH|jan(?:uar)?|feb(?:ruar)?|mar|märz?|apr(?:il)?|may|mai|jun[ie]?|jul[iy]?|aug(?:ust)?"
    r"|sept?(?:ember)?|o[ck]t(?:ober)?|nov(?:ember)?|de[cz](?:ember)?|week|easter|sunrise|sunset|kw)\b"
    r"|\[\d|\d{1,2}\.\s?(?:0?[1-9]|1[0-2])\.(?!\d?\s*uhr)"
    r"|ferien|sommer|winter|semester|saison|gerade|monat|wechselnd"
    r"|(?:14|vierzehn)\W?täg|(?:zwei|2|drei|3|vier|4)\W?wöch|alle\s+\w+\s+wochen"
    r"|jede\w*\s+(?:zweite|dritte|vierte|andere|\d\.)"
    r"|\b(?:[1-5]\.|(?:erste|zweite|dritte|vierte|letzte)\w{0,2})\s*(?:und\s+\S+\s+)?"
    r"(?:mo|di|mi|do|fr|sa|so)(?:n?tag|tt|nn|ei|ms|en|\b)"
    rf"|\bab\s+\d|(?<!\d)(?<!\d\s)(?<!uhr\s)bis\s+{_HOUR}\s*uhr",
    re.IGNORECASE,
)
_CLOSED_WITH_DAYS = re.compile(  # "PH,Su off", "Su,PH off": closed on holidays and on these days
    r"\bPH\s*,\s*(?=(?:(?:Mo|Tu|We|Th|Fr|Sa|Su)\s*[-,]?\s*)+(?:off|closed))|,\s*PH(?=\s+(?:off|closed))"
)
_HALF_A_DAY = re.compile(r"(?:vor|nach)mittags?|abends?|morgens|mittags", re.IGNORECASE)
_FILLERS = re.compile(
    r"uhr|und|von|(?:büro|sprech|öffnungs)zeiten|geöffnet|offen|[\s,;:/&()+.–-]", re.IGNORECASE
)
_RULE = re.compile(
    r"\s*(?:(?:Mo|Tu|We|Th|Fr|Sa|Su)(?:\s*[-,]\s*(?:Mo|Tu|We|Th|Fr|Sa|Su))*\s+)"
    r"(?:\d\d:\d\d-\d\d:\d\d(?:\s*,\s*\d\d:\d\d-\d\d:\d\d)*|off|closed)\s*"
)
_VALID_CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d|24:00")


class _Unclear(Exception):
    """A text that no plain week can hold, or that could mean two things."""


def read_hours(text: str) -> Schedule | None:
    """The schedule that a text describes, in German or as OpenStreetMap's opening_hours.

    What no plain week can hold, and what could be read in two ways, is kept as text: the hours stay unknown.
    """
    written = " ".join(text.split())
    if not written:
        return None
    schedule = Schedule(text=written, by_appointment=bool(_APPOINTMENT.search(written)))
    stated = _CLOSED_WITH_DAYS.sub("", _APPOINTMENT.sub(" ", written))
    plain = _NOT_ON_HOLIDAYS.sub(" ", _HOLIDAYS_TOO.sub(", ", stated))
    try:
        week = _week(plain)
    except _Unclear:
        return schedule
    if len(week) == len(WEEK) and all((one.opens, one.closes) == ALL_DAY for one in week):
        return replace(schedule, always=True)
    return replace(schedule, weekly=week, holidays_too=bool(week and _HOLIDAYS_TOO.search(stated)))


def _week(text: str) -> tuple[Opening, ...]:
    """The openings of a week; raises _Unclear."""
    if _NO_WEEK.search(text):
        raise _Unclear
    rules = [rule for rule in text.split(";") if rule.strip()]
    if len(rules) > 1 and all(_RULE.fullmatch(rule) for rule in rules):
        found = _by_rules(rules)
    elif _ALWAYS.search(text):
        found = _day_and_night(_ALWAYS.sub(" ", text))
    else:
        found = _Reading(text).found
    week = sorted(found, key=lambda one: (one.day, one.opens, one.closes))
    if any(one.day == other.day and other.opens < one.closes for one, other in pairwise(week)):
        raise _Unclear  # two times for a day that contradict each other
    return tuple(week)


def _by_rules(rules: Sequence[str]) -> set[Opening]:
    """OpenStreetMap's rules: a later one for a day takes the place of an earlier one."""
    found: set[Opening] = set()
    for rule in rules:
        reading = _Reading(rule)
        found = _without(found, reading.named) | reading.found
    return found


def _day_and_night(rest: str) -> set[Opening]:
    """Every day from midnight to midnight, or the days that are named, if nothing else is said."""
    marks = list(_MARK.finditer(rest))
    if not all(mark["first"] or mark["several"] for mark in marks):
        raise _Unclear
    days = {day for mark in marks for day in _days(mark)} or WEEK
    return {Opening(day, *ALL_DAY) for day in days}


class _Reading:
    """A text read from left to right: days hold for the times that follow them.

    `found` are the openings, `named` all days that stand in the text; raises _Unclear.
    """

    def __init__(self, text: str) -> None:
        self.found: set[Opening] = set()
        self.named: set[int] = set()
        self._days: set[int] = set()
        self._used = True  # whether the days before have got their times, so that the next ones begin anew
        self._taking_out = False
        marks = list(_MARK.finditer(text))
        self._bare = _is_bare(text, marks)
        if any(mark["closed"] or mark["without"] for mark in marks) and _HALF_A_DAY.search(text):
            raise _Unclear
        for mark in marks:
            self._take(mark)
        if not self._used:
            raise _Unclear

    def _take(self, mark: re.Match[str]) -> None:
        if mark["opens"]:
            self._open(mark)
        elif mark["closed"]:
            self._close()
        elif mark["without"]:
            self._taking_out, self._used = True, False
            self._days = set()
        else:
            self._name(_days(mark))

    def _name(self, days: set[int]) -> None:
        self.named |= days
        if self._taking_out:
            self.found, self._used = _without(self.found, days), True
            return
        self._days = days if self._used else self._days | days
        self._used = False

    def _open(self, mark: re.Match[str]) -> None:
        opens, closes = _clock(mark["opens"]), _clock(mark["closes"])
        unclear = self._taking_out or opens == closes or not (self._days or self._bare)
        if unclear or not opens or not closes:
            raise _Unclear
        self.found |= {Opening(day, opens, closes) for day in self._days or WORKDAYS}
        self._used = True

    def _close(self) -> None:
        """The days just named are closed; "geschlossen" anywhere else could mean anything."""
        if self._used or not self._days:
            raise _Unclear
        self.found, self._used = _without(self.found, self._days), True


def _is_bare(text: str, marks: Iterable[re.Match[str]]) -> bool:
    """True if a text is nothing but times, which then hold for workdays."""
    rest = text
    for mark in marks:
        if not mark["opens"]:
            return False
        rest = rest.replace(mark[0], " ", 1)
    return not _FILLERS.sub("", rest)


def _without(openings: set[Opening], days: set[int]) -> set[Opening]:
    return {one for one in openings if one.day not in days}


def _days(mark: re.Match[str]) -> set[int]:
    if mark["several"]:
        return set(_SEVERAL[mark["several"].lower()])
    first = _number(mark["first"])
    last = _number(mark["last"]) if mark["last"] else first
    return {day % 7 for day in range(first, last + 1 if last >= first else last + 8)}


def _number(name: str) -> int:
    return next(n for n, names in enumerate(_NAMES) if re.fullmatch(names, name, re.IGNORECASE))


def _clock(written: str) -> str | None:
    hour, _, minute = written.replace(".", ":").partition(":")
    clock = f"{int(hour):02}:{int(minute or 0):02}"
    return clock if _VALID_CLOCK.fullmatch(clock) else None
