"""Needs and areas that the city changes itself."""

import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from fastapi.testclient import TestClient

from corpus.accounts.accounts import Role
from corpus.directory.directory import Directory
from corpus.directory.directory import Editor as By
from corpus.institution import Service
from corpus.lists import areas_form, needs_form
from corpus.lists.own import ListKind, OwnLists
from tests.web.staff import HTML, Send, SignIn, page
from web.services import Services

NEED = "/verwaltung/listen/themen/schuldnerberatung"
NEW_NEED, NEW_AREA = "/verwaltung/listen/themen/neu", "/verwaltung/listen/gebiete/neu"


def lists(own: Services) -> OwnLists:
    return OwnLists(own.catalogue.database)


def need(own: Services, id_: str | None, **changes: str) -> dict[str, str]:
    return needs_form.form_values(lists(own).entries(ListKind.NEEDS), id_) | changes


def area(own: Services, id_: str | None, **changes: str) -> dict[str, str]:
    return areas_form.form_values(lists(own).entries(ListKind.AREAS), id_) | changes


def test_a_new_word_is_understood_at_once_by_every_process(
    own: Services, send: Send, sign_in: SignIn, editor: TestClient
) -> None:
    public = sign_in(None, own)
    question = "/api/find?q=mein+glitzerkonto+ist+leer"
    assert public.get(question).json()["needs"] == []
    words = need(own, "schuldnerberatung")["everyday"]
    shown = send(NEED, **need(own, "schuldnerberatung", everyday=f"Glitzerkonto\n{words}"))
    assert "Die Änderung gilt sofort." in shown
    assert 'href="/hilfe?q=Glitzerkonto"' in shown
    assert public.get(question).json()["needs"][0]["id"] == "schuldnerberatung"
    overview = page(editor, "/verwaltung/themen")
    assert "<td>redaktion</td><td>Thema »Schuldnerberatung« geändert</td>" in overview
    send("/verwaltung/listen-zurueck", liste="themen", nummer="0")
    assert public.get(question).json()["needs"] == []


def test_a_renamed_need_shows_its_name_on_all_pages(own: Services, send: Send, sign_in: SignIn) -> None:
    send(NEED, **need(own, "schuldnerberatung", label="Rat bei Schulden"))
    public = sign_in(None, own)
    assert "Rat bei Schulden" in page(public, "/hilfe?lage=geld")
    assert "Rat bei Schulden" in public.get("/api/needs").text
    assert "Rat bei Schulden" in public.get("/hsds/taxonomy_terms").text


def test_what_is_wrong_stands_at_its_field_with_the_line_and_nothing_is_stored(
    own: Services, send: Send
) -> None:
    refused = send(NEED, 422, **need(own, "schuldnerberatung", everyday="gut\n?"))
    assert "Zeile 2: »?« hat keine zwei Buchstaben." in refused
    assert 'href="#everyday"' in refused
    assert re.search(r'<textarea id="everyday"[^>]*aria-invalid="true">\s*gut\n\?</textarea>', refused)
    assert lists(own).revision() == 0


def test_a_new_area_is_understood_and_removed_again(own: Services, send: Send, sign_in: SignIn) -> None:
    public = sign_in(None, own)
    added = send(NEW_AREA, **area(own, None, name="Quittenberg", level="stadtteil", within="sterkrade"))
    assert "Gebiet »Quittenberg«" in added
    found = public.get("/api/find?q=schulden+in+quittenberg").json()
    assert found["area"]["id"] == "quittenberg"
    assert public.get("/api/areas").text.count('"quittenberg"') == 1
    send("/verwaltung/listen/gebiete/quittenberg/entfernen")
    assert public.get("/api/find?q=schulden+in+quittenberg").json()["area"] is None


def test_a_new_need_reaches_institutions_at_once_and_is_still_removed(
    own: Services, send: Send, sign_in: SignIn
) -> None:
    directory = Directory(own.catalogue.database)
    before = directory.all()[0]
    cave = replace(before, name="Höhlenrat", services=(Service("Höhlenrat"),))
    directory.put([cave], By("ute", "umbenannt"))
    shown = send(NEW_NEED, **need(own, None, label="Höhlenrat", situation="geld"))
    assert "1 Einrichtung hat dieses Thema</a>, 1 davon vermutet" in shown
    found = sign_in(None, own).get("/api/find?q=h%C3%B6hlenrat").json()
    assert [one["id"] for one in found["institutions"]] == [cave.id]
    send("/verwaltung/listen/themen/hoehlenrat/entfernen")
    assert "hoehlenrat" not in directory.get(cave.id).needs


def test_what_the_service_or_an_institution_needs_is_not_removed(
    own: Services, send: Send, editor: TestClient
) -> None:
    refused = send(f"{NEED}/entfernen", 422)
    assert "»Schuldnerberatung« lässt sich nicht entfernen." in refused
    send(NEW_NEED, **need(own, None, label="Höhlenrat", situation="geld"))
    directory = Directory(own.catalogue.database)
    one = directory.all()[0]
    tag = replace(one.services[0].tags[0], need="hoehlenrat")
    using = replace(one, services=(replace(one.services[0], tags=(tag,)), *one.services[1:]))
    directory.put([using], By("ute", "nachgefragt"))
    assert "lässt sich nicht entfernen" in send("/verwaltung/listen/themen/hoehlenrat/entfernen", 422)
    assert "fehlt, worauf Einrichtungen verweisen: hoehlenrat" in send(
        "/verwaltung/listen-zurueck", 422, liste="themen", nummer="0"
    )
    assert "Entfernen" not in page(editor, "/verwaltung/listen/themen/hoehlenrat")


def test_an_unknown_entry_or_state_is_not_found(editor: TestClient, send: Send) -> None:
    assert editor.get("/verwaltung/listen/themen/gibtesnicht", headers=HTML).status_code == 404
    assert editor.get("/verwaltung/listen/anderes/neu", headers=HTML).status_code == 422
    assert "Einen Stand 99" in send("/verwaltung/listen-zurueck", 422, liste="themen", nummer="99")


def test_professionals_and_the_public_change_nothing(own: Services, sign_in: SignIn) -> None:
    for role in (None, Role.PROFESSIONAL):
        client = sign_in(role, own)
        assert client.post(NEED, data=need(own, "schuldnerberatung", label="x y")).status_code in {401, 403}
    assert lists(own).revision() == 0


def test_what_two_people_change_at_the_same_time_both_stays(own: Services, send: Send) -> None:
    ids = ("schuldnerberatung", "wohngeld", "kita", "suchtberatung")
    forms = {id_: need(own, id_, everyday=f"Glitzer{id_}\n{need(own, id_)['everyday']}") for id_ in ids}
    with ThreadPoolExecutor(len(ids)) as people:
        list(people.map(lambda id_: send(f"/verwaltung/listen/themen/{id_}", **forms[id_]), ids))
    needs = lists(own).taxonomy().needs
    assert [id_ for id_ in ids if f"Glitzer{id_}" in needs[id_].words["everyday"]] == list(ids)
