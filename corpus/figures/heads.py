"""Heads above a grid's columns, and the caption above those."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.figures.cells import Cell, joined, line_height
from corpus.figures.grids import CAPTION, Grid, is_caption
from corpus.figures.head_columns import assigned, lines_of, stacks_of, with_units
from corpus.figures.numbers import unmarked
from corpus.figures.scene import Scene, heading_above
from corpus.figures.units import UNIT_ONLY, unit_in
from corpus.reading.lines import HYPHEN

REACH = 13.0  # heights of a line that heads may stand above the first row
TITLE_LINES = 5
FLUSH, WIDE = 3.0, 0.7  # points; share of the table's width that lines of running text have
SENTENCE_END = re.compile(r"(?<=[a-zäöüß)][.!?])\s(?=[A-ZÄÖÜ(])")
BESIDE = 6.0  # points; a head whose middle stands further right has no numbers below it
STRETCH = 2.4  # letter sizes; words of a stretched line are not further apart
MIDDLE = 0.12  # of the width of all columns: what stands nearer to their middle is centred
CORNER = 20.0  # points; what stands above the labels begins where they do


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


def heads(grid: Grid, scene: Scene, floor: float = 0.0) -> Heads:
    """Read what stands above a grid; what stands higher than `floor` belongs to another one."""
    line = line_height([cell for row in grid.rows for cell in row.cells.values()])
    above = _above(grid, [cell for cell in scene.cells if cell.middle > floor], line)
    above, told = _without_sentence(above, grid)
    title, rest = _title(above, grid, line)
    reach = _reach(rest, grid)
    zone = [cell for cell in rest if not _in_corner(cell, grid) and cell.center < reach]
    corner = [cell for cell in rest if _in_corner(cell, grid)]
    alone = [c for c in zone if UNIT_ONLY.match(c.text) and not any(c is not o and c.beside(o) for o in zone)]
    alone = alone if len(grid.columns) > 1 else []
    units = _unit_line([cell for cell in zone if cell not in alone], grid)
    zone = [cell for cell in zone if cell not in alone and cell not in units]
    above_all = _above_all(zone, grid)
    stacks, spanning = stacks_of([cell for cell in zone if cell not in above_all])
    across = above_all + _across(spanning, grid) + alone
    match = CAPTION.match(title[0].text) if title else None
    if match and is_caption(title[0]):
        name = f"{match['kind']} {match['number'] or ''}".strip()
        first = [match["title"].strip()] if match["title"].strip() else []
        words = " ".join([*first, joined(title[1:])] if title[1:] else first)
    else:
        name, words = "", joined(title)
    if name and not words:
        words = heading_above(title[0], scene)
    words = words or told
    columns = assigned(stacks, [cell for cell in spanning if cell not in across], grid)
    columns = with_units(columns, units, grid)
    return Heads(name, unmarked(words), joined(corner), columns, tuple(joined([cell]) for cell in across))


def _reach(rest: Sequence[Cell], grid: Grid) -> float:
    """How far to the right heads stand: over the last column, also where they begin above its numbers."""
    right = grid.columns[-1][1]
    before = grid.columns[-2][1] if len(grid.columns) > 1 else grid.columns[-1][0] - CORNER
    own = [cell.x1 for cell in rest if before < cell.x0 < right]
    return max([right + BESIDE, *own])


def _unit_line(zone: Sequence[Cell], grid: Grid) -> list[Cell]:
    """A line of heads with units alone, fewer than there are columns; one stands below several heads."""
    lines = lines_of(sorted(zone, key=lambda cell: (round(cell.middle / 3), cell.x0)))
    for above, line in pairwise(lines):
        wide = any(sum(min(c.x1, o.x1) - max(c.x0, o.x0) > 1 for o in above) > 1 for c in line)
        if wide and 1 < len(line) < len(grid.columns) and all(unit_in(cell.text) for cell in line):
            return line
    return []


def _above_all(zone: Sequence[Cell], grid: Grid) -> list[Cell]:
    """Lines of their own on top that stand over the middle of all columns; the first of them is wide."""
    lines = lines_of(sorted(zone, key=lambda cell: (round(cell.middle / 3), cell.x0)))
    left, right = grid.columns[0][0], grid.columns[-1][1]
    out: list[Cell] = []
    while len(lines) > 1 and len(lines[0]) == 1 and len(grid.columns) > 2:  # noqa: PLR2004
        cell = lines.pop(0)[0]
        centred = abs(cell.center - (left + right) / 2) < MIDDLE * (right - left)
        years = len(lines[0]) == len(grid.columns) and all(below.period for below in lines[0])
        if not centred or not (out or years or cell.x1 - cell.x0 > 0.6 * (right - left)):
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


def _without_sentence(above: Sequence[Cell], grid: Grid) -> tuple[list[Cell], str]:
    """What stands above without the running text on top of it, and the sentence that this ends with."""
    lines = lines_of(above)
    width = grid.columns[-1][1] - grid.left
    last = next((n for n in range(len(lines) - 1, 0, -1) if _ends_text(lines[n], lines[n - 1], width)), None)
    if last is None or any(is_caption(cell) for cell in above):
        return list(above), ""
    text = joined([cell for row in lines[: last + 1] for cell in row])
    return [cell for row in lines[last + 1 :] for cell in row], SENTENCE_END.split(text)[-1]


def _ends_text(row: Sequence[Cell], before: Sequence[Cell], width: float) -> bool:
    """Whether a line ends running text: with a full stop or colon, right below a wide line."""
    one, over = row[0], before[0]
    level = len(row) == len(before) == 1 and abs(one.x0 - over.x0) < FLUSH
    near = 0 < one.middle - over.middle < 1.5 * (one.y1 - one.y0)
    return level and near and one.text[-1] in ".:" and over.x1 - over.x0 > WIDE * width


def _title(above: Sequence[Cell], grid: Grid, line: float) -> tuple[list[Cell], list[Cell]]:
    """Part the lines of the title from the heads below it."""
    if not above:
        return [], []
    lines = lines_of(above)
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
    cut = title[-1].text.endswith(HYPHEN) and cell.x0 < first_column
    aligned = cut or any(abs(cell.x0 - part.x0) < 6 for part in title)  # noqa: PLR2004
    short_of_heads = row[-1].x1 > first_column or len(title) == 1 or cell.text.startswith("(")
    tall = max(line, cell.y1 - cell.y0)
    return aligned and below < 0.75 * tall and (short_of_heads or below < 0.35 * tall)


def _in_corner(cell: Cell, grid: Grid) -> bool:
    """Whether a cell stands above the labels, not above the numbers."""
    first = grid.columns[0][0]
    labels = max((part.x1 for row in grid.rows for part in row.label), default=grid.left)
    left = cell.x0 < grid.left + min(CORNER, 0.5 * (first - grid.left)) and cell.center < first - 4
    return left or cell.x1 < min(labels + 2, first - 4)
