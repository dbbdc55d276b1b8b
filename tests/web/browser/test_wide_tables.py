from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from corpus.accounts.accounts import Role

DESKTOP = {"width": 1280, "height": 900}
SMALL = {"width": 320, "height": 640}
OLD_PHONE = {"width": 390, "height": 664}
GAP = 20  # pixels between the words of a head and the first row
WORDS = """head => {
    const words = document.createRange();
    words.selectNodeContents(head);
    return head.closest('thead').getBoundingClientRect().bottom - words.getBoundingClientRect().bottom;
}"""


def test_the_indicators_beside_offers_stand_on_a_desktop_in_full(
    visitor: Callable[..., Page],
) -> None:
    page = visitor("/angebote?bedarf=schuldnerberatung", viewport=DESKTOP)
    hidden = page.locator(".rollbar").evaluate("table => table.scrollWidth - table.clientWidth")
    assert hidden == 0


@pytest.mark.parametrize(
    "path", ["/verwaltung/nutzung", "/verwaltung/konten", "/verwaltung/konten/redaktion"]
)
def test_tables_of_the_administration_are_read_on_a_phone_without_pushing(
    colleague: Callable[..., Page], path: str
) -> None:
    page = colleague("/notfall", Role.ADMINISTRATOR, viewport=SMALL)
    page.goto(path)
    tables = page.locator(".rollbar")
    assert (
        tables.evaluate_all("all => all.map(one => one.scrollWidth - one.clientWidth)")
        == [0] * tables.count()
    )
    assert page.get_by_role("cell").count() > 0


@pytest.mark.parametrize("path", ["/angebote", "/angebote?lage=wohnen", "/angebote?bedarf=schuldnerberatung"])
def test_a_wide_table_on_a_phone_says_that_it_goes_on_and_keeps_its_heads_at_its_rows(
    visitor: Callable[..., Page], path: str
) -> None:
    page = visitor(path, viewport=OLD_PHONE)
    expect(page.get_by_text("Schieben Sie sie zur Seite")).to_be_visible()
    for head in page.locator(".fest thead th").all():
        assert head.evaluate(WORDS) <= GAP
    page.locator(".rollbar").evaluate("table => { table.scrollLeft = 400; }")
    name = page.locator(".fest tbody th").first.bounding_box()
    assert name
    assert name["x"] >= 0
