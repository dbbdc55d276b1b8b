import re
from dataclasses import replace

import pytest
from bs4 import BeautifulSoup
from fastapi.testclient import TestClient

from web.app import create_app
from web.services import Services

PAGES = ["/anleitung", "/leichte-sprache", "/barrierefreiheit", "/datenschutz", "/impressum", "/gestaltung"]
WITH_OPERATOR = ["/impressum", "/datenschutz", "/barrierefreiheit", "/leichte-sprache"]


@pytest.mark.parametrize("address", PAGES)
def test_every_standing_page_is_one_tap_from_every_page(client: TestClient, address: str) -> None:
    assert client.get(address).status_code == 200
    for page in ("/", "/dokumente", "/?q=Miete", "/impressum"):
        foot = client.get(page).text.split("<footer")[1]
        assert f'href="{address}"' in foot


@pytest.mark.parametrize("address", PAGES)
def test_a_standing_page_has_one_heading_and_its_own_title(client: TestClient, address: str) -> None:
    page = client.get(address).text
    assert page.count("<h1") == 1
    titles = [re.findall("<title>(.*)</title>", client.get(one).text)[0] for one in PAGES]
    assert len(set(titles)) == len(PAGES)


@pytest.mark.parametrize("address", WITH_OPERATOR)
def test_what_the_operator_has_not_entered_is_said_in_plain_words(client: TestClient, address: str) -> None:
    page = client.get(address).text
    assert page.count("noch nicht eingetragen") == 4
    assert "LOTSE_" not in page


def test_who_keeps_the_service_is_told_which_settings_name_the_operator(editor: TestClient) -> None:
    page = editor.get("/verwaltung").text
    for name in ("LOTSE_OPERATOR", "LOTSE_OPERATOR_ADDRESS", "LOTSE_OPERATOR_EMAIL", "LOTSE_OPERATOR_PHONE"):
        assert f"<code>{name}</code>" in page


@pytest.mark.parametrize("address", WITH_OPERATOR)
def test_the_operator_is_shown_as_the_settings_name_it(services: Services, address: str) -> None:
    chosen = services.settings.model_copy(
        update={
            "operator": "Stadt Musterstadt",
            "operator_address": "Markt 1, 12345 Musterstadt",
            "operator_email": "sozial@musterstadt.example",
            "operator_phone": "0123 45678",
        }
    )
    with TestClient(create_app(replace(services, settings=chosen))) as client:
        page = client.get(address).text
    assert "noch nicht eingetragen" not in page
    assert "Markt 1<br>12345 Musterstadt" in page
    assert 'href="mailto:sozial@musterstadt.example"' in page
    assert 'href="tel:012345678"' in page


def test_the_design_page_shows_every_colour_with_its_contrast(client: TestClient) -> None:
    page = client.get("/gestaltung").text
    for name in ("papier", "text", "tief", "marke", "warn", "fokus"):
        assert f"--{name}" in page
    assert "15,9" in page


@pytest.mark.parametrize("address", ["/leichte-sprache", "/datenschutz"])
def test_what_is_said_of_kept_questions_follows_the_settings(services: Services, address: str) -> None:
    said = []
    for keeps in (False, True):
        chosen = services.settings.model_copy(update={"record_unanswered": keeps})
        with TestClient(create_app(replace(services, settings=chosen))) as client:
            said.append(" ".join(BeautifulSoup(client.get(address).text, "lxml").get_text().split()))
    without, with_ = said
    kept = re.compile(r"keine Antwort\. Dann merkt|keine Antwort findet")
    assert not kept.search(without)
    assert kept.search(with_)
    assert all("ein Jahr lang" in one or "Nach einem Jahr" in one for one in said)
    assert all("speichert Ihre Fragen nicht" not in one for one in said)


def test_a_language_model_that_reads_questions_is_no_exception_that_goes_unsaid(services: Services) -> None:
    chosen = services.settings.model_copy(update={"model_url": "http://127.0.0.1:9/v1", "model": "m"})
    with TestClient(create_app(replace(services, settings=chosen))) as client:
        assert "außer Fragen an ein Sprachmodell" in client.get("/datenschutz").text


def test_no_link_of_the_page_on_design_leads_nowhere(client: TestClient) -> None:
    page = BeautifulSoup(client.get("/gestaltung").text, "html.parser")
    targets = {str(one["href"]) for one in page.select("main a[href]")}
    leading = {one for one in targets if not one.startswith("tel:")}
    assert {one for one in leading if one.startswith("#") and not page.select(one)} == set()
    assert {one for one in leading if one.startswith("/") and client.get(one).status_code != 200} == set()
    assert {one for one in leading if not one.startswith(("#", "/"))} == set()
