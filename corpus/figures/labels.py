"""Labels of a grid's rows and the headings that group them."""

import re
from collections.abc import Sequence
from itertools import pairwise

from corpus.document import Box
from corpus.figures.cells import Cell, joined, line_height
from corpus.figures.grids import GOES_ON, OPEN_END, Grid, Row, is_caption
from corpus.figures.numbers import unmarked
from corpus.figures.scene import Scene

REACH = 0.62  # of the page's width; a label starts no further left of the numbers
THIN = 2.0  # points; a level shape less high is a rule
INDENT = 36.0  # points; headings stand this far left of the labels below them
WIDE_PROSE = 60  # letters; a longer line below a table is not a label
NOTE = re.compile(r"(?:[*¹²³]|\d\)|Quelle|Anmerkung|Hinweis|n\s?[=(])")


def label_rows(grid: Grid, scene: Scene) -> None:
    """Give each row its label, also over several lines, and the headings above it."""
    if _years_first(grid):
        return
    bands = _bands(grid, scene)
    zone = _zone(grid, scene, bands)
    loose: list[Cell] = []
    for cell in zone:
        row = _row_of_band(grid, cell, bands) if bands else _row_on(grid, cell)
        if row is None:
            loose.append(cell)
        else:
            row.label.append(cell)
    for row in grid.rows:
        row.label.sort(key=lambda cell: (round(cell.middle / 4), cell.x0))
    if zone:
        grid.left = min(cell.x0 for cell in zone)
    _group(grid, loose if bands else _attach(grid, loose))


def _years_first(grid: Grid) -> bool:
    """Where the first column holds a different year in each row, it is the label."""
    if len(grid.columns) < 2:  # noqa: PLR2004
        return False
    first = [row.cells.get(0) for row in grid.rows]
    years = [cell.period.year for cell in first if cell and cell.period]
    rising = all(a < b for a, b in pairwise(years)) or all(a > b for a, b in pairwise(years))
    if len(years) < max(2, 0.8 * len(grid.rows)) or not rising:
        return False
    for row in grid.rows:
        if 0 in row.cells:
            row.label = [row.cells.pop(0)]
    grid.rows[:] = [row for row in grid.rows if row.cells]
    grid.left = grid.columns[0][0]
    return True


def _zone(grid: Grid, scene: Scene, bands: Sequence[tuple[float, float]]) -> list[Cell]:
    """Cells left of the numbers, between the first and the last row."""
    edge = min(x0 for x0, _ in grid.columns)
    line = line_height([cell for row in grid.rows for cell in row.cells.values()])
    top, bottom = grid.top - 4 * line, grid.bottom + 2.5 * line
    top = max([top, *(c.y1 - 1 for c in _heads_beside(grid, scene, edge, top))])
    if bands:
        top, bottom = min(top, bands[0][0]), max(grid.bottom, bands[-1][1])
    words = [
        c
        for c in scene.cells
        if grid.bounds[0] <= c.x0 < edge and top < c.middle < bottom and c.center < edge and not is_caption(c)
    ]
    nearest = []
    for index, row in enumerate(grid.rows):
        right = min(cell.x0 for cell in row.cells.values())
        low, high = bands[index] if bands else (row.middle - 1.6 * line, row.middle + 1.6 * line)
        beside = [
            c
            for c in words
            if low < c.middle < high and c.x1 < right + 2 and right - c.x0 < REACH * scene.width
        ]
        if beside:
            nearest.append(max(beside, key=lambda cell: cell.x1))
    if not nearest:
        return []
    left = _left_edge(nearest)
    left = min((c.x0 for c in words if c.x0 >= left - INDENT), default=left)
    right = max(cell.x1 for cell in nearest)
    return [
        c
        for c in words
        if c.x0 >= left - 3
        and (c in nearest or c.x1 <= max(right, edge) + 2)
        and c.text not in {"•", "■", "▪"}
    ]


def _heads_beside(grid: Grid, scene: Scene, edge: float, top: float) -> list[Cell]:
    """Cells above the first row that stand over the numbers: what stands on their line is no label."""
    right, first = grid.columns[-1][1], grid.rows[0].middle
    taken = {id(cell) for cell in grid.rows[0].cells.values()}
    return [
        c
        for c in scene.cells
        if top < c.middle < first - 2 and c.x1 > edge + 2 and c.x0 < right and id(c) not in taken
    ]


def _left_edge(nearest: Sequence[Cell]) -> float:
    """Where labels begin, apart from single lines that reach in from another column."""
    starts = sorted(cell.x0 for cell in nearest)
    return starts[0] if len(starts) < 8 else starts[len(starts) // 20]  # noqa: PLR2004


def _row_on(grid: Grid, cell: Cell) -> Row | None:
    reach = 0.45 * max(cell.size, 5)
    return next((row for row in grid.rows if abs(row.middle - cell.middle) < reach), None)


def _bands(grid: Grid, scene: Scene) -> list[tuple[float, float]]:
    """From where to where each row reaches, where the shapes drawn behind or around its numbers say so."""
    middles = [row.middle for row in grid.rows]
    left, right = grid.columns[0][0], grid.columns[-1][1]
    top, bottom = grid.top - 60, grid.bottom + 60
    shapes = [
        s for s in scene.shapes if s.x0 < right + 30 and s.x1 > left - 12 and top < s.y1 and s.y0 < bottom
    ]
    out = []
    for index, middle in enumerate(middles):
        holding = [
            (s.y0, s.y1)
            for s in shapes
            if s.y0 < middle < s.y1
            and sum(s.y0 < other < s.y1 for other in middles[max(index - 2, 0) : index + 3]) == 1
        ]
        if not holding:
            break
        out.append(max(holding, key=lambda span: span[1] - span[0]))
    if len(out) < len(middles):
        out = _ruled(middles, shapes)
    return out


def _ruled(middles: Sequence[float], shapes: Sequence[Box]) -> list[tuple[float, float]]:
    """The same from level rules between all rows."""
    heights = sorted({round((s.y0 + s.y1) / 2, 1) for s in shapes if s.y1 - s.y0 < THIN < s.x1 - s.x0})
    out = []
    for middle in middles:
        below = [height for height in heights if height > middle]
        above = [height for height in heights if height < middle]
        if not below or not above:
            return []
        out.append((above[-1], below[0]))
    return out if len(set(out)) == len(out) > 2 else []  # noqa: PLR2004


def _attach(grid: Grid, loose: Sequence[Cell]) -> list[Cell]:
    """Give lines without numbers to the rows that they belong to; what is left over are headings."""
    headings: list[Cell] = []
    for cell in sorted(loose, key=lambda cell: (cell.middle, cell.x0)):
        row = _row_beside(grid, cell, headings)
        if row is not None:
            row.label.append(cell)
            row.label.sort(key=lambda part: (round(part.middle / 4), part.x0))
        else:
            headings.append(cell)
    return headings


def _row_of_band(grid: Grid, cell: Cell, bands: Sequence[tuple[float, float]]) -> Row | None:
    spans = zip(grid.rows, bands, strict=True)
    return next((row for row, (low, high) in spans if low <= cell.middle <= high), None)


def _row_beside(grid: Grid, cell: Cell, headings: Sequence[Cell]) -> Row | None:  # noqa: PLR0911  one rule a line
    """The row whose label goes on in this line, above or below its numbers."""
    before = max((row for row in grid.rows if row.middle < cell.middle), key=lambda r: r.middle, default=None)
    after = min((row for row in grid.rows if row.middle > cell.middle), key=lambda r: r.middle, default=None)
    if before is None and after is None:
        return None
    line = cell.y1 - cell.y0
    up = cell.y0 - max((c.y1 for c in before.label), default=before.middle) if before else 1e9
    down = min((c.y0 for c in after.label), default=after.middle) - cell.y1 if after else 1e9
    if before and not before.label and up < 1.2 * line:
        return before
    if after and not after.label and down < 1.2 * line:
        return after
    if before and up < 0.9 * line and _reads_on(before.text, cell.text):
        return before
    if headings and cell.y0 - headings[-1].y1 < 0.9 * line and GOES_ON.match(cell.text):
        return None
    if after and after.label and down < 0.9 * line and _opens(cell, after, down, line):
        return after
    if after is None:
        return (
            before
            if before and up < 0.35 * line and not NOTE.match(cell.text) and len(cell.text) < WIDE_PROSE
            else None
        )
    if after.label and cell.bold and not after.label[0].bold:
        return None
    if min(up, down) < 0.35 * line and max(up, down) > 2.2 * min(up, down) + 1.5:
        return before if up < down and before else after
    return None


def _opens(cell: Cell, after: Row, down: float, line: float) -> bool:
    """Whether a line is the beginning of the label below it, not a heading of its own."""
    if OPEN_END.search(cell.text):
        return True
    level = after.label[0].x0 < cell.x0 + 3
    return level and down < 0.45 * line and GOES_ON.match(after.text) is not None


def _reads_on(first: str, second: str) -> bool:
    return bool(OPEN_END.search(first) or GOES_ON.match(second))


def _group(grid: Grid, headings: Sequence[Cell]) -> None:
    """Set the heading above each row; a row without numbers of its own opens a group."""
    parts = sorted(headings, key=lambda cell: cell.middle)
    for row in grid.rows:
        above = [cell for cell in parts if cell.middle < row.middle]
        if not above:
            continue
        last = [above[-1]]
        for cell in reversed(above[:-1]):
            if last[0].y0 - cell.y1 < 0.4 * (cell.y1 - cell.y0) and not _rows_between(grid, cell, last[0]):
                last.insert(0, cell)
            else:
                break
        row.groups = (unmarked(joined(last)),)


def _rows_between(grid: Grid, one: Cell, other: Cell) -> bool:
    return any(one.middle < row.middle < other.middle for row in grid.rows)
