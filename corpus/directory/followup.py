"""Which entries nobody has assured for a year."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from corpus.institution import Institution

ASSURED_FOR = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Overdue:
    """An institution to be asked again, and for how many days that is overdue; None if never assured."""

    institution: Institution
    days: int | None


def overdue(institutions: Iterable[Institution], today: date) -> list[Overdue]:
    """The institutions whose last assurance is older than 12 months, never assured ones first."""
    due = [
        Overdue(one, (today - one.assured_date - ASSURED_FOR).days if one.assured_date else None)
        for one in institutions
        if one.assured_date is None or today - one.assured_date > ASSURED_FOR
    ]
    return sorted(due, key=lambda o: (o.days is not None, -(o.days or 0), o.institution.name))
