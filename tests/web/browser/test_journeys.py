import re
from typing import Any

import pytest
from playwright.sync_api import expect

from corpus.sample.examples import examples
from tests.web.browser.conftest import DESKTOP, PHONE, Visit, barriers

QUESTION = examples().first


@pytest.mark.parametrize("javascript", [True, False])
@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_a_visitor_asks_reads_the_answer_and_lands_on_the_marked_page(
    visitor: Visit, viewport: Any, javascript: bool
) -> None:
    page = visitor("/", viewport=viewport, java_script_enabled=javascript)
    page.get_by_label("Ihre Frage").fill(QUESTION)
    page.get_by_role("button", name="Fragen").click()
    expect(page.get_by_role("heading", name="Das steht in den Dokumenten")).to_be_visible()
    page.locator(".quellen a").first.click()
    expect(page.locator("#stelle")).not_to_be_empty()
    picture = page.get_by_role("img")
    expect(picture).to_be_visible()
    assert picture.evaluate("image => image.decode().then(() => image.naturalWidth)") > 300


def test_a_visitor_asks_by_keyboard_alone(visitor: Visit) -> None:
    page = visitor("/", viewport=DESKTOP)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Zum Inhalt springen")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_label("Ihre Frage")).to_be_focused()
    page.keyboard.type(QUESTION)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Das steht in den Dokumenten")).to_be_visible()


def test_a_source_opened_beside_the_answer_has_no_barrier(visitor: Visit) -> None:
    page = visitor(f"/?q={QUESTION}", viewport=PHONE)
    page.locator(".quellen a").first.click()
    heading = page.get_by_role("dialog").get_by_role("heading", name=re.compile(r", S\. \d+"))
    expect(heading).to_be_in_viewport()
    assert barriers(page) == []
    page.get_by_role("link", name="Zur markierten Stelle im Text").click()
    expect(page.locator(".daneben #stelle")).to_be_in_viewport()


@pytest.mark.parametrize("javascript", [True, False])
@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_a_citizen_with_debts_in_osterfeld_reaches_a_number_to_call_and_a_note_to_take_along(
    visitor: Visit, viewport: Any, javascript: bool
) -> None:
    page = visitor("/", viewport=viewport, java_script_enabled=javascript)
    page.get_by_label("Ihre Frage").fill("hab schulden und weiss nich weiter, wohne in ostafeld")
    page.get_by_role("button", name="Fragen").click()
    expect(page.locator("#anfang")).to_have_text("Antwort")  # so no link is replaced any more
    place = page.locator("a[href^='/hilfe/']").first
    expect(place).to_contain_text("Schulden")
    place.click()
    expect(page.locator("main a[href^='tel:']").first).to_be_visible()
    page.get_by_role("link", name="Merkzettel zum Drucken").click()
    expect(page.locator(".code svg")).to_be_visible()


@pytest.mark.parametrize("javascript", [True, False])
@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_a_planner_takes_four_figures_and_their_sources_along_in_four_clicks(
    colleague: Visit, viewport: Any, javascript: bool
) -> None:
    page = colleague("/", None, viewport=viewport, java_script_enabled=javascript)
    page.locator("header").get_by_role("link", name="Zahlen").click()
    asked = "SGB-II-Quote, Kinderarmut, Altersarmut und Alleinerziehende in Osterfeld 2022"
    page.get_by_label("Welche Zahlen brauchen Sie?").fill(asked)
    page.get_by_role("button", name="Zeigen").click()
    expect(page.locator("tbody tr")).to_have_count(4)
    page.get_by_role("button", name="Angekreuzte ins Dossier").click()
    expect(page.locator(".quellen li")).to_have_count(4)
    with page.expect_download() as taken:
        page.get_by_role("button", name="Als Word-Datei").click()
    assert taken.value.suggested_filename.endswith(".docx")
