from collections.abc import Callable
from urllib.parse import parse_qsl, quote, urlsplit

import pytest
from bs4 import BeautifulSoup, Tag
from fastapi.testclient import TestClient

from web.pages.help_query import HelpQuery

LIST = "/hilfe?q=hab+Schulden&gebiet=osterfeld&rollstuhl=1&ohne=free"
DANGER = "ich will nicht mehr leben"
ANSWER = "/?q=Und in Sterkrade?&frueher=Wer hilft bei Schulden?&ort=Sterkrade&sprache=tr"


@pytest.fixture
def page(client: TestClient) -> Callable[[str], BeautifulSoup]:
    return lambda path: BeautifulSoup(client.get(path).text, "html.parser")


def back(page: BeautifulSoup) -> list[str]:
    found = [one for one in page.select("main a") if one.get_text().startswith("Zurück")]
    return [str(one["href"]) for one in found if isinstance(one, Tag)]


def held(address: str) -> list[tuple[str, str]]:
    return sorted(parse_qsl(urlsplit(address).query))


def test_every_place_of_a_list_leads_back_to_it_with_its_filters_also_by_way_of_the_sheet(
    page: Callable[[str], BeautifulSoup],
) -> None:
    places = [str(one["href"]) for one in page(LIST).select(".treffer h3 a")]
    assert places
    for one in places:
        place = page(one)
        assert [held(address) for address in back(place)] == [held(LIST)]
        sheet = page(str(place.select('a[href*="/merkzettel"]')[0]["href"]))
        assert [held(address) for address in back(page(back(sheet)[0]))] == [held(LIST)]


def test_the_way_back_leads_to_the_page_of_the_list_that_was_shown(
    page: Callable[[str], BeautifulSoup],
) -> None:
    second = HelpQuery(gebiet="osterfeld", seite=2)
    path = urlsplit(str(page(LIST).select(".treffer h3 a")[0]["href"])).path
    assert held(back(page(f"{path}?{second.onward}"))[0]) == [("gebiet", "osterfeld"), ("seite", "2")]


def test_a_place_of_an_answer_leads_back_to_the_answer_with_all_that_was_said_before(
    page: Callable[[str], BeautifulSoup],
) -> None:
    places = [str(one["href"]) for one in page(ANSWER).select(".karten h3 a")]
    assert places
    assert [held(address) for address in back(page(places[0]))] == [held(ANSWER)]


@pytest.mark.parametrize(
    "foreign",
    ["//boese.example", "https://boese.example/", "q=x&next=https://boese.example", "\\\\boese.example?q=1"],
)
def test_no_address_makes_the_way_back_lead_to_another_site(
    page: Callable[[str], BeautifulSoup], foreign: str
) -> None:
    place = page(LIST).select(".treffer h3 a")[0]["href"]
    path = urlsplit(str(place)).path
    for name in ("antwort", "zurueck", "q"):
        ways = back(page(f"{path}?{name}={quote(foreign)}"))
        assert [one for one in ways if not one.startswith(("/?", "/hilfe?"))] == []


@pytest.mark.parametrize("asked", [f"q={DANGER}", f"antwort={quote(f'q={DANGER}&frueher=Hallo')}"])
def test_a_place_of_an_emergency_shows_its_numbers_too_and_no_browser_keeps_the_page(
    client: TestClient, page: Callable[[str], BeautifulSoup], asked: str
) -> None:
    path = urlsplit(str(page(LIST).select(".treffer h3 a")[0]["href"])).path
    for address in (path, f"{path}/merkzettel"):
        place = client.get(f"{address}?{asked}")
        assert "tel:08001110111" in place.text
        assert place.headers["cache-control"] == "no-store"
        calm = client.get(f"{address}?{asked.replace('leben', 'wohnen')}")
        assert "tel:08001110111" not in calm.text
        assert calm.headers["cache-control"] != "no-store"


def test_what_was_asked_before_is_no_part_of_the_address_that_a_browser_passes_on(
    page: Callable[[str], BeautifulSoup],
) -> None:
    address = urlsplit(str(page(ANSWER).select(".karten h3 a")[0]["href"]))
    passed_on = [one["href"] for one in page(address.geturl()).select('link[rel="canonical"]')]
    assert passed_on == [address.path]
    (code,) = page(f"{address.path}/merkzettel?{address.query}").select(".code [aria-label]")
    assert str(code["aria-label"]).endswith(address.path)


def test_a_place_that_was_opened_by_its_own_address_names_no_way_back(
    page: Callable[[str], BeautifulSoup],
) -> None:
    path = urlsplit(str(page(LIST).select(".treffer h3 a")[0]["href"])).path
    assert back(page(path)) == []
