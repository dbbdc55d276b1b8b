from urllib.parse import quote

import pytest
from bs4 import BeautifulSoup, Tag
from fastapi.testclient import TestClient
from httpx import Response

from corpus.accounts.accounts import Role
from tests.web.browser.states import address
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


def test_a_form_that_another_site_sends_is_not_shown_again(sign_in: SignIn, staffed: Services) -> None:
    headers = HTML | {"sec-fetch-site": "cross-site"}
    path = address(FORMS[0], staffed)
    answer = sign_in().post(path, data={"title": "Untergeschoben"}, headers=headers)
    assert answer.status_code == 403
    assert "Untergeschoben" not in answer.text
