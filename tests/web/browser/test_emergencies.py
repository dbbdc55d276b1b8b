"""Somebody in danger, on an old telephone: the first number is on the first screen, whatever the language."""

import re
from collections.abc import Callable
from functools import cache
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, ViewportSize

from assistant.crisis import crisis_notices
from assistant.crisis_table import FILE
from corpus.yaml_text import read_yaml
from tests.web.browser.conftest import DESKTOP

SMALLEST: ViewportSize = {"width": 320, "height": 568}
OLD_PHONE: ViewportSize = {"width": 390, "height": 664}
LANGUAGES = ("de", "en", "tr", "ar", "uk", "ru", "pl", "ro")
TABLE = read_yaml(FILE.read_text("utf-8"))
SITUATIONS = TABLE["situations"]
GROUP = re.compile(r"{(\w+)}")
NEED_OF_TAP = 44
VIOLENCE = "mein mann schlägt mich"


@cache
def words_for(situation: str, language: str) -> str:
    """A phrase of the table that is answered with this emergency, in this language."""
    entry = next(one for one in SITUATIONS if one["id"] == situation)
    groups = TABLE["groups"].get(language, {})
    filled = (GROUP.sub(lambda found: groups[found[1]][0], one) for one in entry["phrases"][language])
    phrases = [one.rstrip(" $>!~") for one in filled]
    return next(
        one
        for one in phrases
        if [(n.situation, n.language) for n in crisis_notices(one)][:1] == [(situation, language)]
    )


@pytest.mark.parametrize("situation", [one["id"] for one in SITUATIONS])
def test_the_first_number_is_on_the_first_screen_in_every_language(
    visitor: Callable[..., Page], situation: str
) -> None:
    page = visitor("about:blank", java_script_enabled=False)
    for language in LANGUAGES:
        page.goto(f"/hilfe?q={quote(words_for(situation, language))}")
        marked = page.locator("main .notfall").first.get_attribute("lang")
        assert marked == (None if language == "de" else language)
        for viewport in (SMALLEST, OLD_PHONE):
            page.set_viewport_size(viewport)
            box = page.locator('main a[href^="tel:"]').first.bounding_box()
            assert box
            assert box["y"] + box["height"] <= viewport["height"], (situation, language, box)
            assert box["height"] >= NEED_OF_TAP


@pytest.mark.parametrize("path", ["/", "/suche", "/angebote", "/zahlen"])
@pytest.mark.parametrize("viewport", [SMALLEST, OLD_PHONE], ids=["smallest", "old"])
def test_the_first_number_is_on_the_first_screen_wherever_an_emergency_is_typed(
    visitor: Callable[..., Page], viewport: Any, path: str
) -> None:
    page = visitor(f"{path}?q={quote(VIOLENCE)}", viewport=viewport)
    box = page.locator('main a[href^="tel:"]').first.bounding_box()
    assert box
    assert box["y"] + box["height"] <= viewport["height"]


def test_numbers_grow_with_the_text_and_part_only_between_their_groups(
    visitor: Callable[..., Page],
) -> None:
    page = visitor(f"/hilfe?q={quote(VIOLENCE)}", viewport={"width": 360, "height": 800})
    sizes = "all => all.map(one => parseFloat(getComputedStyle(one).fontSize))"
    lines = (
        "all => all.map(one => Math.round(one.clientHeight / parseFloat(getComputedStyle(one).lineHeight)))"
    )
    before = page.locator(".notfall bdi").evaluate_all(sizes)
    session = page.context.new_cdp_session(page)
    session.send("Page.enable")
    session.send("Page.setFontSizes", {"fontSizes": {"standard": 32, "fixed": 26}})
    page.reload()
    numbers = page.locator(".notfall bdi")
    assert numbers.evaluate_all(sizes) == [2 * size for size in before]
    groups = [len(one.split()) for one in numbers.all_inner_texts()]
    assert all(n <= most for n, most in zip(numbers.evaluate_all(lines), groups, strict=True))


def test_the_own_language_stands_before_german_and_each_is_marked(visitor: Callable[..., Page]) -> None:
    page = visitor(f"/hilfe?q={quote('Kocam beni dövüyor')}", viewport=OLD_PHONE)
    shown = page.locator(".notfall")
    text = shown.inner_text()
    assert text.index("Şiddet") < text.index("110") < text.index("Kimsenin") < text.index("Niemand darf")
    assert re.match("Bei Gewalt", shown.locator('[lang="de"] h3').inner_text())


def test_the_keyboard_reaches_the_first_number_right_after_the_head(visitor: Callable[..., Page]) -> None:
    page = visitor(f"/hilfe?q={quote(VIOLENCE)}", viewport=DESKTOP)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # the link that skips the head
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "tel:110"


def test_headings_and_landmarks_lead_to_the_emergency_right_after_the_title(
    visitor: Callable[..., Page],
) -> None:
    page = visitor(f"/hilfe?q={quote(VIOLENCE)}", viewport=OLD_PHONE)
    headings = page.get_by_role("main").get_by_role("heading").all_inner_texts()
    assert headings[:3] == ["Hilfe finden", "Bei Gewalt und Bedrohung", "Verstanden als"]
    regions = page.get_by_role("main").get_by_role("region").all()
    assert "110" in regions[0].inner_text()
