from collections.abc import Iterator
from urllib.parse import parse_qsl, urlsplit

import pytest
from bs4 import BeautifulSoup, Tag
from fastapi.testclient import TestClient

from corpus.archive import Archive
from corpus.catalogue import Catalogue
from corpus.intake import plan, take_in
from corpus.reading.limits import Limits
from index.build import build
from tests.web.staff import reopened
from web.app import create_app
from web.services import INDEX, Services

SECOND = {"q": "Wohngeld", "art": "bericht", "seite": "2"}


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory, services: Services) -> Iterator[TestClient]:
    """A service with more documents about one thing than a page of results holds."""
    texts, folder = tmp_path_factory.mktemp("texte"), tmp_path_factory.mktemp("viele")
    for number in range(1, 13):
        lines = [f"Wohngeld im Jahr {2000 + number}: Wohngeld {number} hilft." for _ in range(4)]
        (texts / f"{number}.md").write_text("\n\n".join(f"# Teil {n}\n\n{x}" for n, x in enumerate(lines)))
        (texts / f"{number}.yaml").write_text(f"title: Heft {number}\nkind: bericht\nyear: {2000 + number}\n")
    catalogue = Catalogue(folder)
    assert not [
        one
        for one in take_in(catalogue, Archive(folder), plan(catalogue, [texts]).todo, Limits())
        if one.problem
    ]
    build(catalogue, folder / INDEX, services.encoder)
    catalogue.close()
    with TestClient(create_app(reopened(services, folder))) as client:
        yield client


def shown(client: TestClient, path: str) -> BeautifulSoup:
    return BeautifulSoup(client.get(path).text, "html.parser")


def link(page: BeautifulSoup, text: str) -> str:
    found = page.find("a", string=text)
    assert isinstance(found, Tag)
    return str(found["href"])


def asked(address: str) -> dict[str, str]:
    return dict(parse_qsl(urlsplit(address).query))


def test_the_way_back_from_a_source_leads_to_the_page_of_results_it_was_opened_from(many: TestClient) -> None:
    results = shown(many, link(shown(many, "/suche?q=Wohngeld&art=bericht"), "Nächste Seite"))
    assert "Seite 2 von 2" in results.get_text()
    sources = results.select(".treffer h3 a, .treffer .stelle .ort a")
    assert len(sources) > 2
    for one in sources:
        page = shown(many, str(one["href"]))
        assert asked(link(page, "Zurück zu den Fundstellen")) == SECOND
        form = page.select(".sprungform")[0]
        sent = {str(one["name"]): str(one["value"]) for one in form.select("input[name]")}
        jumped = BeautifulSoup(many.get(str(form["action"]), params=sent).text, "html.parser")
        assert asked(link(jumped, "Zurück zu den Fundstellen")) == SECOND


def test_the_way_back_from_one_document_leads_to_the_page_of_results_it_was_chosen_from(
    many: TestClient,
) -> None:
    results = shown(many, "/suche?q=Wohngeld&art=bericht&seite=2")
    further = next(one for one in results.select(".treffer a") if "weitere Stelle" in one.get_text())
    inside = shown(many, str(further["href"]))
    assert inside.select(".treffer")[0]["start"] == "1"
    assert asked(link(inside, "Zurück zu allen Dokumenten")) == SECOND


def test_narrowing_begins_at_the_first_page_of_results(many: TestClient) -> None:
    results = shown(many, "/suche?q=Wohngeld&seite=2")
    narrowing = [asked(str(one["href"])) for one in results.select("#eingrenzen a")]
    assert len(narrowing) > 3
    assert not any("seite" in one for one in narrowing)
