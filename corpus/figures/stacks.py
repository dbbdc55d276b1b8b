"""Which part of a stacked bar each of its values is, also where small parts bear no number.

In full bars the values say how far a part's middle stands from the bar's beginning. By that measure, what a
bar lacks to a hundred lies where the values behind it stand further on.
"""

from collections.abc import Mapping, Sequence
from statistics import linear_regression

from corpus.figures.bars import Joined
from corpus.figures.cells import Cell

FEWEST_PARTS = 3
OFF = 2.0  # points; a value that stands further from where it should is in no stack
WHOLE = 100.0
NEAR, CLEAR = 1.0, 0.6  # of a hundred; how far rounding moves a part, and how much worse other places fit


def named_parts(pairs: Joined, series: Sequence[str]) -> Mapping[str, list[str]]:
    """For each category the names of its values' parts; categories where that is not sure are left out."""
    out = {key: list(series) for key, (_, values) in pairs.items() if len(values) == len(series)}
    scale = _scale([pairs[key][1] for key in out])
    if scale is None:
        return out
    for key, (_, values) in pairs.items():
        if key not in out and 0 < len(values) < len(series):
            places = _places(values, len(series), scale)
            if places:
                out[key] = [series[place] for place in places]
    return out


def _scale(full: Sequence[Sequence[Cell]]) -> tuple[float, float] | None:
    """Points for each unit, and where bars begin; None where values do not stand as in stacked bars."""
    spots, middles = [], []
    for values in full:
        if len(values) < FEWEST_PARTS:
            return None
        reach = 0.0
        for cell in values:
            value = _value(cell)
            spots.append(cell.center)
            middles.append(reach + value / 2)
            reach += value
    if len(set(middles)) < FEWEST_PARTS:
        return None
    slope, start = linear_regression(middles, spots)
    off = [abs(start + slope * middle - spot) for middle, spot in zip(middles, spots, strict=True)]
    return (slope, start) if slope > 0 and sum(off) / len(off) < OFF else None


def _places(values: Sequence[Cell], parts: int, scale: tuple[float, float]) -> list[int] | None:
    """The parts that values are, where one place for those without a number fits far better than others."""
    slope, start = scale
    numbers = [_value(cell) for cell in values]
    stands = [
        (cell.center - start) / slope - number / 2 for cell, number in zip(values, numbers, strict=True)
    ]
    reach = [sum(numbers[:index]) for index in range(len(numbers))]
    spare = WHOLE - sum(numbers)
    off = [
        max(abs(stands[i] - reach[i] - (spare if i >= at else 0)) for i in range(len(numbers)))
        for at in range(len(numbers) + 1)
    ]
    best, second = sorted(off)[:2]
    if best > NEAR or second - best < CLEAR:
        return None
    at, missing = off.index(best), parts - len(values)
    return [index + (missing if index >= at else 0) for index in range(len(values))]


def _value(cell: Cell) -> float:
    number = cell.number
    return float(number.value) if number and number.value is not None else 0.0
