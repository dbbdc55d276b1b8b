import re
from pathlib import Path
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient

from corpus.errors import BrokenCatalogue
from corpus.sample.examples import examples
from tests.web.staff import HTML, SignIn, page
from web.api.problems import told
from web.errors import status_of
from web.texts import table

QUESTION = examples().first
HOLDS = {  # what whoever asks an example question wants to read
    "Wo bekomme ich Hilfe bei Schulden in Osterfeld?": "Schulden- und Haushaltshilfe Osterfeld",
    "Was bezahlt Bildung und Teilhabe?": "Ausflüge und Klassenfahrten",
    "Was hilft gegen Einsamkeit im Alter?": "Begegnung",
    "Welche Maßnahmen werden für Alleinerziehende in Osterfeld empfohlen?": "Kinderbetreuung in Randzeiten",
    "Warum nutzen viele Familien die Hilfen nicht?": "Hilfen oft nicht an",
    "Was wünschen sich pflegende Angehörige?": "Kurzzeitpflege",
    "Wie hat sich die SGB-II-Quote in Osterfeld seit 2015 entwickelt?": "also 2,3 Prozentpunkte mehr",
    "Wie viel Prozent der Kinder unter 15 Jahren leben in Mitte/Styrum vom SGB II?": "40,9 Prozent",
    "Wie viele Pflegebedürftige gibt es in Sterkrade-Mitte?": "2.853",
}

COMMAND = re.compile(r"\blotse [a-z]|(?<![\w-])--[a-z]{3,}")
TEMPLATES = Path(__file__).parents[2] / "web" / "templates"
WRONG = (
    "/gibtesnicht",
    "/dokumente/gibtesnicht",
    "/quelle/gibtesnicht",
    "/quelle/gibtesnicht/1",
    "/original/gibtesnicht",
    "/aehnlich/gibtesnicht",
    "/hilfe/gibtesnicht",
    "/hilfe/gibtesnicht/merkzettel",
    "/sozialraeume/gibtesnicht",
    "/korrektur/gibtesnicht",
    "/zitate?page=gibtesnicht/1",
    "/zitate?passage=gibtesnicht",
    "/suche?q=a&seite=0",
    "/rueckmeldung",
)


def test_the_first_page_asks_and_gives_examples(client: TestClient) -> None:
    page = client.get("/").text
    assert 'name="q"' in page
    assert all(question in page for group in examples().groups for question in group.questions)


@pytest.mark.parametrize("address", ["/", "/?q=Miete", "/dokumente", "/docs"])
def test_every_page_says_that_the_service_holds_sample_data(client: TestClient, address: str) -> None:
    assert "erfundenen Zahlen" in client.get(address).text


@pytest.mark.parametrize("question", [q for group in examples().groups for q in group.questions])
def test_every_example_question_is_answered(client: TestClient, question: str) -> None:
    page = client.get("/", params={"q": question}).text
    assert "Das steht in den Dokumenten" in page


def test_every_example_question_is_answered_with_what_was_asked(sign_in: SignIn) -> None:
    visitor = sign_in()
    assert set(HOLDS) == {question for group in examples().groups for question in group.questions}
    for question, wanted in HOLDS.items():
        answer = page(visitor, f"/?q={quote(question)}").split("<main")[1]
        assert wanted in answer, question


def test_every_example_for_figures_is_answered_with_a_development_ranking_or_all_values(
    sign_in: SignIn,
) -> None:
    visitor = sign_in()
    wanted = {"a": "4 Werte", "b": "also 5,3 Prozentpunkte mehr", "c": "am höchsten in Mitte/Styrum (23,4"}
    for name, question in table("figures.examples").items():
        assert wanted[name] in page(visitor, f"/zahlen?q={quote(question)}"), question


def test_an_answer_links_each_source_to_its_page_with_the_passage(client: TestClient) -> None:
    page = client.get("/", params={"q": QUESTION}).text
    address = re.search(r'href="(/quelle/[0-9a-f]{12}/\d+\?stelle=[0-9a-f]{12}-\d+)"', page)
    assert address is not None
    source = client.get(address[1])
    assert source.status_code == 200
    assert '<mark id="stelle">' in source.text


def test_what_is_typed_comes_back_as_text_and_not_as_markup(client: TestClient) -> None:
    page = client.get("/", params={"q": "<script>alert(1)</script> Miete"}).text
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page


def test_a_wrong_year_is_explained_on_the_page(client: TestClient) -> None:
    response = client.get("/", params={"q": "Miete", "jahr": "neulich"})
    assert response.status_code == 422
    assert "kein Jahr" in response.text


def test_a_page_that_does_not_exist_is_a_page_for_people(client: TestClient) -> None:
    response = client.get("/quelle/000000000000/1", headers={"accept": "text/html"})
    assert response.status_code == 404
    assert "Nicht gefunden" in response.text


@pytest.mark.parametrize("address", WRONG)
def test_no_error_shown_to_the_public_speaks_of_commands_or_of_descriptions_for_programs(
    client: TestClient, address: str
) -> None:
    answer = client.get(address, headers=HTML)
    assert answer.status_code in {404, 405, 410, 422}
    told = answer.text.split("<main")[1].split("</main")[0]
    assert not COMMAND.search(told)
    assert "/docs" not in told


def test_no_public_page_and_no_file_taken_along_speaks_of_commands(client: TestClient) -> None:
    worded = [one for one in TEMPLATES.glob("*.html") if not one.name.startswith("verwaltung")]
    assert [one.name for one in worded if COMMAND.search(one.read_text("utf-8"))] == []
    for address in ("/dossier/datei?format=md", "/openapi.json", "/api/documents/gibtesnicht/pages/1.png"):
        assert not COMMAND.search(client.get(address).text)


def test_an_unknown_document_is_told_apart_from_the_list_of_all(client: TestClient) -> None:
    answer = client.get("/dokumente/gibtesnicht", headers=HTML).text
    assert "Es gibt kein Dokument mit der Kennung »gibtesnicht«. Alle Dokumente stehen unter" in answer


def test_what_only_the_operators_can_mend_is_told_to_them_alone(caplog: pytest.LogCaptureFixture) -> None:
    error = BrokenCatalogue("/srv/catalogue.sqlite ist keine lesbare Katalog-Datei: lotse restore DATEI")
    assert status_of(error) == 503
    assert "sqlite" not in told(error)
    assert "sqlite" in vars(caplog.records[-1])["detail"]


def test_a_wrong_address_leads_people_on_and_programs_to_the_description(client: TestClient) -> None:
    people = client.get("/gibtesnicht", headers=HTML).text.split("<main")[1].split("</main")[0]
    assert "vertippt oder veraltet" in people
    assert "/docs" not in people
    assert {'href="/"', 'href="/suche"', 'href="/hilfe"'} <= set(re.findall(r'href="[^"]*"', people))
    assert "/docs" in client.get("/api/gibtesnicht").json()["detail"]


@pytest.mark.parametrize("address", ["/", "/?q=Miete", "/dokumente", "/docs", "/gibtesnicht"])
def test_no_page_asks_anything_of_another_host_or_allows_inline_code(
    client: TestClient, address: str
) -> None:
    response = client.get(address, headers={"accept": "text/html"})
    assert re.findall(r'(?:src|href|action)="(?:https?:)?//', response.text) == []
    own = r'<script(?! type="module" src="/static/)|<style|style=|\son\w+='
    assert re.findall(own, response.text) == []
    assert response.headers["content-security-policy"].startswith("default-src 'self'")
    assert "set-cookie" not in response.headers


def test_every_operation_of_the_interface_is_described(client: TestClient) -> None:
    page = client.get("/docs").text
    for path in client.get("/openapi.json").json()["paths"]:
        assert path in page


def test_an_emergency_shows_its_numbers_above_everything_else(client: TestClient) -> None:
    page = client.get("/", params={"q": "mein mann schlägt mich"}).text
    assert 'href="tel:' in page
    assert page.index('class="notfall"') < page.index('class="antwort')
