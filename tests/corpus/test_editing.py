from dataclasses import replace
from pathlib import Path

import pytest

from corpus.catalogue import Catalogue, Origin
from corpus.document import BY_HAND, Description, Document, Page, Passage, Reading, Span, Visibility
from corpus.editing import Editing
from corpus.errors import UnknownDocument

PASSAGE = Passage("", "", 0, "Ein Satz.", ("Kapitel",), (Span(1, 0, 9),))
READING = Reading(
    Description("Bericht", 2020, origins={"year": "Dateiname", "title": "Titelblatt"}),
    (Page(1, None, "Ein Satz.", 595, 842),),
    (PASSAGE,),
)
EVERYBODY = (Visibility.PUBLIC,)


def origin(digits: str = "ab") -> Origin:
    return Origin(sha256=digits * 32, file="a.pdf", source="/berichte/a.pdf")


@pytest.fixture
def editing(tmp_path: Path) -> Editing:
    return Editing(Catalogue(tmp_path))


@pytest.fixture
def document(editing: Editing) -> Document:
    return editing.catalogue.add(origin(), READING)


def test_each_changed_field_is_noted_with_who_and_what(editing: Editing, document: Document) -> None:
    wanted = replace(document.description, year=2021, areas=("Osterfeld",))
    assert editing.change(document.id, wanted, "ute").description.year == 2021
    noted = {(one.field, one.before, one.after, one.changed_by) for one in editing.history(document.id)}
    assert noted == {("year", "2020", "2021", "ute"), ("areas", "", "Osterfeld", "ute")}


def test_a_form_that_changes_nothing_leaves_no_trace(editing: Editing, document: Document) -> None:
    revision = editing.catalogue.revision
    editing.change(document.id, document.description, "ute")
    assert (editing.history(), editing.catalogue.revision) == ([], revision)


@pytest.mark.parametrize("digits", ["ab", "cd"], ids=["read again", "a new version of the same file"])
def test_what_was_entered_by_hand_outlives_a_later_reading(
    editing: Editing, document: Document, digits: str
) -> None:
    wanted = replace(document.description, visibility=Visibility.INTERNAL, hidden=True, weight=1)
    editing.change(document.id, wanted, "ute")
    again = replace(READING, description=replace(READING.description, year=2023))
    described = editing.catalogue.add(origin(digits), again).description
    assert (described.visibility, described.hidden, described.weight) == (Visibility.INTERNAL, True, 1)
    assert (described.year, described.origins["visibility"]) == (2023, BY_HAND)
    assert described.origins["year"] == "Dateiname"


def test_under_another_title_a_document_is_indexed_anew_with_the_same_passages(
    editing: Editing, document: Document
) -> None:
    keys, before = editing.catalogue.owners(), editing.catalogue.passages(document.id)
    editing.change(document.id, replace(document.description, year=1999), "ute")
    assert editing.catalogue.owners() == keys
    editing.change(document.id, replace(document.description, title="Anders"), "ute")
    assert set(editing.catalogue.owners()).isdisjoint(keys)
    assert editing.catalogue.passages(document.id) == before


def test_a_hidden_document_is_unknown_to_everybody_but_the_application(
    editing: Editing, document: Document
) -> None:
    editing.change(document.id, replace(document.description, hidden=True), "ute")
    with pytest.raises(UnknownDocument, match=document.id):
        editing.catalogue.document(document.id, tuple(Visibility))
    assert editing.catalogue.document(document.id).description.hidden


def test_a_removed_document_leaves_its_name_in_the_history(editing: Editing, document: Document) -> None:
    editing.remove(document.id, "ute")
    (noted,) = editing.history()
    assert (noted.title, noted.field, noted.changed_by) == ("Bericht", "removed", "ute")
    with pytest.raises(UnknownDocument):
        editing.remove(document.id, "ute")


def test_of_the_history_only_the_newest_are_told(editing: Editing, document: Document) -> None:
    for year in (2001, 2002, 2003):
        described = editing.catalogue.document(document.id).description
        editing.change(document.id, replace(described, year=year), "ute")
    assert [one.after for one in editing.history(most=2)] == ["2003", "2002"]
