"""Areas by indicators: values of a year with their distance from the city's, and what they were before."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from statistics import pstdev

from assistant.figure_grid import FigureGrid, GridCell
from assistant.social_index import core_indicators, sign
from corpus.figures.indicators import Indicator
from corpus.place import Area

FEWEST = 2  # areas with a value that a mean and a spread can be told from
COUNTS = frozenset({"Anzahl", "Personen"})  # grow with the size of an area: neither a distance nor a need
NEAR, FAR = 0.5, 1.5  # standard deviations from the mean, as in the classes of the social index


class Need(StrEnum):
    """What the distance of a value from the one it is measured from says about need."""

    MUCH_HIGHER = "viel-mehr"
    HIGHER = "mehr"
    LIKE = "gleich"
    LOWER = "weniger"
    MUCH_LOWER = "viel-weniger"
    OPEN = "offen"  # a high value of this indicator says nothing about need


@dataclass(frozen=True, slots=True)
class Mean:
    """What a column is measured from: the city's own printed value, else the mean of these many areas.

    `spread` is the standard deviation of the areas, 0 where there are too few.
    """

    value: Decimal
    printed: GridCell | None
    spread: float
    areas: int


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """A value with its distance from the mean, and what it says about need; counts have no distance.

    `before` are the printed values of earlier years, where a span is asked for, oldest first.
    """

    cell: GridCell
    distance: Decimal | None
    need: Need
    before: tuple[GridCell, ...] = ()

    @property
    def change(self) -> Decimal | None:
        """The value less that of the first year asked for; None where either has none, or another unit."""
        if not self.before:
            return None
        first, now = self.before[0].quoted.figure, self.cell.quoted.figure
        if first.value is None or now.value is None or first.unit != now.unit:
            return None
        return now.value - first.value

    @property
    def other_table_before(self) -> bool:
        """Whether the first year stands in another table, so that it may be counted otherwise."""
        return bool(self.before) and self.before[0].other_table is not self.cell.other_table


@dataclass(frozen=True, slots=True)
class Matrix:
    """Areas down, indicators across; a missing cell is a gap, not zero. `since` is the first year of a span.

    `indicators` are those that can be compared, `alone` those with a value of a single area and none of the
    city, `absent` the core indicators that no area has a value of.
    """

    year: int
    areas: tuple[Area, ...]
    indicators: tuple[Indicator, ...]
    means: dict[str, Mean]
    cells: dict[tuple[str, str], MatrixCell]
    alone: tuple[Indicator, ...]
    absent: tuple[Indicator, ...]
    since: int | None = None

    def at(self, area: str, indicator: str) -> MatrixCell | None:
        """The cell of an area and indicator, by their ids."""
        return self.cells.get((area, indicator))

    def pairs(self) -> Iterator[tuple[Area, Indicator, MatrixCell | None]]:
        """Every area with every indicator, gaps too."""
        for area in self.areas:
            for indicator in self.indicators:
                yield area, indicator, self.at(area.id, indicator.id)


def matrix(grid: FigureGrid, year: int, areas: Sequence[Area], since: int | None = None) -> Matrix:
    """The matrix of a year, or of a span up to it, over these areas and all indicators with values of it."""
    means: dict[str, Mean] = {}
    cells: dict[tuple[str, str], MatrixCell] = {}
    seen = []
    for indicator in grid.indicators():
        found = {area.id: cell for area in areas if (cell := grid.at(indicator.id, area.id, year))}
        values = {id_: v for id_, cell in found.items() if (v := cell.quoted.figure.value) is not None}
        if not values:
            continue
        seen.append(indicator)
        mean = _mean(grid.at(indicator.id, grid.names.city, year), list(values.values()))
        if mean is None:
            continue
        means[indicator.id] = mean
        for id_, cell in found.items():
            value = values.get(id_)
            distance = None if value is None or indicator.unit in COUNTS else value - mean.value
            need = _need(indicator, distance, mean.spread)
            before = _before(grid, indicator.id, id_, since, year)
            cells[id_, indicator.id] = MatrixCell(cell, distance, need, before)
    return Matrix(
        year,
        tuple(areas),
        tuple(one for one in seen if one.id in means),
        means,
        cells,
        tuple(one for one in seen if one.id not in means),
        tuple(one for one in core_indicators() if one not in seen),
        since,
    )


def _before(
    grid: FigureGrid, indicator: str, area: str, since: int | None, year: int
) -> tuple[GridCell, ...]:
    """The cells from the first year of a span on; none where that year itself has no cell."""
    if since is None or grid.at(indicator, area, since) is None:
        return ()
    series = grid.series(indicator, area)
    return tuple(cell for cell in series if since <= (cell.quoted.figure.year or 0) < year)


def _mean(city: GridCell | None, values: Sequence[Decimal]) -> Mean | None:
    spread = pstdev(map(float, values)) if len(values) >= FEWEST else 0.0
    if city is not None and city.quoted.figure.value is not None:
        return Mean(city.quoted.figure.value, city, spread, len(values))
    if len(values) < FEWEST:
        return None
    exponent = min(int(value.as_tuple().exponent) for value in values)
    mean = (sum(values, Decimal(0)) / len(values)).quantize(Decimal(1).scaleb(exponent), ROUND_HALF_UP)
    return Mean(mean, None, spread, len(values))


def _need(indicator: Indicator, distance: Decimal | None, spread: float) -> Need:
    direction = sign(indicator)
    if distance is None or not direction or not spread:
        return Need.OPEN
    share = direction * float(distance) / spread
    bounds = ((FAR, Need.MUCH_HIGHER), (NEAR, Need.HIGHER), (-NEAR, Need.LIKE), (-FAR, Need.LOWER))
    return next((need for bound, need in bounds if share >= bound), Need.MUCH_LOWER)
