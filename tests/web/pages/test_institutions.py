"""Entries of the directory that editors find, change, add and remove by page."""

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from fastapi.testclient import TestClient

from corpus.accounts.accounts import Role
from corpus.directory.columns import FIELDS
from corpus.directory.directory import Directory
from corpus.directory.directory import Editor as By
from corpus.directory.form import NEEDS, OF_EDITORS, form_values
from corpus.institution import Institution, Service
from tests.web.staff import HTML, SignIn, form_token, page
from web.services import Services
from web.texts import entries

LIST = "/verwaltung/einrichtungen"
NEW = f"{LIST}/neu"
CAVE = {"Name": "Höhlenrat Osterfeld", "Angebote": "Höhlenrat", "PLZ": "46117", "Ort": "Oberhausen"}
Save = Callable[..., str]


@pytest.fixture
def directory(own: Services) -> Directory:
    return Directory(own.catalogue.database)


@pytest.fixture
def save(editor: TestClient) -> Save:
    """Changes some columns in a form that was opened before, and gives the page that it leads to."""

    def saved(opened: str, status: int = 200, needs: tuple[str, ...] = (), **more: object) -> str:
        columns = {name: more.pop(name) for name in [*more] if name in FIELDS}
        sent = {**fields(opened), **{field_id(opened, name): value for name, value in columns.items()}}
        path = re.findall(r'<form class="lesen" method="post" action="([^"]+)" novalidate', opened)[0]
        token = form_token(editor)
        data = {**sent, "bedarf": list(needs), "formular": token, **more}
        answer = editor.post(path, data=data, headers=HTML)
        assert answer.status_code == status, answer.text
        return answer.text

    return saved


def fields(opened: str) -> dict[str, str]:
    """The version and the fields of an opened form as a browser would send them back."""
    given = dict(re.findall(r'<input id="(feld-\d+)"[^>]*? value="([^"]*)"', opened))
    given |= dict(re.findall(r'<textarea id="(feld-\d+)"[^>]*>\n?([^<]*)</textarea>', opened))
    for name, options in re.findall(r'<select id="(feld-\d+)"[^>]*>(.*?)</select>', opened):
        chosen = re.findall(r'<option value="(\w*)" selected', options)
        given[name] = chosen[0] if chosen else ""
    return {"fassung": re.findall(r'name="fassung" value="(\d+)"', opened)[0], **given}


def field_id(opened: str, name: str) -> str:
    return str(re.findall(rf'<label for="(feld-\d+)">{name}</label>', opened)[0])


def opened(editor: TestClient, one: Institution) -> str:
    return page(editor, f"{LIST}/{one.id}")


def test_every_column_has_its_place_in_the_form_but_those_of_the_assurance() -> None:
    grouped = [name for names in entries("einrichtungen")["groups"].values() for name in names]
    assert sorted(grouped) == sorted(OF_EDITORS)
    assert set(FIELDS) - set(OF_EDITORS) == {"Geprüft am", "Geprüft von"}


def test_an_entry_is_found_by_any_of_its_words_and_by_what_it_lacks(
    editor: TestClient, directory: Directory
) -> None:
    one = directory.all()[0]
    directory.put([replace(one, services=(Service("Höhlenrat"),), assured_date=None)], By("ute", "test"))
    for words in (one.name.upper(), one.id, f"höhlenrat {one.address.postcode}"):
        shown = page(editor, f"{LIST}?q={words}")
        assert f'href="{LIST}/{one.id}"' in shown
    assert page(editor, f"{LIST}?q=gibtesnicht").count("<li>\n    <h2>") == 0
    for kind in ("ohne-thema", "ungeprueft"):
        assert page(editor, f"{LIST}?art={kind}").count("<li>\n    <h2>") == 1


def test_what_an_editor_changes_is_in_force_at_once_with_who_and_why(
    editor: TestClient, directory: Directory, save: Save, sign_in: SignIn, own: Services
) -> None:
    one = directory.all()[0]
    changes = {
        "Telefon": "0208 / 12 34 56",
        "Öffnungszeiten": "Mo-Do 9-12 Uhr",
        "Sprachen": "Deutsch, türk.",
        "Rollstuhl": "teilweise",
        "Zuständig für": "Oberhausen",
        "Kosten": "kostenlos",
    }
    shown = save(
        opened(editor, one), needs=("wohngeld", "kita"), geprueft="1", von="Ute", grund="erfragt", **changes
    )
    assert "Gespeichert. Die Änderung gilt sofort." in shown
    for before, after in (("Telefon", "0208 123456"), ("Bedarfe", "wohngeld; kita")):
        row = re.escape(f"<td>{before}</td>") + ".*?" + re.escape(f"<td>{after}</td>")
        assert re.search(f"<td>redaktion</td><td>erfragt</td>{row}", shown)
    now = directory.get(one.id)
    assert (now.given_needs, now.languages, now.free) == (("wohngeld", "kita"), ("de", "tr"), True)
    assert (now.assured_by, now.service_areas) == ("Ute", ("oberhausen",))
    assert now.schedule
    assert now.schedule.weekly[0].opens == "09:00"
    assert (now.description, now.source) == (one.description, one.source)
    assert "0208 123456" in page(sign_in(None, own), f"/hilfe/{one.id}")


def test_only_what_was_changed_is_changed(editor: TestClient, directory: Directory, save: Save) -> None:
    for one in directory.all():
        save(opened(editor, one), needs=one.given_needs)
        assert directory.get(one.id) == one
        assert directory.version(one.id) == 1


def test_what_is_wrong_stands_at_its_field_with_value_and_cure_and_nothing_is_lost(
    editor: TestClient, directory: Directory, save: Save
) -> None:
    one = directory.all()[0]
    wrong = {
        "Name": ("", "Bitte tragen Sie einen Namen ein."),
        "PLZ": ("4604", "»4604« ist keine Postleitzahl."),
        "Telefon": ("ruft an", "»ruft an« ist keine Nummer."),
        "E-Mail": ("wir@", "»wir@« ist keine E-Mail-Adresse."),
        "Sprachen": ("Klingonisch", "»Klingonisch« ist nicht als Sprache bekannt."),
        "Ausnahmen": ("irgendwann", "Unlesbare Ausnahme »irgendwann«"),
        "Zuständig für": ("Osterfelt", "»Osterfelt« in der Zuständigkeit. Meinten Sie »Osterfeld«?"),
        "Breite": ("hier", "»hier« ist keine Breite in Grad."),
        "Gültig ab": ("bald", "Unlesbares Datum »bald«"),
    }
    form = opened(editor, one)
    refused = save(
        form, 422, grund="vom Träger", needs=("kita",), **{name: value for name, (value, _) in wrong.items()}
    )
    for name, (value, said) in wrong.items():
        id_ = field_id(form, name)
        assert f'<a href="#{id_}">{name}</a>: ' in refused
        assert re.search(rf'id="{id_}-fehler">Fehler: [^<]*{re.escape(said)}', refused)
        assert re.search(rf'id="{id_}"[^>]*aria-invalid="true"[^>]*>?\s*(value=")?{value}', refused)
    assert 'value="vom Träger"' in refused
    assert 'value="kita" checked' in refused
    assert directory.get(one.id) == one


def test_two_people_change_different_things_and_both_stay(
    editor: TestClient, directory: Directory, save: Save
) -> None:
    one = directory.all()[0]
    form = opened(editor, one)
    directory.put([replace(one, description="Von Ute")], By("ute", "nachgefragt"))
    save(form, needs=one.given_needs, Kosten="5 Euro")
    now = directory.get(one.id)
    assert (now.description, now.cost) == ("Von Ute", "5 Euro")


def test_two_people_change_the_same_thing_and_the_second_decides(
    editor: TestClient, directory: Directory, save: Save
) -> None:
    one = directory.all()[0]
    form = opened(editor, one)
    directory.put([replace(one, description="Von Ute")], By("ute", "nachgefragt"))
    told = save(form, 422, needs=one.given_needs, Beschreibung="Von mir", Kosten="5 Euro")
    assert "ute hat hier inzwischen »Von Ute« eingetragen." in told
    assert directory.get(one.id).description == "Von Ute"
    save(told, needs=one.given_needs)
    now = directory.get(one.id)
    assert (now.description, now.cost) == ("Von mir", "5 Euro")


def test_many_people_at_the_same_time_lose_nothing(
    editor: TestClient, directory: Directory, save: Save
) -> None:
    one = directory.all()[0]
    form = opened(editor, one)
    written = {
        "Kosten": "5 Euro",
        "Träger": "Neuer Verein",
        "Voraussetzungen": "Ausweis",
        "Fax": "0208 123457",
    }
    with ThreadPoolExecutor(len(written)) as people:
        list(people.map(lambda c: save(form, needs=one.given_needs, **{c[0]: c[1]}), written.items()))
    now = form_values(directory.get(one.id), OF_EDITORS)
    assert {name: now[name] for name in written} == written


def test_suspected_needs_are_confirmed_by_a_tick(
    editor: TestClient, directory: Directory, save: Save
) -> None:
    one = replace(directory.all()[0], name="Schuldnerberatung", services=(Service("Schuldnerberatung"),))
    directory.put([one], By("ute", "umbenannt"))
    untagged = save(opened(editor, one))
    assert "Themen vermutet" not in untagged
    assert directory.get(one.id).given_needs == ()
    assert "Vermutet, weil die Texte davon sprechen: " in untagged
    confirmed = save(untagged, needs=("schuldnerberatung",))
    assert "<td>schuldnerberatung (vermutet)</td><td>schuldnerberatung</td>" in confirmed
    assert directory.get(one.id).given_needs == ("schuldnerberatung",)


def test_an_entry_is_added_once_found_and_given_a_link(
    editor: TestClient, directory: Directory, save: Save, sign_in: SignIn, own: Services
) -> None:
    form = page(editor, NEW)
    assert "Bitte nennen Sie mindestens ein Angebot" in save(form, 422, **CAVE | {"Angebote": ""})
    before = {one.id for one in directory.all()}
    shown = save(form, needs=("wohngeld",), **CAVE)
    (added,) = (one for one in directory.all() if one.id not in before)
    assert (added.area, added.given_needs) == ("osterfeld", ("wohngeld",))
    assert "<td>angelegt</td><td>neu</td>" in shown
    assert "gibt es unter dieser Anschrift schon" in save(form, 422, needs=("wohngeld",), **CAVE)
    assert "Höhlenrat Osterfeld" in page(sign_in(None, own), "/hilfe?bedarf=wohngeld&gebiet=osterfeld")
    token = form_token(editor)
    assert "Link zum Verschicken" in editor.post(f"{LIST}/{added.id}/link", data={"formular": token}).text


def test_an_entry_is_removed_once_that_is_confirmed_and_its_history_stays(
    editor: TestClient, directory: Directory, save: Save
) -> None:
    one = directory.all()[0]
    form, token = opened(editor, one), form_token(editor)
    refused = editor.post(f"{LIST}/{one.id}/entfernen", data={"formular": token}, headers=HTML)
    assert refused.status_code == 422
    assert "Bitte bestätigen Sie, dass der Eintrag entfernt werden soll." in refused.text
    left = editor.post(f"{LIST}/{one.id}/entfernen", data={"formular": token, "sicher": "true"}).text
    assert re.search(rf"<td>redaktion</td><td>entfernt</td><th[^>]*>{re.escape(one.name)}", left)
    assert editor.get(f"{LIST}/{one.id}", headers=HTML).status_code == 404
    typed = save(form, 422, needs=one.given_needs, Kosten="5 Euro")
    assert "Jemand hat diesen Eintrag inzwischen entfernt." in typed
    assert 'value="5 Euro"' in typed
    save(typed, needs=one.given_needs)
    again = [found for found in directory.all() if found.name == one.name]
    assert [found.cost for found in again] == ["5 Euro"]


def test_professionals_and_the_public_see_and_change_nothing(own: Services, sign_in: SignIn) -> None:
    directory = Directory(own.catalogue.database)
    one = directory.all()[0]
    for role in (None, Role.PROFESSIONAL):
        client = sign_in(role, own)
        assert client.get(LIST).status_code in {401, 403}
        for path in (f"{LIST}/{one.id}", NEW, f"{LIST}/{one.id}/entfernen"):
            assert client.post(path, data={"sicher": "true"}).status_code in {401, 403}
    assert directory.get(one.id) == one


def test_a_need_that_does_not_exist_is_refused_at_its_field(
    editor: TestClient, directory: Directory, save: Save
) -> None:
    refused = save(opened(editor, directory.all()[0]), 422, needs=("mondreise",))
    assert f">{NEEDS}</a>: Den Bedarf »mondreise« gibt es nicht." in refused


def test_an_earlier_version_and_a_removed_entry_are_taken_again(
    editor: TestClient, directory: Directory, save: Save
) -> None:
    one, token = directory.all()[0], form_token(editor)
    changed = save(opened(editor, one), needs=one.given_needs, Kosten="5 Euro")
    assert changed.count("gilt jetzt</td>") == 1
    assert 'aria-label="Fassung 1 nehmen"' in changed
    back = {"formular": token, "fassung": "1"}
    taken = editor.post(f"{LIST}/{one.id}/zurueck", data=back, headers=HTML)
    assert "Fassung 1 wieder genommen" in taken.text
    assert directory.get(one.id) == one
    directory.remove(one.id, By("ute", "doppelt"))
    assert f'aria-label="{one.name} zurückholen"' in page(editor, LIST)
    editor.post(f"{LIST}/{one.id}/zurueck", data=back)
    assert directory.get(one.id) == one
    unknown = editor.post(f"{LIST}/{one.id}/zurueck", data=back | {"fassung": "4"}, headers=HTML)
    assert (unknown.status_code, "Eine Fassung 4 mit Angaben gibt es" in unknown.text) == (422, True)
