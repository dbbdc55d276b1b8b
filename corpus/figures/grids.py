"""Cells of a page become grids: rows of numbers that stand in common columns, with their labels."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from corpus.figures.cells import Cell, joined, line_height
from corpus.figures.lone_numbers import lone_numbers
from corpus.figures.numbers import MISSING, unmarked
from corpus.figures.scene import Scene, left_bound, right_bound

CAPTION = re.compile(
    r"(?P<kind>Tabelle|Tab\.|Übersicht|Grafik|Abbildung|Abb\.|Diagramm|Schaubild|Karte)\s*"
    r"(?P<number>[A-Z]?\d+(?:[.\-]\d+)*[a-z]?)?(?P<after>\s*[:.–-]?\s*)(?P<title>.*)",
    re.DOTALL,
)
CHARTS = frozenset({"Grafik", "Abbildung", "Abb.", "Diagramm", "Schaubild"})
NEAR_ROWS = 3.4  # heights of a line; rows further apart need two common columns
FAR_ROWS = 14.0
GOES_ON = re.compile(r"[a-zäöüß(]")
OPEN_END = re.compile(
    r"(?:[-/,–(\ufffe]|\b(?:und|oder|von|der|die|des|mit|nach|bis|in|im|je|pro|vor|ohne|zu|zur|zum|für))$"
)
FLUSH = 2.0  # points
FEWEST_HEADS = 3  # years side by side that open a new table within one


@dataclass(slots=True)
class Row:
    """A line of a grid: its numbers by column, its label, and the headings that it stands under."""

    cells: dict[int, Cell]
    label: list[Cell] = field(default_factory=list)
    groups: tuple[str, ...] = ()

    @property
    def middle(self) -> float:
        """The height at which the numbers stand."""
        found = list(self.cells.values())
        return sum(cell.middle for cell in found) / len(found)

    @property
    def text(self) -> str:
        """The label as one text, without marks of notes."""
        return unmarked(joined(self.label))


@dataclass(slots=True)
class Grid:
    """Rows of numbers in common columns; `heads` are the years above them."""

    rows: list[Row]
    columns: list[tuple[float, float]]
    heads: list[Cell] = field(default_factory=list)
    left: float = 0.0
    bounds: tuple[float, float] = (0.0, 1e9)

    @property
    def top(self) -> float:
        """Where the first row of numbers begins."""
        return min(cell.y0 for cell in self.rows[0].cells.values())

    @property
    def bottom(self) -> float:
        """Where the last row of numbers ends."""
        return max(cell.y1 for cell in self.rows[-1].cells.values())


def is_caption(cell: Cell) -> bool:
    """Whether a cell opens the caption of a table or chart."""
    match = CAPTION.match(cell.text)
    return bool(match and (match["number"] or match["after"].strip()))


def grids(scene: Scene, used: Sequence[Cell] = ()) -> list[Grid]:
    """The grids of numbers on a page, from top to bottom; `used` cells are left alone."""
    taken = {id(cell) for cell in used}
    found = [cell for cell in scene.cells if id(cell) not in taken]
    numbers = lone_numbers(found, scene.height)
    captions = [cell for cell in found if is_caption(cell)]
    out: list[Grid] = []
    blocks = _blocks(_segments(found, numbers), captions, line_height(numbers))
    for block in (_without_classes(part, found) for whole in blocks for part in _at_new_heads(whole)):
        columns = _columns([cell for row in block for cell in row])
        grid = Grid([_row(row, columns) for row in block], columns)
        _head_rows(grid)
        if _is_grid(grid):
            _add_missing(grid, found)
            first, last = grid.columns[0][0], grid.columns[-1][1]
            left = left_bound(scene, first, grid.top, grid.bottom, len(grid.rows))
            grid.bounds = (left, right_bound(scene, last, grid.top, grid.bottom))
            out.append(grid)
    return sorted(out, key=lambda grid: grid.top)


def _segments(found: Sequence[Cell], numbers: Sequence[Cell]) -> list[list[Cell]]:
    """Numbers that stand side by side without words between them."""
    lines: list[list[Cell]] = []
    for cell in sorted(numbers, key=lambda cell: cell.middle):
        if lines and lines[-1][0].beside(cell):
            lines[-1].append(cell)
        else:
            lines.append([cell])
    words = [cell for cell in found if cell.number is None and cell.period is None]
    out = []
    for line in lines:
        line.sort(key=lambda cell: cell.x0)
        segment = [line[0]]
        for before, cell in pairwise(line):
            if any(w.beside(cell) and before.x1 <= w.x0 + 1 and w.x1 <= cell.x0 + 1 for w in words):
                out.append(segment)
                segment = []
            segment.append(cell)
        out.append(segment)
    return out


def _blocks(segments: list[list[Cell]], captions: Sequence[Cell], line: float) -> list[list[list[Cell]]]:
    """Segments that stand below each other in common columns."""
    blocks: list[list[list[Cell]]] = []
    for segment in sorted(segments, key=lambda cells: cells[0].middle):
        best = None
        for block in blocks:
            if _continues(block, segment, captions, line):
                best = block
        if best is None:
            blocks.append([segment])
        elif best[-1][0].beside(segment[0]):
            best[-1].extend(segment)
        else:
            best.append(segment)
    return blocks


def _at_new_heads(block: list[list[Cell]]) -> list[list[list[Cell]]]:
    """A block parted above each row of years that stands below other rows: there a new table begins."""
    parts: list[list[list[Cell]]] = [[]]
    for row in block:
        years = len(row) >= FEWEST_HEADS and all(cell.period for cell in row)
        if years and any(not all(cell.period for cell in other) for other in parts[-1]):
            parts.append([])
        parts[-1].append(row)
    return parts


def _continues(block: list[list[Cell]], segment: list[Cell], captions: Sequence[Cell], line: float) -> bool:
    last = block[-1]
    gap = min(cell.y0 for cell in segment) - max(cell.y1 for cell in last)
    above = [cell for row in block[-6:] for cell in row]
    common = sum(any(_overlap(cell, other) for other in above) for cell in segment)
    if common == 0 or gap > FAR_ROWS * line or (gap > NEAR_ROWS * line and common < 2):  # noqa: PLR2004
        return False
    top, bottom = last[0].middle, segment[0].middle
    left = min(cell.x0 for cell in above) - 300
    right = max(cell.x1 for cell in above)
    return not any(top < cap.middle < bottom and left < cap.x1 and cap.x0 < right for cap in captions)


def _overlap(one: Cell, other: Cell) -> bool:
    shared = min(one.x1, other.x1) - max(one.x0, other.x0)
    return shared > 0.3 * min(one.x1 - one.x0, other.x1 - other.x0)


def _columns(found: Sequence[Cell]) -> list[tuple[float, float]]:
    """The columns that numbers stand in: what overlaps from left to right is one column."""
    out: list[tuple[float, float]] = []
    for cell in sorted(found, key=lambda cell: cell.x0):
        if out and cell.x0 < out[-1][1] - 0.5:
            out[-1] = (out[-1][0], max(out[-1][1], cell.x1))
        else:
            out.append((cell.x0, cell.x1))
    return out


def _row(segment: Sequence[Cell], columns: Sequence[tuple[float, float]]) -> Row:
    found: dict[int, Cell] = {}
    for cell in segment:
        for index, (x0, x1) in enumerate(columns):
            if x0 - 0.5 <= cell.center <= x1 + 0.5:
                found.setdefault(index, cell)
    return Row(found)


def _head_rows(grid: Grid) -> None:
    """Rows on top that hold years alone are heads, and one that counts the columns ("Stufe 1", 2, 3 …)."""
    if len(grid.rows) > 1 and _enumerates(grid.rows[0], len(grid.columns)):
        del grid.rows[0]
    while len(grid.rows) > 1:
        cells = list(grid.rows[0].cells.values())
        if not all(cell.period for cell in cells) or (len(cells) == 1 and len(grid.columns) > 1):
            return
        if len(grid.columns) == 1 and grid.rows[1].cells[0].period:
            return
        grid.heads += cells
        del grid.rows[0]


def _enumerates(row: Row, count: int) -> bool:
    texts = [row.cells[index].text.strip() for index in sorted(row.cells)]
    return len(texts) == count >= FEWEST_HEADS and texts == [str(n + 1) for n in range(count)]


def _without_classes(block: list[list[Cell]], found: Sequence[Cell]) -> list[list[Cell]]:
    """A block without first numbers that are labels: 5, 6 and 7 flush below a label such as "1 - 4"."""
    firsts = [row[0] for row in block if len(row) > 1]
    columns = _columns([cell for row in block for cell in row])
    labels = [cell for cell in firsts if columns and cell.x1 <= columns[0][1] + 0.5]
    counts = [int(cell.text) for cell in labels if cell.text.isdecimal()]
    if len(columns) < 2 or len(counts) < 2 or len(counts) != len(labels):  # noqa: PLR2004
        return block
    rising = all(after - before == 1 for before, after in pairwise(counts))
    top, bottom, left = block[0][0].y0 - 40, block[-1][0].y1 + 40, labels[0].x0
    beside = [c for c in found if c.number is None and not c.period and abs(c.x0 - left) < FLUSH]
    flush = all(abs(cell.x0 - left) < FLUSH for cell in labels)
    named = [c for c in beside if top < c.middle < bottom and any(c.beside(r[0]) for r in block)]
    if not (rising and flush and named):
        return block
    dropped = {id(cell) for cell in labels}
    return [[cell for cell in row if id(cell) not in dropped] for row in block]


def _is_grid(grid: Grid) -> bool:
    filled = sum(len(row.cells) for row in grid.rows)
    if sum(cell.period is not None for row in grid.rows for cell in row.cells.values()) > 0.8 * filled:
        return False
    if len(grid.rows) < 2:  # noqa: PLR2004
        return len(grid.columns) > 1 and len(grid.heads) >= len(grid.columns) - 1
    return filled >= 0.34 * len(grid.rows) * len(grid.columns)


def _add_missing(grid: Grid, found: Sequence[Cell]) -> None:
    """Add the signs for "no value" that stand in the columns of a row, and rows that hold nothing else."""
    signs = [cell for cell in found if cell.text.strip() in MISSING]
    first, last = grid.top - 2, grid.bottom + 2
    loose: dict[int, dict[int, Cell]] = {}
    for sign in signs:
        index = _column_of(grid, sign)
        if index is None or not first < sign.middle < last:
            continue
        row = next((row for row in grid.rows if _any_cell(row).beside(sign)), None)
        if row is not None:
            row.cells.setdefault(index, sign)
        else:
            loose.setdefault(round(sign.middle / 3), {})[index] = sign
    grid.rows += [Row(cells) for cells in loose.values() if len(cells) > 0.5 * len(grid.columns)]
    grid.rows.sort(key=lambda row: row.middle)


def _any_cell(row: Row) -> Cell:
    return next(iter(row.cells.values()))


def _column_of(grid: Grid, cell: Cell) -> int | None:
    reach = [(abs(cell.center - (x0 + x1) / 2), index) for index, (x0, x1) in enumerate(grid.columns)]
    distance, index = min(reach)
    x0, x1 = grid.columns[index]
    return index if distance < max(0.6 * (x1 - x0), 14) else None
