"""How many offers there are for a need in each area: the supply side of a location analysis."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corpus.errors import InvalidData
from corpus.institution import Institution
from corpus.place import Area
from corpus.places.areas import Places


@dataclass(frozen=True, slots=True)
class Topic:
    """What offers are counted for: one need, or all needs of a situation together."""

    id: str
    label: str
    needs: frozenset[str]


@dataclass(frozen=True, slots=True)
class Supply:
    """The offers for a topic in one area: located there, and located elsewhere but responsible for it.

    Without an area: those whose place lies in none of the areas, or is not known. Of `located`, nobody has
    confirmed the `suspected` ones for the topic, and `citywide` ones serve the whole city.
    """

    area: Area | None
    located: tuple[Institution, ...]
    responsible: tuple[Institution, ...]
    suspected: int
    citywide: int


@dataclass(frozen=True, slots=True)
class TopicSupply:
    """The supply of a topic in every area of a level, zeros kept; the last row is the one without an area.

    `institutions` holds each offer once; `citywide` are those that serve the whole city, `twice` those
    counted in several areas because it is not sure in which they lie.
    """

    topic: Topic
    rows: tuple[Supply, ...]
    institutions: tuple[Institution, ...]
    citywide: tuple[Institution, ...]
    twice: tuple[Institution, ...]


def supply(
    institutions: Iterable[Institution], topics: Sequence[Topic], level: str, places: Places
) -> list[TopicSupply]:
    """The supply of each topic in each area of a level ("sozialraum"), areas by name.

    An offer for the whole city counts where it is located and nowhere else. Raises InvalidData for a level
    that the city does not have.
    """
    areas = places.of_level(level)
    if not areas:
        known = ", ".join(one.id for one in places.levels)
        raise InvalidData(f"Die Ebene »{level}« gibt es hier nicht. Möglich sind: {known}")
    listed = [(one, frozenset(one.needs)) for one in institutions]
    offers = ([one for one, needs in listed if topic.needs & needs] for topic in topics)
    return [_of_topic(topic, own, areas, places) for topic, own in zip(topics, offers, strict=True)]


def _of_topic(
    topic: Topic, offers: Sequence[Institution], areas: Sequence[Area], places: Places
) -> TopicSupply:
    located = {area.id: [one for one in offers if _lies_in(one, area, places)] for area in areas}
    times = Counter(one.id for inside in located.values() for one in inside)
    rows = [_row(topic, area, located[area.id], offers, places) for area in areas]
    nowhere = [one for one in offers if one.id not in times]
    return TopicSupply(
        topic,
        (*rows, _row(topic, None, nowhere, (), places)),
        tuple(offers),
        tuple(one for one in offers if _serves_city(one, places)),
        tuple(one for one in offers if times[one.id] > 1),
    )


def _row(
    topic: Topic,
    area: Area | None,
    located: Sequence[Institution],
    offers: Sequence[Institution],
    places: Places,
) -> Supply:
    there = {one.id for one in located}
    elsewhere = [one for one in offers if one.id not in there]
    return Supply(
        area,
        tuple(located),
        tuple(one for one in elsewhere if area and _serves(one, area.id, places)),
        sum(_only_suspected(one, topic) for one in located),
        sum(_serves_city(one, places) for one in located),
    )


def _lies_in(one: Institution, area: Area, places: Places) -> bool:
    return one.area is not None and places.inside(one.area, area.id)


def _serves(one: Institution, area: str, places: Places) -> bool:
    return any(served != places.city.id and places.inside(area, served) for served in one.service_areas)


def _serves_city(one: Institution, places: Places) -> bool:
    return places.city.id in one.service_areas


def _only_suspected(one: Institution, topic: Topic) -> bool:
    return all(tag.suspected for service in one.services for tag in service.tags if tag.need in topic.needs)
