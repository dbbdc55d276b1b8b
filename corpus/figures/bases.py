"""What shares in a table are shares of: those that add up to a hundred along a row are of the row's group."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from decimal import Decimal

from corpus.figures.grids import Grid
from corpus.figures.numbers import cell_number

ROUNDING = Decimal("2.5")  # how far rounded shares may miss a hundred
MOST = 0.75  # of the sums have to be a hundred
FEWEST_PARTS, FEWEST_SUMS = 2, 2
HUNDRED = 100

Place = tuple[int, int]  # row and column


def row_bases(grid: Grid, shares: Mapping[Place, Decimal]) -> bool:
    """Whether the shares of each row add up to a hundred."""
    sums: dict[int, list[Decimal]] = defaultdict(list)
    for (row, _), value in shares.items():
        sums[row].append(value)
    return len(sums) >= FEWEST_SUMS and _whole(list(sums.values()), most=len(grid.rows))


def column_bases(grid: Grid, shares: Mapping[Place, Decimal]) -> bool:
    """Whether the shares below each heading add up to a hundred in each column."""
    sums: dict[tuple[int, tuple[str, ...]], list[Decimal]] = defaultdict(list)
    for (row, column), value in shares.items():
        sums[column, grid.rows[row].groups].append(value)
    parts = [values for values in sums.values() if len(values) >= FEWEST_PARTS]
    return len(parts) >= FEWEST_SUMS and _whole(parts, most=len(parts))


def share_of(text: str) -> Decimal | None:
    """The value of a cell where it can be a share."""
    number = cell_number(text)
    value = number.value if number else None
    return value if value is not None and 0 <= value <= HUNDRED else None


def _whole(sums: Sequence[Sequence[Decimal]], most: int) -> bool:
    full = [
        values
        for values in sums
        if len(values) >= FEWEST_PARTS and abs(sum(values, Decimal(0)) - HUNDRED) <= ROUNDING
    ]
    return len(full) >= MOST * most
