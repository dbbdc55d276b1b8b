from urllib.parse import quote, unquote

import pytest
from bs4 import BeautifulSoup, Tag
from fastapi.testclient import TestClient
from httpx import Response

from corpus.accounts.accounts import Role
from tests.web.browser.states import STAFF, address
from tests.web.staff import HTML, SignIn, form_token
from web.services import Services

FORMS = [
    "/verwaltung/dokumente/{document}",
    "/verwaltung/einrichtungen/{institution}",
    "/verwaltung/listen/themen/schuldnerberatung",
    "/verwaltung/listen/gebiete/osterfeld",
    "/verwaltung/zahlen/{figure}",
]
NOT_TYPED = ("hidden", "radio", "checkbox", "password", "file", "search")


def typed_names(page: str, path: str) -> list[str]:
    """The fields of the form for this address that somebody types into."""
    forms = BeautifulSoup(page, "html.parser").select("main form[method=post]")
    own = next(form for form in forms if form.get("action", path) == path)
    fields = own.select("input[name], textarea[name]")
    return [str(one["name"]) for one in fields if one.get("type", "text") not in NOT_TYPED]


def choices(page: str, path: str) -> tuple[dict[str, list[str]], list[str]]:
    """What to send to choose the last of each group and tick everything, and what people read beside it."""
    sent, labels = dict[str, list[str]](), dict[str, list[str]]()
    forms = BeautifulSoup(page, "html.parser").select("main form[method=post]")
    own = next(form for form in forms if form.get("action", path) == path)
    for one in own.select(
        "input[type=radio], input[type=checkbox], select[name] option[value]:not([value=''])"
    ):
        group = one if one.name == "input" else one.find_parent("select")
        read = one.find_parent("label") if one.name == "input" else one
        assert group
        assert read
        kept = one.get("type") == "checkbox"
        for found, value in ((sent, str(one["value"])), (labels, read.get_text().strip())):
            name = str(group["name"])
            found[name] = [*found.get(name, []), value] if kept else [value]
    return sent, [label for name, several in labels.items() for label in several]


def shown_again(answer: Response) -> list[str]:
    page = BeautifulSoup(answer.text, "html.parser")
    return [one.get_text().strip() for one in page.select("main textarea[readonly]") if isinstance(one, Tag)]


def left(client: TestClient) -> None:
    client.post("/abmelden", data={"formular": form_token(client)})


@pytest.mark.parametrize("form", FORMS)
def test_what_was_typed_is_shown_again_when_the_session_has_ended_and_nothing_is_saved(
    sign_in: SignIn, staffed: Services, form: str
) -> None:
    client, path = sign_in(Role.EDITOR), address(form, staffed)
    before = client.get(path, headers=HTML).text
    names = typed_names(before, path)
    typed = {name: f"getippt <{number}>" for number, name in enumerate(names)}
    sent = typed | {"formular": form_token(client), "kennwort": "Geheimes"}
    left(client)
    answer = client.post(path, data=sent, headers=HTML)
    assert answer.status_code == 401
    assert "Ihre Anmeldung ist beendet. Es wurde nichts gespeichert." in answer.text
    assert f'href="/anmelden?weiter={quote(path)}"' in answer.text
    assert len(names) > 2
    assert set(shown_again(answer)) == set(typed.values())
    assert "Geheimes" not in answer.text
    again = sign_in(Role.EDITOR).get(path, headers=HTML).text
    assert "getippt" not in again


@pytest.mark.parametrize("form", [form for form in FORMS if "zahlen" not in form and "dokumente" not in form])
def test_what_was_chosen_and_ticked_is_shown_again_in_the_words_of_the_form(
    sign_in: SignIn, staffed: Services, form: str
) -> None:
    client, path = sign_in(Role.EDITOR), address(form, staffed)
    sent, labels = choices(client.get(path, headers=HTML).text, path)
    left(client)
    answer = client.post(path, data=sent | {"formular": "alt"}, headers=HTML)
    assert labels
    shown = BeautifulSoup(answer.text, "html.parser").select("main")[0].get_text("\n")
    assert [label for label in labels if label not in shown] == []


def test_who_may_see_a_document_is_shown_again_but_no_confirmation(
    sign_in: SignIn, staffed: Services
) -> None:
    path = address(FORMS[0], staffed)
    chosen = {"visibility": "internal", "hidden": "ja", "weight": "-1", "sicher": "true"}
    page = BeautifulSoup(sign_in().post(path, data=chosen, headers=HTML).text, "html.parser")
    told = [one.get_text() for one in page.select("main dt, main dd")]
    assert told == [
        "Wer darf das Dokument sehen?",
        "Nur angemeldete Fachkräfte",
        "Vor allen verstecken",
        "angekreuzt",
        "Wo steht es unter den Treffern?",
        "Weiter hinten",
    ]


def test_a_form_of_the_session_before_is_shown_again_with_the_way_to_a_fresh_one(
    sign_in: SignIn, staffed: Services
) -> None:
    path = address(FORMS[0], staffed)
    old = form_token(sign_in(Role.EDITOR))
    client = sign_in(Role.EDITOR)
    answer = client.post(path, data={"formular": old, "title": "Neuer Titel"}, headers=HTML)
    assert answer.status_code == 403
    assert shown_again(answer) == ["Neuer Titel"]
    onward = client.get(f"/anmelden?weiter={quote(path)}", headers=HTML, follow_redirects=False)
    assert onward.headers["location"] == path


def test_a_button_without_a_page_of_its_own_leads_back_to_the_page_above(
    sign_in: SignIn, staffed: Services
) -> None:
    path = address("/verwaltung/einrichtungen/{institution}", staffed)
    answer = sign_in().post(f"{path}/entfernen", data={"sicher": "true"}, headers=HTML)
    assert f'href="/anmelden?weiter={quote(path)}"' in answer.text
    assert not shown_again(answer)


@pytest.mark.parametrize("path", [one for some in STAFF.values() for one in some])
def test_every_form_of_staff_leads_back_to_the_page_it_stands_on(
    sign_in: SignIn, staffed: Services, path: str
) -> None:
    client = sign_in(Role.ADMINISTRATOR)
    page = BeautifulSoup(client.get(address(path, staffed), headers=HTML).text, "html.parser")
    forms = {str(form.get("action", "")) for form in page.select("main form[method=post]")}
    for action in forms - {"", "/abmelden"}:
        answer = sign_in().post(action, headers=HTML, files={"dateien": ("a.txt", b"x")})
        onward = BeautifulSoup(answer.text, "html.parser").select('main a[href^="/anmelden"]')[0]["href"]
        back = BeautifulSoup(client.get(unquote(str(onward)).split("=")[1], headers=HTML).text, "html.parser")
        own = {str(form.get("action", "")) for form in back.select("main form[method=post]")}
        assert action in own, action


def test_a_form_that_another_site_sends_is_not_shown_again(sign_in: SignIn, staffed: Services) -> None:
    headers = HTML | {"sec-fetch-site": "cross-site"}
    path = address(FORMS[0], staffed)
    answer = sign_in().post(path, data={"title": "Untergeschoben"}, headers=headers)
    assert answer.status_code == 403
    assert "Untergeschoben" not in answer.text
