import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from corpus.sample.examples import examples
from tests.web.browser.conftest import DESKTOP, PHONE

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
Visit = Callable[..., Page]

REACHABLE = "a[href], button:enabled, input:enabled, select:enabled, summary, [tabindex='0']"
FOCUS_IS_VISIBLE = """() => {
    const style = getComputedStyle(document.activeElement)
    return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2
}"""


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
    expect(page.get_by_text(re.compile(r"Adresse dieser Antwort: http://.*/\?q="))).to_be_visible()
    for pressed in ("header", "form", "footer nav"):
        expect(page.locator(pressed).filter(visible=True)).to_have_count(0)


def test_paper_shows_no_frame_round_what_has_the_focus(visitor: Visit) -> None:
    page = visitor("/", viewport=DESKTOP)
    page.get_by_label("Ihre Frage").fill(examples().first)
    page.keyboard.press("Enter")
    heading = page.get_by_role("heading", name="Antwort", exact=True)
    expect(heading).to_be_focused()
    assert page.evaluate(FOCUS_IS_VISIBLE)
    page.emulate_media(media="print")
    assert not page.evaluate(FOCUS_IS_VISIBLE)


def test_paper_is_white_even_where_the_screen_is_dark(visitor: Visit) -> None:
    page = visitor("/", viewport=DESKTOP, color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != "rgb(255, 255, 255)"
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
