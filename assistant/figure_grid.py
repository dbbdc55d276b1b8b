"""Recognised figures as one grid, indicator by area by year: what matrix, index and profiles are made of.

One table leads for each indicator: the one that fills most cells. What other tables print fills gaps only,
and is marked, since their definition may be another; where they print another value, the cell knows it.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from assistant.figure_answer import Quoted
from assistant.figure_places import PlacedAreas
from corpus.figure import Figure, Method
from corpus.figures.areas import AreaNames
from corpus.figures.indicators import Indicator, indicators, plain

Place = tuple[str, str, int]  # indicator, area, year
Definition = tuple[str, str, str, str | None]  # document, printed label, unit, base


@dataclass(frozen=True, slots=True)
class GridCell:
    """The figure of one indicator, area and year.

    `other_table` says that it stands in another table than most of its indicator; `against` are figures
    that print another value for the same.
    """

    quoted: Quoted
    other_table: bool = False
    against: tuple[Quoted, ...] = ()


@dataclass(frozen=True, slots=True)
class FigureGrid:
    """All cells, with the years and indicators that there are; `names` are those of the areas in force."""

    cells: Mapping[Place, GridCell]
    names: AreaNames

    def at(self, indicator: str, area: str, year: int) -> GridCell | None:
        """The cell of an indicator, area and year; None is a gap, not zero."""
        return self.cells.get((indicator, area, year))

    def years(self, indicator: str | None = None) -> list[int]:
        """The years with figures, newest first."""
        found = {year for key, _, year in self.cells if indicator in {None, key}}
        return sorted(found, reverse=True)

    def indicators(self) -> list[Indicator]:
        """The indicators with figures: core ones first, then in the order of the catalogue."""
        there = {key for key, _, _ in self.cells}
        known = [entry for entry in indicators().by_id.values() if entry.id in there]
        return sorted(known, key=lambda entry: not entry.core)

    def areas(self) -> set[str]:
        """The ids of the areas with figures."""
        return {area for _, area, _ in self.cells}

    def series(self, indicator: str, area: str) -> list[GridCell]:
        """The cells of an indicator and area by year."""
        found = [
            (year, cell)
            for (key, place, year), cell in self.cells.items()
            if (key, place) == (indicator, area)
        ]
        return [cell for _, cell in sorted(found, key=lambda one: one[0])]


def grid_of(figures: Sequence[Quoted], names: AreaNames) -> FigureGrid:
    """The grid of figures; only those whose own label names the indicator, in its usual unit."""
    usable = [quoted for quoted in figures if _usable(quoted.figure)]
    placed = PlacedAreas(figures, names)
    tables: dict[str, dict[Definition, dict[Place, Quoted]]] = defaultdict(lambda: defaultdict(dict))
    for quoted in sorted(usable, key=lambda one: one.figure.confidence):
        figure, area = quoted.figure, placed.of(quoted)
        if area and figure.indicator_id and figure.year:
            place = (figure.indicator_id, area, figure.year)
            tables[figure.indicator_id][_definition(figure)][place] = quoted
    cells: dict[Place, GridCell] = {}
    for found in tables.values():
        cells |= _joined(found)
    return FigureGrid(cells, names)


def _joined(tables: Mapping[Definition, Mapping[Place, Quoted]]) -> dict[Place, GridCell]:
    """The cells of one indicator: of the leading table, then of the others where it has none."""
    ranked = sorted(tables.items(), key=lambda one: (-len(one[1]), one[0][0], one[0][1]))
    printed: dict[Place, list[tuple[bool, Quoted]]] = defaultdict(list)
    for rank, (_, table) in enumerate(ranked):
        for place, quoted in table.items():
            printed[place].append((rank > 0, quoted))
    return {place: _cell(found) for place, found in printed.items()}


def _cell(found: Sequence[tuple[bool, Quoted]]) -> GridCell:
    other_table, first = found[0]
    against = tuple(quoted for _, quoted in found[1:] if quoted.figure.value != first.figure.value)
    return GridCell(first, other_table, against)


def _usable(figure: Figure) -> bool:
    """Whether a figure is surely of its indicator: printed, whole, and named by its own label."""
    if figure.indicator_id is None or figure.group or figure.approximate or figure.method is Method.PROSE:
        return False
    entry = indicators().by_id.get(figure.indicator_id)
    own = figure.indicator_id in indicators().mentioned(figure.indicator)
    return entry is not None and own and figure.unit == entry.unit


def _definition(figure: Figure) -> Definition:
    return figure.document_id, plain(figure.indicator), figure.unit, figure.base


def quoted_in(cells: Iterable[GridCell | None]) -> list[Quoted]:
    """The figures of cells that are there."""
    return [cell.quoted for cell in cells if cell is not None]
