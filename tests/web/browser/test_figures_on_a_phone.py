import pytest
from playwright.sync_api import expect

from tests.web.browser.conftest import DESKTOP, PHONE, Visit

ASKED = ("/?q=Wie+hoch+ist+die+SGB-II-Quote+in+Osterfeld+2022", "/zahlen?q=SGB-II-Quote+in+Osterfeld+2022")


@pytest.mark.parametrize("path", ASKED)
def test_the_source_of_a_figure_is_in_sight_on_a_phone_and_named_once_on_every_screen(
    colleague: Visit, path: str
) -> None:
    for screen in (PHONE, DESKTOP):
        page = colleague(path, role=None, viewport=screen)
        row = page.locator("tbody tr").filter(has_text="18,6 %").first
        source = row.get_by_role("link", name="Sozialbericht 2023 (Beispieldaten), S. 4")
        expect(source).to_have_count(1)
        box = source.bounding_box()
        assert box
        assert box["x"] + box["width"] <= screen["width"]
