import json
from pathlib import Path

import openpyxl
import pytest

from corpus.directory.directory import Directory, Editor
from corpus.directory.exports import ExportFormat, export
from corpus.directory.imports import import_file
from corpus.directory.mappings import known_mappings, load_mapping
from corpus.directory.needs import load_needs
from corpus.errors import InvalidData, UnreadableFile
from corpus.institution import Wheelchair
from corpus.places.areas import load_places
from corpus.places.geometry import read_borders, store_borders

SHARED = Path(__file__).parents[4] / "shared" / "data"
PLACES = load_places()
REAL = {
    "flensburg_kitas.csv": (70, 0),
    "flensburg_schulen.csv": (30, 0),
    "sh_kitaportal_flensburg_luebeck.json": (200, 0),
    "chemnitz_kitas.geojson": (176, 0),
    "chemnitz_schulsozialarbeit.geojson": (51, 0),
    "chemnitz_jugendberufshilfen.geojson": (10, 0),
    "koeln_osm_social_facility.geojson": (16, 9),
    "koeln_osm_youth_centre.geojson": (6, 2),
    "koeln_osm_community_centre.geojson": (8, 0),
}


def write(path: Path, text: str) -> Path:
    path.write_text(text, "utf-8")
    return path


@pytest.mark.parametrize(("name", "counts"), REAL.items(), ids=REAL)
def test_a_real_directory_comes_in_whole_and_twice_changes_nothing(
    name: str, counts: tuple[int, int], directory: Directory, editor: Editor
) -> None:
    path = SHARED / "institutions" / name
    first = import_file(path, directory, PLACES, editor)
    again = import_file(path, directory, PLACES, editor)
    assert (first.added, len(first.problems)) == counts
    assert (again.added, again.changed, again.unchanged) == (0, 0, counts[0])


def test_all_schools_of_nrw_come_in_with_their_places(directory: Directory, editor: Editor) -> None:
    report = import_file(SHARED / "institutions" / "nrw_schuldaten.csv", directory, PLACES, editor)
    schools = directory.all()
    ours = [one for one in schools if one.address.city == "Oberhausen"]
    assert (report.added, len(report.problems)) == (5507, 0)
    assert len(ours) == 50
    assert all(one.position and 51.4 < one.position.latitude < 51.6 for one in ours)
    assert {one.area for one in ours} <= {"alt-oberhausen", "osterfeld", "sterkrade", None}
    assert all(one.needs == ("schule",) for one in ours)


def test_a_row_that_cannot_be_used_is_reported_with_line_and_reason(
    directory: Directory, editor: Editor, tmp_path: Path
) -> None:
    path = write(
        tmp_path / "liste.csv",
        "Kennung;Name;Träger;Angebote;Bedarfe;Breite;Länge;Geprüft am\n"
        "1;Treff;Verein;Beratung;schuldnerberatung;51,5;6,85;01.02.2026\n"
        "2;;Verein;Beratung;;;;\n"
        "3;Ferne;Verein;Beratung;;1,0;2,0;\n"
        "4;Datum;Verein;Beratung;;;;gestern\n",
    )
    report = import_file(path, directory, PLACES, editor)
    assert report.added == 1
    assert [(p.line, p.reason.split(" ")[0]) for p in report.problems] == [
        (3, "kein"),
        (4, "Koordinaten"),
        (5, "unlesbares"),
    ]


def test_a_spreadsheet_is_read_like_a_table(directory: Directory, editor: Editor, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].append(["Kennung", "Name", "Träger", "Angebote", "Bedarfe", "PLZ", "Ort", "Rollstuhl"])
    book.worksheets[0].append([7, "Treff", "Verein", "Rat; Tat", "sozialberatung", 46117, "Oberhausen", "ja"])
    book.save(tmp_path / "liste.xlsx")
    import_file(tmp_path / "liste.xlsx", directory, PLACES, editor)
    (one,) = directory.all()
    assert (one.name, one.address.postcode, one.area) == ("Treff", "46117", "osterfeld")
    assert [service.name for service in one.services] == ["Rat", "Tat"]
    assert one.wheelchair is Wheelchair.YES


def test_an_overpass_answer_comes_in(directory: Directory, editor: Editor, tmp_path: Path) -> None:
    path = write(
        tmp_path / "overpass.json",
        '{"elements": [{"type": "way", "id": 5, "center": {"lat": 51.5, "lon": 6.88},'
        ' "tags": {"name": "Tafel",'
        ' "social_facility": "food_bank", "opening_hours": "Tu 10:00-12:00", "wheelchair": "limited",'
        ' "contact:phone": "+49 208 123456", "addr:city": "Oberhausen", "addr:postcode": "46117"}}]}',
    )
    import_file(path, directory, PLACES, editor)
    (one,) = directory.all()
    assert one.services[0].name == "Tafel"
    assert one.wheelchair is Wheelchair.LIMITED
    assert one.schedule is not None
    assert [(o.day, o.opens) for o in one.schedule.weekly] == [(1, "10:00")]
    assert one.phones[0].number == "+49208123456"


def test_borders_place_what_has_only_coordinates(directory: Directory, editor: Editor) -> None:
    store_borders(directory.database, read_borders(SHARED / "geo" / "koeln_stadtbezirke.geojson"))
    import_file(SHARED / "institutions" / "koeln_osm_community_centre.geojson", directory, PLACES, editor)
    areas = {one.name: one.area for one in directory.all()}
    assert areas["Pfarrsaal St. Gereon"] == "Innenstadt"


def test_entries_that_vanish_from_a_source_stay_and_are_named(
    directory: Directory, editor: Editor, tmp_path: Path
) -> None:
    head = "Kennung;Name;Träger;Angebote;Bedarfe\n"
    write(tmp_path / "liste.csv", head + "1;Eins;;A;\n2;Zwei;;B;\n")
    import_file(tmp_path / "liste.csv", directory, PLACES, editor)
    write(tmp_path / "liste.csv", head + "1;Eins;;A;\n")
    report = import_file(tmp_path / "liste.csv", directory, PLACES, editor)
    assert len(report.gone) == 1
    assert len(directory.all()) == 2


def test_a_key_that_comes_twice_makes_two_entries(
    directory: Directory, editor: Editor, tmp_path: Path
) -> None:
    path = write(tmp_path / "liste.csv", "Kennung;Name;Träger;Angebote;Bedarfe\n1;Eins;;A;\n1;Zwei;;B;\n")
    assert import_file(path, directory, PLACES, editor).added == 2
    assert import_file(path, directory, PLACES, editor).unchanged == 2


def test_two_lists_in_one_form_stay_apart_by_the_name_of_their_source(
    directory: Directory, editor: Editor, tmp_path: Path
) -> None:
    head = "Kennung;Name;Träger;Angebote;Bedarfe\n"
    one, other = (
        write(tmp_path / "a.csv", head + "1;Eins;;A;\n"),
        write(tmp_path / "b.csv", head + "1;Zwei;;B;\n"),
    )
    for path, source in ((one, "a"), (other, "b"), (other, "b")):
        report = import_file(path, directory, PLACES, editor, source=source)
    assert report.unchanged == 1
    assert sorted(found.name for found in directory.all()) == ["Eins", "Zwei"]


def test_a_feature_that_is_none_is_reported_and_the_others_come_in(
    directory: Directory, editor: Editor, tmp_path: Path
) -> None:
    good = {
        "type": "Feature",
        "properties": {"Kennung": "1", "Name": "Eins", "Träger": "", "Angebote": "A", "Bedarfe": ""},
    }
    odd = [{"type": "Point", "coordinates": point} for point in ([None, None], ["x", "y"], [7])]
    features = [
        good | {"geometry": None},
        "Text",
        *(
            good | {"geometry": point, "properties": good["properties"] | {"Kennung": f"{n}"}}
            for n, point in enumerate(odd, 2)
        ),
    ]
    content = json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False)
    report = import_file(write(tmp_path / "karte.geojson", content), directory, PLACES, editor)
    assert (report.added, [problem.line for problem in report.problems]) == (4, [2])


def test_no_cell_of_an_export_runs_as_a_formula_and_none_is_changed_by_it(
    directory: Directory, editor: Editor, tmp_path: Path
) -> None:
    head = "Kennung;Name;Träger;Angebote;Bedarfe\n"
    names = ["=cmd|' /C calc'!A0", "+49 Stelle", "-minus", "@SUM(1)"]
    rows = "".join(f"{n};{name};;A;\n" for n, name in enumerate(names))
    import_file(write(tmp_path / "bombe.csv", head + rows), directory, PLACES, editor)
    written = export(directory.all(), ExportFormat.CSV, load_needs(), PLACES)
    assert not [
        line for line in written.splitlines() if any(cell[:1] in "=@" for cell in line.split(";") if cell)
    ]
    report = import_file(write(tmp_path / "wieder.csv", written), directory, PLACES, editor)
    assert (report.unchanged, {one.name for one in directory.all()}) == (4, set(names))


def test_unknown_columns_are_refused_with_the_cure(
    directory: Directory, editor: Editor, tmp_path: Path
) -> None:
    path = write(tmp_path / "fremd.csv", "Spalte A,Spalte B\n1,2\n")
    with pytest.raises(InvalidData, match="--mapping"):
        import_file(path, directory, PLACES, editor)


@pytest.mark.parametrize("name", ["liste.pdf", "kaputt.json", "kaputt.xlsx"])
def test_an_unreadable_file_is_refused(
    name: str, directory: Directory, editor: Editor, tmp_path: Path
) -> None:
    with pytest.raises(UnreadableFile):
        import_file(write(tmp_path / name, "kaputt"), directory, PLACES, editor)


def test_a_mapping_with_an_unknown_field_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path / "m.yaml", "source: x\nlabel: X\nkey: '{a}'\nfields: {nmae: '{a}'}\n")
    with pytest.raises(InvalidData, match="nmae"):
        load_mapping(path)


def test_every_real_file_has_a_mapping_of_its_own() -> None:
    assert len({mapping.source for mapping in known_mappings()}) == len(known_mappings()) == 12
