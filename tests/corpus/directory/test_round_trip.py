import csv
import io
import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from corpus.catalogue import Catalogue
from corpus.directory.directory import Directory, Editor
from corpus.directory.exports import ExportFormat, export
from corpus.directory.imports import import_file
from corpus.directory.needs import load_needs
from corpus.directory.records import from_json, to_json
from corpus.institution import DayException
from corpus.places.areas import load_places

SHARED = Path(__file__).parents[4] / "shared" / "data" / "institutions"
SUFFIX = {ExportFormat.CSV: ".csv", ExportFormat.GEOJSON: ".geojson", ExportFormat.HSDS: ".json"}
REAL = ("chemnitz_schulsozialarbeit.geojson", "flensburg_kitas.csv", "koeln_osm_youth_centre.geojson")


def back(content: str, format_: ExportFormat, folder: Path, editor: Editor) -> Directory:
    path = folder / f"export{SUFFIX[format_]}"
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(content)
    other = Directory(Catalogue(folder / "other").database)
    report = import_file(path, other, load_places(), editor)
    assert report.problems == ()
    return other


@pytest.mark.parametrize("format_", ExportFormat)
def test_what_was_imported_comes_back_out_without_loss(
    format_: ExportFormat, sample: Directory, editor: Editor, tmp_path: Path
) -> None:
    for name in REAL:
        import_file(SHARED / name, sample, load_places(), editor)
    before = sample.all()
    content = export(before, format_, load_needs(), load_places())
    assert back(content, format_, tmp_path, editor).all() == before


def test_a_record_keeps_exceptions_and_dates(sample: Directory) -> None:
    one = sample.all()[0]
    assert one.schedule is not None
    special = replace(
        one.schedule, exceptions=(DayException(date(2026, 12, 24)),), valid_from=date(2026, 1, 1)
    )
    changed = replace(one, schedule=special)
    assert from_json(to_json(changed)) == changed


def test_a_column_that_was_edited_wins_over_the_record(
    sample: Directory, editor: Editor, tmp_path: Path
) -> None:
    content = export(sample.all(), ExportFormat.CSV, load_needs(), load_places())
    rows = list(csv.DictReader(io.StringIO(content, newline=""), delimiter=";"))
    rows[0]["Öffnungszeiten"] = "Mi 10:00-12:00"
    edited = io.StringIO(newline="")
    writer = csv.DictWriter(edited, rows[0].keys(), delimiter=";")
    writer.writeheader()
    writer.writerows(rows)
    other = back(edited.getvalue(), ExportFormat.CSV, tmp_path, editor)
    before, after = sample.all()[0], other.all()[0]
    assert after.schedule is not None
    assert after.schedule.text == "Mi 10:00-12:00"
    assert replace(after, schedule=before.schedule) == before


def test_geojson_has_points_where_positions_are_known(sample: Directory) -> None:
    content = json.loads(export(sample.all(), ExportFormat.GEOJSON, load_needs(), load_places()))
    points = [feature["geometry"] for feature in content["features"] if feature["geometry"]]
    assert len(points) == sum(one.position is not None for one in sample.all())
    longitudes, latitudes = zip(*(point["coordinates"] for point in points), strict=True)
    assert 6 < min(longitudes) < max(longitudes) < 7
    assert 51 < min(latitudes) < max(latitudes) < 52
