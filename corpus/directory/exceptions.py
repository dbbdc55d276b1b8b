"""Reads days that differ from the week as people write them: "24.12.2026 geschlossen (Heiligabend)"."""

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from corpus.errors import InvalidData
from corpus.institution import DayException

LONGEST = timedelta(days=120)
_DATE = r"(\d{1,2})\.(\d{1,2})\.(\d{4})"
_ENTRY = re.compile(
    rf"{_DATE}(?:\s*(?:-|–|bis)\s*{_DATE})?\s*:?\s*"
    r"(geschlossen|zu|(?:\d{1,2}[:.]\d{2}\s*(?:-|–|bis)\s*\d{1,2}[:.]\d{2}(?:\s*Uhr)?(?:\s*,\s*)?)+)"
    r"\s*(?:\((.*)\))?",
    re.IGNORECASE,
)
_SPAN = re.compile(r"(\d{1,2})[:.](\d{2})\s*(?:-|–|bis)\s*(\d{1,2})[:.](\d{2})")


def read_exceptions(text: str) -> tuple[DayException, ...]:
    """The days of a text, entries parted by semicolons or lines; raises InvalidData for what is none."""
    entries = [entry.strip() for entry in re.split(r"[;\n]", text) if entry.strip()]
    return tuple(one for entry in entries for one in _read(entry))


def exceptions_text(exceptions: Iterable[DayException]) -> str:
    """The days as a text that `read_exceptions` understands."""
    return "; ".join(_written(one) for one in exceptions)


def _read(entry: str) -> Iterator[DayException]:
    found = _ENTRY.fullmatch(entry)
    if found is None:
        raise InvalidData(
            f"unlesbare Ausnahme »{entry}«; geschrieben wird sie so: 24.12.2026 geschlossen (Heiligabend)"
        )
    first = _date(found[1], found[2], found[3])
    last = _date(found[4], found[5], found[6]) if found[4] else first
    if not first <= last <= first + LONGEST:
        raise InvalidData(
            f"Ausnahme »{entry}«: Das Ende muss 0 bis {LONGEST.days} Tage nach dem Anfang liegen."
        )
    note = (found[8] or "").strip()
    spans = [(_clock(a, b), _clock(c, d)) for a, b, c, d in _SPAN.findall(found[7])]
    for day in (first + timedelta(days=n) for n in range((last - first).days + 1)):
        yield from (DayException(day, opens, closes, note) for opens, closes in spans)
        if not spans:
            yield DayException(day, note=note)


def _date(day: str, month: str, year: str) -> date:
    try:
        return date(int(year), int(month), int(day))
    except ValueError as error:
        raise InvalidData(f"Den Tag {day}.{month}.{year} gibt es nicht.") from error


def _clock(hour: str, minute: str) -> str:
    if int(hour) > 24 or int(minute) > 59 or (int(hour) == 24 and int(minute)):  # noqa: PLR2004 - a clock
        raise InvalidData(f"Die Uhrzeit {hour}:{minute} gibt es nicht.")
    return f"{int(hour):02}:{minute}"


def _written(one: DayException) -> str:
    hours = f"{one.opens}-{one.closes}" if one.opens and one.closes else "geschlossen"
    return f"{one.day:%d.%m.%Y} {hours}" + (f" ({one.note})" if one.note else "")
