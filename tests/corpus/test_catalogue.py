from pathlib import Path

import pytest

from corpus.catalogue import Catalogue, Origin
from corpus.database import Database
from corpus.document import Box, Description, Page, Passage, Reading, ReadWarning, Span, Visibility
from corpus.errors import InvalidData, UnknownDocument

READING = Reading(
    description=Description("Bericht", 2020, "sozialbericht", ("Osterfeld",), origins={"year": "Dateiname"}),
    pages=(Page(1, None, "Deckblatt", 595, 842), Page(2, "1", "Ein geheimes Wort: Zwiebelkuchen.", 595, 842)),
    passages=(
        Passage(
            "",
            "",
            0,
            "Ein geheimes Wort: Zwiebelkuchen.",
            ("Kapitel",),
            (Span(2, 0, 33, (Box(1, 2, 3, 4),)),),
        ),
    ),
    warnings=(ReadWarning("Seite 1 hat keinen Text.", 1),),
)


def origin(name: str = "a.pdf", digits: str = "ab") -> Origin:
    return Origin(sha256=digits * 32, file=name, source=f"/berichte/{name}")


def test_a_document_comes_back_as_it_was_stored(tmp_path: Path) -> None:
    catalogue = Catalogue(tmp_path)
    document = catalogue.add(origin(), READING)
    assert catalogue.document(document.id).description == READING.description
    assert catalogue.pages(document.id) == list(READING.pages)
    passage = catalogue.passages(document.id)[0]
    assert (passage.text, passage.headings, passage.spans) == (
        READING.passages[0].text,
        ("Kapitel",),
        READING.passages[0].spans,
    )
    assert catalogue.passage(passage.id) == passage
    assert catalogue.warnings(document.id) == list(READING.warnings)


def test_a_new_version_of_the_same_source_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    catalogue = Catalogue(tmp_path)
    old = catalogue.add(origin(), READING)
    new = catalogue.add(origin(digits="cd"), READING)
    assert [d.id for d in catalogue.documents()] == [new.id] != [old.id]
    assert catalogue.totals().passages == 1


def test_passage_keys_are_never_used_twice(tmp_path: Path) -> None:
    catalogue = Catalogue(tmp_path)
    document = catalogue.add(origin(), READING)
    before = catalogue.owners()
    catalogue.remove(document.id)
    catalogue.add(origin(), READING)
    assert not set(before) & set(catalogue.owners())


def test_a_removed_document_leaves_no_trace_on_disk(tmp_path: Path) -> None:
    catalogue = Catalogue(tmp_path)
    catalogue.remove(catalogue.add(origin(), READING).id)
    catalogue.close()
    assert all(b"Zwiebelkuchen" not in file.read_bytes() for file in tmp_path.iterdir())


def test_every_change_raises_the_revision(tmp_path: Path) -> None:
    catalogue = Catalogue(tmp_path)
    seen = [catalogue.revision]
    document = catalogue.add(origin(), READING)
    seen.append(catalogue.revision)
    catalogue.remove(document.id)
    seen.append(catalogue.revision)
    assert seen == sorted(set(seen))


def test_an_internal_document_stays_internal(tmp_path: Path) -> None:
    described = Description("Vermerk", visibility=Visibility.INTERNAL)
    document = Catalogue(tmp_path).add(origin(), Reading(described, (), ()))
    assert document.description.visibility is Visibility.INTERNAL


def test_an_unknown_id_is_named_with_the_list_to_look_it_up_in(tmp_path: Path) -> None:
    with pytest.raises(UnknownDocument, match="»gibtesnicht«") as refused:
        Catalogue(tmp_path).document("gibtesnicht")
    assert refused.value.listed == "documents"


def test_a_page_that_does_not_exist_names_the_pages_that_do(tmp_path: Path) -> None:
    catalogue = Catalogue(tmp_path)
    document = catalogue.add(origin(), READING)
    with pytest.raises(UnknownDocument, match="keine Seite 9.*1 bis 2"):
        catalogue.page(document.id, 9)


def test_a_failed_transaction_changes_nothing(tmp_path: Path) -> None:
    database = Database(tmp_path / "x.sqlite")
    with pytest.raises(ZeroDivisionError), database.transaction():
        database.execute("UPDATE revisions SET number = 7")
        raise ZeroDivisionError
    assert database.rows("SELECT number FROM revisions")[0][0] == 0


def test_a_file_that_is_no_database_is_refused_with_a_cure(tmp_path: Path) -> None:
    (tmp_path / "catalogue.sqlite").write_bytes(b"kein SQLite, sondern Text" * 100)
    with pytest.raises(InvalidData, match="lotse restore"):
        Catalogue(tmp_path)


def test_a_file_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    Database(tmp_path / "x.sqlite").execute("PRAGMA user_version = 99")
    with pytest.raises(InvalidData, match="neueren Fassung"):
        Database(tmp_path / "x.sqlite")


def test_what_belongs_to_a_document_that_is_gone_is_refused(tmp_path: Path) -> None:
    database = Database(tmp_path / "x.sqlite")
    with pytest.raises(InvalidData, match="inzwischen geändert"), database.transaction():
        database.execute("INSERT INTO warnings VALUES ('fehlt', 1, 'x')")
    assert database.rows("SELECT * FROM warnings") == []
