"""Cells above a grid become the heads of its columns: stacked, spanning several, or repeated."""

from collections.abc import Sequence

from corpus.figures.cells import Cell, joined
from corpus.figures.grids import Grid
from corpus.figures.numbers import cell_period, unmarked


def stacks_of(zone: Sequence[Cell]) -> tuple[list[list[Cell]], list[Cell]]:
    """Heads that stand above each other, and heads that span several of those."""
    stacks: list[list[Cell]] = []
    spanning: list[Cell] = []
    for cell in sorted(zone, key=lambda cell: cell.x1 - cell.x0):
        hit = [stack for stack in stacks if _covers(stack, cell)]
        if len(hit) > 1:
            spanning.append(cell)
        elif hit and not any(cell.beside(other) for other in hit[0]):
            hit[0].append(cell)
        else:
            stacks.append([cell])
    stacks.sort(key=lambda stack: min(cell.x0 for cell in stack))
    return [sorted(stack, key=lambda cell: cell.middle) for stack in stacks], sorted(
        spanning, key=lambda c: c.middle
    )


def _covers(stack: Sequence[Cell], cell: Cell) -> bool:
    x0, x1 = min(c.x0 for c in stack), max(c.x1 for c in stack)
    shared = min(x1, cell.x1) - max(x0, cell.x0)
    return shared > 0.25 * min(x1 - x0, cell.x1 - cell.x0)


def with_units(
    columns: tuple[tuple[str, ...], ...], units: Sequence[Cell], grid: Grid
) -> tuple[tuple[str, ...], ...]:
    """The heads with the nearest unit below each."""
    if not units:
        return columns
    near = [min(units, key=lambda unit: abs(unit.center - (x0 + x1) / 2)) for x0, x1 in grid.columns]
    return tuple((*texts, joined([unit])) for texts, unit in zip(columns, near, strict=True))


def lines_of(above: Sequence[Cell]) -> list[list[Cell]]:
    """Cells line by line, each line from left to right."""
    lines: list[list[Cell]] = []
    for cell in above:
        if lines and abs(lines[-1][0].middle - cell.middle) < 0.4 * cell.size:
            lines[-1].append(cell)
        else:
            lines.append([cell])
    return [sorted(row, key=lambda cell: cell.x0) for row in lines]


def assigned(stacks: list[list[Cell]], spanning: Sequence[Cell], grid: Grid) -> tuple[tuple[str, ...], ...]:
    """The heads of each column, from the widest span inwards."""
    count = len(grid.columns)
    repeated = _repeated(stacks, spanning, count)
    if repeated is not None:
        return repeated
    if len(stacks) == count:
        owners = {index: index for index in range(count)}
    else:
        owners = {}
        for index in range(len(stacks)):
            nearest = _nearest(stacks[index], grid)
            if nearest is not None:
                owners[index] = nearest
    found: list[list[str]] = [[] for _ in range(count)]
    for cell in spanning:
        for index in _spanned(cell, spanning, grid, stacks, owners):
            found[index].append(unmarked(joined([cell])))
    for index, column in sorted(owners.items()):
        found[column].append(unmarked(joined(stacks[index])))
    return tuple(tuple(texts) for texts in found)


def _repeated(
    stacks: list[list[Cell]], spanning: Sequence[Cell], count: int
) -> tuple[tuple[str, ...], ...] | None:
    """Heads whose lower part repeats (Anzahl, Anteil, Anzahl, Anteil) below fewer, wider ones."""
    cells = [*spanning, *(cell for stack in stacks for cell in stack)]
    lines = lines_of(sorted(cells, key=lambda cell: (round(cell.middle / 3), cell.x0)))
    if len(stacks) != count or not lines:
        return None
    top = lines[0]
    if len(top) < 2 or len(top) == count or count % len(top):  # noqa: PLR2004
        return None
    size = count // len(top)
    lower = [unmarked(joined([cell for cell in stack if cell not in top])) for stack in stacks]
    if lower != lower[:size] * len(top) or not all(lower):
        return None
    return tuple((unmarked(top[index // size].text), lower[index]) for index in range(count))


def _nearest(stack: Sequence[Cell], grid: Grid) -> int | None:
    x0, x1 = min(c.x0 for c in stack), max(c.x1 for c in stack)
    shares = [(min(x1, right) - max(x0, left), -index) for index, (left, right) in enumerate(grid.columns)]
    best, index = max(shares)
    if best > 0:
        return -index
    distances = [
        (abs((x0 + x1) / 2 - (left + right) / 2), index) for index, (left, right) in enumerate(grid.columns)
    ]
    distance, index = min(distances)
    return index if distance < 60 else None  # noqa: PLR2004


def _spanned(
    cell: Cell, spanning: Sequence[Cell], grid: Grid, stacks: list[list[Cell]], owners: dict[int, int]
) -> list[int]:
    """The columns below a spanning head: those nearest to it among the heads of its line."""
    line = [other for other in spanning if other.beside(cell)]
    if len(line) == 1:
        covered = [owners[i] for i, stack in enumerate(stacks) if i in owners and _covers(stack, cell)]
        covered = _years_beside(covered, stacks, owners)
        wide = cell.x1 - cell.x0 > 0.5 * (grid.columns[-1][1] - grid.columns[0][0])
        return list(range(len(grid.columns))) if wide or len(covered) >= len(grid.columns) - 1 else covered
    middles = {
        column: (grid.columns[column][0] + grid.columns[column][1]) / 2 for column in range(len(grid.columns))
    }
    return [
        column
        for column, middle in middles.items()
        if min(line, key=lambda other: abs(other.center - middle)) is cell
    ]


def _years_beside(
    covered: Sequence[int], stacks: Sequence[Sequence[Cell]], owners: dict[int, int]
) -> list[int]:
    """A span over years reaches over all years beside them, also where its words are narrower."""
    years = {owners[i] for i, stack in enumerate(stacks) if i in owners and cell_period(joined(stack))}
    out = set(covered)
    if not out or not out <= years:
        return sorted(out)
    for step in (-1, 1):
        column = (min(out) if step < 0 else max(out)) + step
        while column in years:
            out.add(column)
            column += step
    return sorted(out)
