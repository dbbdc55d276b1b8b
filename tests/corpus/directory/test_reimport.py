"""Files that come in again after people have changed, merged or removed entries."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from corpus.directory.corrections import Corrections
from corpus.directory.directory import Directory, Editor
from corpus.directory.duplicates import merge
from corpus.directory.exports import ExportFormat, export
from corpus.directory.imports import ImportReport, import_file
from corpus.directory.needs import load_needs
from corpus.errors import InvalidData, UnknownInstitution
from corpus.institution import Institution
from corpus.places.areas import load_places

HEAD = "Kennung;Name;Träger;Angebote;Beschreibung;Telefon;Internet;Bedarfe\n"
ROWS = "1;Haus Eins;;Rat;alt;0208 111111;https://eins.example;\n2;Haus Zwei;;Rat;alt;;;\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "liste.csv"


def taken_in(file: Path, directory: Directory, rows: str = ROWS) -> ImportReport:
    file.write_text(HEAD + rows, "utf-8")
    return import_file(file, directory, load_places(), Editor("Import", file.name))


def entry(directory: Directory, name: str = "Haus Eins") -> Institution:
    return next(one for one in directory.all() if one.name == name)


def corrected(directory: Directory, **changes: object) -> Institution:
    """An entry after its provider's correction has been accepted."""
    corrections, one = Corrections(directory.database, directory), entry(directory)
    token = corrections.invite(one.id, "Redaktion").token
    id_ = corrections.hand_in(token, replace(one, **changes))
    return corrections.accept(id_, "Redaktion")


def test_an_accepted_correction_outlives_the_next_import_of_the_same_file(
    directory: Directory, file: Path
) -> None:
    taken_in(file, directory)
    now = corrected(directory, description="NEU", assured_date=date(2026, 11, 1))
    again = taken_in(file, directory)
    assert (again.changed, again.clashes) == (0, ())
    assert entry(directory) == now


def test_what_only_the_file_has_changed_is_taken_over_beside_it(directory: Directory, file: Path) -> None:
    taken_in(file, directory)
    corrected(directory, description="NEU")
    again = taken_in(file, directory, ROWS.replace("0208 111111", "0208 222222"))
    assert (again.changed, again.clashes) == (1, ())
    assert (entry(directory).description, entry(directory).phones[0].number) == ("NEU", "+49208222222")


def test_what_both_have_changed_stays_as_people_had_it_and_is_named(directory: Directory, file: Path) -> None:
    taken_in(file, directory)
    corrected(directory, description="NEU")
    again = taken_in(file, directory, ROWS.replace("alt", "anders"))
    (clash,) = again.clashes
    assert (clash.name, clash.column, clash.kept, clash.offered) == (
        "Haus Eins",
        "Beschreibung",
        "NEU",
        "anders",
    )
    assert entry(directory).description == "NEU"
    assert taken_in(file, directory, ROWS.replace("alt", "anders")).clashes == ()


def test_merged_and_removed_entries_stay_away_and_the_kept_one_keeps_what_it_got(
    directory: Directory, editor: Editor, file: Path
) -> None:
    taken_in(file, directory)
    kept = merge(entry(directory, "Haus Zwei").id, entry(directory).id, directory, editor)
    again = taken_in(file, directory)
    assert (again.added, again.changed, again.removed) == (0, 0, ("Haus Eins",))
    assert directory.all() == [kept]
    assert kept.website == "https://eins.example"


def test_an_own_export_brings_back_only_what_was_edited_in_it(
    directory: Directory, file: Path, tmp_path: Path
) -> None:
    taken_in(file, directory)
    path = tmp_path / "export.csv"
    written = export(directory.all(), ExportFormat.CSV, load_needs(), load_places())
    corrected(directory, description="NEU")
    path.write_text(written.replace("eins.example", "einhaus.example", 1), "utf-8")
    import_file(path, directory, load_places(), Editor("Import", path.name))
    assert (entry(directory).description, entry(directory).website) == ("NEU", "https://einhaus.example")


def test_rows_that_come_in_but_need_a_look_are_named_with_their_line(
    directory: Directory, file: Path
) -> None:
    rows = "1;Haus Eins;;Rat;alt;abc;;gibtesnicht\n2;Haus Zwei;;Rat;alt;0208 111111;;schuldnerberatung\n"
    report = taken_in(file, directory, rows)
    assert report.added == 2
    assert [(one.line, one.reason.split("«")[0]) for one in report.doubts] == [
        (2, "Den Bedarf »gibtesnicht"),
        (2, "»abc"),
    ]
    assert (entry(directory).needs, entry(directory, "Haus Zwei").needs) == ((), ("schuldnerberatung",))


@pytest.mark.parametrize(
    ("cost", "free"),
    [
        ("kostenlos", True),
        ("0 €", True),
        ("unentgeltlich", True),
        ("5,50 Euro im Monat", False),
        ("kostenpflichtig", False),
        ("kostenlos für Senioren", None),
        ("nach Einkommen", False),
        ("nein", None),
        ("erste Beratung kostenlos, dann 10 €", None),
    ],
)
def test_something_is_free_or_not_only_where_the_words_are_sure(
    directory: Directory, file: Path, cost: str, free: bool | None
) -> None:
    file.write_text(f"Kennung;Name;Träger;Angebote;Bedarfe;Kosten\n1;Haus Eins;;Rat;;{cost}\n", "utf-8")
    import_file(file, directory, load_places(), Editor("Import", file.name))
    assert entry(directory).free is free


def test_a_correction_changes_only_what_its_provider_has_changed(
    directory: Directory, editor: Editor, file: Path
) -> None:
    taken_in(file, directory)
    corrections, one = Corrections(directory.database, directory), entry(directory)
    id_ = corrections.hand_in(
        corrections.invite(one.id, "x").token, replace(one, website="https://neu.example")
    )
    directory.put([replace(one, description="Von der Redaktion")], editor)
    (waiting,) = corrections.queue()
    assert waiting.outdated
    accepted = corrections.accept(id_, "Redaktion")
    assert (accepted.description, accepted.website) == ("Von der Redaktion", "https://neu.example")
    with pytest.raises(InvalidData, match="wartet nicht"):
        corrections.decline(id_, "Redaktion")


def test_a_correction_never_brings_a_removed_entry_back(
    directory: Directory, editor: Editor, file: Path
) -> None:
    taken_in(file, directory)
    corrections, one = Corrections(directory.database, directory), entry(directory)
    id_ = corrections.hand_in(corrections.invite(one.id, "x").token, replace(one, description="NEU"))
    directory.remove(one.id, editor)
    with pytest.raises(UnknownInstitution):
        corrections.accept(id_, "Redaktion")
    assert len(corrections.queue()) == 1
    assert [left.name for left in directory.all()] == ["Haus Zwei"]
