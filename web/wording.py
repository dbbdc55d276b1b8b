"""Days and hours as Germans write them."""

from datetime import date

from corpus.directory.hours import ALL_DAY
from web.texts import entries, text


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


def _clock(time: str) -> str:
    hour, minute = time.split(":")
    return f"{int(hour)}" if minute == "00" else f"{int(hour)}.{minute}"
