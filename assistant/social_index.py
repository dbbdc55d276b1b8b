"""The social index after the city's own method: z-scores of core indicators, their mean, and classes.

Status: mean of the z-scores of the newest year (city mean 0, high means high need). Dynamics: the same with
the changes since the first year. Classes follow the distance from the mean in standard deviations.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean, pstdev

from assistant.figure_answer import Quoted
from corpus.figures.areas import area_names
from corpus.figures.indicators import Direction, indicators

CLASSES = (
    (1.5, "sehr hoch"),
    (0.5, "hoch"),
    (-0.5, "mittel"),
    (-1.5, "niedrig"),
)
LOWEST = "sehr niedrig"
FEWEST_AREAS = 3


@dataclass(frozen=True, slots=True)
class Step:
    """One indicator of one area on its way into the index: value, mean and deviation over all areas, z."""

    indicator_id: str
    value: float
    mean: float
    deviation: float
    z: float
    figure_id: str


@dataclass(frozen=True, slots=True)
class AreaIndex:
    """The index of one area with every step; `missing` are core indicators without a value."""

    area: str
    value: float
    level: str
    steps: tuple[Step, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SocialIndex:
    """The index of all areas, highest need first, with the year (or years) and the indicators used."""

    kind: str
    years: tuple[int, ...]
    indicators: tuple[str, ...]
    areas: tuple[AreaIndex, ...]


def status_index(figures: Sequence[Quoted], year: int) -> SocialIndex:
    """The status of all areas in one year."""
    table = {
        key: by_area for key, by_area in _by_indicator(figures, year).items() if len(by_area) >= FEWEST_AREAS
    }
    values = {key: {area: _number(q) for area, q in by_area.items()} for key, by_area in table.items()}
    sources = {key: {area: q.figure.id for area, q in by_area.items()} for key, by_area in table.items()}
    return SocialIndex("status", (year,), tuple(sorted(values)), _indexed(values, sources))


def dynamic_index(figures: Sequence[Quoted], first: int, last: int) -> SocialIndex:
    """The dynamics of all areas: the changes between two years, standardised."""
    before, after = _by_indicator(figures, first), _by_indicator(figures, last)
    values: dict[str, dict[str, float]] = {}
    sources: dict[str, dict[str, str]] = {}
    for key in before.keys() & after.keys():
        common = before[key].keys() & after[key].keys()
        if len(common) >= FEWEST_AREAS:
            values[key] = {area: _number(after[key][area]) - _number(before[key][area]) for area in common}
            sources[key] = {area: after[key][area].figure.id for area in common}
    return SocialIndex("dynamik", (first, last), tuple(sorted(values)), _indexed(values, sources))


def level_of(value: float, deviation: float) -> str:
    """The class of an index value by its distance from the mean in standard deviations."""
    if not deviation:
        return "mittel"
    return next((name for bound, name in CLASSES if value / deviation >= bound), LOWEST)


def _by_indicator(figures: Sequence[Quoted], year: int) -> dict[str, dict[str, Quoted]]:
    """Core indicators of one year by area; the surest figure where there are several."""
    core = {entry.id for entry in indicators().by_id.values() if entry.core}
    out: dict[str, dict[str, Quoted]] = {}
    for quoted in sorted(figures, key=lambda q: q.figure.confidence):
        f = quoted.figure
        a_part = f.area_id not in {None, area_names().city}
        if f.indicator_id in core and f.year == year and a_part and f.value is not None and not f.group:
            out.setdefault(f.indicator_id, {})[area_names().label(f.area_id or "")] = quoted
    return out


def _number(quoted: Quoted) -> float:
    return float(quoted.figure.value or 0)


def _indexed(
    values: Mapping[str, Mapping[str, float]], sources: Mapping[str, Mapping[str, str]]
) -> tuple[AreaIndex, ...]:
    areas = sorted({area for by_area in values.values() for area in by_area})
    steps = {area: _steps(area, values, sources) for area in areas}
    means = {area: fmean(step.z for step in found) for area, found in steps.items() if found}
    deviation = pstdev(means.values()) if len(means) > 1 else 0.0
    found = [
        AreaIndex(
            area,
            round(mean, 3),
            level_of(mean, deviation),
            steps[area],
            tuple(key for key in sorted(values) if area not in values[key]),
        )
        for area, mean in means.items()
    ]
    return tuple(sorted(found, key=lambda one: (-one.value, one.area)))


def _steps(
    area: str, values: Mapping[str, Mapping[str, float]], sources: Mapping[str, Mapping[str, str]]
) -> tuple[Step, ...]:
    out = []
    for key in sorted(values):
        if area not in values[key]:
            continue
        every = list(values[key].values())
        mean, deviation = fmean(every), pstdev(every)
        z = (values[key][area] - mean) / deviation if deviation else 0.0
        if indicators().by_id[key].direction is Direction.LOW:
            z = -z
        out.append(
            Step(key, values[key][area], round(mean, 3), round(deviation, 3), round(z, 3), sources[key][area])
        )
    return tuple(out)
