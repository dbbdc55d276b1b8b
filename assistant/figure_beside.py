"""Values of several areas of the city that a question sets beside each other; what is missing is told."""

from collections.abc import Sequence

from assistant.figure_answer import FigureQuestion, Quoted, Wanted, area_key
from assistant.figure_levels import NamedArea, areas_named
from assistant.figure_series import series_of
from corpus.figures.areas import AreaNames
from corpus.places.areas import Places

CLOSE = 0.1  # values of which the fit differs less are of what was asked about as likely


def areas_beside(text: str, wanted: Wanted, names: AreaNames) -> tuple[NamedArea, ...]:
    """The parts of the city that a question sets beside each other, each once; none where it names one.

    A development is of one area, and so is »höher als die Gesamtstadt?«.
    """
    parts = {
        (area_key(one.name), one.level): one
        for one in areas_named(text, names)
        if names.id_of(one.name) != names.city
    }
    several = len({name for name, _ in parts}) > 1 and wanted is not Wanted.DEVELOPMENT
    return tuple(parts.values()) if several else ()


def beside(
    asked: FigureQuestion, areas: Sequence[NamedArea], fitting: Sequence[Quoted], every: Sequence[Quoted]
) -> tuple[tuple[Quoted, ...], tuple[str, ...]]:
    """The value of each area from the table that has most of them, in their order, and who has none."""
    best: list[tuple[Quoted, ...]] = []
    for one in fitting:
        dated = not asked.years or one.figure.year in asked.years
        if dated and one.score >= fitting[0].score - CLOSE and any(_is_of(one, area) for area in areas):
            best.append(_row(one, areas, every))
    if not best:
        return (), ()
    rows = max(best, key=lambda row: (len(row), row[0].figure.year or 0))
    missing = [one.name for one in areas if not any(_is_of(row, one) for row in rows)]
    return rows, tuple(missing)


def parts_of(area: str, places: Places) -> tuple[str, ...]:
    """The ids of the areas that lie in an area and have no parts between."""
    return tuple(one.id for one in places.areas.values() if area in one.within)


def _row(lead: Quoted, areas: Sequence[NamedArea], every: Sequence[Quoted]) -> tuple[Quoted, ...]:
    """The values of the asked areas that differ from one only in the area."""
    year = [one for one in series_of(lead, every, across="area") if one.figure.year == lead.figure.year]
    found = (next((one for one in (lead, *year) if _is_of(one, area)), None) for area in areas)
    return tuple(one for one in found if one is not None)


def _is_of(one: Quoted, area: NamedArea) -> bool:
    """Whether a value is of an area, or of a namesake where nobody knows the level."""
    told = not (one.level and area.level) or one.level == area.level
    printed = area_key(one.figure.area)
    return told and printed in {area_key(area.name), area_key(f"{area.level} {area.name}")}
