from dataclasses import replace

import pytest

from corpus.directory.directory import Directory
from corpus.directory.supply import Supply, Topic, TopicSupply, supply
from corpus.errors import InvalidData
from corpus.institution import Institution
from corpus.place import Area
from corpus.places.areas import Places, load_places

PLACES = load_places()
PARENTS = Topic("alleinerziehende", "Alleinerziehende", frozenset({"alleinerziehende"}))


def counted(
    institutions: list[Institution], topic: Topic = PARENTS, level: str = "sozialraum"
) -> TopicSupply:
    (found,) = supply(institutions, [topic], level, PLACES)
    return found


def by_area(found: TopicSupply) -> dict[str | None, Supply]:
    return {row.area.id if row.area else None: row for row in found.rows}


def test_the_supply_counts_what_is_there_and_what_is_responsible(sample: Directory) -> None:
    table = by_area(counted(sample.all()))
    assert set(table) == {*(area.id for area in PLACES.of_level("sozialraum")), None}
    assert len(table["sr-oberhausen-ost"].located) == 1
    assert len(table["sr-mitte-styrum"].responsible) == 1
    assert table["sr-sterkrade-nord"].located == ()


def test_an_offer_at_an_unknown_place_has_a_row_of_its_own(sample: Directory) -> None:
    one = next(one for one in sample.all() if "alleinerziehende" in one.needs)
    table = by_area(counted([replace(one, area=None)]))
    assert [area for area, row in table.items() if row.located] == [None]
    wider = by_area(counted([replace(one, area="alt-oberhausen")]))
    assert [area for area, row in wider.items() if row.located] == [None]


def test_who_serves_the_whole_city_counts_where_it_lies_and_is_named(sample: Directory) -> None:
    one = next(one for one in sample.all() if "alleinerziehende" in one.needs and one.area)
    found = counted([replace(one, service_areas=(PLACES.city.id,))])
    assert [row.citywide for row in found.rows if row.located] == [1]
    assert sum(len(row.responsible) for row in found.rows) == 0
    assert [each.id for each in found.citywide] == [one.id]


def test_who_may_lie_in_two_areas_is_named_as_counted_twice(sample: Directory) -> None:
    one = next(one for one in sample.all() if "alleinerziehende" in one.needs)
    areas = [
        Area("a", "A", "sozialraum", True),
        Area("b", "B", "sozialraum", True),
        Area("c", "C", "stadtteil", False, perhaps_within=("a", "b")),
    ]
    places = Places(PLACES.city, PLACES.levels, PLACES.named_first, areas)
    (found,) = supply([replace(one, area="c")], [PARENTS], "sozialraum", places)
    assert [len(row.located) for row in found.rows] == [1, 1, 0]
    assert (len(found.institutions), [each.id for each in found.twice]) == (1, [one.id])


def test_several_needs_of_one_offer_count_once_together(sample: Directory) -> None:
    both = Topic("geld", "Geld", frozenset({"sozialberatung", "schuldnerberatung"}))
    one = next(one for one in sample.all() if both.needs <= set(one.needs))
    assert sum(len(row.located) for row in counted([one], both).rows) == 1


def test_a_level_that_does_not_exist_is_refused_with_those_that_do() -> None:
    with pytest.raises(InvalidData, match=r"»mond«.*sozialraum"):
        counted([], level="mond")
