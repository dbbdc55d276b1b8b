"""A form that is sent after the session has ended comes back filled in, in the same window."""

import pytest
from playwright.sync_api import Page, expect

from corpus.accounts.accounts import Role
from tests.web.browser.conftest import Visit
from tests.web.browser.states import address
from tests.web.staff import PASSWORD
from web.services import Services

DOCUMENT, PLACE, TOPIC = (
    "/verwaltung/dokumente/{document}",
    "/verwaltung/einrichtungen/{institution}",
    "/verwaltung/listen/themen/schuldnerberatung",
)
BACK = "Hier steht wieder, was Sie vor dem Anmelden eingetragen hatten."


def sent_too_late(page: Page, button: str) -> None:
    page.context.clear_cookies()
    page.get_by_role("button", name=button, exact=True).click()
    expect(page.get_by_role("heading", name="Nicht gespeichert")).to_be_visible()


def signed_in_again(page: Page, name: Role = Role.EDITOR) -> None:
    page.get_by_role("link", name="Wieder anmelden und zurück zur Seite").click()
    page.get_by_label("Name").fill(name)
    page.get_by_label("Kennwort").fill(PASSWORD)
    page.get_by_role("button", name="Anmelden", exact=True).click()


def test_texts_choices_and_ticks_of_a_document_come_back(colleague: Visit, staffed: Services) -> None:
    page = colleague(address(DOCUMENT, staffed), role=Role.EDITOR)
    page.locator("input[name=title]").fill("Titel <vor> dem Ende")
    page.locator("input[name=visibility][value=internal]").check()
    page.locator("input[name=hidden]").check()
    page.locator("input[name=weight][value='-1']").check()
    sent_too_late(page, "Speichern")
    expect(page.get_by_text("Kopieren Sie es, bevor")).to_be_hidden()
    signed_in_again(page)
    expect(page.get_by_text(BACK)).to_be_focused()
    expect(page.locator("input[name=title]")).to_have_value("Titel <vor> dem Ende")
    for chosen in ("visibility][value=internal", "hidden", "weight][value='-1'"):
        expect(page.locator(f"input[name={chosen}]")).to_be_checked()
    page.reload()
    expect(page.get_by_text(BACK)).to_have_count(0)
    expect(page.locator("input[name=hidden]")).not_to_be_checked()


@pytest.mark.parametrize("form", [PLACE, TOPIC])
def test_whatever_was_entered_in_a_long_form_comes_back(
    colleague: Visit, staffed: Services, form: str
) -> None:
    page = colleague(address(form, staffed), role=Role.EDITOR)
    fields = page.locator("main form.lesen[novalidate]").first
    for number, field in enumerate(fields.locator("input:not([type]), textarea").all()):
        field.fill(f"neu {number}")
    for box in fields.locator("input[type=checkbox]:visible").all()[:5]:
        box.set_checked(not box.is_checked())
    entered = "form => [...new FormData(form)].filter(([name]) => name !== 'formular')"
    before = fields.evaluate(entered)
    sent_too_late(page, "Speichern")
    signed_in_again(page)
    expect(page.get_by_text(BACK)).to_be_visible()
    assert page.locator("main form.lesen[novalidate]").first.evaluate(entered) == before


def test_somebody_else_who_signs_in_at_this_window_finds_nothing_of_it(
    colleague: Visit, staffed: Services
) -> None:
    page = colleague(address(DOCUMENT, staffed), role=Role.EDITOR)
    title = page.locator("input[name=title]").input_value()
    page.locator("input[name=title]").fill("Von jemand anderem")
    sent_too_late(page, "Speichern")
    signed_in_again(page, Role.ADMINISTRATOR)
    expect(page.locator("input[name=title]")).to_have_value(title)
    page.reload()
    assert page.evaluate("sessionStorage.getItem('lotse-eingetragen')") is None


@pytest.mark.parametrize("way", ["Abmelden", "Auf allen Geräten abmelden"])
def test_who_signs_out_leaves_nothing_in_the_window(colleague: Visit, staffed: Services, way: str) -> None:
    page = colleague(address(DOCUMENT, staffed), role=Role.EDITOR)
    page.locator("input[name=title]").fill("Nie mehr")
    sent_too_late(page, "Speichern")
    page.goto("/anmelden")
    page.get_by_label("Name").fill(Role.EDITOR)
    page.get_by_label("Kennwort").fill(PASSWORD)
    page.get_by_role("button", name="Anmelden", exact=True).click()
    expect(page.get_by_role("button", name=way, exact=True)).to_be_visible()
    assert "Nie mehr" in page.evaluate("sessionStorage.getItem('lotse-eingetragen')")
    page.get_by_role("button", name=way, exact=True).click()
    expect(page.get_by_role("button", name="Abmelden")).to_have_count(0)
    assert page.evaluate("sessionStorage.length") == 0
