"""All that the tables and charts of one page say."""

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.figures.areas import AreaFinder
from corpus.figures.cells import Cell, joined
from corpus.figures.charts import Chart, chart_observations, charts
from corpus.figures.grids import Grid, Row, grids
from corpus.figures.heads import Heads, heads
from corpus.figures.labels import label_rows
from corpus.figures.observations import Observation, observations
from corpus.figures.scene import Scene

SAME_PLACE = 12.0  # points; columns of a continued table do not move further
CUT = re.compile(
    r"(?:[a-zäöüß]-|,)$|\b(?:der|die|das|und|oder|von|mit|wurden?|werden|ist|sind|bei|den|dem|zu)$"
)
TOP = 0.07  # share of the page's height where words that stand on every page are looked for
FULL = 3  # columns and rows from which numbers below a chart's caption are a table
PARTS_APART = 110.0  # points; parts of one table stand no further apart


class PageReader:
    """Reads pages one after another; remembers the last table, which may go on over the page."""

    def __init__(self, area_of: AreaFinder) -> None:
        self._area_of = area_of
        self._last: tuple[Grid, Heads] | None = None
        self._running: list[set[tuple[str, int]]] = []

    def observations(self, scene: Scene) -> list[Observation]:
        """The numbers of the tables and charts on the next page."""
        scene = self._without_running_heads(scene)
        found: list[Observation] = []
        used: list[Cell] = []
        for chart in charts(scene):
            told = list(chart_observations(chart, scene, self._area_of))
            if told or not _is_table(chart, scene):
                used += chart.cells
            found += told
        return found + self._tables(scene, used)

    def _without_running_heads(self, scene: Scene) -> Scene:
        """A page without the words on top that stood in the same place on one of the last two pages."""
        top = {_place(c): c for c in scene.cells if c.middle < TOP * scene.height and not c.number}
        known = set().union(*self._running)
        self._running = [*self._running[-1:], set(top)]
        gone = {id(cell) for place, cell in top.items() if place in known}
        return replace(scene, cells=tuple(cell for cell in scene.cells if id(cell) not in gone))

    def _tables(self, scene: Scene, used: Sequence[Cell]) -> list[Observation]:
        found = grids(scene, used)
        for grid in found:
            label_rows(grid, scene)
        labels = {id(cell) for grid in found for row in grid.rows for cell in row.label}
        out: list[Observation] = []
        last: tuple[Grid, Heads] | None = None
        for grid in found:
            if any(id(cell) in labels for row in grid.rows for cell in row.cells.values()):
                continue
            head = heads(grid, scene, _floor(grid, found))
            if last is None and self._last and _goes_on(grid, head, self._last, scene):
                head = replace(self._last[1], columns=self._last[1].columns)
                grid.rows[:] = _under(grid, self._last[0])
            if last and _goes_below(grid, head, last):
                head = replace(head, name=last[1].name, title=last[1].title)
            if _worth(grid, head):
                out += observations(grid, head, self._area_of)
                last = grid, head
        self._last = last
        return out


def _place(cell: Cell) -> tuple[str, int]:
    return cell.text, round(cell.middle)


def _is_table(chart: Chart, scene: Scene) -> bool:
    """Whether what is called a chart is full rows of numbers under each other."""
    inside = {id(cell) for cell in chart.cells}
    found = grids(scene, [cell for cell in scene.cells if id(cell) not in inside])
    rows = [len(row.cells) for grid in found for row in grid.rows if len(grid.columns) >= FULL]
    return len(rows) >= FULL and sum(count >= FULL for count in rows) >= 0.8 * len(rows)


def _goes_on(grid: Grid, head: Heads, last: tuple[Grid, Heads], scene: Scene) -> bool:
    """Whether a grid at the top of a page continues the last one of the page before."""
    columns = last[0].columns
    if head.name or len(columns) != len(grid.columns) or grid.top > 0.3 * scene.height:
        return False
    if any(head.columns) and not _same_heading(head, last[1]):
        return False
    near = all(
        abs((a + b) - (c + d)) / 2 < SAME_PLACE for (a, b), (c, d) in zip(columns, grid.columns, strict=True)
    )
    return near and (not any(head.columns) or head.columns == last[1].columns)


def _floor(grid: Grid, found: Sequence[Grid]) -> float:
    """Where the next grid above ends; what stands there is no head of this one."""
    left, right = grid.left or grid.columns[0][0], grid.columns[-1][1]
    return max(
        (
            other.bottom
            for other in found
            if other.bottom < grid.top and other.columns[-1][1] > left and other.columns[0][0] < right
        ),
        default=0.0,
    )


def _goes_below(grid: Grid, head: Heads, last: tuple[Grid, Heads]) -> bool:
    """Whether a grid without a title stands right below another one, flush with it: a part of its table."""
    near = 0 < grid.top - last[0].bottom < PARTS_APART
    return not (head.name or head.title) and near and abs(grid.left - last[0].left) < SAME_PLACE


def _same_heading(head: Heads, last: Heads) -> bool:
    """Whether above a table with heads of its own stands what stood above the last one, or nothing."""
    own = _letters(head.title, *head.across)
    before = _letters(last.title, *last.across)
    return not own or own in before or before in own or "fortsetzung" in own


def _letters(*texts: str) -> str:
    return re.sub(r"[^a-zäöüß]", "", "".join(texts).lower())


def _under(grid: Grid, last: Grid) -> list[Row]:
    """Rows before the first heading stay under the last heading of the page before."""
    groups = last.rows[-1].groups
    for row in grid.rows:
        if row.groups:
            break
        row.groups = groups
    return grid.rows


def _worth(grid: Grid, head: Heads) -> bool:
    """Whether a grid says enough to be quoted: labels for its rows, and a head or title for its numbers."""
    labelled = sum(bool(row.label) for row in grid.rows)
    if labelled < 0.6 * len(grid.rows) or (not head.name and _runs_on(grid, head)):
        return False
    return bool(head.name or any(head.columns) or head.title)


def _runs_on(grid: Grid, head: Heads) -> bool:
    """Whether what stands beside the numbers is running text that happens to stand in columns."""
    told = [text for texts in head.columns for text in texts] + [
        text for row in grid.rows for text in row.groups
    ]
    cut = [bool(CUT.search(text)) for text in (*told, *(joined(row.label) for row in grid.rows if row.label))]
    return sum(cut) > 0.3 * len(cut)
