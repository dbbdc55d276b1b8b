"""The social index after the city's own method: z-scores of core indicators, their mean, and classes.

Status: mean of the z-scores of one year (mean of the areas 0, high means high need). Dynamics: the same with
the changes between two years. Classes follow the distance from the mean in standard deviations.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean, pstdev

from assistant.figure_grid import FigureGrid, GridCell
from corpus.figures.indicators import Direction, Indicator, indicators
from corpus.place import Area

CLASSES = (
    (1.5, "sehr hoch"),
    (0.5, "hoch"),
    (-0.5, "mittel"),
    (-1.5, "niedrig"),
)
LOWEST = "sehr niedrig"
FEWEST_AREAS = 3

Cells = tuple[GridCell, ...]  # one for the status; the earlier and the later one for the dynamics


@dataclass(frozen=True, slots=True)
class Step:
    """One indicator of one area on its way into the index: value, mean and deviation over all areas, z.

    `cells` are the printed figures that the value comes from.
    """

    indicator: Indicator
    value: float
    mean: float
    deviation: float
    z: float
    cells: Cells


@dataclass(frozen=True, slots=True)
class AreaIndex:
    """The index of one area with every step; `missing` are indicators of the index without a value here."""

    area: Area
    value: float
    level: str
    steps: tuple[Step, ...]
    missing: tuple[Indicator, ...]


@dataclass(frozen=True, slots=True)
class SocialIndex:
    """The index of all areas, highest need first; `absent` are core indicators that nothing is printed of."""

    years: tuple[int, ...]
    indicators: tuple[Indicator, ...]
    absent: tuple[Indicator, ...]
    areas: tuple[AreaIndex, ...]


def core_indicators() -> tuple[Indicator, ...]:
    """The indicators that make up the index."""
    return tuple(entry for entry in indicators().by_id.values() if entry.core)


def status_index(grid: FigureGrid, areas: Sequence[Area], year: int) -> SocialIndex:
    """The status of the areas in one year."""
    return _index(grid, areas, (year,))


def dynamic_index(grid: FigureGrid, areas: Sequence[Area], first: int, last: int) -> SocialIndex:
    """The dynamics of the areas: the changes between two years, standardised."""
    return _index(grid, areas, (first, last))


def level_of(value: float, deviation: float) -> str:
    """The class of an index value by its distance from the mean in standard deviations."""
    if not deviation:
        return "mittel"
    return next((name for bound, name in CLASSES if value / deviation >= bound), LOWEST)


def _index(grid: FigureGrid, areas: Sequence[Area], years: tuple[int, ...]) -> SocialIndex:
    printed = {entry: _printed(grid, entry, areas, years) for entry in core_indicators()}
    used = {entry: by_area for entry, by_area in printed.items() if len(by_area) >= FEWEST_AREAS}
    steps = {area: _steps(area, used) for area in areas}
    means = {area: fmean(step.z for step in found) for area, found in steps.items() if found}
    deviation = pstdev(means.values()) if len(means) > 1 else 0.0
    ranked = sorted(means.items(), key=lambda one: (-one[1], one[0].name))
    found = tuple(
        AreaIndex(
            area,
            round(mean, 2),
            level_of(mean, deviation),
            steps[area],
            tuple(entry for entry, by_area in used.items() if area not in by_area),
        )
        for area, mean in ranked
    )
    return SocialIndex(years, tuple(used), tuple(e for e in printed if e not in used), found)


def _printed(
    grid: FigureGrid, entry: Indicator, areas: Sequence[Area], years: tuple[int, ...]
) -> dict[Area, Cells]:
    """The cells of an indicator in all asked years, for the areas that have them all."""
    out = {}
    for area in areas:
        cells = tuple(cell for year in years if (cell := grid.at(entry.id, area.id, year)))
        if len(cells) == len(years) and all(cell.quoted.figure.value is not None for cell in cells):
            out[area] = cells
    return out


def _value(cells: Cells) -> float:
    """The value of a status; the change of a dynamics."""
    last = cells[-1].quoted.figure.value or 0
    return float(last - (cells[0].quoted.figure.value or 0)) if len(cells) > 1 else float(last)


def _steps(area: Area, used: Mapping[Indicator, Mapping[Area, Cells]]) -> tuple[Step, ...]:
    return tuple(_step(entry, by_area, area) for entry, by_area in used.items() if area in by_area)


def _step(entry: Indicator, by_area: Mapping[Area, Cells], area: Area) -> Step:
    every = [_value(cells) for cells in by_area.values()]
    mean, deviation = fmean(every), pstdev(every)
    value = _value(by_area[area])
    z = (value - mean) / deviation if deviation else 0.0
    signed = -z if entry.direction is Direction.LOW else z
    return Step(entry, round(value, 3), round(mean, 3), round(deviation, 3), round(signed, 2), by_area[area])
