"""Walks every page in every state: barriers, size, weight, language, order of headings, landmarks."""

from itertools import pairwise
from typing import Any

import pytest
from fastapi.testclient import TestClient
from playwright.sync_api import Page, Response

from corpus.accounts.accounts import Role
from tests.web.browser import states
from tests.web.browser.conftest import DESKTOP, PHONE, Visit, barriers
from web.app import create_app
from web.services import Services

HEAVIEST = 150_000
LOOKS: dict[str, dict[str, Any]] = {
    "phone": {"viewport": PHONE, "color_scheme": "light"},
    "desktop": {"viewport": DESKTOP, "color_scheme": "dark"},
}
ENLARGED = (640, 360)
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


def test_every_page_has_a_state_that_is_walked() -> None:
    assert states.page_routes(create_app()) == {*states.STATES, *states.STAFF, *states.DOOR}


@pytest.mark.parametrize("state", states.ALL)
def test_a_page_can_be_used_by_everybody(visitor: Visit, services: Services, state: str) -> None:
    loaded = list[Response]()
    page = visitor("about:blank", **LOOKS["phone"])
    page.on("response", lambda response: loaded.append(response) if weighs(response.url) else None)
    page.goto(states.address(state, services))
    can_be_used_in_each_look(page)
    assert 0 < sum(len(response.body()) for response in loaded) < HEAVIEST
    holds_enlarged(page)


@pytest.mark.parametrize("state", states.AT_WORK)
def test_a_page_for_those_who_work_here_can_be_used_by_everybody(
    colleague: Visit, staffed: Services, state: str
) -> None:
    role = None if state in states.OUTSIDE else Role.ADMINISTRATOR
    page = colleague(states.address(state, staffed), role, **LOOKS["phone"])
    can_be_used_in_each_look(page)
    holds_enlarged(page)


def can_be_used_in_each_look(page: Page) -> None:
    """The page as it stands, first on a phone, then on the screens that it is widened to."""
    for look in LOOKS:
        page.set_viewport_size(LOOKS[look]["viewport"])
        page.emulate_media(color_scheme=LOOKS[look]["color_scheme"])
        can_be_used(page, look)


def holds_enlarged(page: Page) -> None:
    """Loaded anew with text of twice the size and in forced colours, the page has nothing cut off."""
    session = page.context.new_cdp_session(page)
    session.send("Page.enable")
    session.send("Page.setFontSizes", {"fontSizes": {"standard": 32, "fixed": 26}})
    page.emulate_media(forced_colors="active", color_scheme="light")
    page.reload()
    for width in ENLARGED:
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "32px"
        assert page.evaluate(OVERFLOWING) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("state", [one for one in states.ALL if one not in states.ERRORS])
def test_a_page_that_is_held_already_is_not_sent_again(
    client: TestClient, services: Services, state: str
) -> None:
    first = client.get(states.address(state, services), headers={"accept": "text/html"})
    if first.status_code == 200:
        again = client.get(first.url, headers={"if-none-match": first.headers["etag"]})
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


def weighs(address: str) -> bool:
    """Whether a response counts: pictures of pages do not."""
    return not address.partition("?")[0].endswith(".png")


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
