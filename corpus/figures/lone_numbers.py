"""Numbers on a page that stand alone in their cell, and not within a sentence."""

import re
from collections.abc import Sequence

from corpus.figures.cells import Cell

OPEN_BOUND = re.compile(
    r"\d[\d.,]*(?:\s?(?:€|Euro|qm|m²|Jahre))?\s(?:bis|bis unter|bis zu|und)$|\b(?:über|unter|ab|[Mm]ehr als)$"
)
RUNNING = 0.075  # share of the page's height at top and bottom where running heads stand


def lone_numbers(found: Sequence[Cell], height: float) -> list[Cell]:
    """Cells that hold a number and nothing else, without running heads and numbers within a sentence."""
    lines: dict[int, list[Cell]] = {}
    for cell in found:
        lines.setdefault(round(cell.middle / 4), []).append(cell)
    open_bounds = [cell for cell in found if OPEN_BOUND.search(cell.text)]
    foot = (1 - RUNNING) * height
    out = []
    for cell in found:
        number = cell.number
        if (number is None or number.value is None) and cell.period is None:
            continue
        if any(_bounds(other, cell) for other in open_bounds):
            continue
        near = [other for key in (-1, 0, 1) for other in lines.get(round(cell.middle / 4) + key, ())]
        if cell.middle < RUNNING * height * 0.8 or (cell.middle > foot and not _is_row(cell, near, height)):
            continue
        if not any(_speaks_on(cell, other) for other in near):
            out.append(cell)
    return out


def _is_row(cell: Cell, near: Sequence[Cell], height: float) -> bool:
    """Whether a number at the foot of a page stands in a row of a table: a page's number stands alone."""
    others = [other for other in near if other.number and other is not cell and other.beside(cell)]
    return len(others) > 1 and cell.middle < (1 - 0.5 * RUNNING) * height


def _bounds(above: Cell, cell: Cell) -> bool:
    """Whether a number is the upper bound of a class that a head opens on the line above: "250 bis unter"."""
    near = 0 < cell.middle - above.middle < 1.7 * (above.y1 - above.y0)
    return near and min(above.x1, cell.x1) - max(above.x0, cell.x0) > 0


def _speaks_on(cell: Cell, other: Cell) -> bool:
    """Whether the words right of a number go on with its sentence."""
    gap = other.x0 - cell.x1
    wordy = other.number is None and other.period is None and len(other.text) > 3  # noqa: PLR2004
    return wordy and cell.beside(other) and 0 <= gap < 1.0 * cell.size
