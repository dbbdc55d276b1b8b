from pathlib import Path

import pytest

from corpus.catalogue import Catalogue
from corpus.errors import InvalidData, UnreadableFile
from corpus.place import Position
from corpus.places.areas import load_places
from corpus.places.geometry import Borders, metres, position_of, read_borders, store_borders, stored_borders

GEO = Path(__file__).parents[4] / "shared" / "data" / "geo"
PLACES = load_places()


def test_the_city_has_its_districts_and_no_invented_ones() -> None:
    assert [area.name for area in PLACES.of_level("stadtbezirk")] == [
        "Alt-Oberhausen",
        "Osterfeld",
        "Sterkrade",
    ]
    assert len(PLACES.of_level("sozialraum")) == 6
    assert len(PLACES.of_level("sozialquartier")) == 19
    assert {level.id: level.expected for level in PLACES.levels}["sozialquartier"] == 27


def test_a_stadtteil_lies_in_what_holds_it() -> None:
    assert PLACES.inside("schmachtendorf", "sterkrade")
    assert PLACES.inside("schmachtendorf", "sr-sterkrade-nord")
    assert not PLACES.inside("schmachtendorf", "osterfeld")
    assert PLACES.level_of("alstaden", "stadtbezirk") == "alt-oberhausen"


def test_what_is_only_likely_is_kept_apart_from_what_is_known() -> None:
    area = PLACES.area("schmachtendorf")
    assert area.within == ("sterkrade",)
    assert "sr-sterkrade-nord" in area.perhaps_within


def test_neighbours_hold_both_ways() -> None:
    for area in PLACES.areas.values():
        for other in PLACES.beside(area.id):
            assert area.id in PLACES.beside(other)


def test_a_shared_name_means_what_people_mean() -> None:
    assert PLACES.by_name("Osterfeld") == "osterfeld"
    assert PLACES.by_name("sterkrade-mitte") == "sterkrade-mitte"
    assert PLACES.by_name("Walsumer Mark") == "walsumermark"
    assert PLACES.by_name("Oberhausen") == "oberhausen"
    assert PLACES.by_name("Bottrop") is None


def test_a_postcode_names_a_stadtbezirk_only_where_that_is_sure() -> None:
    assert PLACES.by_postcode("46117") == "osterfeld"
    assert PLACES.by_postcode("46149") == "sterkrade"
    assert PLACES.by_postcode("99999") is None


def test_an_unknown_area_is_refused_by_name() -> None:
    with pytest.raises(InvalidData, match="atlantis"):
        PLACES.area("atlantis")


def test_an_area_that_points_nowhere_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "areas.yaml"
    text = (Path("corpus") / "data" / "areas.yaml").read_text("utf-8")
    path.write_text(text.replace("within: [sterkrade]", "within: [nirgends]", 1), "utf-8")
    with pytest.raises(InvalidData, match="nirgends"):
        load_places(path)


def test_utm_coordinates_become_degrees() -> None:
    position = position_of(348225, 5712051, 25832)
    assert (round(position.latitude, 2), round(position.longitude, 2)) == (51.54, 6.81)


def test_impossible_coordinates_are_refused() -> None:
    with pytest.raises(InvalidData):
        position_of(1e12, 1e12, 25832)


def test_distances_are_right_within_a_hundredth() -> None:
    assert metres(Position(51.47, 6.85), Position(51.56, 6.85)) == pytest.approx(10_008, rel=0.01)


def test_a_point_lies_in_its_district() -> None:
    borders = Borders(read_borders(GEO / "koeln_stadtbezirke.geojson"))
    assert len(borders.borders) == 9
    assert borders.at(Position(50.9413, 6.9583)) == "Innenstadt"
    assert borders.at(Position(51.47, 6.85)) is None


def test_the_smallest_area_counts() -> None:
    both = [
        *read_borders(GEO / "duisburg_000_duisburg.json"),
        *read_borders(GEO / "duisburg_100_walsum.json"),
    ]
    assert Borders(both).at(Position(51.54, 6.73)) == "duisburg_100_walsum"


@pytest.mark.parametrize(
    ("name", "count"),
    [("flensburg_stadtteile.geojson", 13), ("erlangen_beiratsgebiete.geojson", 13)],
)
def test_real_borders_are_kept_and_come_back(name: str, count: int, tmp_path: Path) -> None:
    database = Catalogue(tmp_path).database
    borders = read_borders(GEO / name)
    store_borders(database, borders)
    kept = stored_borders(database).borders
    assert len(kept) == count
    assert {border.area_id for border in kept} == {border.area_id for border in borders}
    for border in kept:
        inner = border.geometry.representative_point()
        assert Borders(kept).at(Position(inner.y, inner.x)) == border.area_id


def test_borders_of_unknown_areas_are_refused_for_our_city() -> None:
    with pytest.raises(InvalidData, match=r"steht nicht in areas\.yaml"):
        read_borders(GEO / "koeln_stadtbezirke.geojson", PLACES)


def test_borders_of_our_city_are_matched_by_name(tmp_path: Path) -> None:
    path = tmp_path / "osterfeld.geojson"
    square = "[[[6.8,51.4],[6.9,51.4],[6.9,51.5],[6.8,51.5],[6.8,51.4]]]"
    path.write_text(
        '{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"name":"osterfeld"},'
        f'"geometry":{{"type":"Polygon","coordinates":{square}}}}}]}}',
        "utf-8",
    )
    (border,) = read_borders(path, PLACES)
    assert border.area_id == "osterfeld"


def test_what_is_no_geojson_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.geojson"
    path.write_text("[]", "utf-8")
    with pytest.raises(UnreadableFile):
        read_borders(path)
