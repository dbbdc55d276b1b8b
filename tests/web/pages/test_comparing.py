"""Areas beside each other, on pages, over HTTP and on the command line."""

import csv
import io
import json
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from openpyxl import load_workbook

from tests.web.pages.reading import page, row
from web.cli import run_command


def test_the_matrix_marks_each_value_by_a_sign_that_is_read_out_in_words(reader: TestClient) -> None:
    cells = row(page(reader, "/zahlen/matrix?jahr=2022"), "Sterkrade-Nord")
    quota = next(one for one in cells if "7,5" in one.get_text())
    assert "▼▼" in quota.get_text()
    assert "−9,8" in quota.get_text()
    assert quota.select_one("[role=img]")["aria-label"] == "deutlich weniger Bedarf als die Stadt"
    assert "bedarf-viel-weniger" in quota["class"]


def test_a_count_has_neither_distance_nor_need(reader: TestClient) -> None:
    cells = row(page(reader, "/zahlen/matrix?jahr=2022"), "Osterfeld")
    count = next(one for one in cells if "36.956" in one.get_text())
    assert " ".join(count.get_text().split()) == "36.956○"


def test_each_sign_stands_in_the_legend(reader: TestClient) -> None:
    soup = page(reader, "/zahlen/matrix")
    legend = {one.get_text() for one in soup.select("ul.auswahl .zeichen")}
    assert {one.get_text() for one in soup.select("td [role=img]")} <= legend


def test_the_matrix_names_its_gaps(reader: TestClient) -> None:
    assert "Jugendarbeitslosigkeit" in page(reader, "/zahlen/matrix").select_one(".fehlt").get_text()


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("jahr=1950", "Für das Jahr »1950« gibt es je Sozialraum keine Zahlen. Jahre mit Zahlen: 2022"),
        ("jahr=neulich", "»neulich«"),
        ("ebene=mond", "Möglich sind: stadtbezirk, sozialraum"),
    ],
)
def test_what_is_not_there_is_refused_with_what_there_is(reader: TestClient, asked: str, told: str) -> None:
    soup = page(reader, f"/zahlen/matrix?{asked}", 422)
    assert told in soup.select_one("[role=alert]").get_text()
    assert soup.select("table.matrix")


def test_a_level_without_figures_says_so_and_leads_on(reader: TestClient) -> None:
    for path in ("/zahlen/matrix", "/zahlen/sozialindex"):
        shown = page(reader, f"{path}?ebene=stadtteil").select_one("main")
        assert "je Stadtteil" in shown.get_text()
        assert shown.select('a[href="/zahlen"]')
    answer = reader.get("/api/matrix", params={"level": "stadtteil"})
    assert (answer.status_code, "je Stadtteil" in answer.json()["detail"]) == (422, True)


def test_the_matrix_goes_along_as_json_csv_and_xlsx_with_a_source_for_each_cell(reader: TestClient) -> None:
    body = reader.get("/api/matrix", params={"year": "2022"}).json()
    cells = [one for one in body["cells"] if one["figure"]]
    assert len(cells) > 30
    assert all(one["figure"]["source"] and one["figure"]["sha256"] for one in cells)
    table = reader.get("/api/matrix?year=2022&format=csv").content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(table), delimiter=";"))
    assert len(rows) == len(body["cells"])
    assert all(one["Quelle"] for one in rows)
    book = load_workbook(io.BytesIO(reader.get("/api/matrix?year=2022&format=xlsx").content))
    assert book.sheetnames == ["Matrix", "Werte und Quellen"]


def test_the_command_prints_the_matrix_and_what_its_signs_mean(
    sample_data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_command(["matrix", "--year", "2022", "--data", str(sample_data)]) == 0
    printed = capsys.readouterr().out
    assert "SGB-II-Quote" in printed
    assert "▼▼ deutlich weniger Bedarf" in printed
    assert run_command(["matrix", "--json", "--data", str(sample_data)]) == 0
    assert json.loads(capsys.readouterr().out)["year"] == 2022
    assert run_command(["matrix", "--year", "1950", "--data", str(sample_data)]) == 1
    assert "Jahre mit Zahlen: 2022" in capsys.readouterr().err


def test_the_index_agrees_with_what_the_report_prints(reader: TestClient) -> None:
    body = reader.get("/api/social-index", params={"year": "2022", "since": "2015"}).json()
    for kind in ("status", "dynamics"):
        areas = body[kind]["areas"]
        assert len(areas) == 6
        assert [round(one["value"], 2) for one in areas] == [one["printed"]["value"] for one in areas]
    assert reader.get("/api/social-index?since=2022").status_code == 422


def test_the_page_of_the_index_shows_every_step_with_its_cell(reader: TestClient) -> None:
    soup = page(reader, "/zahlen/sozialindex?jahr=2022&seit=2015")
    result, printed, scores = soup.select("table.matrix")[:3]
    assert "▲▲ sehr hoch" in " ".join(row(result, "Osterfeld")[1].get_text().split())
    assert printed.select_one("tbody td a").get_text() == "29,1 %"
    assert page(reader, str(printed.select_one("td a")["href"]))
    first = [one.get_text(strip=True) for one in scores.select("tbody tr")[0].select("td")]
    assert first[-3:-1] == ["5,42", "4"]
    assert "aus 4 von 7 Kennzahlen" in soup.get_text()


def test_a_change_is_not_held_against_one_that_is_printed_since_another_year(reader: TestClient) -> None:
    body = reader.get("/api/social-index", params={"since": "2020"}).json()
    assert [one["printed"] for one in body["dynamics"]["areas"]] == [None] * 6


@pytest.mark.parametrize(("asked", "told"), [("jahr=1950", "»1950«"), ("seit=2022", "muss vor 2022 liegen")])
def test_an_index_that_cannot_be_is_refused_with_what_can(reader: TestClient, asked: str, told: str) -> None:
    soup = page(reader, f"/zahlen/sozialindex?{asked}", 422)
    assert told in soup.select_one("[role=alert]").get_text()
    assert soup.select("table.matrix")


def test_the_command_prints_the_index(sample_data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command(["social-index", "--since", "2015", "--data", str(sample_data)]) == 0
    printed = capsys.readouterr().out
    assert "Dynamikindex 2015 bis 2022" in printed
    assert "sehr niedrig" in printed
    assert "aus 4 von 7 Kennzahlen" in printed
    assert run_command(["social-index", "--json", "--data", str(sample_data)]) == 0
    assert json.loads(capsys.readouterr().out)["status"]["name"] == "Statusindex 2022"
    assert run_command(["social-index", "--since", "2022", "--data", str(sample_data)]) == 1
