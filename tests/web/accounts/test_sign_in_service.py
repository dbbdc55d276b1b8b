"""Signing in through an OpenID Connect provider that runs on this machine."""

import base64
import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode, urlsplit

import httpx
import pytest
from fastapi.testclient import TestClient
from joserfc.jwk import RSAKey

from corpus.accounts.accounts import Accounts, Role
from tests.web.accounts.provider import CLIENT, SECRET, Provider
from tests.web.serving import serving
from tests.web.staff import OUTSIDE, form_token
from web.accounts.discovery import Discovery
from web.accounts.oidc import AT_ONCE, SignInService, asking
from web.app import create_app
from web.errors import SignInUnavailable
from web.services import Services

PERSON = {"sub": "42", "preferred_username": "m.muster", "roles": ["lotse-redaktion"]}
HTML = {"accept": "text/html"}


@pytest.fixture(scope="module")
def running() -> Iterator[Provider]:
    provider = Provider()
    with serving(provider.app()) as address:
        provider.issuer = address
        yield provider


@pytest.fixture
def provider(running: Provider, staffed: Services) -> Iterator[Provider]:
    """The provider, about to send back an editor; whom it has sent is forgotten afterwards."""
    running.claims, running.only_asked, running.spoiled = dict(PERSON), {}, {}
    running.error, running.foreign_key, running.ends = "", None, True
    running.methods, running.asked, running.elsewhere, running.drips = None, 0, {}, False
    yield running
    accounts = Accounts(staffed.catalogue.database)
    for account in accounts.list():
        if account.subject:
            accounts.remove(account.name)


@pytest.fixture
def client(provider: Provider, staffed: Services) -> Iterator[TestClient]:
    with opened(staffed, provider) as client:
        yield client


@contextmanager
def opened(staffed: Services, provider: Provider, **other: str) -> Iterator[TestClient]:
    """A client on a service that signs in through the provider, some settings chosen otherwise."""
    chosen = {
        "oidc_issuer": provider.issuer,
        "oidc_client_id": CLIENT,
        "oidc_client_secret": SECRET,
        "oidc_name": "Anmeldung der Stadt",
    }
    chosen |= {name: value.replace("{issuer}", provider.issuer) for name, value in other.items()}
    settings = staffed.settings.model_copy(update=chosen)
    with TestClient(create_app(replace(staffed, settings=settings)), OUTSIDE) as client:
        yield client


def way_back(client: TestClient, onward: str = "") -> str:
    """Go to the provider, and return the address here that it sends the browser back to."""
    away = client.get(f"/anmelden/dienst?weiter={onward}", follow_redirects=False)
    assert away.status_code == 303
    back = httpx.get(away.headers["location"], follow_redirects=False).headers["location"]
    assert back.startswith(f"{OUTSIDE}/anmelden/dienst/zurueck?")
    return f"{urlsplit(back).path}?{urlsplit(back).query}"


def test_the_sign_in_page_offers_the_service_by_its_name(client: TestClient) -> None:
    assert "Anmeldung der Stadt" in client.get("/anmelden", headers=HTML).text


def test_somebody_whom_the_service_sends_back_is_signed_in_with_the_role_that_it_names(
    client: TestClient, staffed: Services
) -> None:
    page = client.get(way_back(client, "/dokumente"), headers=HTML)
    assert page.status_code == 200
    assert 'href="/dokumente"' in page.text
    assert "Geheimplan" in client.get("/dokumente").text
    account = Accounts(staffed.catalogue.database).get("m.muster")
    assert (account.role, account.subject, account.password_hash) == (Role.EDITOR, "42", None)


def test_a_role_that_changes_there_changes_here(
    client: TestClient, provider: Provider, staffed: Services
) -> None:
    client.get(way_back(client))
    provider.claims["roles"] = ["lotse-fachkraft"]
    client.get(way_back(client))
    assert Accounts(staffed.catalogue.database).get("m.muster").role is Role.PROFESSIONAL


def test_somebody_who_has_lost_the_role_there_is_out_at_once(client: TestClient, provider: Provider) -> None:
    client.get(way_back(client))
    assert "Geheimplan" in client.get("/dokumente").text
    provider.claims["roles"] = ["etwas-anderes"]
    assert client.get(way_back(client)).status_code == 401
    assert "Geheimplan" not in client.get("/dokumente").text


def test_a_role_and_a_name_that_only_the_userinfo_tells_count_as_well(
    client: TestClient, provider: Provider, staffed: Services
) -> None:
    provider.claims, provider.only_asked = {"sub": "42"}, PERSON
    assert client.get(way_back(client)).status_code == 200
    assert Accounts(staffed.catalogue.database).get("m.muster").role is Role.EDITOR


@pytest.mark.parametrize("methods", [("client_secret_post",), ("private_key_jwt", "client_secret_basic")])
def test_the_secret_travels_in_the_way_that_the_service_names(
    client: TestClient, provider: Provider, methods: tuple[str, ...]
) -> None:
    provider.methods = methods
    assert client.get(way_back(client)).status_code == 200


def test_what_the_userinfo_tells_of_somebody_else_is_refused(client: TestClient, provider: Provider) -> None:
    provider.claims, provider.only_asked = {"sub": "42"}, PERSON | {"sub": "43"}
    assert refused(client, way_back(client))


@pytest.mark.parametrize(
    ("claims", "name"),
    [
        ({"upn": "m.muster@stadt.example"}, "m.muster@stadt.example"),
        ({"preferred_username": "OB\\M.Muster"}, "ob.m.muster"),
        ({"preferred_username": "Erika Mustermann"}, "erika.mustermann"),
        ({"preferred_username": "(x)", "email": "m@stadt.example"}, "m@stadt.example"),
        ({"sub": "a+/="}, "konto-"),
    ],
)
def test_every_name_that_a_service_gives_becomes_the_name_of_an_account(
    client: TestClient, provider: Provider, staffed: Services, claims: dict[str, str], name: str
) -> None:
    provider.claims = {"sub": "4711/+=", "roles": "lotse-redaktion"} | claims
    assert client.get(way_back(client)).status_code == 200
    known = [one.name for one in Accounts(staffed.catalogue.database).list() if one.subject]
    assert [one.startswith(name) for one in known] == [True]


@pytest.mark.parametrize(
    "spoiled",
    [
        {"nonce": "von einer anderen Anmeldung"},
        {"aud": "ein anderer Dienst"},
        {"iss": "https://boese.example"},
        {"exp": 1},
    ],
    ids=["nonce", "receiver", "sender", "expired"],
)
def test_a_token_that_was_not_made_for_this_sign_in_is_refused(
    client: TestClient, provider: Provider, spoiled: dict[str, Any]
) -> None:
    provider.spoiled = spoiled
    assert refused(client, way_back(client))


def test_a_token_that_somebody_else_signed_is_refused(client: TestClient, provider: Provider) -> None:
    provider.foreign_key = RSAKey.generate_key(2048, parameters={"kid": "eins"})
    assert refused(client, way_back(client))


def test_coming_back_without_having_left_or_with_another_state_is_refused(client: TestClient) -> None:
    back = way_back(client)
    assert refused(client, back.replace("state=", "state=x"))
    client.cookies.clear()
    assert refused(client, back)


def test_a_code_counts_once(client: TestClient) -> None:
    back = way_back(client)
    assert client.get(back).status_code == 200
    assert refused(client, back)


def test_two_tabs_sign_in_side_by_side_and_each_goes_on_to_its_own_page(client: TestClient) -> None:
    first, second = way_back(client, "/dokumente"), way_back(client, "/zahlen")
    assert 'href="/dokumente">Weiter' in client.get(first, headers=HTML).text
    assert 'href="/zahlen">Weiter' in client.get(second, headers=HTML).text


def test_sign_ins_that_nobody_ends_do_not_pile_up_in_the_browser(client: TestClient) -> None:
    for _ in range(12):
        last = way_back(client, "/" + "x" * 2000)
    assert len(client.cookies) <= 5
    assert client.get(last).status_code == 200


def test_whoever_signs_out_here_is_shown_the_way_to_sign_out_at_the_service(
    client: TestClient, provider: Provider
) -> None:
    client.get(way_back(client))
    left = client.post("/abmelden", data={"formular": form_token(client)}, headers=HTML)
    assert (left.url.path, left.status_code) == ("/abgemeldet", 200)
    assert "__Host-lotse" not in client.cookies
    assert "/abgemeldet/dienst" in left.text
    there = client.get("/abgemeldet/dienst", follow_redirects=False).headers["location"]
    returning = f"{OUTSIDE}/anmelden/dienst/zurueck"
    assert (
        there
        == f"{provider.issuer}/end?{urlencode({'client_id': CLIENT, 'post_logout_redirect_uri': returning})}"
    )
    assert client.get(returning, follow_redirects=False).headers["location"] == "/"


def test_a_service_that_nobody_can_sign_out_at_is_said_so(client: TestClient, provider: Provider) -> None:
    provider.ends = False
    answer = client.get("/abgemeldet/dienst", headers=HTML)
    assert "bietet kein Abmelden an" in answer.text


def test_a_name_of_a_local_account_is_not_taken_over(client: TestClient, provider: Provider) -> None:
    provider.claims["preferred_username"] = "verwaltung"
    assert refused(client, way_back(client))


def test_whoever_cancels_at_the_service_is_told_so_and_can_begin_again(
    client: TestClient, provider: Provider
) -> None:
    provider.error = "access_denied"
    answer = client.get(way_back(client, "/dokumente"), headers=HTML)
    assert answer.status_code == 401
    assert "abgebrochen" in answer.text
    assert "/anmelden/dienst?weiter=/dokumente" in answer.text


@pytest.mark.parametrize(
    ("chosen", "cause"),
    [
        ({"oidc_client_secret": "ein anderes"}, "invalid_client"),
        ({"oidc_issuer": "http://127.0.0.1:9"}, "ConnectError"),
        ({"oidc_issuer": "Unfug"}, "UnsupportedProtocol"),
        ({"oidc_issuer": "http://[::1"}, "InvalidURL"),
        ({"oidc_issuer": "{issuer}/gibtesnicht"}, "404 /gibtesnicht/.well-known/openid-configuration"),
    ],
    ids=["secret", "down", "word", "broken", "nothing there"],
)
def test_a_service_that_fails_is_told_in_german_and_the_cause_stands_in_the_log(
    provider: Provider,
    staffed: Services,
    caplog: pytest.LogCaptureFixture,
    chosen: dict[str, str],
    cause: str,
) -> None:
    with opened(staffed, provider, **chosen) as client:
        answer = client.get("/anmelden/dienst", headers=HTML)
        if "oidc_client_secret" in chosen:
            answer = client.get(way_back(client), headers=HTML)
    assert answer.status_code == 503
    assert "Der Anmeldedienst antwortet gerade nicht wie erwartet" in answer.text
    assert "Mit örtlichem Konto" in answer.text
    assert cause in str([vars(one) for one in caplog.records if one.msg == "sign-in service failed"])


def test_a_service_that_hangs_keeps_few_waiting_and_tells_the_others(client: TestClient) -> None:
    with ExitStack() as hanging:
        for _ in range(AT_ONCE):
            hanging.enter_context(asking())
        assert client.get("/anmelden/dienst", headers=HTML).status_code == 503
    assert client.get("/anmelden/dienst", follow_redirects=False).status_code == 303


def test_a_service_that_answers_drop_by_drop_is_left(provider: Provider, staffed: Services) -> None:
    provider.drips = True
    settings = staffed.settings.model_copy(update={"oidc_issuer": provider.issuer})
    service = SignInService(settings, Discovery(provider.issuer), f"{OUTSIDE}/zurueck", seconds=0.3)
    with pytest.raises(SignInUnavailable):
        service.begin("/")


@pytest.mark.parametrize(
    ("cause", "changed"),
    [
        ("access_denied", lambda back, provider: back.replace("code=", "error=access_denied&before=")),
        ("invalid_grant", lambda back, provider: back.replace("code=code", "code=other")),
        ("state", lambda back, provider: back.replace("state=", "state=0")),
        ("state", lambda back, provider: back.partition("?")[0] + "?code=1"),
        ("role or lock", lambda back, provider: provider.claims.update(roles=[]) or back),
    ],
    ids=["cancelled", "code", "foreign state", "no state", "role"],
)
def test_a_refused_sign_in_stands_in_the_log_with_its_cause_and_without_who_it_was(
    client: TestClient,
    provider: Provider,
    caplog: pytest.LogCaptureFixture,
    cause: str,
    changed: Callable[[str, Provider], str],
) -> None:
    answer = client.get(changed(way_back(client), provider), headers=HTML)
    assert answer.status_code == 401
    (noted,) = [vars(one) for one in caplog.records if one.msg == "sign-in refused"]
    assert noted["cause"] == cause
    assert "muster" not in str(noted)


def test_visitors_who_begin_again_and_again_do_not_make_us_ask_the_service(
    client: TestClient, provider: Provider
) -> None:
    for _ in range(3):
        way_back(client)
        client.get("/abgemeldet/dienst", follow_redirects=False)
    assert provider.asked == 1


def test_a_key_that_the_service_has_changed_since_counts_at_once(
    client: TestClient, provider: Provider
) -> None:
    assert client.get(way_back(client)).status_code == 200
    provider.key = RSAKey.generate_key(2048, parameters={"kid": "zwei"})
    assert client.get(way_back(client)).status_code == 200


@pytest.mark.parametrize("address", ["/anmelden/dienst", "/abgemeldet/dienst"])
def test_whoever_sends_many_people_to_the_service_has_to_wait(
    provider: Provider, staffed: Services, address: str
) -> None:
    limited = replace(staffed, settings=staffed.settings.model_copy(update={"asks_per_minute": 1}))
    with opened(limited, provider) as client:
        answers = [client.get(address, follow_redirects=False).status_code for _ in range(2)]
    assert answers == [303, 429]


def test_the_cookie_meanwhile_is_one_that_no_other_host_can_set(client: TestClient) -> None:
    answer = client.get("/anmelden/dienst?weiter=/dokumente", follow_redirects=False)
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith("__Host-lotse-unterwegs-")
    assert {"Path=/", "Secure", "HttpOnly", "SameSite=lax"} <= set(cookie.split("; "))
    assert "Domain" not in cookie


def test_names_of_cookies_that_somebody_planted_disturb_nobody(client: TestClient) -> None:
    planted = "; ".join(f"lotse-unterwegs-{n}(x)=1; __Host-lotse-unterwegs-@@{n}@@@@@=1" for n in range(6))
    answer = client.get("/anmelden/dienst", headers={"cookie": planted}, follow_redirects=False)
    assert answer.status_code == 303
    back = client.get("/anmelden/dienst/zurueck?state=@@1@@@@@", headers={"cookie": planted} | HTML)
    assert back.status_code == 401


def test_a_long_search_comes_back_to_its_page_without_what_was_chosen(client: TestClient) -> None:
    page = client.get(way_back(client, "/dokumente?q=" + "x" * 400), headers=HTML)
    assert 'href="/dokumente">Weiter' in page.text


@pytest.mark.parametrize(
    "forged",
    [
        "[" * 2500,
        json.dumps({"state": "12345678", "nonce": "n", "verifier": "v", "onward": [1]}),
        json.dumps({"state": "12345678", "nonce": "n", "verifier": None, "onward": ""}),
        '"ein Text"',
    ],
    ids=["deep", "list", "nothing", "text"],
)
def test_a_cookie_that_somebody_forged_is_refused(client: TestClient, forged: str) -> None:
    packed = base64.urlsafe_b64encode(forged.encode()).decode()
    cookie = {"cookie": f"__Host-lotse-unterwegs-12345678={packed}"}
    answer = client.get("/anmelden/dienst/zurueck?state=12345678&code=1", headers=HTML | cookie)
    assert answer.status_code == 401


@pytest.mark.parametrize("address", ["javascript:alert(1)", "http://anmeldung.example/end", ["https://a"], 1])
def test_an_address_of_the_service_that_is_not_protected_is_never_used(
    client: TestClient, provider: Provider, address: object
) -> None:
    provider.elsewhere = {"end_session_endpoint": address}
    assert client.get("/abgemeldet/dienst", headers=HTML, follow_redirects=False).status_code == 503


def refused(client: TestClient, back: str) -> bool:
    """Whether the way back ends without a session."""
    client.cookies.delete("__Host-lotse") if "__Host-lotse" in client.cookies else None
    answer = client.get(back, headers=HTML)
    return answer.status_code == 401 and "__Host-lotse" not in client.cookies
