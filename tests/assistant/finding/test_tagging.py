from pathlib import Path

from assistant.finding.needs import NeedReader
from assistant.finding.tagging import suspect_needs, suspected
from corpus.catalogue import Catalogue
from corpus.directory.directory import Directory, Editor
from corpus.directory.imports import import_file
from corpus.directory.needs import load_needs
from corpus.institution import Institution, Service, Source, Tag
from corpus.lists import needs_form
from corpus.lists.own import ListKind, OwnLists
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
    assert suspected(one, READER) == one


def test_suspected_tags_survive_a_second_import(tmp_path: Path) -> None:
    directory = Directory(Catalogue(tmp_path).database)
    path, editor = SHARED / "koeln_osm_social_facility.geojson", Editor("Test", "Import")
    report = import_file(path, directory, load_places(), editor)
    tagged = suspect_needs(directory, report.ids)
    assert tagged >= 6
    assert import_file(path, directory, load_places(), editor).unchanged == 16
    assert suspect_needs(directory) == 0


def test_a_new_need_reaches_what_has_no_given_need_and_leaves_again_with_it(tmp_path: Path) -> None:
    directory = Directory(Catalogue(tmp_path).database)
    given = Service("Höhlenrat", tags=(Tag("wohngeld"),))
    directory.put(
        [
            Institution("frei", "Höhlenrat Nord", Source("test", "1"), services=(Service("Höhlenrat"),)),
            Institution("fest", "Höhlenrat Süd", Source("test", "2"), services=(given,)),
        ],
        Editor("Test", "angelegt"),
    )
    assert suspect_needs(directory) == 0
    lists = OwnLists(directory.database)
    entries = lists.entries(ListKind.NEEDS)
    words = needs_form.form_values(entries, None) | {"label": "Höhlenrat", "situation": "geld"}
    written = needs_form.written(entries, None, words)
    assert written.entries
    lists.save(ListKind.NEEDS, written.entries, "angelegt", "ute")
    assert suspect_needs(directory) == 1
    assert directory.get("frei").needs == ("hoehlenrat",)
    assert directory.get("frei").given_needs == ()
    assert directory.get("fest").needs == ("wohngeld",)
    lists.save(ListKind.NEEDS, needs_form.without(entries, "hoehlenrat"), "entfernt", "ute")
    assert suspect_needs(directory) == 1
    assert directory.get("frei").needs == ()
    assert suspect_needs(directory) == 0
