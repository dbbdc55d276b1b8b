"""From the words of a request (`year=2020-2022`) to what narrows a search."""

import re
from collections.abc import Sequence

from corpus.document import Visibility
from index.hit import Filters
from web.errors import InvalidRequest
from web.texts import text

YEARS = re.compile(r"\s*(\d{4})?\s*(?:([-–])\s*(\d{4})?)?\s*")


def filters(
    year: str | None,
    kinds: Sequence[str] | None,
    areas: Sequence[str] | None,
    visibilities: tuple[Visibility, ...],
    series: Sequence[str] | None = None,
) -> Filters:
    """The filters that a request asks for; raises InvalidRequest for a year that is none."""
    first, last = years_of(year) if year else (None, None)
    return Filters(
        first_year=first,
        last_year=last,
        kinds=tuple(kind.strip().lower() for kind in kinds or () if kind.strip()),
        areas=tuple(area.strip() for area in areas or () if area.strip()),
        series=tuple(one.strip() for one in series or () if one.strip()),
        visibilities=visibilities,
    )


def years_of(year: str) -> tuple[int | None, int | None]:
    """A year ("2022"), a range ("2020-2022") or a range open at one end ("2020-")."""
    found = YEARS.fullmatch(year)
    if found is None or not (found[1] or found[3]):
        raise InvalidRequest(text("error.year", year=year))
    first = int(found[1]) if found[1] else None
    last = int(found[3]) if found[3] else None
    if found[2] is None:
        last = first
    if first and last and first > last:
        first, last = last, first
    return first, last
