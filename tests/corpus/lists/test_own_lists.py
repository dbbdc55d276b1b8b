from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.catalogue import Catalogue
from corpus.directory.needs import load_needs
from corpus.errors import InvalidData
from corpus.lists import areas_form, needs_form
from corpus.lists.entry import LONGEST, MOST_LINES, Problem, Written, lines, new_id
from corpus.lists.own import ListKind, OwnLists
from corpus.places.areas import load_places


@pytest.fixture
def own(tmp_path: Path) -> OwnLists:
    return OwnLists(Catalogue(tmp_path).database)


def need(own: OwnLists, id_: str | None, **changes: str) -> Written:
    entries = own.entries(ListKind.NEEDS)
    return needs_form.written(entries, id_, needs_form.form_values(entries, id_) | changes)


def area(own: OwnLists, id_: str | None, **changes: str) -> Written:
    entries = own.entries(ListKind.AREAS)
    return areas_form.written(entries, id_, areas_form.form_values(entries, id_) | changes)


def kept(own: OwnLists, kind: ListKind, written: Written) -> None:
    assert written.entries is not None
    own.save(kind, written.entries, "geändert", "ute")


def test_without_own_lists_those_of_the_program_are_in_force(own: OwnLists) -> None:
    assert own.taxonomy() == load_needs()
    assert own.places().areas == load_places().areas
    assert own.revision() == 0


def test_the_form_of_every_need_left_alone_changes_nothing(own: OwnLists) -> None:
    for id_ in load_needs().needs:
        assert need(own, id_).entries == own.entries(ListKind.NEEDS)


def test_the_form_of_every_area_left_alone_changes_nothing(own: OwnLists) -> None:
    for id_ in load_places().areas:
        kept(own, ListKind.AREAS, area(own, id_))
    assert own.places().areas == load_places().areas


def test_a_need_gets_other_words_and_another_situation(own: OwnLists) -> None:
    changes = {"label": "Hilfe bei Schulden", "everyday": "blank\n\nblank\n pleite  sein ", "tr": ""}
    kept(own, ListKind.NEEDS, need(own, "schuldnerberatung", situation="wohnen", **changes))
    found = own.taxonomy().need("schuldnerberatung")
    assert (found.label, found.situation) == ("Hilfe bei Schulden", "wohnen")
    assert found.words["everyday"] == ("blank", "pleite sein")
    assert "tr" not in found.words
    assert load_needs().need("schuldnerberatung").label == "Schuldnerberatung"
    assert len(own.taxonomy().needs) == len(load_needs().needs)


def test_a_new_need_and_a_new_area_get_ids_of_their_names(own: OwnLists) -> None:
    new = need(own, None, label="Künstliche Höhle", situation="geld", official="Höhlenberatung")
    assert new.id == "kuenstliche-hoehle"
    kept(own, ListKind.NEEDS, new)
    assert need(own, None, label="Künstliche Höhle", situation="geld").id == "kuenstliche-hoehle-2"
    there = area(own, None, name="Quittenberg", level="stadtteil", within="sterkrade", centre="51,5 / 6,8")
    assert "centre" in there.problems
    kept(
        own,
        ListKind.AREAS,
        area(own, None, name="Quittenberg", level="stadtteil", within="sterkrade", centre="51,5000 6,8000"),
    )
    found = own.places()
    assert found.inside("quittenberg", "sterkrade")
    assert found.area("quittenberg").centre == load_places().city.centre.__class__(51.5, 6.8)
    own.save(
        ListKind.AREAS, areas_form.without(own.entries(ListKind.AREAS), "quittenberg"), "entfernt", "ute"
    )
    own.save(
        ListKind.NEEDS, needs_form.without(own.entries(ListKind.NEEDS), "kuenstliche-hoehle"), "weg", "ute"
    )
    assert own.places().areas == load_places().areas
    assert own.taxonomy() == load_needs()


@pytest.mark.parametrize(
    ("form", "id_", "field", "text", "said"),
    [
        (need, "buergergeld", "label", " ", "Erwartet wird ein Name"),
        (need, "buergergeld", "situation", "gibtesnicht", "Lebenslage"),
        (need, "buergergeld", "everyday", "gut\n!!!", "Zeile 2: »!!!«"),
        (need, "buergergeld", "pl", "a" * (LONGEST + 1), f"Zeile 1 hat {LONGEST + 1} Zeichen"),
        (area, "osterfeld", "within", "sterkrade\n\nsterkrat", "Zeile 3: »sterkrat« gibt es nicht. Meinten"),
        (area, "osterfeld", "neighbours", "osterfeld", "auf sich selbst"),
        (area, "osterfeld", "postcodes", "46117\n4611", "Zeile 2: »4611« geht nicht. Erwartet wird"),
        (area, "osterfeld", "centre", "6.88, 51.5", "Breite und Länge"),
        (area, "osterfeld", "level", "", "Ebene"),
        (area, "osterfeld", "name", "STERKRADE", "gibt es auf dieser Ebene schon"),
    ],
)  # fmt: skip
def test_what_is_wrong_names_the_line_and_the_cure(
    own: OwnLists, form: Callable[..., Written], id_: str, field: str, text: str, said: str
) -> None:
    checked = form(own, id_, **{field: text})
    assert checked.entries is None
    assert set(checked.problems) == {field}
    assert said in checked.problems[field]


def test_too_many_lines_are_refused() -> None:
    with pytest.raises(Problem, match=f"Möglich sind {MOST_LINES}"):
        lines("\n".join(f"Wort {n}" for n in range(MOST_LINES + 1)))


@pytest.mark.parametrize(
    ("name", "id_"), [("Straße/Öl", "strasse-oel"), ("Café", "cafe"), ("日本", "eintrag")]
)
def test_an_id_is_made_of_plain_letters(name: str, id_: str) -> None:
    assert new_id(name, ()) == id_


def test_each_version_is_kept_with_who_and_what(own: OwnLists) -> None:
    for name in ("Eins", "Zwei"):
        kept(own, ListKind.NEEDS, need(own, "buergergeld", label=name))
    assert [(one.number, one.what, one.saved_by) for one in own.history(ListKind.NEEDS)] == [
        (2, "geändert", "ute"),
        (1, "geändert", "ute"),
    ]
    own.save(ListKind.NEEDS, own.version(ListKind.NEEDS, 1), "zurück", "uwe")
    assert own.taxonomy().need("buergergeld").label == "Eins"
    own.save(ListKind.NEEDS, own.version(ListKind.NEEDS, 0), "mitgeliefert", "uwe")
    assert own.taxonomy() == load_needs()
    with pytest.raises(InvalidData, match="Stand 7"):
        own.version(ListKind.NEEDS, 7)


def test_what_could_not_be_read_is_not_kept(own: OwnLists) -> None:
    entries = own.entries(ListKind.AREAS)
    with pytest.raises(InvalidData, match="verweist auf »sterkrade«"):
        own.save(ListKind.AREAS, areas_form.without(entries, "sterkrade"), "entfernt", "ute")
    with pytest.raises(InvalidData):
        own.save(ListKind.NEEDS, {"situations": [{"id": "a"}]}, "kaputt", "ute")
    assert own.revision() == 0


def test_an_own_list_that_a_newer_program_cannot_read_gives_way_to_the_shipped_one(own: OwnLists) -> None:
    kept(own, ListKind.NEEDS, need(own, "buergergeld", label="Eins"))
    own.database.execute("UPDATE list_versions SET content = '{}'")
    assert own.taxonomy() == load_needs()
