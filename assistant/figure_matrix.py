"""Areas by indicators: values of one year with their distance from the city's mean, for colouring."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from statistics import fmean, pstdev

from assistant.figure_grid import FigureGrid, GridCell
from corpus.figures.areas import area_names
from corpus.figures.indicators import Direction, Indicator
from corpus.place import Area

FEWEST = 2  # areas with a value that a spread can be told from
COUNTS = frozenset({"Anzahl", "Personen"})  # grow with the size of an area, so they say nothing of need
NEAR, FAR = 0.5, 1.5  # standard deviations from the mean, as in the classes of the social index


class Need(StrEnum):
    """What the distance of a value from the city's mean says about need."""

    MUCH_HIGHER = "viel-mehr"
    HIGHER = "mehr"
    LIKE = "gleich"
    LOWER = "weniger"
    MUCH_LOWER = "viel-weniger"
    OPEN = "offen"  # a high value of this indicator says nothing about need


@dataclass(frozen=True, slots=True)
class Mean:
    """What a column is measured from: the city's own printed value, else the mean of the areas."""

    value: Decimal
    printed: GridCell | None


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """A value with its distance from the mean, and what it says about need."""

    cell: GridCell
    distance: Decimal
    need: Need


@dataclass(frozen=True, slots=True)
class Matrix:
    """Areas down, indicators across; a missing cell is a gap, not zero."""

    year: int
    areas: tuple[Area, ...]
    indicators: tuple[Indicator, ...]
    means: dict[str, Mean]
    cells: dict[tuple[str, str], MatrixCell]

    def at(self, area: str, indicator: str) -> MatrixCell | None:
        """The cell of an area and indicator, by their ids."""
        return self.cells.get((area, indicator))


def matrix(grid: FigureGrid, year: int, areas: Sequence[Area], wanted: Iterable[Indicator]) -> Matrix:
    """The matrix of one year over these areas and indicators."""
    means: dict[str, Mean] = {}
    cells: dict[tuple[str, str], MatrixCell] = {}
    columns = tuple(wanted)
    for indicator in columns:
        found = {area.id: cell for area in areas if (cell := grid.at(indicator.id, area.id, year))}
        values = {
            id_: value for id_, cell in found.items() if (value := cell.quoted.figure.value) is not None
        }
        city = grid.at(indicator.id, area_names().city, year)
        mean = _mean(city, list(values.values()))
        if mean is None:
            continue
        means[indicator.id] = mean
        spread = pstdev(map(float, values.values())) if len(values) >= FEWEST else 0.0
        for id_, value in values.items():
            distance = value - mean.value
            cells[id_, indicator.id] = MatrixCell(found[id_], distance, _need(indicator, distance, spread))
    return Matrix(year, tuple(areas), columns, means, cells)


def _mean(city: GridCell | None, values: Sequence[Decimal]) -> Mean | None:
    if city is not None and city.quoted.figure.value is not None:
        return Mean(city.quoted.figure.value, city)
    if len(values) < FEWEST:
        return None
    digits = max(-int(value.as_tuple().exponent) for value in values)
    return Mean(round(Decimal(fmean(map(float, values))), digits), None)


def _need(indicator: Indicator, distance: Decimal, spread: float) -> Need:
    if indicator.direction is Direction.OPEN or not spread or indicator.unit in COUNTS:
        return Need.OPEN
    share = float(distance) / spread * (1 if indicator.direction is Direction.HIGH else -1)
    bounds = ((FAR, Need.MUCH_HIGHER), (NEAR, Need.HIGHER), (-NEAR, Need.LIKE), (-FAR, Need.LOWER))
    return next((need for bound, need in bounds if share >= bound), Need.MUCH_LOWER)
