import csv
import io
import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from fastapi.testclient import TestClient
from shapely.geometry import box, mapping

from corpus.accounts.accounts import Role
from corpus.document import Visibility
from corpus.places.areas import load_places
from corpus.places.geometry import read_borders, store_borders
from tests.web.staff import SignIn
from web.cli import run_command
from web.services import Services

QUESTION = "Wie viele Angebote für Alleinerziehende je Sozialraum?"
HTML = {"accept": "text/html"}
Page = Callable[[str], BeautifulSoup]


@pytest.fixture
def page(client: TestClient) -> Page:
    return lambda path: BeautifulSoup(client.get(path, headers=HTML).text, "lxml")


def table(soup: BeautifulSoup) -> dict[str, list[str]]:
    rows = soup.select("tbody tr")
    return {row.th.get_text(): [one.get_text() for one in row.select("td")] for row in rows if row.th}


def test_a_question_in_words_counts_offers_for_each_area(page: Page) -> None:
    found = page(f"/angebote?q={QUESTION}")
    counts = table(found)
    assert counts["Oberhausen-Ost"][:4] == ["1", "0", "0", "0"]
    assert counts["Mitte/Styrum"][:4] == ["0", "0", "0", "1"]
    assert counts["Gebiet nicht bekannt oder keines davon"][:4] == ["0", "0", "0", "–"]
    assert "2 verschiedene Angebote" in found.get_text()
    shown = sorted(one.get_text() for one in found.select(".karte .punkt text"))
    assert shown == sorted(cells[0] for area, cells in counts.items() if not area.startswith("Gebiet nicht"))


def test_the_counts_lead_to_the_places(page: Page) -> None:
    link = page(f"/angebote?q={QUESTION}").select_one("tbody tr:nth-of-type(3) th a")
    assert link is not None
    assert page(str(link["href"])).select(".treffer li")


def test_who_asks_how_many_there_are_on_the_page_for_help_is_led_here(page: Page) -> None:
    link = page(f"/hilfe?q={QUESTION}").select_one('a[href^="/angebote?q="]')
    assert link is not None
    assert "2 verschiedene Angebote" in page(str(link["href"])).get_text()
    assert not page("/hilfe?q=Alleinerziehende").select('a[href^="/angebote?q="]')


def test_who_serves_the_whole_city_is_named(page: Page) -> None:
    text = " ".join(page("/angebote?bedarf=frauenhaus").get_text().split())
    assert "Für die ganze Stadt zuständig, gezählt nur da, wo sie liegen: Frauenhaus" in text


def test_all_situations_lead_to_their_needs(page: Page) -> None:
    situations = page("/angebote").select("tbody th a")
    assert len(situations) == 12
    needs = page(str(situations[0]["href"])).select("tbody th a")
    assert "Schuldnerberatung" in [one.get_text() for one in needs]
    assert page(str(needs[0]["href"])).select_one("h1.klein")


def test_a_choice_of_the_form_goes_before_words_and_unknown_words_are_told(page: Page) -> None:
    assert "Kita-Platz" in page("/angebote?q=Tafel&thema=kita").get_text()
    assert "Wohnungslosigkeit" in page("/angebote?q=&thema=lage:wohnen").get_text()
    assert "»Quarkxylophon« ist kein Bedarf bekannt" in page("/angebote?q=Quarkxylophon").get_text()


def test_an_emergency_stands_first_here_too(page: Page) -> None:
    text = page("/angebote?q=Ich will nicht mehr leben").get_text()
    assert text.index("0800 1110111") < text.index("Welche Angebote?")


def test_what_does_not_exist_is_told_on_the_page(client: TestClient) -> None:
    answer = client.get("/angebote?ebene=mond", headers=HTML)
    assert (answer.status_code, "»mond«" in answer.text) == (422, True)


def test_imported_borders_are_coloured_by_the_counts(
    client: TestClient, services: Services, tmp_path: Path
) -> None:
    areas = load_places().of_level("stadtbezirk")
    features = [
        {
            "type": "Feature",
            "properties": {"id": area.id},
            "geometry": mapping(box(6.8 + i / 50, 51.4, 6.82 + i / 50, 51.5)),
        }
        for i, area in enumerate(areas)
    ]
    file = tmp_path / "bezirke.geojson"
    file.write_text(json.dumps({"type": "FeatureCollection", "features": features}), "utf-8")
    database = services.catalogue.database
    store_borders(database, read_borders(file, load_places()))
    try:
        soup = BeautifulSoup(client.get("/angebote?bedarf=frauenhaus&ebene=stadtbezirk").text, "lxml")
    finally:
        with database.transaction():
            database.execute("DELETE FROM area_borders")
    assert [one["class"] for one in soup.select(".karte path")] == [["stufe-4"], ["stufe-0"], ["stufe-0"]]


def test_the_interface_gives_json_and_csv(client: TestClient) -> None:
    found = client.get("/api/supply", params={"need": "kita", "level": "stadtbezirk"}).json()
    (topic,) = found["topics"]
    assert [(one["area"] and one["area"]["id"], one["located"]) for one in topic["areas"]] == [
        ("alt-oberhausen", 2),
        ("osterfeld", 1),
        ("sterkrade", 1),
        (None, 0),
    ]
    answer = client.get("/api/supply", params={"need": "kita", "format": "csv"})
    assert answer.headers["content-type"].startswith("text/csv")
    assert len(list(csv.reader(io.StringIO(answer.text), delimiter=";"))) == 8


@pytest.fixture
def internal_report(staffed: Services) -> Iterator[None]:
    """The report with the figures of all areas, made internal for a while."""
    catalogue = staffed.catalogue
    report = next(one for one in catalogue.documents() if one.title.startswith("Sozialbericht"))
    catalogue.describe(report.id, replace(report.description, visibility=Visibility.INTERNAL))
    yield
    catalogue.describe(report.id, report.description)


@pytest.mark.usefixtures("internal_report")
def test_only_who_may_see_a_report_sees_its_figures_beside_the_offers(sign_in: SignIn) -> None:
    public, staff = sign_in(), sign_in(Role.PROFESSIONAL)
    for path in ("/angebote?bedarf=alleinerziehende", "/api/supply?need=alleinerziehende", "/angebote"):
        assert "29,1" in staff.get(path).text
        assert "29,1" not in public.get(path).text


def test_the_command_counts_and_writes_csv(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command(["supply", QUESTION, "--data", str(data)]) == 0
    printed = capsys.readouterr().out
    assert "Oberhausen-Ost: 1 vor Ort" in printed
    assert run_command(["supply", "--need", "kita", "--format", "csv", "--data", str(data)]) == 0
    assert capsys.readouterr().out.startswith("Thema;Gebiet")
    assert run_command(["supply", "--json", "--data", str(data)]) == 0
    assert len(json.loads(capsys.readouterr().out)["topics"]) == 12
    assert run_command(["supply", "--level", "mond", "--data", str(data)]) == 1
    assert "»mond«" in capsys.readouterr().err
