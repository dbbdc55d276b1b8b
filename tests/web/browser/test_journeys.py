from collections.abc import Callable, Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from corpus.sample.examples import examples

QUESTION = examples().first
PHONE = {"width": 320, "height": 640}
DESKTOP = {"width": 1280, "height": 900}
PAGES = [
    "/",
    f"/?q={QUESTION}",
    "/?q=Wie+backe+ich+Apfelkuchen",
    "/dokumente",
    "/docs",
    "/gibtesnicht",
    "/?q=a&jahr=x",
]


@pytest.fixture
def visitor(browser: Browser, address: str) -> Iterator[Callable[..., Page]]:
    """Opens a page as a visitor with the given browser settings; fails on any request to another host."""
    contexts, foreign = [], list[str]()

    def open_page(path: str, **how: Any) -> Page:
        context = browser.new_context(base_url=address, locale="de-DE", **how)
        contexts.append(context)
        page = context.new_page()
        page.on(
            "request",
            lambda request: None if request.url.startswith(address) else foreign.append(request.url),
        )
        page.goto(path)
        return page

    yield open_page
    for context in contexts:
        assert context.cookies() == []
        context.close()
    assert foreign == []


def barriers(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [f"{one['id']}: {[node['target'] for node in one['nodes']]}" for one in found]


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
