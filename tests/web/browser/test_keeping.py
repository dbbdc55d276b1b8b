"""The ways of those who care for documents and directory, by hand in a real browser."""

import re
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.web.browser.conftest import PHONE, Visit, barriers, serving, visits
from tests.web.staff import PASSWORD, copied, reopened
from web.app import create_app
from web.operations.taking_in import taking_in
from web.services import Services

TEXT = "Das Hallenbad Quittenberg öffnet am Sonntag um 8 Uhr und schließt um 13 Uhr."
LONGEST_MS = 60_000  # a file of one line may take this long on a machine that does much else
PAUSE_MS = 250


@pytest.fixture(scope="module")
def working(
    public_services: Services, sample_data: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """A service that reads what is handed in, over a copy of the sample data."""
    folder = tmp_path_factory.mktemp("arbeit")
    copied(sample_data, folder)
    services = reopened(public_services, folder)
    with closing(services.catalogue), taking_in(services), serving(create_app(services)) as address:
        yield address


@pytest.fixture
def at_work(browser: Browser, working: str) -> Iterator[Visit]:
    with visits(browser, working) as (open_page, _):
        yield open_page


def signed_in(at_work: Visit, path: str, name: str = "redaktion", **how: Any) -> Page:
    """A page of the administration, after signing in by the form."""
    page = at_work(path, **how)
    page.get_by_label("Name").fill(name)
    page.get_by_label("Kennwort").fill(PASSWORD)
    page.get_by_role("button", name="Anmelden").click()
    page.wait_for_url(f"**{path}")
    return page


def reloaded_until_read(page: Page) -> None:
    """Ask for the state again and again, as a person without JavaScript does, while a file is not ready."""
    again = page.get_by_role("link", name="Stand neu laden")
    latest = time.monotonic() + LONGEST_MS / 1000
    while again.count() and time.monotonic() < latest:
        page.wait_for_timeout(PAUSE_MS)
        again.click()


@pytest.mark.parametrize("script", [True, False], ids=["with JavaScript", "without"])
def test_files_are_handed_in_followed_and_shown_to_all(at_work: Visit, script: bool) -> None:
    page = signed_in(at_work, "/verwaltung/hochgeladen", java_script_enabled=script)
    name = "mit" if script else "ohne"
    page.get_by_label("Dateien", exact=True).set_input_files(
        [
            {"name": f"{name}.txt", "mimeType": "text/plain", "buffer": f"{TEXT} {name}".encode()},
            {"name": f"{name}.pdf", "mimeType": "application/pdf", "buffer": b""},
        ]
    )
    page.get_by_role("button", name="Hochladen").click()
    good = page.get_by_role("listitem").filter(has_text=f"{name}.txt")
    if not script:
        reloaded_until_read(page)
    expect(good).to_contain_text("Fertig, wird gefunden.", timeout=LONGEST_MS)
    bad = page.get_by_role("listitem").filter(has_text=f"{name}.pdf")
    expect(bad).to_contain_text("Die Datei ist leer (0 Bytes)", timeout=LONGEST_MS)
    if script:
        expect(page.get_by_role("status")).to_have_text("Alle Dateien sind fertig.")
    good.get_by_role("link", name="Angaben und Qualität ansehen").click()
    page.get_by_label("Jahr").fill("neulich")
    page.get_by_role("button", name="Speichern").click()
    expect(page.get_by_role("alert")).to_contain_text("Jahr")
    assert page.get_by_label("Jahr").get_attribute("aria-invalid") == "true"
    page.get_by_label("Jahr").fill("2025")
    page.get_by_label("Alle", exact=True).check()
    page.get_by_role("button", name="Speichern").click()
    expect(page.get_by_role("status").filter(has_text="Gespeichert")).to_be_visible()
    public = at_work("/dokumente")
    expect(public.get_by_role("heading", name="2025").first).to_be_visible()


def test_a_provider_gets_a_link_from_the_list_of_overdue_entries(at_work: Visit) -> None:
    page = signed_in(at_work, "/verwaltung/korrekturen", viewport=PHONE)
    page.get_by_role("button", name="Link erzeugen").first.click()
    assert barriers(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    link = page.get_by_label("Link zum Verschicken").input_value()
    form = at_work(link)
    expect(form.get_by_role("heading", name="Eintrag berichtigen")).to_be_visible()


def tabbed_to(page: Page, name: str) -> None:
    """Go on by the keyboard alone until the button with this name has the focus."""
    button = page.get_by_role("button", name=name)
    for _ in range(60):
        if button.evaluate("one => one === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(name)


def test_a_figure_is_corrected_by_the_keyboard_alone(at_work: Visit) -> None:
    asked = at_work("/").request.get("/api/figures?q=SGB-II-Quote+2022").json()
    figure = asked["figures"][0]["id"]
    page = signed_in(at_work, f"/verwaltung/zahlen/{figure}", viewport=PHONE)
    assert page.get_by_role("img").first.evaluate("one => one.naturalWidth") > 0
    page.get_by_label("Wert", exact=True).focus()
    page.keyboard.press("Control+A")
    page.keyboard.type("viele")
    tabbed_to(page, "So bestätigen")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("»viele« ist keine Zahl")
    assert barriers(page) == []
    page.get_by_label("Wert", exact=True).focus()
    page.keyboard.press("Control+A")
    page.keyboard.type("99,9")
    tabbed_to(page, "So bestätigen")
    page.keyboard.press("Enter")
    page.wait_for_url("**/verwaltung/zahlen")
    expect(page.get_by_role("table")).to_contain_text("berichtigt")
    tabbed_to(page, "Zurücknehmen")
    page.keyboard.press("Enter")
    expect(page.get_by_role("table")).to_contain_text("zurückgenommen von redaktion")
    assert barriers(page) == []


def test_a_word_that_is_added_by_page_is_tried_out_at_once(at_work: Visit) -> None:
    page = signed_in(at_work, "/verwaltung/themen", java_script_enabled=False)
    page.get_by_text("Geld und Schulden").click()
    page.get_by_role("link", name="Schuldnerberatung").click()
    words = page.get_by_label("Wörter des Alltags")
    words.fill(f"{words.input_value()}\nGlitzerkonto")
    page.get_by_role("button", name="Speichern").click()
    page.get_by_text("Ausprobieren").click()
    page.get_by_role("link", name="»Glitzerkonto«").click()
    expect(page.get_by_role("main")).to_contain_text("Schuldnerberatung")


@pytest.mark.parametrize("javascript", [True, False])
def test_a_theme_is_found_on_a_phone_by_a_part_of_its_name(at_work: Visit, javascript: bool) -> None:
    page = signed_in(at_work, "/verwaltung/themen", viewport=PHONE, java_script_enabled=javascript)
    assert page.get_by_role("main").bounding_box()["height"] < 5 * PHONE["height"]  # type: ignore[index]
    page.get_by_label("Name oder Kennung").fill("schuldner")
    page.get_by_role("button", name="Suchen").click()
    expect(page.get_by_role("status")).to_contain_text("1 Thema und 0 Gebiete")
    page.get_by_role("link", name="Schuldnerberatung").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Schuldnerberatung")


def test_signing_in_and_changing_a_theme_goes_by_the_keyboard_alone(at_work: Visit) -> None:
    page = at_work("/verwaltung/listen/themen/wohngeld", viewport=PHONE)
    page.get_by_label("Name").focus()
    page.keyboard.type("redaktion")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/verwaltung/listen/themen/wohngeld")
    page.get_by_label("Wörter des Alltags").focus()
    page.keyboard.press("Control+Home")
    page.keyboard.type("Glitzermiete")
    page.keyboard.press("Enter")
    tabbed_to(page, "Speichern")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="gilt sofort")).to_be_visible()


def test_a_one_time_password_is_shown_without_a_barrier_on_a_phone(at_work: Visit) -> None:
    page = signed_in(at_work, "/verwaltung/konten", "verwaltung", viewport=PHONE)
    page.get_by_label("Name").fill("neu.hier")
    page.get_by_role("button", name="Konto anlegen").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Einmalkennwort")
    assert barriers(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    page.get_by_text("Bereich: Konten – wechseln").click()
    page.get_by_role("link", name="Konten", exact=True).click()
    expect(page.get_by_role("table").last).to_contain_text("Einmalkennwort erzeugt")
    assert barriers(page) == []


def test_an_entry_is_mended_and_a_new_one_added_on_a_phone_without_javascript(at_work: Visit) -> None:
    path = "/verwaltung/einrichtungen"
    page = signed_in(at_work, path, viewport=PHONE, java_script_enabled=False)
    page.get_by_label("Name, Träger").fill("Lichtblick")
    page.get_by_role("button", name="Suchen").click()
    page.get_by_role("link", name="Schuldnerberatung Lichtblick").first.click()
    page.get_by_label("Telefon").fill("ruft uns an")
    page.get_by_role("button", name="Speichern").click()
    expect(page.get_by_role("alert")).to_contain_text("»ruft uns an« ist keine Nummer.")
    assert page.get_by_label("Telefon").get_attribute("aria-invalid") == "true"
    page.get_by_label("Telefon").fill("0208 123456")
    page.get_by_label("Alle Angaben sind heute geprüft").check()
    page.get_by_role("button", name="Speichern").click()
    expect(page.get_by_role("status").filter(has_text="Gespeichert")).to_be_visible()
    expect(page.get_by_role("table")).to_contain_text("0208 123456")
    page.get_by_role("link", name="Alle Einrichtungen").click()
    page.get_by_role("link", name="Neue Einrichtung").click()
    page.get_by_label("Name", exact=True).fill("Höhlenrat")
    page.get_by_label("Angebote", exact=True).fill("Höhlenrat; Höhlenkurs")
    page.locator("summary", has_text="Wohnen").click()
    page.get_by_label("Wohngeld", exact=True).check()
    page.get_by_role("button", name="Speichern").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Höhlenrat")
    page.get_by_role("button", name="Entfernen").click()
    expect(page.get_by_role("alert")).to_contain_text("Bitte bestätigen Sie")
    page.get_by_label("Ja, der Eintrag soll weg").check()
    page.get_by_role("button", name="Entfernen").click()
    expect(page.get_by_role("table")).to_contain_text("Höhlenrat")


def test_a_refused_entry_has_no_barrier_on_a_phone(at_work: Visit) -> None:
    page = signed_in(at_work, "/verwaltung/einrichtungen/neu", viewport=PHONE)
    page.get_by_label("PLZ").fill("4604")
    page.get_by_role("button", name="Speichern").click()
    expect(page.get_by_role("alert")).to_contain_text("»4604« ist keine Postleitzahl.")
    assert barriers(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def reached(page: Page, target: Locator) -> None:
    """Go on by the keyboard alone until this has the focus."""
    expect(target).to_be_visible()
    for _ in range(120):
        if target.evaluate("one => one === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(str(target))


def chosen_by_keyboard(page: Page, label: str, name: str, text: str) -> None:
    """Open the browser's own choice of files by the keyboard, and choose one of a line."""
    reached(page, page.get_by_label(label, exact=True))
    with page.expect_file_chooser() as choosing:
        page.keyboard.press("Space")
    choosing.value.set_files({"name": name, "mimeType": "text/plain", "buffer": text.encode()})


def is_free_of_barriers(page: Page) -> None:
    assert barriers(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_a_document_and_its_new_version_are_handed_in_by_the_keyboard_alone(at_work: Visit) -> None:
    page = signed_in(at_work, "/verwaltung/hochgeladen", viewport=PHONE)
    chosen_by_keyboard(page, "Dateien", "taste.txt", f"{TEXT} Mit Tasten.")
    reached(page, page.get_by_label("Nur angemeldete Fachkräfte"))
    page.keyboard.press("ArrowDown")
    expect(page.get_by_label("Alle", exact=True)).to_be_checked()
    tabbed_to(page, "Hochladen")
    page.keyboard.press("Enter")
    read = page.get_by_role("listitem").filter(has_text="taste.txt")
    expect(read).to_contain_text("Fertig, wird gefunden.", timeout=LONGEST_MS)
    expect(page.get_by_role("status")).to_have_text("Alle Dateien sind fertig.")
    is_free_of_barriers(page)
    reached(page, read.get_by_role("link", name="Angaben und Qualität ansehen"))
    page.keyboard.press("Enter")
    page.wait_for_url("**/verwaltung/dokumente/*")
    old = page.url.rpartition("/")[2]
    chosen_by_keyboard(page, "Neue Datei", "taste-neu.txt", f"{TEXT} Mit anderen Tasten.")
    tabbed_to(page, "Neue Fassung hochladen")
    page.keyboard.press("Enter")
    newer = page.get_by_role("listitem").filter(has_text="taste-neu.txt")
    expect(newer).to_contain_text("Fertig, wird gefunden.", timeout=LONGEST_MS)
    is_free_of_barriers(page)
    for address in (f"/verwaltung/dokumente/{old}", f"/dokumente/{old}", f"/quelle/{old}/1"):
        page.goto(address)
        expect(page.get_by_role("main")).to_contain_text(re.compile("rsetzt"))
        is_free_of_barriers(page)
    page.goto("/dokumente")
    expect(page.get_by_role("main")).to_contain_text("Ersetzte Fassungen")
    is_free_of_barriers(page)


def test_a_document_is_removed_by_the_keyboard_alone_after_a_second_thought(at_work: Visit) -> None:
    page = signed_in(at_work, "/verwaltung/hochgeladen", viewport=PHONE)
    chosen_by_keyboard(page, "Dateien", "weg.txt", f"{TEXT} Gleich weg.")
    tabbed_to(page, "Hochladen")
    page.keyboard.press("Enter")
    read = page.get_by_role("listitem").filter(has_text="weg.txt")
    expect(read).to_contain_text("Fertig, wird gefunden.", timeout=LONGEST_MS)
    read.get_by_role("link", name="Angaben und Qualität ansehen").click()
    reached(page, page.get_by_label("Ja, das Dokument soll weg"))
    page.keyboard.press("Space")
    tabbed_to(page, "Entfernen")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="entfernt")).to_be_visible()
    is_free_of_barriers(page)


def test_a_correction_is_asked_for_written_and_taken_over_by_the_keyboard_alone(at_work: Visit) -> None:
    page = signed_in(at_work, "/verwaltung/korrekturen", viewport=PHONE)
    reached(page, page.get_by_role("button", name="Link erzeugen").last)
    page.keyboard.press("Enter")
    link = page.get_by_label("Link zum Verschicken").input_value()
    form = at_work(link, viewport=PHONE)
    told = form.get_by_label("Möchten Sie der Stadt dazu etwas sagen? (freiwillig)")
    reached(form, told)
    form.keyboard.type("Wir sind umgezogen.")
    tabbed_to(form, "An die Stadt schicken")
    form.keyboard.press("Enter")
    form.wait_for_url("**/korrektur/eingegangen")
    is_free_of_barriers(form)
    page.goto("/verwaltung/korrekturen")
    expect(page.get_by_role("main")).to_contain_text("Wir sind umgezogen.")
    is_free_of_barriers(page)
    tabbed_to(page, "Übernehmen")
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).not_to_contain_text("Wir sind umgezogen.")
    is_free_of_barriers(page)


PLAINLY_SENT = """form => {
    const verdict = Object.assign(document.createElement('input'), {name: 'urteil', value: 'unhelpful'});
    form.append(verdict);
    form.submit(); // as a browser without JavaScript does, but with one that axe-core can run in
}"""


def test_thanks_for_an_opinion_have_no_barrier_in_the_answer_or_on_a_page_of_their_own(
    at_work: Visit,
) -> None:
    page = at_work("/?q=Schulden+in+Osterfeld", viewport=PHONE)
    page.get_by_text("Nein, und zwar").click()
    page.get_by_label("Die Antwort passt nicht zu meiner Frage").check()
    page.get_by_role("button", name="Absenden").click()
    expect(
        page.get_by_role("main").locator(".hinweis").filter(has_text="Rückmeldung hilft uns")
    ).to_be_focused()
    is_free_of_barriers(page)
    page.goto("/?q=Schulden+in+Osterfeld")
    page.locator(".rueckmeldung").evaluate(PLAINLY_SENT)
    page.wait_for_url("**/rueckmeldung")
    is_free_of_barriers(page)


@pytest.mark.parametrize("size", [{}, {"viewport": PHONE}], ids=["desktop", "phone"])
def test_what_an_editor_typed_is_there_to_be_copied_and_sent_again_when_the_session_has_ended(
    at_work: Visit, size: dict[str, Any]
) -> None:
    page = signed_in(at_work, "/verwaltung/listen/gebiete/osterfeld", **size)
    page.get_by_label("Name", exact=True).fill("Osterfeld am Kanal")
    page.context.clear_cookies()
    page.get_by_role("button", name="Speichern").click()
    expect(page.get_by_role("alert")).to_have_text(re.compile("Ihre Anmeldung ist beendet"))
    assert page.get_by_label("Name", exact=True).input_value() == "Osterfeld am Kanal"
    assert barriers(page) == []
    page.get_by_role("link", name="Wieder anmelden").click()
    page.get_by_label("Name").fill("redaktion")
    page.get_by_label("Kennwort").fill(PASSWORD)
    page.get_by_role("button", name="Anmelden").click()
    page.wait_for_url("**/verwaltung/listen/gebiete/osterfeld")
    expect(page.get_by_label("Name", exact=True)).to_have_value("Osterfeld am Kanal")
