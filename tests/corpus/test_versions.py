from pathlib import Path

import pytest

from corpus.catalogue import Catalogue, Origin
from corpus.document import Description, Document, Page, Reading
from corpus.editing import Editing
from corpus.errors import InvalidData
from corpus.versions import Fate, Whereabouts, current, newest, whereabouts

OLD = "Die Beratung ist montags von 9 bis 12 Uhr offen. Sie kostet nichts und braucht keinen Termin."
CHANGED = OLD.replace("montags", "dienstags")
OTHER = "Im Jahr 2023 lebten in der Stadt mehr Menschen als im Jahr davor, vor allem Familien."


def document(id_: str, replaced_by: str | None = None) -> Document:
    return Document(id_, id_ * 8, f"{id_}.pdf", Description(id_), 1, "2026-01-01", replaced_by)


def pages(*texts: str) -> list[Page]:
    return [Page(number, None, text, 595, 842) for number, text in enumerate(texts, start=1)]


def test_the_end_of_a_line_of_versions_stands_for_all_of_it() -> None:
    known = [document("a", "b"), document("b", "c"), document("c"), document("d")]
    assert newest(known) == {"a": "c", "b": "c", "c": "c", "d": "d"}
    assert [one.id for one in current(known)] == ["c", "d"]


def test_a_newer_version_that_may_not_be_seen_takes_no_place() -> None:
    assert newest([document("a", "b")]) == {"a": "a"}


def test_a_circle_of_versions_ends() -> None:
    assert set(newest([document("a", "b"), document("b", "a")])) == {"a", "b"}


def test_a_passage_is_found_unchanged_on_the_nearest_page_whatever_its_white_space() -> None:
    there = pages(OTHER, OLD.replace(" ", "\n"), OTHER, f"{OTHER} {OLD}")
    assert whereabouts(OLD, there, 1) == Whereabouts(Fate.SAME, 2)
    assert whereabouts(OLD, there, 4) == Whereabouts(Fate.SAME, 4)


def test_a_changed_passage_is_told_from_one_that_is_gone() -> None:
    assert whereabouts(OLD, pages(OTHER, CHANGED), 1) == Whereabouts(Fate.CHANGED, 2)
    assert whereabouts(OLD, pages(OTHER), 1) == Whereabouts(Fate.GONE)
    assert whereabouts("", pages(OTHER), 1) == Whereabouts(Fate.GONE)


@pytest.fixture
def editing(tmp_path: Path) -> Editing:
    return Editing(Catalogue(tmp_path))


def add(editing: Editing, digits: str, source: str = "") -> Document:
    origin = Origin(digits * 32, f"{digits}.pdf", source or f"/{digits}.pdf")
    return editing.catalogue.add(origin, Reading(Description(f"Bericht {digits}"), (), ()))


def test_what_gives_way_is_noted_and_can_stand_again(editing: Editing) -> None:
    old, new = add(editing, "aa"), add(editing, "bb")
    revision = editing.catalogue.revision
    editing.replace(old.id, new.id, "ute")
    assert editing.catalogue.document(old.id).replaced_by == new.id
    assert editing.catalogue.revision > revision
    editing.reinstate(old.id, "uwe")
    assert editing.catalogue.document(old.id).replaced_by is None
    noted = [(one.field, one.before, one.after, one.changed_by) for one in editing.history(old.id)]
    assert noted == [("replaced_by", "Bericht bb", "", "uwe"), ("replaced_by", "", "Bericht bb", "ute")]


def test_what_had_given_way_takes_back_the_place_of_the_newest(editing: Editing) -> None:
    one, two, three = add(editing, "aa"), add(editing, "bb"), add(editing, "cc")
    editing.replace(one.id, two.id, "ute")
    editing.replace(two.id, three.id, "ute")
    editing.reinstate(one.id, "uwe", instead=True)
    ends = newest(editing.catalogue.documents())
    assert set(ends.values()) == {one.id}
    assert [(n.before, n.after) for n in editing.history(three.id)] == [("", "Bericht aa")]


def test_a_third_version_takes_the_place_of_the_second(editing: Editing) -> None:
    one, two, three = add(editing, "aa"), add(editing, "bb"), add(editing, "cc")
    editing.replace(one.id, two.id, "ute")
    editing.replace(one.id, three.id, "ute")
    assert newest(editing.catalogue.documents()) == dict.fromkeys((one.id, two.id, three.id), three.id)


def test_an_older_version_cannot_replace_what_replaced_it(editing: Editing) -> None:
    old, new = add(editing, "aa"), add(editing, "bb")
    editing.replace(old.id, new.id, "ute")
    with pytest.raises(InvalidData, match="»Bericht aa«"):
        editing.replace(new.id, old.id, "ute")
    editing.replace(old.id, new.id, "ute")
    assert len(editing.history()) == 1


def test_a_removed_version_leaves_the_line_whole(editing: Editing) -> None:
    one, two, three = add(editing, "aa"), add(editing, "bb"), add(editing, "cc")
    editing.replace(one.id, two.id, "ute")
    editing.replace(two.id, three.id, "ute")
    editing.remove(two.id, "ute")
    assert editing.catalogue.document(one.id).replaced_by == three.id
    editing.remove(three.id, "ute")
    assert editing.catalogue.document(one.id).replaced_by is None


def test_a_version_that_is_read_anew_from_its_source_keeps_its_place(editing: Editing) -> None:
    old, new = add(editing, "aa"), add(editing, "bb", "/gleich.pdf")
    editing.replace(old.id, new.id, "ute")
    again = add(editing, "cc", "/gleich.pdf")
    assert editing.catalogue.document(old.id).replaced_by == again.id
