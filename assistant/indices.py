"""The social index of a level, status and dynamics together, and the words around it."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from assistant.figure_grid import FigureGrid
from assistant.figure_scope import Scope
from assistant.figure_wording import number
from assistant.phrases import phrase
from assistant.social_index import (
    FEWEST_AREAS,
    FEWEST_INDICATORS,
    AreaIndex,
    SocialIndex,
    core_indicators,
    dynamic_index,
    sign,
    status_index,
)
from corpus.figures.indicators import Indicator

HUNDREDTH = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Indices:
    """Status and dynamics of the areas of a level; without an earlier year there are no dynamics."""

    scope: Scope
    status: SocialIndex
    dynamics: SocialIndex | None

    @property
    def kinds(self) -> tuple[SocialIndex, ...]:
        """Both, as far as they are there."""
        return (self.status, self.dynamics) if self.dynamics else (self.status,)

    def changed(self, one: AreaIndex) -> AreaIndex | None:
        """The dynamics of an area beside its status."""
        found = self.dynamics.areas if self.dynamics else ()
        return next((other for other in found if other.area == one.area), None)


def indices_of(grid: FigureGrid, scope: Scope, year: int, since: str = "") -> Indices:
    """The index of a year, and the changes since the asked year or the earliest; raises UnusableQuestion."""
    first = scope.since(since, year) or min((one for one in scope.years if one < year), default=None)
    dynamics = dynamic_index(grid, scope.areas, first, year) if first else None
    return Indices(scope, status_index(grid, scope.areas, year), dynamics)


def two_places(value: float) -> str:
    """A value as it is shown: rounded once, halves away from zero, never "−0,00"."""
    shown = Decimal(repr(value)).quantize(HUNDREDTH, ROUND_HALF_UP)
    return number(shown if shown else abs(shown))


def name_of(index: SocialIndex) -> str:
    """What an index is called: "Statusindex 2022", "Dynamikindex 2015 bis 2022"."""
    if len(index.years) == 1:
        return phrase("status_index", year=index.years[0])
    return phrase("dynamic_index", first=index.years[0], last=index.years[-1])


def remarks(index: SocialIndex) -> list[str]:
    """What has to be known about an index as a whole: what it rests on, what is missing and what follows."""
    core = len(core_indicators())
    if not index.areas:
        return [
            phrase(
                "index_impossible",
                index=name_of(index),
                used=len(index.indicators),
                core=core,
                areas=FEWEST_AREAS,
                fewest=FEWEST_INDICATORS,
            )
        ]
    out = [phrase("index_rests", index=name_of(index), used=len(index.indicators), core=core)]
    if index.absent:
        out.append(phrase("index_absent", names=_names(index.absent)))
    upwards = [one for one in index.indicators if not sign(one)]
    if upwards:
        out.append(phrase("index_upwards", names=_names(upwards)))
    out += [phrase("index_left_out", area=area.name, names=_names(gaps)) for area, gaps in index.left_out]
    return [*out, *(one for area in index.areas for one in _of_area(area))]


def _of_area(one: AreaIndex) -> list[str]:
    out = []
    if one.missing:
        low, high = map(two_places, one.between)
        names = _names(one.missing)
        out.append(phrase("index_missing", area=one.area.name, names=names, low=low, high=high))
    printed = one.printed.quoted if one.printed else None
    if printed and two_places(one.value) != two_places(float(printed.figure.value or 0)):
        value, source = printed.figure.value_text, printed.source
        worked = two_places(one.value)
        out.append(phrase("index_differs", area=one.area.name, value=value, source=source, worked=worked))
    return out


def _names(some: Sequence[Indicator]) -> str:
    return ", ".join(one.name for one in some)
