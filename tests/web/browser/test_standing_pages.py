from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from corpus.sample.examples import examples
from tests.web.browser.conftest import DESKTOP, PHONE, barriers

ANSWER = f"/?q={examples().first}"
STANDING = [
    "/anleitung",
    "/leichte-sprache",
    "/notfall",
    "/barrierefreiheit",
    "/datenschutz",
    "/impressum",
    "/gestaltung",
]
EVERY = [*STANDING, "/", ANSWER, "/dokumente", "/docs", "/gibtesnicht"]
Visit = Callable[..., Page]

REACHABLE = "a[href], button:enabled, input:enabled, select:enabled, summary, [tabindex='0']"
OVERFLOWING = """() => [...document.querySelectorAll('main *, footer *, header *')]
    .filter(one => !one.closest('.rollbar, svg, .sprung'))
    .filter(one => one.getBoundingClientRect().right > innerWidth + 1)
    .map(one => one.tagName + '.' + one.className)"""
FOCUS_IS_VISIBLE = """() => {
    const style = getComputedStyle(document.activeElement)
    return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2
}"""
TAPPED_TOO_SMALL = """() => [
        ...document.querySelectorAll('header a, footer a, button, summary, select, main input')
    ]
    .filter(one => one.getBoundingClientRect().height < 24 && one.className !== 'sprung')
    .map(one => one.outerHTML)"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", STANDING)
def test_no_standing_page_has_a_barrier(visitor: Visit, path: str, scheme: Any) -> None:
    assert barriers(visitor(path, viewport=PHONE, color_scheme=scheme)) == []


@pytest.mark.parametrize("path", EVERY)
def test_a_page_in_forced_colours_has_no_barrier(visitor: Visit, path: str) -> None:
    assert barriers(visitor(path, viewport=DESKTOP, forced_colors="active")) == []


@pytest.mark.parametrize("path", EVERY)
def test_a_page_fits_a_small_phone_and_fingers_hit_what_they_aim_at(visitor: Visit, path: str) -> None:
    page = visitor(path, viewport=PHONE)
    assert page.evaluate(OVERFLOWING) == []
    assert page.evaluate(TAPPED_TOO_SMALL) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


@pytest.mark.parametrize("path", EVERY)
def test_text_of_twice_the_size_stays_on_the_page(visitor: Visit, path: str) -> None:
    page = visitor(path, viewport={"width": 640, "height": 900})
    session = page.context.new_cdp_session(page)
    session.send("Page.enable")
    session.send("Page.setFontSizes", {"fontSizes": {"standard": 32, "fixed": 26}})
    page.reload()
    assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "32px"
    assert page.evaluate(OVERFLOWING) == []


@pytest.mark.parametrize("path", [*STANDING, "/"])
def test_the_keyboard_reaches_everything_and_shows_where_it_is(visitor: Visit, path: str) -> None:
    page = visitor(path, viewport=DESKTOP)
    reachable = page.locator(REACHABLE).filter(visible=True)
    seen = list[str]()
    for _ in range(reachable.count()):
        page.keyboard.press("Tab")
        assert page.evaluate(FOCUS_IS_VISIBLE), page.evaluate("document.activeElement.outerHTML")
        seen.append(page.evaluate("document.activeElement.outerHTML"))
    assert "Zum Inhalt springen" in seen[0]
    assert "Gestaltung" in seen[-1]


def test_a_visitor_finds_every_standing_page_at_the_foot_of_the_first(visitor: Visit) -> None:
    page = visitor("/", viewport=PHONE)
    for name in ("Anleitung", "Leichte Sprache", "Barrierefreiheit", "Datenschutz", "Impressum"):
        page.get_by_role("contentinfo").get_by_role("link", name=name).click()
        here = page.get_by_role("contentinfo").locator("[aria-current=page]")
        expect(here).to_have_text(name)


def test_an_example_of_the_guide_leads_to_an_answer(visitor: Visit) -> None:
    page = visitor("/anleitung", viewport=PHONE)
    page.get_by_role("main").get_by_role("link", name=examples().groups[0].questions[0]).click()
    expect(page.get_by_role("heading", name="Antwort", exact=True)).to_be_visible()


def test_paper_holds_question_answer_and_sources_and_nothing_to_press(visitor: Visit) -> None:
    page = visitor(ANSWER, viewport=DESKTOP)
    page.emulate_media(media="print")
    expect(page.get_by_text(f"Ihre Frage: {examples().first}")).to_be_visible()
    expect(page.get_by_role("heading", name="Quellen")).to_be_visible()
    for pressed in ("header", "form", "footer nav"):
        expect(page.locator(pressed)).to_be_hidden()
    page.emulate_media(media="screen")
    expect(page.get_by_text(f"Ihre Frage: {examples().first}")).to_be_hidden()


def test_paper_is_white_even_where_the_screen_is_dark(visitor: Visit) -> None:
    page = visitor("/", viewport=DESKTOP, color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != "rgb(255, 255, 255)"
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"


@pytest.mark.parametrize("path", EVERY)
def test_a_page_without_pictures_weighs_little(visitor: Visit, path: str) -> None:
    loaded = list[int]()
    page = visitor("about:blank", viewport=PHONE)
    page.on("response", lambda response: loaded.append(len(response.body())))
    page.goto(path)
    assert sum(loaded) < 150_000
