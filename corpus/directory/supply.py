"""How many offers there are for a need in each area: the supply side of a location analysis."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corpus.institution import Institution
from corpus.place import Area
from corpus.places.areas import Places


@dataclass(frozen=True, slots=True)
class Supply:
    """The offers for a need in one area: located there, and located elsewhere but responsible for it.

    `suspected` says how many of `located` nobody has confirmed for the need.
    """

    area: Area
    need: str
    located: tuple[str, ...]
    responsible: tuple[str, ...]
    suspected: int


def supply(
    institutions: Iterable[Institution], needs: Sequence[str], level: str, places: Places
) -> list[Supply]:
    """The supply of each need in each area of a level ("sozialraum"), areas by name; zeros are kept.

    Offers for the whole city count nowhere: they say nothing about an area.
    """
    listed = list(institutions)
    return [
        _supply(area, need, [one for one in listed if need in one.needs], places)
        for need in needs
        for area in places.of_level(level)
    ]


def _supply(area: Area, need: str, institutions: Sequence[Institution], places: Places) -> Supply:
    located = [one for one in institutions if one.area and places.inside(one.area, area.id)]
    responsible = [one for one in institutions if one not in located and _serves(one, area.id, places)]
    return Supply(
        area,
        need,
        tuple(one.id for one in located),
        tuple(one.id for one in responsible),
        sum(_only_suspected(one, need) for one in located),
    )


def _serves(one: Institution, area: str, places: Places) -> bool:
    return any(served != places.city.id and places.inside(area, served) for served in one.service_areas)


def _only_suspected(one: Institution, need: str) -> bool:
    return all(tag.suspected for service in one.services for tag in service.tags if tag.need == need)
