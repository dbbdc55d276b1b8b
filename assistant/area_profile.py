"""One page on one area: indicators over time beside the city, what papers say on it, gaps marked as gaps."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from assistant.area_findings import Finding, findings, recommendations
from assistant.figure_answer import Quoted
from assistant.figure_grid import FigureGrid, GridCell
from assistant.figure_matrix import COUNTS
from assistant.social_index import core_indicators
from corpus.catalogue import Catalogue
from corpus.document import Document
from corpus.figure import Figure
from corpus.figures.indicators import Indicator
from corpus.institution import Institution
from corpus.place import Area
from corpus.places.areas import Places
from corpus.versions import current


@dataclass(frozen=True, slots=True)
class ProfileLine:
    """An indicator of an area over time, beside the whole city in the same years."""

    indicator: Indicator
    cells: tuple[GridCell, ...]
    city: tuple[GridCell, ...]

    @property
    def newest(self) -> Figure:
        """The area's figure of the newest year."""
        return self.cells[-1].quoted.figure

    @property
    def beside(self) -> Quoted | None:
        """The figure of the whole city of the same year."""
        return next((c.quoted for c in self.city if c.quoted.figure.year == self.newest.year), None)

    @property
    def distance(self) -> Decimal | None:
        """Newest value of the area less that of the city in the same year; shares and amounts only."""
        whole = self.beside.figure.value if self.beside else None
        if whole is None or self.newest.value is None or self.newest.unit in COUNTS:
            return None
        return self.newest.value - whole

    @property
    def charted(self) -> list[Quoted]:
        """What a chart draws: the area beside the city; counts alone, since the city dwarfs them."""
        beside = () if self.newest.unit in COUNTS else self.city
        return [cell.quoted for cell in (*self.cells, *beside)]


@dataclass(frozen=True, slots=True)
class AreaProfile:
    """What the documents say on one area; `gaps` are core indicators without a figure.

    `others` are areas of other levels, around or inside it, that have figures of these: never its own values.
    `there` are institutions in the area, `responsible` those elsewhere that say they serve it.
    """

    area: Area
    lines: tuple[ProfileLine, ...]
    gaps: tuple[Indicator, ...]
    others: tuple[Area, ...]
    findings: tuple[Finding, ...]
    recommendations: tuple[Finding, ...]
    there: tuple[Institution, ...]
    responsible: tuple[Institution, ...]

    @property
    def years(self) -> tuple[int, ...]:
        """The years with a figure of the area, oldest first."""
        years = {cell.quoted.figure.year or 0 for line in self.lines for cell in line.cells}
        return tuple(sorted(years))


def area_profile(
    area: Area,
    grid: FigureGrid,
    catalogue: Catalogue,
    documents: Sequence[Document],
    institutions: Sequence[Institution],
    places: Places,
) -> AreaProfile:
    """The profile of an area from figures and from the documents that may be seen, the newest versions."""
    lines = tuple(_lines(area, grid))
    read = current(documents)
    shown = {line.indicator.id for line in lines}
    gaps = tuple(entry for entry in core_indicators() if entry.id not in shown)
    there = tuple(one for one in institutions if one.area and places.inside(one.area, area.id))
    return AreaProfile(
        area,
        lines,
        gaps,
        tuple(_others(area, gaps, grid, places)),
        tuple(findings(area, catalogue, read)),
        tuple(recommendations(area, catalogue, read)),
        there,
        tuple(one for one in institutions if one not in there and _serves(one, area, places)),
    )


def _lines(area: Area, grid: FigureGrid) -> list[ProfileLine]:
    out = []
    for entry in grid.indicators():
        cells = tuple(grid.series(entry.id, area.id))
        if cells:
            out.append(ProfileLine(entry, cells, tuple(grid.series(entry.id, grid.names.city))))
    return out


def _others(area: Area, gaps: Sequence[Indicator], grid: FigureGrid, places: Places) -> list[Area]:
    """The areas around or inside this one that have figures of the gaps, one of the same name first."""
    missing = {entry.id for entry in gaps}
    there = {place for key, place, _ in grid.cells if key in missing}
    near = [
        one
        for one in places.areas.values()
        if one.id in there - {area.id} and (places.inside(one.id, area.id) or places.inside(area.id, one.id))
    ]
    return sorted(near, key=lambda one: (one.name != area.name, one.name))


def _serves(one: Institution, area: Area, places: Places) -> bool:
    return any(served != places.city.id and places.inside(area.id, served) for served in one.service_areas)
