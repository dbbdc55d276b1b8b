"""Areas by indicators: values of one year with their distance from the city's mean, for colouring."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean, pstdev

from assistant.figure_answer import Quoted
from corpus.figures.areas import area_names
from corpus.figures.indicators import Direction, indicators

FEWEST = 2
STEPS = 2.0  # standard deviations at which the colour is deepest


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """A figure in the matrix; `need` runs from -1 (low) to 1 (high), None where it says nothing."""

    quoted: Quoted
    distance: float
    need: float | None


@dataclass(frozen=True, slots=True)
class Matrix:
    """Areas down, indicators across; a missing cell is a gap, not zero."""

    year: int
    areas: tuple[str, ...]
    indicators: tuple[str, ...]
    cells: dict[tuple[str, str], MatrixCell]


def matrix(figures: Sequence[Quoted], year: int) -> Matrix:
    """The matrix of one year over all areas; the mean is the city's own value where it is printed."""
    names = area_names()
    found: dict[str, dict[str, Quoted]] = {}
    for quoted in sorted(figures, key=lambda q: q.figure.confidence):
        figure = quoted.figure
        if (
            figure.year == year
            and figure.indicator_id
            and figure.area_id
            and figure.value is not None
            and not figure.group
        ):
            found.setdefault(figure.indicator_id, {})[figure.area_id] = quoted
    kept = {key: by_area for key, by_area in found.items() if len(by_area) >= FEWEST}
    cells = {}
    for key, by_area in kept.items():
        parts = [float(q.figure.value or 0) for area, q in by_area.items() if area != names.city]
        mean = float(by_area[names.city].figure.value or 0) if names.city in by_area else fmean(parts)
        spread = pstdev(parts) if len(parts) > 1 else 0.0
        for area, quoted in by_area.items():
            distance = float(quoted.figure.value or 0) - mean
            cells[names.label(area), key] = MatrixCell(
                quoted, round(distance, 3), _need(key, distance, spread)
            )
    areas = tuple(sorted({area for area, _ in cells}))
    return Matrix(year, areas, tuple(sorted(kept)), cells)


def _need(indicator_id: str, distance: float, spread: float) -> float | None:
    direction = indicators().by_id[indicator_id].direction
    if direction is Direction.OPEN or not spread:
        return None
    share = max(-1.0, min(1.0, distance / (STEPS * spread)))
    return round(share if direction is Direction.HIGH else -share, 3)
