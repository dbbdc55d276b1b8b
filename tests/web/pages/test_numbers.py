"""»Zahlen« and the dossier over the sample report, whose figures are read for these tests."""

import shutil
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from docx import Document
from fastapi.testclient import TestClient

from corpus.archive import Archive
from corpus.catalogue import Catalogue
from corpus.figures.reading import read_pending
from corpus.reading.limits import Limits
from web.app import create_app
from web.services import open_services
from web.settings import settings

HTML = {"accept": "text/html"}
RANKED = "Rangfolge der Sozialräume nach SGB-II-Quote 2022"


@pytest.fixture(scope="module")
def planner(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    folder = tmp_path_factory.mktemp("planung") / "data"
    shutil.copytree(data, folder)
    catalogue = Catalogue(folder)
    read_pending(catalogue, Archive(folder), Limits())
    catalogue.close()
    with TestClient(create_app(open_services(settings(), folder))) as client:
        yield client


def found_ids(planner: TestClient) -> list[str]:
    figures = planner.get("/api/figures", params={"q": RANKED}).json()["figures"]
    return [figure["id"] for figure in figures]


def test_a_planner_sees_values_with_area_year_and_the_page_they_are_printed_on(planner: TestClient) -> None:
    page = planner.get("/zahlen", params={"q": RANKED}, headers=HTML).text
    assert "Mitte/Styrum" in page
    assert "23,4" in page
    assert 'href="/quelle/' in page
    assert "<svg" in page
    assert "style=" not in page.replace("&amp;style=", "")


def test_a_year_that_is_not_printed_is_said_to_be_missing(planner: TestClient) -> None:
    page = planner.get("/zahlen", params={"kennzahl": "sgb2-quote", "jahr": "1950"}, headers=HTML).text
    assert "Keine Angabe: SGB-II-Quote" in page
    assert "23,4" not in page


@pytest.mark.parametrize(
    "asked", ["Arbeitslosenquote in Osterfeld", "Wie hoch ist die Schuldnerquote in Osterfeld?"]
)
def test_an_indicator_that_is_not_printed_is_said_to_be_missing_and_others_stand_apart(
    planner: TestClient, asked: str
) -> None:
    page = BeautifulSoup(planner.get("/zahlen", params={"q": asked}, headers=HTML).text, "html.parser")
    assert [one.text for one in page.find_all("h2")] == [
        "Dazu ist nichts gedruckt",
        "Das gibt es stattdessen",
    ]
    assert "haben wir in den Unterlagen keinen Wert gefunden" in page.text
    assert "etwas anderes und keine Antwort auf die Frage" in page.text
    told = planner.get("/api/figures", params={"q": asked}).json()
    assert told["abstained"]
    assert told["figures"] == []
    assert {one["indicator_id"] for one in told["nearest"]} == {"sgb2-quote"}


def test_a_year_that_is_none_is_named_with_its_field(planner: TestClient) -> None:
    answer = planner.get("/zahlen", params={"kennzahl": "sgb2-quote", "jahr": "neulich"}, headers=HTML)
    assert answer.status_code == 422
    assert "neulich" in answer.text
    assert 'aria-invalid="true"' in answer.text


def test_chosen_figures_become_a_document_with_their_sources(planner: TestClient) -> None:
    chosen = found_ids(planner)[:4]
    assert len(chosen) == 4
    page = planner.get("/dossier", params={"zahl": chosen}, headers=HTML).text
    assert "4 Zahlen" in page
    made = planner.get("/dossier/datei", params={"zahl": chosen, "titel": "Antrag", "format": "docx"})
    document = Document(BytesIO(made.content))
    words = "\n".join(part.text for part in document.paragraphs)
    sources = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    assert "Antrag" in words
    notes = zipfile.ZipFile(BytesIO(made.content)).read("word/footnotes.xml").decode()
    assert notes.count("Sozialbericht 2023") == 4
    assert any("Sozialbericht 2023" in source for source in sources)


def test_figures_of_one_kind_are_drawn_as_they_will_be_in_the_document(planner: TestClient) -> None:
    asked = {"kennzahl": "sgb2-quote", "gebiet": "sr-osterfeld", "jahr": "2015-2022"}
    chosen = BeautifulSoup(planner.get("/zahlen", params=asked, headers=HTML).text, "lxml")
    ids = [str(one["value"]) for one in chosen.select("input[name=zahl]")]
    soup = BeautifulSoup(planner.get("/dossier", params={"zahl": ids}, headers=HTML).text, "lxml")
    assert "2022: 18,6 %" in soup.select_one("svg desc").get_text()


def test_a_figure_that_does_not_exist_is_told_on_the_dossier(planner: TestClient) -> None:
    page = planner.get("/dossier", params={"zahl": "gibtesnicht"}, headers=HTML).text
    assert "1 Eintrag gibt es nicht mehr" in page


def told(planner: TestClient, question: str) -> str:
    shown = BeautifulSoup(planner.get("/zahlen", params={"q": question}, headers=HTML).text, "lxml")
    return " ".join(shown.select_one("main").get_text(" ").split())  # type: ignore[union-attr]


def test_an_indicator_that_is_named_and_nothing_else_is_answered_from_its_own_table(
    planner: TestClient,
) -> None:
    assert "Sozialraum Osterfeld (2022): 32,4 %" in told(planner, "Kinderarmut in Osterfeld")
    grown = told(planner, "Wie hat sich die Kinderarmut in Osterfeld entwickelt?")
    assert "27,1 % (2015) und 32,4 % (2022)" in grown
    assert "am höchsten in Mitte/Styrum (40,9" in told(planner, "Kinderarmut")


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("Wie hoch ist die Kinderarmut in Osterfeld?", "32,4"),
        ("Wie hat sich die Kinderarmut in Osterfeld seit 2015 entwickelt?", "also 5,3 Prozentpunkte mehr"),
    ],
)
def test_the_chat_and_the_interface_answer_such_a_question_alike(
    planner: TestClient, question: str, wanted: str
) -> None:
    assert wanted in planner.get("/", params={"q": question}, headers=HTML).text
    assert wanted in told(planner, question)
    figures = planner.get("/api/figures", params={"q": question}).json()["figures"]
    assert figures[-1]["value_text"].startswith("32,4")


@pytest.mark.parametrize(
    "question",
    [
        "Kinderarmut bei Mädchen in Osterfeld",
        "SGB-II-Quote der Alleinerziehenden in Osterfeld",
        "Wie viele Alleinerziehende gibt es in Osterfeld?",
    ],
)
def test_a_question_for_something_else_is_not_answered_with_the_indicator_that_it_names(
    planner: TestClient, question: str
) -> None:
    answer = told(planner, question)
    assert not any(value in answer for value in ("(2022): 32,4 %", "(2022): 18,6 %", "(2022): 26,8 %"))


def test_each_source_of_the_dossier_says_which_figure_it_is_of(reader: TestClient) -> None:
    found = BeautifulSoup(reader.get("/zahlen?q=Kinderarmut+seit+2015").text, "html.parser")
    ids = [str(one["value"]) for one in found.select("input[name=zahl]")][:6]
    shown = BeautifulSoup(reader.get("/dossier", params={"zahl": ids}).text, "html.parser")
    sources = [" ".join(one.get_text().split()) for one in shown.select(".quellen li")]
    assert len(set(sources)) == len(sources) == len(ids)
