"""Days and hours as Germans write them."""

import re
from datetime import date

from corpus.directory.hours import ALL_DAY
from web.texts import entries, text

SPAN = re.compile(r"\b(\d{1,2}:[0-5]\d) ?[-–] ?(\d{1,2}:[0-5]\d)(?: ?Uhr\b)?")
DAYS = re.compile(r"\b(Mo|Di|Mi|Do|Fr|Sa|So)-(Mo|Di|Mi|Do|Fr|Sa|So)\b")


def weekday(day: date) -> str:
    """The German name of a weekday."""
    return str(entries("hilfe")["weekdays"][day.weekday()])


def short_date(day: date) -> str:
    """A day within a week that is in sight: "24.12."."""
    return f"{day.day}.{day.month}."


def long_date(day: date) -> str:
    """A day with its year: "24.12.2026"."""
    return f"{day.day}.{day.month}.{day.year}"


def span_text(opens: str, closes: str) -> str:
    """A span of hours: "9 bis 12.30 Uhr"."""
    if (opens, closes) == ALL_DAY:
        return text("hilfe.all_day")
    return text("hilfe.span", opens=_clock(opens), closes=_clock(closes))


def hours_line(hours: str) -> str:
    """Hours as Germans write them: "Mo–Fr 9–12.30 Uhr" for "Mo-Fr 09:00-12:30"; other words stay."""
    told = SPAN.sub(lambda span: f"{_clock(span[1])}–{_clock(span[2])} Uhr", hours)
    return DAYS.sub(r"\1–\2", told.replace("Uhr,", "Uhr, ").replace("Uhr,  ", "Uhr, "))


def _clock(time: str) -> str:
    hour, minute = time.split(":")
    return f"{int(hour)}" if minute == "00" else f"{int(hour)}.{minute}"
