import time
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.web.browser.conftest import DESKTOP, PHONE, barriers
from web.api.finder import corrections_of
from web.services import Services

DEBTS = "hab schulden und weiss nich weiter, wohne in ostafeld"

HIDDEN_ON_MAP = """() => {
    const map = document.querySelector('.karte').getBoundingClientRect();
    const drawn = [...document.querySelectorAll('.karte > text, .karte circle')]
        .map(one => [one.textContent, one.getBoundingClientRect()]);
    const outside = ([, box]) => box.left < map.left || box.right > map.right;
    const over = (one, other) => one.left < other.right && other.left < one.right
        && one.top + 1 < other.bottom && other.top + 1 < one.bottom;
    return drawn.filter((one, at) => outside(one) || drawn.slice(at + 1).some(two => over(one[1], two[1])))
        .map(([name]) => name);
}"""


@pytest.fixture
def entry(services: Services) -> str:
    return next(one.id for one in services.finder.institutions() if one.name.startswith("Schulden- und"))


@pytest.fixture
def link(services: Services, entry: str) -> str:
    return f"/korrektur/{corrections_of(services.catalogue).invite(entry, 'Test').token}"


@pytest.mark.parametrize("javascript", [True, False])
@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_somebody_with_debts_reaches_a_number_by_words(
    visitor: Callable[..., Page], viewport: Any, javascript: bool
) -> None:
    began = time.monotonic()
    page = visitor("/", viewport=viewport, java_script_enabled=javascript)
    page.get_by_role("link", name="Hilfe finden").click()
    page.get_by_label("Wobei brauchen Sie Hilfe?").fill(DEBTS)
    page.get_by_role("button", name="Hilfe finden").click()
    expect(page.get_by_role("heading", name="Schuldnerberatung in Osterfeld")).to_be_visible()
    page.get_by_role("link", name="Schulden- und Haushaltshilfe Osterfeld").click()
    expect(page.locator('a[href^="tel:"]').first).to_be_visible()
    assert time.monotonic() - began < 60


def test_somebody_with_debts_reaches_a_number_by_tiles_in_six_clicks(visitor: Callable[..., Page]) -> None:
    page = visitor("/hilfe", viewport=PHONE, java_script_enabled=False)
    page.get_by_role("link", name="Geld und Schulden").click()
    page.get_by_role("link", name="Schuldnerberatung").click()
    page.get_by_role("link", name="Osterfeld", exact=True).click()
    page.get_by_role("link", name="Schulden- und Haushaltshilfe Osterfeld").click()
    expect(page.locator('a[href^="tel:"]').first).to_be_visible()


def test_filters_are_reached_by_keyboard_alone(visitor: Callable[..., Page]) -> None:
    page = visitor("/hilfe?bedarf=sozialberatung", viewport=DESKTOP)
    page.get_by_text("Ändern und filtern").focus()
    page.keyboard.press("Enter")
    page.get_by_label("rollstuhlgerecht sind").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="rollstuhlgerecht entfernen")).to_be_visible()
    page.get_by_role("link", name="rollstuhlgerecht entfernen").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="rollstuhlgerecht entfernen")).to_have_count(0)


def test_a_printed_sheet_shows_the_place_and_not_the_service(
    visitor: Callable[..., Page], entry: str
) -> None:
    page = visitor(f"/hilfe/{entry}/merkzettel", viewport=DESKTOP)
    page.emulate_media(media="print")
    expect(page.locator(".code svg")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator(".kopf")).to_be_hidden()
    expect(page.get_by_text("Zurück zum Eintrag")).to_be_hidden()


@pytest.mark.parametrize("javascript", [True, False])
def test_a_provider_mends_a_mistake_and_hands_in(
    visitor: Callable[..., Page], services: Services, link: str, javascript: bool
) -> None:
    page = visitor(link, viewport=PHONE, java_script_enabled=javascript)
    page.get_by_label("Telefon").fill("12")
    page.get_by_role("button", name="An die Stadt schicken").click()
    field = page.get_by_label("Telefon")
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_have_accessible_description(
        "Mit Vorwahl. Mehrere mit Strichpunkt trennen. Fehler: »12« ist keine Nummer."
        " Bitte mit Vorwahl, zum Beispiel 0208 123456."
    )
    if javascript:
        assert barriers(page) == []
    field.fill("0208 12345678")
    page.get_by_label("Alle Angaben sind geprüft und stimmen").check()
    page.get_by_role("button", name="An die Stadt schicken").click()
    expect(page.get_by_role("heading", name="Danke, Ihre Angaben sind da")).to_be_visible()
    queue = corrections_of(services.catalogue)
    (waiting,) = queue.queue()
    queue.decline(waiting.id, "Test")


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_names_on_a_map_lie_inside_and_hide_neither_each_other_nor_a_number(
    visitor: Callable[..., Page], viewport: Any
) -> None:
    page = visitor(f"/hilfe?q={DEBTS}", viewport=viewport)
    assert len(page.locator(".karte > text").all()) > 3
    assert page.evaluate(HIDDEN_ON_MAP) == []


def test_a_sheet_is_printed_with_one_button(visitor: Callable[..., Page], entry: str) -> None:
    page = visitor(f"/hilfe/{entry}/merkzettel", viewport=PHONE)
    page.evaluate("window.print = () => { document.title = 'gedruckt' }")
    page.get_by_role("button", name="Drucken").click()
    expect(page).to_have_title("gedruckt")
    expect(page.get_by_text("Menü Ihres Browsers")).to_be_hidden()
    assert barriers(page) == []


def test_without_script_a_sheet_says_how_to_print_on_any_device(
    visitor: Callable[..., Page], entry: str
) -> None:
    page = visitor(f"/hilfe/{entry}/merkzettel", viewport=PHONE, java_script_enabled=False)
    expect(page.get_by_text("Menü Ihres Browsers")).to_be_visible()
    expect(page.get_by_role("button", name="Drucken")).to_be_hidden()
    assert "Strg" not in page.content()
