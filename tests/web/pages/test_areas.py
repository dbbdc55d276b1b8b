"""The pages on areas say what is there, where it stands, and what is missing."""

from collections.abc import Iterator

import pytest
from bs4 import BeautifulSoup, Tag
from fastapi.testclient import TestClient

from tests.web.staff import OUTSIDE
from web.app import create_app
from web.services import Services


@pytest.fixture(scope="module")
def client(public_services: Services) -> Iterator[TestClient]:
    """The sample with its figures read."""
    with TestClient(create_app(public_services), OUTSIDE, raise_server_exceptions=False) as client:
        yield client


def page(client: TestClient, path: str, status: int = 200) -> BeautifulSoup:
    answer = client.get(path, headers={"accept": "text/html"})
    assert answer.status_code == status
    return BeautifulSoup(answer.text, "lxml")


def row(soup: BeautifulSoup, head: str) -> list[Tag]:
    return next(r for r in soup.select("tbody tr") if r.th and r.th.get_text(strip=True) == head).select("td")


def test_all_six_sozialraeume_lead_to_a_page_of_their_own(client: TestClient) -> None:
    listed = page(client, "/sozialraeume").select("main ul")[0].select("a")
    assert len(listed) == 6
    for link in listed:
        assert page(client, str(link["href"])).h1.get_text() == link.get_text()


def test_the_newest_value_stands_beside_the_city_s_of_the_same_year_each_with_its_cell(
    client: TestClient,
) -> None:
    year, own, city, distance = row(page(client, "/sozialraeume/sr-osterfeld"), "SGB-II-Quote")
    texts = [" ".join(one.get_text().split()) for one in (year, own, city, distance)]
    assert texts == ["2022", "18,6 %", "17,3 %", "+1,3"]
    source = page(client, str(own.a["href"]))
    assert "18,6" in source.get_text()


def test_what_is_recommended_is_quoted_with_its_page(client: TestClient) -> None:
    soup = page(client, "/sozialraeume/sr-osterfeld")
    heading = next(one for one in soup.select("h2") if one.get_text() == "Was empfohlen wird")
    first = heading.find_next("li")
    text = first.get_text(" ", strip=True).split(" Strategiepapier")[0][:60]
    source = page(client, str(first.a["href"])).get_text(" ", strip=True)
    assert " ".join(text.split()) in " ".join(source.split())


def test_what_is_missing_is_called_a_gap(client: TestClient) -> None:
    assert (
        "Jugendarbeitslosigkeit" in page(client, "/sozialraeume/sr-osterfeld").select_one(".fehlt").get_text()
    )
    assert "Jugendarbeitslosigkeit" in page(client, "/zahlen/matrix").select_one(".fehlt").get_text()


def test_the_matrix_says_in_words_how_far_a_value_is_from_the_city_s(client: TestClient) -> None:
    cells = row(page(client, "/zahlen/matrix?jahr=2022"), "Sterkrade-Nord")
    assert any("▼▼ deutlich weniger Bedarf" in one.get_text() for one in cells)
    assert any("keine Aussage" in one.get_text() for one in cells)


def test_a_year_without_figures_is_refused_with_those_that_have_some(client: TestClient) -> None:
    assert "Jahre mit Zahlen: 2022" in page(client, "/zahlen/matrix?jahr=1950", 422).get_text()


def test_an_area_that_does_not_exist_is_not_found(client: TestClient) -> None:
    page(client, "/sozialraeume/gibtesnicht", 404)
