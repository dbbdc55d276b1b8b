"""All that the tables and charts of one page say."""

from collections.abc import Sequence
from dataclasses import replace

from corpus.figures.areas import AreaFinder
from corpus.figures.cells import Cell
from corpus.figures.charts import Chart, chart_observations, charts
from corpus.figures.grids import Grid, Row, grids
from corpus.figures.heads import Heads, heads
from corpus.figures.labels import label_rows
from corpus.figures.observations import Observation, observations
from corpus.figures.scene import Scene

SAME_PLACE = 12.0  # points; columns of a continued table do not move further


class PageReader:
    """Reads pages one after another; remembers the last table, which may go on over the page."""

    def __init__(self, area_of: AreaFinder) -> None:
        self._area_of = area_of
        self._last: tuple[Grid, Heads] | None = None

    def observations(self, scene: Scene) -> list[Observation]:
        """The numbers of the tables and charts on the next page."""
        drawn = [chart for chart in charts(scene) if chart.cells]
        used = [cell for chart in drawn for cell in chart.cells]
        found: list[Observation] = []
        for chart in drawn:
            found += chart_observations(chart, scene, self._area_of)
        found += self._tables(scene, used, drawn)
        return found

    def _tables(self, scene: Scene, used: Sequence[Cell], drawn: Sequence[Chart]) -> list[Observation]:
        found = grids(scene, used)
        for grid in found:
            label_rows(grid, scene)
        labels = {id(cell) for grid in found for row in grid.rows for cell in row.label}
        out: list[Observation] = []
        last: tuple[Grid, Heads] | None = None
        for grid in found:
            if any(id(cell) in labels for row in grid.rows for cell in row.cells.values()):
                continue
            head = heads(grid, scene)
            if last is None and self._last and _goes_on(grid, head, self._last, scene):
                head = replace(self._last[1], columns=self._last[1].columns)
                grid.rows[:] = _under(grid, self._last[0])
            if _worth(grid, head):
                out += observations(grid, head, self._area_of)
                last = grid, head
        self._last = last
        return out


def _goes_on(grid: Grid, head: Heads, last: tuple[Grid, Heads], scene: Scene) -> bool:
    """Whether a grid at the top of a page continues the last one of the page before."""
    columns = last[0].columns
    if head.name or len(columns) != len(grid.columns) or grid.top > 0.3 * scene.height:
        return False
    near = all(
        abs((a + b) - (c + d)) / 2 < SAME_PLACE for (a, b), (c, d) in zip(columns, grid.columns, strict=True)
    )
    return near and (not any(head.columns) or head.columns == last[1].columns)


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
    if labelled < 0.6 * len(grid.rows):
        return False
    return bool(head.name or any(head.columns) or head.title)
