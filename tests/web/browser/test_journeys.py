from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from corpus.sample.examples import examples
from tests.web.browser.conftest import DESKTOP, PHONE, barriers

QUESTION = examples().first


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
    picture = page.get_by_role("img")
    expect(picture).to_be_visible()
    assert picture.evaluate("image => image.decode().then(() => image.naturalWidth)") > 300


def test_a_visitor_asks_by_keyboard_alone(visitor: Callable[..., Page]) -> None:
    page = visitor("/", viewport=DESKTOP)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Zum Inhalt springen")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_label("Ihre Frage")).to_be_focused()
    page.keyboard.type(QUESTION)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Das steht in den Dokumenten")).to_be_visible()


def test_a_source_opened_beside_the_answer_has_no_barrier(visitor: Callable[..., Page]) -> None:
    page = visitor(f"/?q={QUESTION}", viewport=PHONE)
    page.locator(".quellen a").first.click()
    assert barriers(page) == []
