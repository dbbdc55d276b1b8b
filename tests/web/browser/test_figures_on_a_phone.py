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


def test_below_one_another_name_and_source_stand_once_on_a_phone_and_each_value_leads_to_its_page(
    colleague: Visit,
) -> None:
    page = colleague("/?q=Wie+hat+sich+die+Kinderarmut+seit+2015+entwickelt", role=None, viewport=PHONE)
    heads = page.locator("#antwort-teil tbody th")
    told = [head.inner_text() for head in heads.all()]
    assert len(told) > 8
    assert sum("SGB-II-Bezug" in one.replace("\N{SOFT HYPHEN}", "") for one in told) == 1
    assert sum("Sozialbericht" in one for one in told) == 1
    for head in heads.all():
        link = head.get_by_role("link")
        expect(link).to_have_count(1)
        assert str(link.get_attribute("href")).startswith("/quelle/")
    page.set_viewport_size(DESKTOP)
    assert all("SGB-II-Bezug" in one.inner_text().replace("\N{SOFT HYPHEN}", "") for one in heads.all())
