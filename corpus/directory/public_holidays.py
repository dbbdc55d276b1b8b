"""Public holidays of the city's state."""

from datetime import date
from functools import cache

import holidays


@cache
def holiday_names(state: str, year: int) -> dict[date, str]:
    """The public holidays of a German state ("NW") in a year, with their German names."""
    return dict(holidays.country_holidays("DE", subdiv=state, years=year, language="de"))


def is_holiday(day: date, state: str) -> bool:
    """Whether a day is a public holiday in a German state."""
    return day in holiday_names(state, day.year)
