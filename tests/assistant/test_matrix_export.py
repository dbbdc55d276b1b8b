import csv
import io
from pathlib import Path

import pytest
from openpyxl import load_workbook

from assistant.figure_grid import grid_of
from assistant.figure_matrix import Matrix, matrix
from assistant.figures import Figures
from assistant.matrix_export import matrix_csv, matrix_xlsx
from corpus.figures.areas import AreaNames
from corpus.places.areas import load_places
from tests.assistant.test_figures import TODAY, catalogue


@pytest.fixture
def found(tmp_path: Path) -> Matrix:
    grid = grid_of(list(Figures(catalogue(tmp_path)).shelf.all()), AreaNames(load_places()))
    return matrix(grid, 2022, load_places().of_level("sozialraum"))


def test_each_line_of_the_csv_has_its_source_and_gaps_are_lines_too(found: Matrix) -> None:
    rows = {
        row["Gebiet"]: row for row in csv.DictReader(io.StringIO(matrix_csv(found, TODAY)), delimiter=";")
    }
    assert len(rows) == len(found.areas)
    osterfeld = rows["Osterfeld"]
    assert (osterfeld["Wert"], osterfeld["Vergleichswert"], osterfeld["Abstand"]) == ("24,1", "18,4", "5,7")
    assert osterfeld["Quelle"] == "Stadt Oberhausen: Sozialbericht 2023, S. 4"
    assert osterfeld["Prüfsumme der Datei (SHA-256)"] == "d" * 64
    assert osterfeld["Einordnung"] == "deutlich mehr Bedarf als die Stadt"
    assert (rows["Mitte/Styrum"]["Wert wie gedruckt"], rows["Mitte/Styrum"]["Wert"]) == ("Lücke", "")


def test_the_workbook_holds_the_matrix_and_every_source(found: Matrix) -> None:
    book = load_workbook(io.BytesIO(matrix_xlsx(found, TODAY)))
    overview, values = book.worksheets
    table = {row[0]: row[1] for row in overview.iter_rows(values_only=True)}
    assert table["Osterfeld"] == 24.1
    assert table["Mitte/Styrum"] == "Lücke"
    assert table["Vergleichswert"] == 18.4
    heads = [cell.value for cell in values[1]]
    assert heads.count("Quelle") == 1
    assert values.max_row == 1 + len(found.areas)
