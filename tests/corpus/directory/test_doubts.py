import json
from datetime import date
from pathlib import Path

from corpus.directory.directory import Directory, Editor
from corpus.directory.imports import import_file
from corpus.directory.relocating import relocate
from corpus.places.areas import load_places
from corpus.places.geometry import read_borders, store_borders

PLACES = load_places()
HEAD = "Kennung;Name;Träger;Angebote;Bedarfe;Ort;Stadtteil;PLZ;Breite;Länge;Geprüft am;Geprüft von\n"


def doubts(directory: Directory, editor: Editor, tmp_path: Path, rows: str) -> list[tuple[int, str]]:
    path = tmp_path / "liste.csv"
    path.write_text(HEAD + rows, "utf-8")
    report = import_file(path, directory, PLACES, editor)
    assert report.problems == ()
    return [(one.line, one.reason) for one in report.doubts]


def borders(tmp_path: Path, west: float) -> Path:
    """A square of about 7 kilometres that is called Osterfeld."""
    east = west + 0.1
    ring = [[west, 51.45], [east, 51.45], [east, 51.55], [west, 51.55], [west, 51.45]]
    area = {
        "type": "Feature",
        "properties": {"name": "Osterfeld"},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }
    path = tmp_path / "grenzen.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [area]}), "utf-8")
    return path


def test_a_doubled_key_is_named_with_both_lines_and_both_entries_come_in(
    directory: Directory, editor: Editor, tmp_path: Path
) -> None:
    found = doubts(directory, editor, tmp_path, "7;Eins;;A;;;;;;;;\n8;Zwei;;B;;;;;;;;\n7;Drei;;C;;;;;;;;\n")
    ((line, reason),) = found
    assert line == 4
    assert "»7« steht schon in Zeile 2; dieser Eintrag heißt jetzt »7#2«." in reason
    assert sorted(one.name for one in directory.all()) == ["Drei", "Eins", "Zwei"]


def test_an_unknown_district_is_named_with_what_may_be_meant(
    directory: Directory, editor: Editor, tmp_path: Path
) -> None:
    rows = (
        "1;Eins;;A;;Oberhausen;Osterfelt;46117;;;;\n"
        "2;Zwei;;B;;;Mondviertel;;;;;\n"
        "3;Drei;;C;;Essen;Rüttenscheid;45130;;;;\n"
        "4;Vier;;D;;Oberhausen;Osterfeld;46117;;;;\n"
    )
    found = doubts(directory, editor, tmp_path, rows)
    assert [line for line, _ in found] == [2, 3]
    assert "»Osterfelt« gibt es hier nicht; das Gebiet kommt jetzt aus Lage oder Postleitzahl." in found[0][1]
    assert "Meinten Sie »Osterfeld«?" in found[0][1]
    assert "»Mondviertel« gibt es hier nicht; das Gebiet bleibt unbekannt." in found[1][1]
    assert len(directory.all()) == 4


def test_an_assurance_in_the_future_is_named_and_left_out(
    directory: Directory, editor: Editor, tmp_path: Path
) -> None:
    rows = "1;Eins;;A;;;;;;;31.12.2099;Ute\n2;Zwei;;B;;;;;;;1.2.2020;Ute\n"
    ((line, reason),) = doubts(directory, editor, tmp_path, rows)
    assert line == 2
    assert "»31.12.2099« liegt in der Zukunft" in reason
    assured = {one.name: (one.assured_date, one.assured_by) for one in directory.all()}
    assert assured == {"Eins": (None, ""), "Zwei": (date(2020, 2, 1), "Ute")}


def test_new_borders_move_what_has_coordinates_and_counts_it(
    directory: Directory, editor: Editor, tmp_path: Path
) -> None:
    rows = (
        "1;Innen;;A;;;;;51.5;6.85;;\n"
        "2;Außen;;B;;;;;51.5;6.99;;\n"
        "3;Ohne Lage;;C;;;;;;;;\n"
        "4;Benannt;;D;;Oberhausen;Sterkrade;;51.5;6.85;;\n"
    )
    assert doubts(directory, editor, tmp_path, rows) == []
    store_borders(directory.database, read_borders(borders(tmp_path, 6.8), PLACES))
    found = relocate(directory, editor)
    assert (found.located, found.moved, found.nowhere) == (3, 1, 1)
    areas = {one.name: one.area for one in directory.all()}
    assert areas == {
        "Innen": PLACES.by_name("Osterfeld"),
        "Außen": None,
        "Ohne Lage": None,
        "Benannt": PLACES.by_name("Sterkrade"),
    }
    assert relocate(directory, editor).moved == 0


def test_what_has_moved_by_borders_still_follows_a_new_address_of_its_file(
    directory: Directory, editor: Editor, tmp_path: Path
) -> None:
    doubts(directory, editor, tmp_path, "1;Innen;;A;;;;;51.5;6.85;;\n")
    store_borders(directory.database, read_borders(borders(tmp_path, 6.8), PLACES))
    relocate(directory, editor)
    assert doubts(directory, editor, tmp_path, "1;Innen;;A;;Oberhausen;Sterkrade;;51.5;6.85;;\n") == []
    (one,) = directory.all()
    assert one.area == PLACES.by_name("Sterkrade")
