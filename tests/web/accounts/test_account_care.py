"""Accounts that the administration cares for by page, and passwords that people choose themselves."""

import re
from html import unescape

import pytest
from fastapi.testclient import TestClient

from corpus.accounts.accounts import Accounts, Role
from corpus.accounts.attempts import FREE_ATTEMPTS, Attempts
from corpus.accounts.log import Deed, noted
from corpus.accounts.sessions import Sessions
from tests.web.staff import HTML, OUTSIDE, PASSWORD, SignIn, form_token, page
from web.accounts.passwords import hashed
from web.app import create_app
from web.services import Services

ACCOUNTS = "/verwaltung/konten"
OWN = "Mirabelle Quitte Schlehe"


@pytest.fixture
def admin(own: Services, sign_in: SignIn) -> TestClient:
    return sign_in(Role.ADMINISTRATOR, own)


def send(client: TestClient, path: str, status: int = 200, **fields: str) -> str:
    """Send a form as a browser does, and give the page that it leads to."""
    token = re.search(r'name="formular" value="(\w+)"', client.get(path, headers=HTML).text)
    answer = client.post(path, data={"formular": token[1] if token else "", **fields}, headers=HTML)
    assert answer.status_code == status, answer.text
    return unescape(answer.text)


def once(shown: str) -> str:
    """The one-time password on a page."""
    found = re.search(r'id="kennwort" value="([a-z2-9-]{19})"', shown)
    assert found
    return found[1]


def visitor(own: Services) -> TestClient:
    return TestClient(create_app(own), OUTSIDE, raise_server_exceptions=False)


def enter(client: TestClient, name: str, password: str) -> str:
    """Sign in; the path that it leads to, empty where it is refused."""
    answer = client.post("/anmelden", data={"name": name, "kennwort": password}, follow_redirects=False)
    return answer.headers.get("location", "")


def test_a_new_account_chooses_its_own_password_before_it_sees_anything(
    own: Services, admin: TestClient
) -> None:
    made = send(admin, ACCOUNTS, name="Ute.Muster", rolle="redaktion")
    password = once(made)
    assert "wartet auf die erste Anmeldung" in page(admin, ACCOUNTS)
    assert password not in page(admin, f"{ACCOUNTS}/ute.muster")
    with visitor(own) as client:
        assert enter(client, "ute.muster", password) == "/kennwort"
        assert client.get("/verwaltung", follow_redirects=False).status_code == 401
        assert (
            client.get("/anmelden", headers=HTML, follow_redirects=False).headers["location"] == "/kennwort"
        )
        refused = send(client, "/kennwort", 422, kennwort="kurz", noch_einmal="kurz")
        assert "Ein Kennwort hat 12 bis 200 Zeichen" in refused
        assert "sind nicht gleich" in send(client, "/kennwort", 422, kennwort=OWN, noch_einmal="anders")
        assert "bisherige Kennwort" in send(client, "/kennwort", 422, kennwort=password, noch_einmal=password)
        assert "<h1>Verwaltung</h1>" in send(client, "/kennwort", kennwort=OWN, noch_einmal=OWN)
    with visitor(own) as client:
        assert enter(client, "ute.muster", password) == ""
        assert enter(client, "ute.muster", OWN) == "/verwaltung"


@pytest.mark.parametrize("path", ["/dokumente", "/suche?q=Quittengelee", "/api/documents"])
def test_a_one_time_password_shows_nothing_internal(staffed: Services, path: str) -> None:
    accounts = Accounts(staffed.catalogue.database)
    kept = accounts.get(Role.PROFESSIONAL).password_hash or ""
    with visitor(staffed) as client:
        before = client.get(path).text
        assert enter(client, Role.PROFESSIONAL, PASSWORD)
        assert "Geheimplan" in client.get(path).text
        try:
            accounts.set_password(Role.PROFESSIONAL, kept, once_until=2**40)
            enter(client, Role.PROFESSIONAL, PASSWORD)
            assert "Geheimplan" not in client.get(path).text
            assert client.get(path).text.count("/verwaltung") == before.count("/verwaltung")
        finally:
            accounts.set_password(Role.PROFESSIONAL, kept)


def test_a_one_time_password_ends_by_itself(own: Services, admin: TestClient) -> None:
    password = once(send(admin, f"{ACCOUNTS}/redaktion", tun="kennwort"))
    Accounts(own.catalogue.database).set_password("redaktion", hashed(password), once_until=1)
    with visitor(own) as client:
        answer = client.post("/anmelden", data={"name": "redaktion", "kennwort": password}, headers=HTML)
        assert "Dieses Einmalkennwort gilt nicht mehr." in answer.text
    assert "Einmalkennwort abgelaufen" in cells(page(admin, ACCOUNTS))


def cells(shown: str) -> str:
    """A page whose cells are without what they carry for a phone."""
    return re.sub("<td[^>]*>", "<td>", shown)


def test_whatever_narrows_an_account_ends_its_sessions_at_once(
    own: Services, admin: TestClient, sign_in: SignIn
) -> None:
    for fields, done in (
        ({"tun": "rolle", "rolle": "fachkraft"}, "neue Rolle"),
        ({"tun": "sperren"}, "Das Konto ist gesperrt"),
    ):
        client = sign_in(Role.EDITOR, own)
        assert done in send(admin, f"{ACCOUNTS}/redaktion", **fields)
        assert client.get("/dokumente", headers=HTML).text.count("Abmelden") == 0
    one = Accounts(own.catalogue.database).get("redaktion")
    assert (one.role, one.locked) == (Role.PROFESSIONAL, True)
    assert "wieder offen" in send(admin, f"{ACCOUNTS}/redaktion", tun="oeffnen")
    client = sign_in(Role.EDITOR, own)
    assert "überall abgemeldet" in send(admin, f"{ACCOUNTS}/redaktion", tun="abmelden")
    assert Sessions(own.catalogue.database).counts() == {"verwaltung": 1}
    assert "Abmelden" not in client.get("/dokumente", headers=HTML).text


def test_an_account_is_removed_once_that_is_confirmed(own: Services, admin: TestClient) -> None:
    assert "Bitte bestätigen Sie" in send(admin, f"{ACCOUNTS}/redaktion", 422, tun="entfernen")
    left = send(admin, f"{ACCOUNTS}/redaktion", tun="entfernen", sicher="true")
    assert "/verwaltung/konten/redaktion" not in left
    assert Accounts(own.catalogue.database).find("redaktion") is None
    assert admin.get(f"{ACCOUNTS}/redaktion", headers=HTML).status_code == 404


@pytest.mark.parametrize("action", ["rolle", "sperren", "kennwort", "entfernen"])
def test_nobody_narrows_the_own_account(own: Services, admin: TestClient, action: str) -> None:
    said = send(admin, f"{ACCOUNTS}/verwaltung", 422, tun=action, rolle="fachkraft", sicher="true")
    assert "Das eigene Konto ändert hier niemand" in said
    one = Accounts(own.catalogue.database).get("verwaltung")
    assert (one.role, one.locked, one.once_until) == (Role.ADMINISTRATOR, False, None)


def test_role_and_password_of_the_sign_in_service_stay_there(own: Services, admin: TestClient) -> None:
    Accounts(own.catalogue.database).add("erika@stadt.de", Role.EDITOR, subject="abc")
    for action in ("rolle", "kennwort"):
        assert "beim Anmeldedienst" in send(admin, f"{ACCOUNTS}/erika@stadt.de", 422, tun=action)
    assert "gesperrt" in send(admin, f"{ACCOUNTS}/erika@stadt.de", tun="sperren")


@pytest.mark.parametrize(("name", "said"), [("x", "geht nicht als Name"), ("redaktion", "gibt es schon")])
def test_a_name_that_cannot_be_is_refused_on_the_page(admin: TestClient, name: str, said: str) -> None:
    refused = send(admin, ACCOUNTS, 422, name=name, rolle="fachkraft")
    assert said in refused
    assert f'value="{name}"' in refused


def test_a_password_is_changed_only_by_whoever_knows_the_former_one(own: Services, sign_in: SignIn) -> None:
    other, client = sign_in(Role.PROFESSIONAL, own), sign_in(Role.PROFESSIONAL, own)
    wanted = {"kennwort": OWN, "noch_einmal": OWN}
    assert "nicht Ihr bisheriges" in send(client, "/kennwort", 422, bisher="falsch", **wanted)
    send(client, "/kennwort", bisher=PASSWORD, **wanted)
    assert "Abmelden" in client.get("/dokumente", headers=HTML).text
    assert "Abmelden" not in other.get("/dokumente", headers=HTML).text
    for _ in range(FREE_ATTEMPTS):
        send(client, "/kennwort", 422, bisher="falsch", **wanted)
    assert "gab es zu viele Versuche" in send(client, "/kennwort", 429, bisher=OWN, **wanted)


def test_whoever_is_signed_in_changes_the_password_while_somebody_locks_the_name_at_the_door(
    own: Services, sign_in: SignIn
) -> None:
    client = sign_in(Role.PROFESSIONAL, own)
    for _ in range(FREE_ATTEMPTS + 1):
        Attempts(own.catalogue.database).count(Role.PROFESSIONAL)
    send(client, "/kennwort", bisher=PASSWORD, kennwort=OWN, noch_einmal=OWN)


def test_a_new_password_lets_in_at_once_whoever_has_tried_too_often(own: Services, admin: TestClient) -> None:
    with visitor(own) as client:
        for _ in range(FREE_ATTEMPTS + 1):
            assert enter(client, "fachkraft", "falsch") == ""
        password = once(send(admin, f"{ACCOUNTS}/fachkraft", tun="kennwort"))
        assert enter(client, "fachkraft", password) == "/kennwort"


def test_whatever_is_done_to_an_account_is_written_down_with_who_did_it(
    own: Services, admin: TestClient
) -> None:
    send(admin, ACCOUNTS, name="ute.muster", rolle="fachkraft")
    for fields in (
        {"tun": "rolle", "rolle": "redaktion"},
        {"tun": "sperren"},
        {"tun": "oeffnen"},
        {"tun": "abmelden"},
    ):
        send(admin, f"{ACCOUNTS}/ute.muster", **fields)
    shown = cells(page(admin, f"{ACCOUNTS}/ute.muster"))
    for deed in ("Angelegt als Fachkraft", "Neue Rolle: Redaktion", "Gesperrt", "Wieder geöffnet"):
        assert f"<td>verwaltung</td><td>{deed}</td>" in shown
    send(admin, f"{ACCOUNTS}/ute.muster", tun="entfernen", sicher="true")
    noted_down = [(one.account, one.deed, one.changed_by) for one in noted(own.catalogue.database)][:3]
    assert noted_down == [
        ("ute.muster", Deed.REMOVED, "verwaltung"),
        ("ute.muster", Deed.SIGNED_OUT, "verwaltung"),
        ("ute.muster", Deed.OPENED, "verwaltung"),
    ]
    assert "<td>ute.muster</td><td>verwaltung</td><td>Entfernt</td>" in cells(page(admin, ACCOUNTS))


def test_accounts_are_cared_for_by_the_administration_alone(own: Services, sign_in: SignIn) -> None:
    client = sign_in(Role.EDITOR, own)
    assert ACCOUNTS not in page(client, "/verwaltung")
    token = form_token(client)
    for path in (ACCOUNTS, f"{ACCOUNTS}/fachkraft"):
        data = {"formular": token, "tun": "sperren", "name": "neu"}
        assert client.post(path, data=data).status_code == 403
    assert [one.name for one in Accounts(own.catalogue.database).list() if one.locked] == []
