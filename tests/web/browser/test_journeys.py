from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from corpus.sample.examples import examples
from tests.web.browser.conftest import DESKTOP, PHONE, barriers

QUESTION = examples().first
PAGES = [
    "/",
    f"/?q={QUESTION}",
    "/?q=Wie+backe+ich+Apfelkuchen",
    "/dokumente",
    "/docs",
    "/gibtesnicht",
    "/?q=a&jahr=x",
]


@pytest.mark.parametrize("javascript", [True, False])
@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_a_visitor_asks_reads_the_answer_and_lands_on_the_marked_page(
    visitor: Callable[..., Page], viewport: Any, javascript: bool
) -> None:
    page = visitor("/", viewport=viewport, java_script_enabled=javascript)
    page.get_by_label("Ihre Frage").fill(QUESTION)
    page.get_by_role("button", name="Fragen").click()
    expect(page.get_by_role("heading", name="Das steht in den Dokumenten")).to_be_visible()
    page.locator(".quellen a").first.click()
    expect(page.locator("#stelle")).not_to_be_empty()
    page.wait_for_load_state("networkidle")
    picture = page.get_by_role("img")
    expect(picture).to_be_visible()
    assert picture.evaluate("image => image.naturalWidth") > 300


def test_a_visitor_asks_by_keyboard_alone(visitor: Callable[..., Page]) -> None:
    page = visitor("/", viewport=DESKTOP)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Zum Inhalt springen")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_label("Ihre Frage")).to_be_focused()
    page.keyboard.type(QUESTION)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Fundstellen")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PAGES)
def test_no_page_has_a_barrier(visitor: Callable[..., Page], path: str, scheme: Any) -> None:
    page = visitor(path, viewport=PHONE, color_scheme=scheme)
    assert barriers(page) == []


def test_the_page_of_a_source_has_no_barrier(visitor: Callable[..., Page]) -> None:
    page = visitor(f"/?q={QUESTION}", viewport=PHONE)
    page.locator(".quellen a").first.click()
    assert barriers(page) == []


@pytest.mark.parametrize("path", PAGES)
def test_no_page_is_wider_than_a_small_phone(visitor: Callable[..., Page], path: str) -> None:
    page = visitor(path, viewport=PHONE)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
