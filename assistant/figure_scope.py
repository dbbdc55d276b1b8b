"""What a comparison of areas is of: their level, and the years that there are figures of them for."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.errors import UnusableQuestion
from assistant.figure_grid import FigureGrid
from corpus.place import Area, Level
from corpus.places.areas import Places

USUAL = "sozialraum"
NO_LEVEL = "Die Ebene »{level}« gibt es nicht. Möglich sind: {levels}."
NO_YEAR = "Für das Jahr »{year}« gibt es je {level} keine Zahlen. Jahre mit Zahlen: {years}."
NOT_BEFORE = "Das Vergleichsjahr {since} muss vor {year} liegen. Möglich sind: {years}."
NO_FIGURES = "In den Dokumenten, die hier gelesen sind, steht noch keine Kennzahl je {level}."


@dataclass(frozen=True, slots=True)
class Scope:
    """The areas of a level, and the years with a figure of at least one of them, newest first."""

    level: Level
    areas: tuple[Area, ...]
    years: tuple[int, ...]

    def year(self, asked: str = "") -> int:
        """The asked year, the newest where none is asked; raises UnusableQuestion where it has no figures."""
        if not self.years:
            raise UnusableQuestion(NO_FIGURES.format(level=self.level.label))
        if not asked:
            return self.years[0]
        if asked.isdecimal() and int(asked) in self.years:
            return int(asked)
        years = ", ".join(map(str, self.years))
        raise UnusableQuestion(NO_YEAR.format(year=asked, level=self.level.label, years=years))

    def since(self, asked: str, year: int) -> int | None:
        """The earlier year that is asked to compare with; raises UnusableQuestion where it is none."""
        if not asked:
            return None
        first = self.year(asked)
        if first < year:
            return first
        years = ", ".join(str(one) for one in self.years if one < year) or "keines"
        raise UnusableQuestion(NOT_BEFORE.format(since=asked, year=year, years=years))


def scope_of(grid: FigureGrid, places: Places, level: str = "") -> Scope:
    """The scope of a level, that of the Sozialräume where none is named; raises UnusableQuestion."""
    found = next((one for one in places.levels if one.id == (level or USUAL)), None)
    if found is None:
        names = ", ".join(one.id for one in places.levels)
        raise UnusableQuestion(NO_LEVEL.format(level=level, levels=names))
    areas = tuple(places.of_level(found.id))
    return Scope(found, areas, _years(grid, areas))


def levels_with_figures(grid: FigureGrid, places: Places) -> list[Level]:
    """The levels of which at least two areas have figures; that of the Sozialräume always."""
    there = grid.areas()
    counts = {one.id: sum(area.id in there for area in places.of_level(one.id)) for one in places.levels}
    return [one for one in places.levels if counts[one.id] > 1 or one.id == USUAL]


def _years(grid: FigureGrid, areas: Sequence[Area]) -> tuple[int, ...]:
    ids = {area.id for area in areas}
    return tuple(sorted({year for _, area, year in grid.cells if area in ids}, reverse=True))
