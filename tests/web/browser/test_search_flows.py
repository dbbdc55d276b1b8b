import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from pybtex.database import parse_string

from tests.web.browser.conftest import DESKTOP, PHONE

Visit = Callable[..., Page]
FOUND = "/suche?q=Alleinerziehende+Empfehlung"
MOST_CLICKS = 6


@pytest.mark.parametrize("javascript", [True, False])
@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_a_colleague_finds_what_was_recommended_for_single_parents(
    visitor: Visit, viewport: Any, javascript: bool
) -> None:
    page = visitor("/", viewport=viewport, java_script_enabled=javascript)
    clicks = 0

    def click(name: str, role: Any = "link", where: str = "body") -> None:
        nonlocal clicks
        page.locator(where).get_by_role(role, name=name).first.click()
        clicks += 1

    click("Suchen", where="header")
    page.get_by_label("Suchwörter").fill("Empfehlungen Alleinerziehende")
    click("Suchen", "button")
    click("Strategiepapier (1)")
    expect(page.get_by_role("heading", name="in 1 Dokument")).to_be_visible()
    click("S. 2 (Blatt 3)", where=".stelle")
    expect(page.locator("#stelle")).to_contain_text("Alleinerziehende")
    expect(page.get_by_role("img")).to_be_visible()
    click("Text", where=".reihe")
    expect(page.locator("body")).to_contain_text(
        "Strategiepapier Osterfeld 2024 (Beispieldaten). S. 2 (Blatt 3)."
    )
    assert clicks < MOST_CLICKS


def test_a_search_is_remembered_in_the_browser_until_it_is_deleted(visitor: Visit) -> None:
    page = visitor(FOUND, viewport=PHONE)
    expect(page.get_by_role("heading", name="Gemerkte Suchen")).to_be_hidden()
    page.get_by_role("button", name="Diese Suche merken").click()
    expect(page.get_by_role("status")).to_contain_text("Gemerkt")
    page.goto("/suche")
    page.get_by_role("link", name="Alleinerziehende Empfehlung").click()
    expect(page).to_have_url(re.compile(re.escape(FOUND) + "$"))
    page.get_by_role("button", name="Gemerkte Suche Alleinerziehende Empfehlung löschen").click()
    expect(page.get_by_role("heading", name="Gemerkte Suchen")).to_be_hidden()
    page.reload()
    expect(page.get_by_role("heading", name="Gemerkte Suchen")).to_be_hidden()


def test_without_javascript_a_search_is_kept_as_a_bookmark(visitor: Visit) -> None:
    page = visitor(FOUND, viewport=PHONE, java_script_enabled=False)
    expect(page.get_by_role("button", name="Diese Suche merken")).to_be_hidden()
    expect(page.get_by_text("als Lesezeichen speichern")).to_be_visible()


def test_headings_of_documents_complete_what_is_typed(visitor: Visit) -> None:
    page = visitor("/suche", viewport=DESKTOP)
    page.get_by_label("Suchwörter").press_sequentially("Belegungs")
    expect(page.locator("#vorschlaege option").first).to_have_attribute(
        "value", "Empfehlung C1: Belegungsrechte ankaufen und verlängern"
    )


def test_ticked_passages_are_taken_along_for_a_citation_program(visitor: Visit) -> None:
    page = visitor(FOUND, viewport=PHONE)
    for tick in page.get_by_label("Zitieren", exact=True).all()[:2]:
        tick.check()
    page.get_by_label("Angekreuzte Stellen zitieren als").select_option("BibTeX")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Zitate holen").click()
    assert waiting.value.suggested_filename == "quellen.bib"
    assert len(parse_string(waiting.value.path().read_text("utf-8"), "bibtex").entries) == 2


def test_arrow_keys_turn_pages_but_not_while_something_is_typed(visitor: Visit) -> None:
    page = visitor("/dokumente", viewport=DESKTOP)
    page.get_by_role("link", name="Sozialbericht 2023 (Beispieldaten)").click()
    page.get_by_role("link", name="Lesen, Seite für Seite").click()
    expect(page.get_by_text("Blatt 1 von 13")).to_be_visible()
    page.wait_for_load_state("networkidle")
    page.keyboard.press("ArrowRight")
    expect(page.get_by_text("S. 1 (Blatt 2) von 13")).to_be_visible()
    page.wait_for_load_state("networkidle")
    page.keyboard.press("ArrowLeft")
    expect(page.get_by_text("Blatt 1 von 13")).to_be_visible()
    page.get_by_label("Zu Seite").fill("7")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(page.get_by_text("S. 7 (Blatt 8) von 13")).to_be_visible()


def test_why_a_passage_was_found_opens_by_keyboard(visitor: Visit) -> None:
    page = visitor(FOUND, viewport=DESKTOP)
    why = page.get_by_text("Warum dieser Treffer").first
    why.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Anteil der Wörter").first).to_be_visible()


def test_paper_holds_what_was_searched_and_found_and_nothing_to_press(visitor: Visit) -> None:
    page = visitor(FOUND, viewport=DESKTOP)
    page.emulate_media(media="print")
    expect(page.get_by_text("Gesucht: Alleinerziehende Empfehlung")).to_be_visible()
    expect(page.locator(".stelle").first).to_be_visible()
    for pressed in ("header", "input", "button", "select", ".facetten", "summary"):
        expect(page.locator(pressed).filter(visible=True)).to_have_count(0)
