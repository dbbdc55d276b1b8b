"""Walks every page in every state: barriers, size, weight, language, order of headings, landmarks."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest
from fastapi.testclient import TestClient
from playwright.sync_api import Browser, Page, Response

from corpus.accounts.accounts import Role
from corpus.accounts.sessions import Sessions
from tests.web.browser import states
from tests.web.browser.conftest import DESKTOP, PHONE, barriers, is_signed_in, visits
from web.app import create_app
from web.services import Services

HEAVIEST = 150_000
LOOKS: dict[str, dict[str, Any]] = {
    "phone": {"viewport": PHONE, "color_scheme": "light"},
    "desktop": {"viewport": DESKTOP, "color_scheme": "dark"},
}
ENLARGED = (640, 360)
USUAL, TWICE = {"standard": 16, "fixed": 13}, {"standard": 32, "fixed": 26}
STRUCTURE = """() => ({
    language: document.documentElement.lang,
    title: document.title,
    levels: [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')]
        .filter(one => !one.closest('.notfall')) // numbers for an emergency stand above everything
        .map(one => Number(one.tagName[1])),
    landmarks: ['header', 'main', 'footer', 'nav'].map(name => document.querySelectorAll(name).length),
    unnamed: document.querySelectorAll('nav:not([aria-label], [aria-labelledby])').length,
})"""
OVERFLOWING = """() => [...document.querySelectorAll('main *, footer *, header *')]
    .filter(one => !one.closest('.rollbar, svg, .sprung'))
    .filter(one => one.getBoundingClientRect().right > innerWidth + 1)
    .map(one => one.tagName + '.' + one.className)"""
TAPPED_TOO_SMALL = """() => [
        ...document.querySelectorAll('header a, footer a, button, summary, select, main input')
    ]
    .filter(one => one.checkVisibility() && one.className !== 'sprung' && !one.closest('label'))
    .filter(one => one.getBoundingClientRect().height < 24)
    .map(one => one.outerHTML)"""

FULL_BUTTONS = """() => [...document.querySelectorAll('main button:not(.leise-knopf)')]
    .filter(one => one.checkVisibility()).map(one => one.textContent.trim())"""


@pytest.fixture(scope="module")
def window(browser: Browser, address: str) -> Iterator[Page]:
    """One window for all pages: opening another for each would take as long as looking at it."""
    with visits(browser, address) as (open_page, _):
        page = open_page("about:blank")
        session = page.context.new_cdp_session(page)
        session.send("Network.enable")
        session.send("Network.setCacheDisabled", {"cacheDisabled": True})  # each weighs as on a first visit
        yield page
        assert page.context.cookies() == []


@pytest.fixture(scope="module")
def window_at_work(browser: Browser, staff_address: str) -> Iterator[Page]:
    """The same before the service with accounts."""
    with visits(browser, staff_address) as (open_page, _):
        yield open_page("about:blank")


def test_every_page_has_a_state_that_is_walked() -> None:
    assert states.page_routes(create_app()) == {*states.STATES, *states.STAFF, *states.DOOR}


@pytest.mark.parametrize("state", states.ALL)
def test_a_page_can_be_used_by_everybody(window: Page, services: Services, state: str) -> None:
    loaded = list[Response]()

    def note(response: Response) -> None:
        loaded.append(response)

    window.on("response", note)
    can_be_used_in_each_look(window, states.address(state, services))
    window.remove_listener("response", note)
    assert 0 < sum(len(response.body()) for response in loaded if weighs(response)) < HEAVIEST
    holds_enlarged(window)


@pytest.mark.parametrize("state", states.AT_WORK)
def test_a_page_for_those_who_work_here_can_be_used_by_everybody(
    window_at_work: Page, staff_address: str, staffed: Services, state: str
) -> None:
    window_at_work.context.clear_cookies()
    if state not in states.OUTSIDE:
        token = Sessions(staffed.catalogue.database).begin(Role.ADMINISTRATOR)
        is_signed_in(window_at_work, token, staff_address)
    can_be_used_in_each_look(window_at_work, states.address(state, staffed))
    holds_enlarged(window_at_work)


def can_be_used_in_each_look(page: Page, address: str) -> None:
    """The page opened on a phone, then on the screens that it is widened to."""
    page.emulate_media(forced_colors="none", color_scheme="light")
    enlarge(page, USUAL)
    page.set_viewport_size(PHONE)
    page.goto(address)
    for look in LOOKS:
        page.set_viewport_size(LOOKS[look]["viewport"])
        page.emulate_media(color_scheme=LOOKS[look]["color_scheme"])
        can_be_used(page, look)


def holds_enlarged(page: Page) -> None:
    """Loaded anew with text of twice the size and in forced colours, the page has nothing cut off."""
    enlarge(page, TWICE)
    page.emulate_media(forced_colors="active", color_scheme="light")
    page.reload()
    for width in ENLARGED:
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "32px"
        assert page.evaluate(OVERFLOWING) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def enlarge(page: Page, sizes: dict[str, int]) -> None:
    """Set the size of text as somebody does in the settings of the browser."""
    session = page.context.new_cdp_session(page)
    session.send("Page.enable")
    session.send("Page.setFontSizes", {"fontSizes": sizes})


@pytest.mark.parametrize("state", [one for one in states.ALL if one not in states.ERRORS])
def test_a_page_that_is_held_already_is_not_sent_again(
    client: TestClient, services: Services, state: str
) -> None:
    reading = {"accept": "text/html"}
    first = client.get(states.address(state, services), headers=reading)
    if first.status_code == 200:
        again = client.get(first.url, headers=reading | {"if-none-match": first.headers["etag"]})
        assert (again.status_code, again.content) == (304, b"")
    assert "set-cookie" not in first.headers
    assert first.headers["content-security-policy"].startswith("default-src 'self'")


def can_be_used(page: Page, look: str) -> None:
    """No barriers, everything in order, nothing cut off, nothing too small to tap."""
    assert barriers(page) == []
    is_in_order(page)
    assert page.evaluate(OVERFLOWING) == []
    assert page.evaluate(TAPPED_TOO_SMALL) == []
    assert len(set(page.evaluate(FULL_BUTTONS))) <= 1 or page.url.endswith("/gestaltung")
    assert page.evaluate("document.documentElement.scrollWidth") <= LOOKS[look]["viewport"]["width"]


def weighs(response: Response) -> bool:
    """Whether a response counts: pictures of pages do not, and a redirect has no body."""
    return not response.url.partition("?")[0].endswith(".png") and response.status // 100 != 3


def is_in_order(page: Page) -> None:
    """Language, title, headings without a gap, and landmarks with names."""
    found = page.evaluate(STRUCTURE)
    assert found["language"] == "de"
    assert found["title"].endswith("Soziallotse")
    levels = found["levels"]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels)), levels
    header, main, footer, navigation = found["landmarks"]
    assert (header, main, footer) == (1, 1, 1)
    assert navigation >= 2
    assert found["unnamed"] == 0
