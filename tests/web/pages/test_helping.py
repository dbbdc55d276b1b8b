from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag
from fastapi.testclient import TestClient

from corpus.directory.corrections import State
from web.api.finder import corrections_of
from web.app import create_app
from web.services import Services

DEBTS = "hab schulden und weiss nich weiter, wohne in ostafeld"
HTML = {"accept": "text/html"}


@pytest.fixture
def page(client: TestClient) -> Callable[[str], BeautifulSoup]:
    return lambda path: BeautifulSoup(client.get(path, headers=HTML).text, "lxml")


def words(soup: Tag) -> str:
    return " ".join(soup.get_text(" ").split())


def numbers(soup: BeautifulSoup) -> list[str]:
    return [one.get_text() for one in soup.select(".treffer .nummer")]


def test_a_sentence_leads_to_places_in_groups_by_nearness(page: Callable[[str], BeautifulSoup]) -> None:
    found = page(f"/hilfe?q={DEBTS}")
    titles = [one.get_text() for one in found.select("section section h2, .blatt h2")]
    assert titles == ["Schuldnerberatung in Osterfeld", "Schuldnerberatung in der Nachbarschaft"]
    assert [one.get_text() for one in found.select(".karte .punkt text")] == numbers(found)


def test_what_was_understood_can_be_taken_back_with_one_click(page: Callable[[str], BeautifulSoup]) -> None:
    found = page(f"/hilfe?q={DEBTS}")
    taken_back = found.select_one('.marken a[aria-label="Osterfeld entfernen"]')
    assert taken_back is not None
    wider = page(str(taken_back["href"]))
    assert [one.get_text() for one in wider.select(".blatt h2")] == ["Schuldnerberatung in ganz Oberhausen"]
    nothing = found.select_one('.marken a[aria-label="Schuldnerberatung entfernen"]')
    assert nothing is not None
    assert page(str(nothing["href"])).select(".kacheln a")


def test_a_wish_that_was_not_meant_can_be_taken_back(page: Callable[[str], BeautifulSoup]) -> None:
    found = page("/hilfe?q=kostenlose Schuldnerberatung auf Arabisch")
    taken_back = found.select_one('.marken a[aria-label="auf Arabisch entfernen"]')
    assert taken_back is not None
    assert "auf Arabisch entfernen" not in str(page(str(taken_back["href"])).select_one(".marken"))


def test_themes_lead_to_needs_and_needs_to_places(page: Callable[[str], BeautifulSoup]) -> None:
    themes = page("/hilfe").select(".kacheln a")
    assert len(themes) == 12
    needs = page(str(themes[0]["href"])).select(".kacheln a")
    found = page(str(needs[0]["href"]))
    assert found.select(".treffer li")
    assert {one.get_text() for one in found.select("a.knopf")} == {"Alt-Oberhausen", "Osterfeld", "Sterkrade"}


def test_an_emergency_stands_before_everything_even_if_the_rest_of_the_address_is_wrong(
    page: Callable[[str], BeautifulSoup],
) -> None:
    for path in ("/hilfe?q=Ich will nicht mehr leben", "/hilfe?q=Ich will nicht mehr leben&gebiet=Atlantis"):
        text = words(page(path))
        assert text.index("0800 1110111") < text.index(
            "Psychische" if "Psychische" in text else "Oder wählen"
        )


def test_an_unknown_area_is_named_and_themes_are_offered(client: TestClient) -> None:
    answer = client.get("/hilfe?q=Schulden&gebiet=Atlantis", headers=HTML)
    assert answer.status_code == 422
    assert "Atlantis" in answer.text
    assert "kacheln" in answer.text


@pytest.mark.parametrize(
    ("address", "named"),
    [
        ("bedarf=quark", "Das Thema »quark« gibt es hier nicht"),
        ("gebiet=quark", "Das Gebiet »quark« gibt es hier"),
    ],
)
def test_what_does_not_exist_is_named_once_and_the_themes_lead_on(
    client: TestClient, page: Callable[[str], BeautifulSoup], address: str, named: str
) -> None:
    answer = client.get(f"/hilfe?{address}", headers=HTML)
    assert answer.status_code == 422
    shown = BeautifulSoup(answer.text, "lxml")
    assert named in words(shown)
    assert "abhaengig" not in answer.text
    needs = page(str(shown.select(".kacheln a")[0]["href"]))
    assert "quark" not in str(needs)
    assert page(str(needs.select(".kacheln a")[0]["href"])).select(".treffer li")


def test_an_unknown_language_is_named_with_those_that_are_spoken(client: TestClient) -> None:
    answer = client.get("/hilfe?bedarf=schuldnerberatung&sprache=klingonisch", headers=HTML)
    assert answer.status_code == 422
    assert "Die Sprache »klingonisch« ist nicht bekannt. Beraten wird hier auf: Arabisch" in answer.text


def test_an_area_alone_lists_what_is_there_and_its_themes_keep_the_area(
    page: Callable[[str], BeautifulSoup],
) -> None:
    found = page("/hilfe?q=sterkrade")
    assert found.select(".treffer li")
    assert "Welche Hilfe suchen Sie in Sterkrade?" in words(found)
    needs = page(str(found.select(".kacheln a")[0]["href"]))
    assert " in Sterkrade: Was trifft zu?" in str(needs.h1)
    places = page(str(needs.select(".kacheln a")[0]["href"]))
    assert places.select_one('.marken a[aria-label="Sterkrade entfernen"]')


def test_a_wish_for_a_time_is_shown_answered_on_each_card_and_can_be_taken_back(
    page: Callable[[str], BeautifulSoup],
) -> None:
    found = page("/hilfe?q=Tafel samstags")
    cards = [words(one) for one in found.select(".treffer li")]
    assert "geöffnet am Samstag: ja" in cards[0]
    assert all("geöffnet am Samstag: " in card for card in cards)
    taken_back = found.select_one('.marken a[aria-label="geöffnet am Samstag entfernen"]')
    assert taken_back is not None
    assert "geöffnet am Samstag" not in words(page(str(taken_back["href"])))


def test_unknown_hours_are_marked_and_never_hidden(page: Callable[[str], BeautifulSoup]) -> None:
    found = page("/hilfe?q=Hebamme&offen=1")
    assert "Ob jetzt offen ist, ist nicht bekannt" in words(found)


def test_what_nobody_knows_about_a_filter_is_said(page: Callable[[str], BeautifulSoup]) -> None:
    found = page("/hilfe?bedarf=sozialberatung&rollstuhl=1")
    cards = [words(one) for one in found.select(".treffer li")]
    assert cards
    assert all("rollstuhlgerecht: nein" not in card for card in cards)
    assert any("rollstuhlgerecht: zum Teil" in card for card in cards)


def test_a_place_has_a_page_with_its_week_and_a_sheet_with_a_code(
    page: Callable[[str], BeautifulSoup], services: Services
) -> None:
    one = next(one for one in services.finder.institutions() if one.name.startswith("Schulden- und"))
    shown = page(f"/hilfe/{one.id}")
    assert len(shown.select(".woche tr")) == 7
    assert "Bringen Sie mit Ausweis, Schreiben der Gläubiger" in words(shown)
    assert shown.select('a[href^="tel:+49"]')
    sheet = page(f"/hilfe/{one.id}/merkzettel")
    assert sheet.select(".code svg path")
    assert f"/hilfe/{one.id}" in words(sheet)


@pytest.mark.parametrize(
    ("given", "contacts"),
    [
        ({}, ["tel:115"]),
        ({"operator_email": "hilfe@stadt.example"}, ["mailto:hilfe@stadt.example"]),
        ({"operator_phone": "0208 1234"}, ["tel:02081234"]),
    ],
)
def test_whoever_finds_a_mistake_is_told_how_to_reach_the_city(
    services: Services, given: dict[str, str], contacts: list[str]
) -> None:
    one = services.finder.institutions()[0]
    chosen = services.settings.model_copy(update=given)
    with TestClient(create_app(replace(services, settings=chosen))) as client:
        shown = BeautifulSoup(client.get(f"/hilfe/{one.id}").text, "lxml")
    told = shown.select_one('section[aria-labelledby="falsch"]')
    assert told is not None
    assert [str(link["href"]).split("?")[0] for link in told.select("a")] == contacts
    assert one.id in words(told)


def test_a_place_that_does_not_exist_is_a_page_that_says_so(client: TestClient) -> None:
    answer = client.get("/hilfe/gibtesnicht", headers=HTML)
    assert answer.status_code == 404
    assert "gibtesnicht" in answer.text


@pytest.fixture
def link(services: Services) -> str:
    one = next(one for one in services.finder.institutions() if one.name.startswith("Schuldnerberatung"))
    return f"/korrektur/{corrections_of(services.catalogue).invite(one.id, 'Test').token}"


def filled(client: TestClient, link: str, **changes: str) -> dict[str, str]:
    """The form as it is, with fields changed by their label."""
    soup = BeautifulSoup(client.get(link, headers=HTML).text, "lxml")
    values = {}
    for field in soup.select("form input, form textarea"):
        if field.get("type") != "checkbox":
            values[str(field["name"])] = str(field.get("value") or field.get_text())
    for field in soup.select("form select"):
        chosen = field.select_one("option[selected]")
        values[str(field["name"])] = str(chosen["value"]) if chosen else ""
    labels = {label.get_text(): str(label["for"]) for label in soup.select("form label[for]")}
    return values | {labels[name]: value for name, value in changes.items()}


def test_a_correction_waits_for_a_reviewer_and_uses_its_link_up(
    client: TestClient, services: Services, link: str
) -> None:
    answer = client.post(link, data={**filled(client, link, Telefon="0208 12345678"), "geprueft": "1"})
    assert str(answer.url).endswith("/korrektur/eingegangen")
    (waiting,) = corrections_of(services.catalogue).queue(State.HANDED_IN)
    assert waiting.proposal is not None
    assert waiting.proposal.phones[0].number == "+4920812345678"
    assert waiting.proposal.assured_by == "Beispielwerk Soziales e. V."
    assert services.finder.directory.get(waiting.institution_id).phones[0].number != "+4920812345678"
    assert client.get(link, headers=HTML).status_code == 410
    corrections_of(services.catalogue).decline(waiting.id, "Test")


def test_mistakes_stand_at_their_fields_and_nothing_is_lost(
    client: TestClient, services: Services, link: str
) -> None:
    wrong = {
        "Telefon": "keine",
        "PLZ": "4604",
        "E-Mail": "ohne at",
        "Sprachen": "Deutsch, Klingonisch",
        "Ausnahmen": "Weihnachten",
        "Name": "",
        "Kosten": "5 Euro",
    }
    answer = client.post(link, data=filled(client, link, **wrong), headers=HTML)
    soup = BeautifulSoup(answer.text, "lxml")
    assert answer.status_code == 422
    marked = {str(one["id"]) for one in soup.select('[aria-invalid="true"]')}
    assert {str(one["href"]).removeprefix("#") for one in soup.select("#fehler a")} == marked
    assert len(marked) == len(wrong) - 1
    assert soup.select_one('input[value="5 Euro"]')
    assert "Klingonisch" in words(soup)
    assert corrections_of(services.catalogue).queue(State.HANDED_IN) == []


def test_languages_are_written_by_name(client: TestClient, services: Services, link: str) -> None:
    client.post(link, data=filled(client, link, Sprachen="deutsch, Ukrainisch"))
    (waiting,) = corrections_of(services.catalogue).queue(State.HANDED_IN)
    assert waiting.proposal is not None
    assert waiting.proposal.languages == ("de", "uk")
    assert waiting.proposal.needs == services.finder.directory.get(waiting.institution_id).needs
    corrections_of(services.catalogue).decline(waiting.id, "Test")


def test_templates_of_the_finder_carry_no_style_of_their_own() -> None:
    folder = Path(__file__).parents[3] / "web" / "templates"
    assert [one.name for one in folder.glob("*.html") if ' style="' in one.read_text("utf-8")] == []


def test_a_place_nearby_that_serves_another_area_only_says_so(client: TestClient) -> None:
    shown = client.get("/hilfe?q=Schulden+in+Osterfeld").text
    assert shown.count("Zuständig nur für Sterkrade; fragen Sie bitte vorher nach") == 1
