"""The social index after the city's own method: z-scores of core indicators, their mean, and classes.

Status: mean of the z-scores of one year (mean of the areas 0, high means high need). Dynamics: the same with
the changes between two years. Classes follow the distance from 0 in standard deviations of the index. Every
step is kept exact; nothing is rounded before it is shown.
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
FEWEST_AREAS = 3  # with a value of an indicator, so that it can be standardised
FEWEST_INDICATORS = 3  # below that it is no index of several things
LEAST_SHARE = 2 / 3  # of the used indicators that an area has to have, so that it can be beside the others
PRINTED = ("statusindex", "dynamikindex")

Cells = tuple[GridCell, ...]  # one for the status; the earlier and the later one for the dynamics


@dataclass(frozen=True, slots=True)
class Step:
    """One indicator of one area on its way into the index; `cells` are the printed figures of its value."""

    indicator: Indicator
    value: float
    mean: float
    deviation: float
    z: float
    cells: Cells


@dataclass(frozen=True, slots=True)
class AreaIndex:
    """The index of one area with every step: `total` of the z-scores, `value` their mean.

    `missing` are used indicators without a value here; `between` is where the index would lie if each of
    them were one standard deviation below or above the mean. `printed` is what a report prints as the index.
    """

    area: Area
    total: float
    value: float
    level: str
    steps: tuple[Step, ...]
    missing: tuple[Indicator, ...]
    between: tuple[float, float]
    printed: GridCell | None

    def step(self, indicator: Indicator) -> Step | None:
        """The step of an indicator; None where it is missing here."""
        return next((step for step in self.steps if step.indicator == indicator), None)


@dataclass(frozen=True, slots=True)
class SocialIndex:
    """The index of all areas, highest need first.

    `absent` are core indicators that too few areas have a value of, `left_out` areas with too few indicators,
    each with those that are missing. `deviation` is that of the index, from which the classes follow.
    """

    years: tuple[int, ...]
    indicators: tuple[Indicator, ...]
    absent: tuple[Indicator, ...]
    areas: tuple[AreaIndex, ...]
    left_out: tuple[tuple[Area, tuple[Indicator, ...]], ...]
    deviation: float

    def step(self, indicator: Indicator) -> Step | None:
        """A step of an indicator, for its mean and deviation, which are the same for all areas."""
        return next((found for one in self.areas if (found := one.step(indicator))), None)


def core_indicators() -> tuple[Indicator, ...]:
    """The indicators that make up the index."""
    return tuple(entry for entry in indicators().by_id.values() if entry.core)


def sign(indicator: Indicator) -> int:
    """1 where a high value means more need, -1 where it means less, 0 where it says nothing by itself."""
    return {Direction.HIGH: 1, Direction.LOW: -1, Direction.OPEN: 0}[indicator.direction]


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
    enough = [area for area in areas if _enough(len(steps[area]), len(used))]
    deviation = pstdev(fmean(s.z for s in steps[area]) for area in enough) if enough else 0.0
    made = [_area(grid, area, steps[area], tuple(used), years, deviation) for area in enough]
    return SocialIndex(
        years,
        tuple(used),
        tuple(entry for entry in printed if entry not in used),
        tuple(sorted(made, key=lambda one: (-one.value, one.area.name))),
        tuple((area, _missing(steps[area], tuple(used))) for area in areas if area not in enough),
        deviation,
    )


def _enough(own: int, used: int) -> bool:
    return used >= FEWEST_INDICATORS and own >= LEAST_SHARE * used


def _area(
    grid: FigureGrid,
    area: Area,
    steps: tuple[Step, ...],
    used: tuple[Indicator, ...],
    years: tuple[int, ...],
    deviation: float,
) -> AreaIndex:
    total, missing = sum(step.z for step in steps), _missing(steps, used)
    value = total / len(steps)
    between = ((total - len(missing)) / len(used), (total + len(missing)) / len(used))
    level = level_of(value, deviation)
    return AreaIndex(area, total, value, level, steps, missing, between, _report(grid, area, years))


def _report(grid: FigureGrid, area: Area, years: tuple[int, ...]) -> GridCell | None:
    """What a report prints as the same index: a change only where it is printed since the same year."""
    cell = grid.at(PRINTED[len(years) - 1], area.id, years[-1])
    if cell is None or len(years) == 1:
        return cell
    figure = cell.quoted.figure
    return cell if str(years[0]) in f"{figure.period} {figure.indicator}" else None


def _missing(steps: Sequence[Step], used: Sequence[Indicator]) -> tuple[Indicator, ...]:
    return tuple(entry for entry in used if entry not in {step.indicator for step in steps})


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
    """An indicator whose high values say nothing by themselves counts as the city counts it: upwards."""
    every = [_value(cells) for cells in by_area.values()]
    mean, deviation = fmean(every), pstdev(every)
    value = _value(by_area[area])
    z = (value - mean) / deviation if deviation else 0.0
    return Step(entry, value, mean, deviation, (sign(entry) or 1) * z, by_area[area])
