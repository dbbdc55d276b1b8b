from pathlib import Path

from assistant.finding.needs import NeedReader
from assistant.finding.tagging import suspected, tag_untagged
from corpus.catalogue import Catalogue
from corpus.directory.directory import Directory, Editor
from corpus.directory.imports import import_file
from corpus.directory.needs import load_needs
from corpus.institution import Institution, Source
from corpus.places.areas import load_places

SHARED = Path(__file__).parents[4] / "shared" / "data" / "institutions"
READER = NeedReader(load_needs())


def named(name: str, description: str = "") -> Institution:
    return Institution("x", name, Source("test", name), description=description)


def test_a_name_tells_what_an_institution_is_for() -> None:
    found = suspected(named("Caritas Altenzentrum St. Maternus"), READER)
    assert found.needs == ("pflegeheim",)
    (tag,) = found.services[0].tags
    assert (tag.suspected, tag.word) == (True, "Altenzentrum")


def test_the_description_counts_where_the_name_says_nothing() -> None:
    assert suspected(named("KISS", "Beratung bei Schulden"), READER).needs == ("schuldnerberatung",)


def test_nothing_is_suspected_without_a_word() -> None:
    one = named("Stephansheide")
    assert suspected(one, READER) is one


def test_suspected_tags_survive_a_second_import(tmp_path: Path) -> None:
    directory = Directory(Catalogue(tmp_path).database)
    path, editor = SHARED / "koeln_osm_social_facility.geojson", Editor("Test", "Import")
    report = import_file(path, directory, load_places(), editor)
    tagged = tag_untagged(directory, load_needs(), report.ids)
    assert tagged >= 6
    assert import_file(path, directory, load_places(), editor).unchanged == 16
    assert tag_untagged(directory, load_needs()) == 0
