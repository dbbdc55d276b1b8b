"""Figures taken along: as rows of a spreadsheet, and as charts."""

import csv
import io
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree
from openpyxl import load_workbook

from assistant.figure_answer import Quoted
from assistant.figure_charts import bars, chart, lines
from assistant.figure_export import HEADS, Masking, as_csv, as_tsv, as_xlsx
from assistant.figures import Figures
from tests.assistant.test_figures import TODAY, catalogue, figure

SVG = "{http://www.w3.org/2000/svg}"
NASTY = ['=HYPERLINK("http://x")', "+1+1|cmd", "-2+3", "@SUM(A1)", "\t=1", " =1+1", "＝1"]


@pytest.fixture
def figures(tmp_path: Path) -> Figures:
    return Figures(catalogue(tmp_path))


def nasty(tmp_path: Path) -> list[Quoted]:
    rows = [
        figure("d" * 12, n, "1", 2022, "Osterfeld", "osterfeld", indicator=one) for n, one in enumerate(NASTY)
    ]
    return list(Figures(catalogue(tmp_path, rows)).shelf.all())


def test_small_imported_counts_are_masked_and_printed_ones_are_not(tmp_path: Path) -> None:
    rows = [
        figure("d" * 12, 0, "3", 2022, "Osterfeld", "osterfeld", unit="Anzahl", method="import"),
        figure("d" * 12, 1, "3", 2017, "Osterfeld", "osterfeld", unit="Anzahl"),
    ]
    figures = Figures(catalogue(tmp_path, rows))
    printed = as_csv(figures.shelf.all(), TODAY, Masking())
    assert printed.count("unter 5") == 1
    assert as_csv(figures.shelf.all(), TODAY, Masking(0)).count("unter") == 0


def test_an_answer_tells_a_masked_count_nowhere(tmp_path: Path) -> None:
    rows = [figure("d" * 12, 0, "3", 2022, "Osterfeld", "osterfeld", unit="Anzahl", method="import")]
    found = Figures(catalogue(tmp_path, rows)).ask("SGB-II-Quote Osterfeld 2022")
    answer = replace(found, message="SGB-II-Quote, Osterfeld (2022): 3.")
    covered = Masking().answer(answer)
    assert covered.message.startswith("Anzahlen unter 5")
    assert [quoted.figure.value_text for quoted in covered.rows] == ["unter 5"]
    assert covered.rows[0].figure.value is None
    assert covered.rows[0].figure.line == ""
    assert Masking(0).answer(answer) == answer


def test_csv_rows_carry_source_line_checksum_and_day(figures: Figures) -> None:
    answer = figures.ask("SGB-II-Quote Osterfeld 2022")
    _, row = as_csv(answer.rows, TODAY, Masking()).strip().split("\r\n")
    assert "Stadt Oberhausen: Sozialbericht 2023, S. 4;4;1;" in row  # the printed page, then the sheet
    assert row.endswith(f"{'d' * 64};2024-05-01")
    assert ";24,1;24,1;Prozent;" in row


def test_rows_to_paste_have_a_cell_for_every_head(figures: Figures) -> None:
    pasted = as_tsv(figures.shelf.all(), TODAY, Masking()).splitlines()
    assert len(pasted) == 1 + len(figures.shelf.all())
    assert {line.count("\t") for line in pasted} == {len(HEADS) - 1}


def test_no_exported_text_is_run_as_a_formula(tmp_path: Path) -> None:
    rows = nasty(tmp_path)
    csv_cells = [row[0] for row in csv.reader(io.StringIO(as_csv(rows, TODAY, Masking())), delimiter=";")]
    pasted = [line.split("\t")[0] for line in as_tsv(rows, TODAY, Masking()).splitlines()]
    sheet = load_workbook(io.BytesIO(as_xlsx(rows, TODAY, Masking()))).active
    assert sheet is not None
    assert [cell.data_type for cell in next(sheet.iter_cols())] == ["s"] * (1 + len(NASTY))
    for cells in (csv_cells, pasted):
        assert [cell.strip(" ")[:1] for cell in cells[1:]] == ["'"] * len(NASTY)


def test_a_printed_negative_number_stays_a_number(tmp_path: Path) -> None:
    rows = [figure("d" * 12, 0, "-1,5", 2022, "Osterfeld", "osterfeld")]
    assert ";-1,5;-1,5;" in as_csv(Figures(catalogue(tmp_path, rows)).shelf.all(), TODAY, Masking())


def test_a_chart_is_well_formed_has_no_style_and_speaks(figures: Figures) -> None:
    rows = figures.ask("Rangfolge der Sozialräume nach SGB-II-Quote 2022").rows
    drawn = etree.fromstring(bars("SGB-II-Quote <2022>", rows).encode())
    told = drawn.findtext(f"{SVG}desc") or ""
    assert drawn.findtext(f"{SVG}title") == "SGB-II-Quote <2022>"
    assert "Osterfeld: 24,1 %" in told
    texts = " ".join(one.text or "" for one in drawn.iter(f"{SVG}text"))
    assert "Quelle: Stadt Oberhausen" in texts
    assert "Einheit: Prozent" in texts
    assert all("style" not in one.attrib for one in drawn.iter())
    assert len(list(drawn.iter(f"{SVG}rect"))) == 1 + len(rows)


def test_a_series_is_drawn_as_a_line_with_a_dot_for_each_year(figures: Figures) -> None:
    series = figures.ask("Wie hat sich die SGB-II-Quote in Osterfeld entwickelt?").rows
    assert lines("Quote", series).count("<circle") == 2
    assert chart(series) is not None


def test_several_areas_over_years_are_told_apart_by_dashes_and_name(figures: Figures) -> None:
    drawn = chart(figures.shelf.all())
    assert drawn is not None
    assert drawn.count("<polyline") == 4
    assert drawn.count("stroke-dasharray") == 3
    assert "24,1 Osterfeld" in drawn


def test_figures_of_different_units_are_not_drawn_together(tmp_path: Path) -> None:
    rows = [
        figure("d" * 12, 0, "24,1", 2022, "Osterfeld", "osterfeld"),
        figure("d" * 12, 1, "3", 2022, "Sterkrade-Mitte", "sr-sterkrade-mitte", unit="Anzahl"),
    ]
    assert chart(Figures(catalogue(tmp_path, rows)).shelf.all()) is None
