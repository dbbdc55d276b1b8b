import re
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from corpus.accounts.accounts import Accounts, Role
from corpus.accounts.attempts import FIRST_WAIT_SECONDS, FREE_ATTEMPTS, Attempts
from corpus.accounts.sessions import Sessions
from tests.web.staff import OUTSIDE, PASSWORD, SECRET, SignIn, form_token
from web.accounts.cookies import SECURE
from web.app import create_app
from web.cli import run_command
from web.services import Services

HTML = {"accept": "text/html"}


def try_password(client: TestClient, name: str, password: str, **headers: str) -> int:
    answer = client.post(
        "/anmelden", data={"name": name, "kennwort": password}, headers=HTML | headers, follow_redirects=False
    )
    return answer.status_code


def test_without_any_account_there_is_no_administration(client: TestClient) -> None:
    for path in ("/anmelden", "/verwaltung", "/anmelden/dienst"):
        assert client.get(path).status_code == 404
    assert client.post("/anmelden").status_code == 404
    assert "/anmelden" not in client.get("/impressum").text


def test_the_public_gets_no_cookie_and_learns_nothing_of_internal_documents(sign_in: SignIn) -> None:
    client = sign_in()
    for path in ("/", "/anmelden", "/dokumente", f"/?q={SECRET}"):
        answer = client.get(path, headers=HTML)
        assert "set-cookie" not in answer.headers
        assert "cookie" in answer.headers["vary"].lower()
    assert "Geheim" not in client.get("/dokumente").text


@pytest.mark.parametrize("role", Role)
def test_whoever_signs_in_sees_internal_documents_and_no_cache_keeps_them(
    sign_in: SignIn, role: Role
) -> None:
    client = sign_in()
    assert try_password(client, role, PASSWORD) == 303
    page = client.get("/dokumente")
    assert "Geheimplan" in page.text
    assert page.headers["cache-control"] == "private, no-store"


def test_the_cookie_of_a_session_stays_between_browser_and_this_service(sign_in: SignIn) -> None:
    client = sign_in()
    answer = client.post(
        "/anmelden", data={"name": "Redaktion ", "kennwort": PASSWORD}, follow_redirects=False
    )
    assert answer.headers["location"] == "/verwaltung"
    said = answer.headers["set-cookie"].lower()
    assert said.startswith(SECURE.lower() + "=")
    for part in ("httponly", "samesite=strict", "secure", "path=/"):
        assert part in said
    for part in ("domain", "max-age", "expires"):
        assert part not in said


def test_a_new_session_takes_the_place_of_the_one_before(sign_in: SignIn, staffed: Services) -> None:
    client = sign_in(Role.PROFESSIONAL)
    before = client.cookies[SECURE]
    assert try_password(client, "fachkraft", PASSWORD) == 303
    assert client.cookies[SECURE] != before
    client.cookies.set(SECURE, before, domain="lotse.example")
    assert "Geheimplan" not in client.get("/dokumente").text


@pytest.mark.parametrize("name", ["redaktion", "niemand"])
def test_a_wrong_password_and_an_unknown_name_are_answered_alike_and_slowed_down(
    sign_in: SignIn, staffed: Services, name: str
) -> None:
    client = sign_in()
    try:
        for _ in range(FREE_ATTEMPTS):
            answer = client.post("/anmelden", data={"name": name, "kennwort": "falsch"}, headers=HTML)
            assert answer.status_code == 401
            assert "Name und Kennwort passen nicht zusammen" in answer.text
        paused = client.post("/anmelden", data={"name": name, "kennwort": PASSWORD}, headers=HTML)
        assert paused.status_code == 429
        assert 1 <= int(paused.headers["retry-after"]) <= FIRST_WAIT_SECONDS
        assert re.search(r"Ab \d{1,2}\.\d\d Uhr, in \d+ Sekunden, können Sie es noch einmal", paused.text)
        assert "Wie Sie uns erreichen, steht im" in paused.text
        assert not client.cookies
    finally:
        Attempts(staffed.catalogue.database).forget(name)


def test_a_locked_account_does_not_get_in(sign_in: SignIn, staffed: Services) -> None:
    accounts = Accounts(staffed.catalogue.database)
    inside = sign_in(Role.EDITOR)
    accounts.set_locked("redaktion", True)
    try:
        assert "Geheimplan" not in inside.get("/dokumente").text
        assert try_password(sign_in(), "redaktion", PASSWORD) == 401
    finally:
        accounts.set_locked("redaktion", False)
        Attempts(staffed.catalogue.database).forget("redaktion")


def test_leaving_ends_the_session_here_or_everywhere(sign_in: SignIn) -> None:
    one, other = sign_in(Role.EDITOR), sign_in(Role.EDITOR)
    kept = one.cookies[SECURE]
    one.post("/abmelden", data={"formular": form_token(one)})
    assert SECURE not in one.cookies
    one.cookies.set(SECURE, kept, domain="lotse.example")
    assert "Geheimplan" not in one.get("/dokumente").text
    assert "Geheimplan" in other.get("/dokumente").text
    third = sign_in(Role.EDITOR)
    third.post("/abmelden", data={"formular": form_token(third), "ueberall": "true"})
    assert "Geheimplan" not in other.get("/dokumente").text


def test_a_form_without_the_token_of_its_session_changes_nothing(sign_in: SignIn) -> None:
    client = sign_in(Role.EDITOR)
    token = form_token(client)
    foreign = {"origin": "https://boese.example"}
    for data, headers in (
        ({}, {}),
        ({"formular": form_token(sign_in(Role.EDITOR))}, {}),
        ({"formular": token}, foreign),
        ({"formular": token}, {"sec-fetch-site": "cross-site"}),
    ):
        assert client.post("/abmelden", data=data, headers=headers).status_code == 403
    assert "Geheimplan" in client.get("/dokumente").text
    assert try_password(sign_in(), "redaktion", PASSWORD, **foreign) == 403


@pytest.mark.parametrize(
    ("onward", "target"),
    [
        ("/dokumente", "/dokumente"),
        ("https://boese.example", "/"),
        ("//boese.example", "/"),
        ("/\\boese.example", "/"),
        ("", "/verwaltung"),
    ],
)
def test_after_signing_in_the_way_leads_only_within_this_service(
    sign_in: SignIn, onward: str, target: str
) -> None:
    answer = sign_in().post(
        "/anmelden",
        data={"name": "verwaltung", "kennwort": PASSWORD, "weiter": onward},
        follow_redirects=False,
    )
    assert answer.headers["location"] == target


@pytest.mark.parametrize(
    ("base", "address", "headers", "status"),
    [
        ("http://lotse.example", "192.0.2.7", {}, 403),
        ("http://127.0.0.1", "127.0.0.1", {}, 303),
        ("http://127.0.0.1", "127.0.0.1", {"x-forwarded-for": "192.0.2.7"}, 403),
        (OUTSIDE, "192.0.2.7", {}, 303),
    ],
)
def test_a_password_never_travels_unencrypted(
    staffed: Services, base: str, address: str, headers: dict[str, str], status: int
) -> None:
    with TestClient(create_app(staffed), base, client=(address, 4711)) as client:
        assert try_password(client, "redaktion", PASSWORD, **headers) == status


def test_a_session_that_has_ended_leads_back_to_signing_in_and_then_on(
    sign_in: SignIn, staffed: Services
) -> None:
    client = sign_in(Role.EDITOR)
    Sessions(staffed.catalogue.database).end_all("redaktion")
    answer = client.get("/verwaltung", headers=HTML, follow_redirects=False)
    assert answer.headers["location"] == "/anmelden?weiter=%2Fverwaltung"
    assert client.get("/verwaltung").status_code == 401
    for chosen, kept in (("?q=a%26b&seite=2", "%3Fq%3Da%2526b%26seite%3D2"), ("?q=" + "x" * 1000, "")):
        answer = client.get(f"/verwaltung/dokumente{chosen}", headers=HTML, follow_redirects=False)
        assert answer.headers["location"] == f"/anmelden?weiter=%2Fverwaltung%2Fdokumente{kept}"


def test_accounts_are_kept_from_the_command_line_without_a_password_on_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    piped = tmp_path / "kennwort"

    def lotse(*arguments: str, password: str = "") -> tuple[int, str]:
        piped.write_text(password + "\n", "utf-8")
        with piped.open(encoding="utf-8") as stdin:
            monkeypatch.setattr("sys.stdin", stdin)
            status = run_command(["accounts", *arguments, "--data", str(tmp_path)])
        said = capsys.readouterr()
        return status, said.out + said.err

    assert lotse("add", "Ute", "--role", "redaktion", password="zu kurz")[0] == 1
    assert "Kein" not in lotse("add", "Ute", "--role", "redaktion", password=PASSWORD)[1]
    assert lotse("add", "Uwe", "--role", "chef", password=PASSWORD)[0] == 2
    assert "ute: Redaktion" in lotse("list")[1]
    assert lotse("role", "ute", "fachkraft")[0] == 0
    assert lotse("lock", "ute")[0] == 0
    assert "ute: Fachkraft, gesperrt" in lotse("list")[1]
    assert lotse("lock", "ute", "--open")[0] == 0
    assert lotse("password", "ute")[0] == 1
    assert "überall abgemeldet" in lotse("password", "ute", password=PASSWORD + "!")[1]
    assert "password_hash" not in lotse("list", "--json")[1]
    assert lotse("remove", "ute")[0] == 0
    assert "abgeschaltet" in lotse("list")[1]
    assert lotse("remove", "ute")[0] == 1
