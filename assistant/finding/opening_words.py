"""Says in German when somebody is there again."""

from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from corpus.directory.schedules import DAYS
from corpus.yaml_text import read_yaml

FILE = Path(__file__).parents[1] / "data" / "finder.yaml"
WEEK = timedelta(days=7)


def opening_text(opens: datetime, now: datetime) -> str:
    """An hour to come: "heute 14 Uhr", "Mo 8.30 Uhr", with the day where a weekday could mean another."""
    day = opens.date()
    words = _words()[_nearness(day, now.date())]
    clock = f"{opens.hour}.{opens:%M}" if opens.minute else f"{opens.hour}"
    return str(words).format(weekday=DAYS[day.weekday()], day=f"{day.day}.{day.month}", clock=clock)


def _nearness(day: date, today: date) -> str:
    if day == today:
        return "today"
    if day == today + timedelta(days=1):
        return "tomorrow"
    return "week" if day < today + WEEK else "later"


@cache
def _words() -> Any:
    return read_yaml(FILE.read_text("utf-8"))["opens"]
