"""A page as figures are found on it: cells, drawn shapes, and the column that a block stands in."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.document import Box
from corpus.figures.cells import Cell, cells, is_sideways, upright
from corpus.reading.pdf import Sheet

GUTTER = 8.0  # points; a narrower strip does not part columns of a page
MIDDLE = (0.3, 0.7)  # share of the page's width where columns of a page are parted
FLUSH = 3.0  # points
LONGEST_HEADING = 6  # words
HEADING = re.compile(r"[A-ZÄÖÜ][^.!?:;,]*[\w)]")
APART = 0.4  # of a line; a heading stands further from what is above
NEXT_COLUMN, HALF = 0.15, 0.5  # of the page's width
LABELLED = 0.6  # share of rows that need a label right of such a strip


@dataclass(frozen=True, slots=True)
class Scene:
    """What stands on one page; `shapes` are cells, bars and rules as drawn."""

    cells: tuple[Cell, ...]
    shapes: tuple[Box, ...]
    width: float
    height: float

    def within(self, left: float, top: float, right: float, bottom: float) -> list[Cell]:
        """The cells whose middle lies in a rectangle."""
        return [c for c in self.cells if left <= c.center <= right and top <= c.middle <= bottom]


def scene(sheet: Sheet) -> Scene:
    """A sheet of a PDF, seen as cells; a page that is printed sideways is turned, its shapes are left out."""
    if is_sideways(sheet.words):
        words = upright(sheet.words, sheet.width, sheet.height)
        return Scene(tuple(cells(words)), (), sheet.height, sheet.width)
    return Scene(tuple(cells(sheet.words)), sheet.panels, sheet.width, sheet.height)


def strips(found: Sequence[Cell], left: float, right: float) -> list[tuple[float, float]]:
    """The empty strips between `left` and `right` that no cell crosses, from left to right."""
    out = []
    reach = left
    for cell in sorted(found, key=lambda cell: cell.x0):
        if cell.x0 > reach + GUTTER and cell.x0 <= right:
            out.append((reach, cell.x0))
        reach = max(reach, cell.x1)
    if right > reach + GUTTER:
        out.append((reach, right))
    return out


def left_bound(scene: Scene, first: float, top: float, bottom: float, rows: int) -> float:
    """Where the column of the page begins that a block of numbers from `first` on stands in."""
    found = [c for c in scene.cells if top - 4 <= c.middle <= bottom + 4 and c.x0 < first]
    for start, end in reversed(strips(found, 0.0, first)):
        middle = (start + end) / 2
        if not MIDDLE[0] * scene.width < end < MIDDLE[1] * scene.width or start == 0.0:
            continue
        labels = sum(1 for c in found if middle < c.x0 and c.x1 < first + 2)
        if labels >= LABELLED * rows and any(c.x1 < middle for c in found):
            return middle
    return 0.0


def right_bound(scene: Scene, last: float, top: float, bottom: float) -> float:
    """Where the next thing right of a block begins, or the page ends."""
    found = [c for c in scene.cells if top - 4 <= c.middle <= bottom + 4 and c.x1 > last]
    starts = [c.x0 for c in found if c.x0 > last + GUTTER]
    return min(starts, default=scene.width) - 2


def heading_above(caption: Cell, scene: Scene) -> str:
    """The heading of the section that a caption without words of its own stands in, on the same page."""
    middle = scene.width / 2 - GUTTER
    right = caption.x0 >= middle
    own = [c for c in scene.cells if (c.x0 >= middle) == right and c.y1 < caption.y0]
    found = [c for c in own if _heads_a_section(c, scene)]
    if not found and right:  # the section began in the column before
        found = [c for c in scene.cells if c.x0 < middle and _heads_a_section(c, scene)]
    return max(found, key=lambda cell: cell.y0).text if found else ""


def _heads_a_section(cell: Cell, scene: Scene) -> bool:
    """Whether a cell is a short line that stands apart from the line above and opens text right below."""
    if not HEADING.fullmatch(cell.text) or len(cell.text.split()) > LONGEST_HEADING:
        return False
    line = cell.y1 - cell.y0
    flush = [c for c in scene.cells if abs(c.x0 - cell.x0) < FLUSH and c is not cell]
    above = max((c.y1 for c in flush if c.middle < cell.middle), default=0.0)
    below = min((c for c in flush if c.middle > cell.middle), key=lambda c: c.y0, default=cell)
    opens = 0 < below.y0 - cell.y1 < line and below.size < cell.size and cell.y0 - above > APART * line
    beside = [c for c in scene.cells if c is not cell and c.beside(cell)]
    return opens and not any(
        0 < c.x0 - cell.x1 < (HALF if c.number else NEXT_COLUMN) * scene.width for c in beside
    )
