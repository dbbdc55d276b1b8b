"""Heads above a grid's columns, and the caption above those."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.figures.cells import Cell, joined, line_height
from corpus.figures.grids import CAPTION, Grid, is_caption
from corpus.figures.scene import Scene
from corpus.figures.units import UNIT_ONLY

REACH = 9.0  # heights of a line that heads may stand above the first row
TITLE_LINES = 5
BESIDE = 6.0  # points; a head whose middle stands further right has no numbers below it
STRETCH = 2.4  # letter sizes; words of a stretched line are not further apart
MIDDLE = 0.12  # of the width of all columns: what stands nearer to their middle is centred
CORNER = 20.0  # points; what stands above the labels begins where they do
MARKED = re.compile(r"(?<=[a-zäöüß])(?:[*¹²³⁴⁵]+|\d{1,2}\)?)(?=\s|$)")


@dataclass(frozen=True, slots=True)
class Heads:
    """What stands above: the caption's kind and number ("Tabelle 4"), the title, and each column's heads.

    `across` are heads that hold for all columns ("Anteil in %").
    """

    name: str
    title: str
    corner: str
    columns: tuple[tuple[str, ...], ...]
    across: tuple[str, ...] = ()


def heads(grid: Grid, scene: Scene) -> Heads:
    """Read what stands above a grid."""
    line = line_height([cell for row in grid.rows for cell in row.cells.values()])
    above = _above(grid, scene.cells, line)
    title, rest = _title(above, grid, line)
    zone = [
        cell for cell in rest if not _in_corner(cell, grid) and cell.center < grid.columns[-1][1] + BESIDE
    ]
    corner = [cell for cell in rest if _in_corner(cell, grid)]
    alone = [c for c in zone if UNIT_ONLY.match(c.text) and not any(c is not o and c.beside(o) for o in zone)]
    alone = alone if len(grid.columns) > 1 else []
    above_all = _above_all([cell for cell in zone if cell not in alone], grid)
    stacks, spanning = _stacks([cell for cell in zone if cell not in alone and cell not in above_all])
    across = above_all + _across(spanning, grid) + alone
    match = CAPTION.match(title[0].text) if title else None
    if match and is_caption(title[0]):
        name = f"{match['kind']} {match['number'] or ''}".strip()
        first = [match["title"].strip()] if match["title"].strip() else []
        words = " ".join([*first, joined(title[1:])] if title[1:] else first)
    else:
        name, words = "", joined(title)
    columns = _assigned(stacks, [cell for cell in spanning if cell not in across], grid)
    return Heads(name, _unmarked(words), joined(corner), columns, tuple(joined([cell]) for cell in across))


def _above_all(zone: Sequence[Cell], grid: Grid) -> list[Cell]:
    """Lines of their own on top that stand over the middle of all columns; the first of them is wide."""
    lines = _lines(sorted(zone, key=lambda cell: (round(cell.middle / 3), cell.x0)))
    left, right = grid.columns[0][0], grid.columns[-1][1]
    out: list[Cell] = []
    while len(lines) > 1 and len(lines[0]) == 1 and len(grid.columns) > 2:  # noqa: PLR2004
        cell = lines.pop(0)[0]
        centred = abs(cell.center - (left + right) / 2) < MIDDLE * (right - left)
        if not centred or not (out or cell.x1 - cell.x0 > 0.6 * (right - left)):
            break
        out.append(cell)
    return out


def _across(spanning: Sequence[Cell], grid: Grid) -> list[Cell]:
    """Heads that stand alone above all columns."""
    width = grid.columns[-1][1] - grid.columns[0][0]
    return [
        cell
        for cell in spanning
        if len(grid.columns) > 1
        and not any(cell is not other and cell.beside(other) for other in spanning)
        and cell.x0 < grid.columns[0][0] + 0.4 * width
        and cell.x1 > grid.columns[-1][1] - 0.4 * width
    ]


def _unmarked(text: str) -> str:
    """A text without the marks of notes at the end of its words ("Teilnehmende10")."""
    return MARKED.sub("", text).strip()


def _above(grid: Grid, found: Sequence[Cell], line: float) -> list[Cell]:
    """Cells above the first row up to the caption, a wide gap or running text."""
    left, right = grid.left or grid.columns[0][0] - 40, min(grid.columns[-1][1] + 60, grid.bounds[1])
    first = grid.rows[0]
    label_top = min((cell.y0 for cell in first.label), default=grid.top)
    limit = grid.top + 1
    taken = {id(cell) for row in grid.rows for cell in row.label} | {
        id(c) for r in grid.rows for c in r.cells.values()
    }
    candidates = [
        cell
        for cell in found
        if cell.y1 <= limit + 2
        and cell.x1 > left - 4
        and grid.bounds[0] <= cell.x0 < right
        and id(cell) not in taken
    ]
    candidates.sort(key=lambda cell: -cell.middle)
    out: list[Cell] = []
    edge = min(label_top, grid.top)
    for cell in candidates:
        if edge - cell.y1 > 2.6 * line or grid.top - cell.y1 > REACH * line + 30:
            break
        if out and cell.x0 < left - 30 and not is_caption(cell):
            continue
        out.append(cell)
        edge = min(edge, cell.y0)
        if is_caption(cell):
            break
    return sorted(out, key=lambda cell: (round(cell.middle / 3), cell.x0))


def _title(above: Sequence[Cell], grid: Grid, line: float) -> tuple[list[Cell], list[Cell]]:
    """Part the lines of the title from the heads below it."""
    if not above:
        return [], []
    lines = _lines(above)
    starts = next((index for index, row in enumerate(lines) if is_caption(row[0])), None)
    if starts is not None:
        lines = lines[starts:]
        title = [lines[0][0]]
        rest = list(lines[0][1:])
        lines = lines[1:]
    else:
        title, rest = [], []
    for _ in range(TITLE_LINES):
        if not lines or not _is_title_line(lines[0], title, grid, line):
            break
        title += lines.pop(0)
    rest += [cell for row in lines for cell in row]
    return title, rest


def _lines(above: Sequence[Cell]) -> list[list[Cell]]:
    lines: list[list[Cell]] = []
    for cell in above:
        if lines and abs(lines[-1][0].middle - cell.middle) < 0.4 * cell.size:
            lines[-1].append(cell)
        else:
            lines.append([cell])
    return [sorted(row, key=lambda cell: cell.x0) for row in lines]


def _is_title_line(row: Sequence[Cell], title: Sequence[Cell], grid: Grid, line: float) -> bool:
    first_column = grid.columns[0][0]
    cell = row[0]
    if any(other.period and other.x1 > first_column - 4 for other in row):
        return False
    gaps = [b.x0 - a.x1 for a, b in pairwise(row)]
    flush = bool(title) and abs(row[-1].x1 - max(part.x1 for part in title)) < 4  # noqa: PLR2004
    if gaps and max(gaps) > STRETCH * cell.size and not flush:
        return False
    starts_left = cell.x0 < first_column - 6
    if not title:
        return starts_left and row[-1].x1 > first_column and cell.x0 < grid.left + 12
    below = cell.y0 - max(part.y1 for part in title)
    aligned = any(abs(cell.x0 - part.x0) < 6 for part in title)  # noqa: PLR2004
    short_of_heads = row[-1].x1 > first_column or len(title) == 1 or cell.text.startswith("(")
    tall = max(line, cell.y1 - cell.y0)
    return aligned and below < 0.75 * tall and (short_of_heads or below < 0.35 * tall)


def _in_corner(cell: Cell, grid: Grid) -> bool:
    """Whether a cell stands above the labels, not above the numbers."""
    first = grid.columns[0][0]
    return cell.x0 < grid.left + min(CORNER, 0.5 * (first - grid.left)) and cell.center < first - 4


def _stacks(zone: Sequence[Cell]) -> tuple[list[list[Cell]], list[Cell]]:
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


def _assigned(stacks: list[list[Cell]], spanning: Sequence[Cell], grid: Grid) -> tuple[tuple[str, ...], ...]:
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
            found[index].append(_unmarked(joined([cell])))
    for index, column in sorted(owners.items()):
        found[column].append(_unmarked(joined(stacks[index])))
    return tuple(tuple(texts) for texts in found)


def _repeated(
    stacks: list[list[Cell]], spanning: Sequence[Cell], count: int
) -> tuple[tuple[str, ...], ...] | None:
    """Heads whose lower part repeats (Anzahl, Anteil, Anzahl, Anteil) below fewer, wider ones."""
    cells = [*spanning, *(cell for stack in stacks for cell in stack)]
    lines = _lines(sorted(cells, key=lambda cell: (round(cell.middle / 3), cell.x0)))
    if len(stacks) != count or not lines:
        return None
    top = lines[0]
    if len(top) < 2 or len(top) == count or count % len(top):  # noqa: PLR2004
        return None
    size = count // len(top)
    lower = [_unmarked(joined([cell for cell in stack if cell not in top])) for stack in stacks]
    if lower != lower[:size] * len(top) or not all(lower):
        return None
    return tuple((_unmarked(top[index // size].text), lower[index]) for index in range(count))


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
