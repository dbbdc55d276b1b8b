from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient
from starlette.responses import PlainTextResponse
from starlette.types import Receive, Scope, Send

from tests.web.operations.conftest import Serve
from web.operations.size import UPLOADS, SizeLimit

PROBLEM = "application/problem+json"


def ask(client: TestClient, **headers: str) -> int:
    return client.post("/api/ask", json={"question": "Miete"}, headers=headers).status_code


def test_who_asks_too_often_is_told_when_to_come_back(serve: Serve) -> None:
    client = serve(asks_per_minute=2)
    assert [ask(client) for _ in range(3)] == [200, 200, 429]
    refused = client.post("/api/ask", json={"question": "Miete"})
    assert refused.headers["content-type"] == PROBLEM
    assert 1 <= int(refused.headers["retry-after"]) <= 60
    assert f"{refused.headers['retry-after']} Sekunden" in refused.json()["detail"]


def test_a_person_who_asks_too_often_gets_a_page(serve: Serve) -> None:
    client = serve(asks_per_minute=1)
    client.get("/", params={"q": "Miete"})
    refused = client.get("/", params={"q": "Miete"}, headers={"accept": "text/html"})
    assert refused.status_code == 429
    assert "Zu viele Anfragen" in refused.text
    assert "retry-after" in refused.headers
    assert "content-security-policy" in refused.headers


def test_questions_and_other_requests_are_counted_apart(serve: Serve) -> None:
    client = serve(asks_per_minute=1, requests_per_minute=2)
    assert ask(client) == 200
    statuses = [client.get("/dokumente").status_code for _ in range(3)]
    assert statuses == [200, 200, 429]


@pytest.mark.parametrize("address", ["/static/lotse.css", "/healthz", "/readyz", "/metrics"])
def test_styles_and_watchers_are_never_limited(serve: Serve, address: str) -> None:
    client = serve(requests_per_minute=1)
    assert {client.get(address).status_code for _ in range(5)} == {200}


def test_zero_stands_for_no_limit(serve: Serve) -> None:
    client = serve(asks_per_minute=0)
    assert {ask(client) for _ in range(5)} == {200}


def test_a_header_that_anybody_can_send_is_not_believed(serve: Serve) -> None:
    client = serve(asks_per_minute=1)
    assert ask(client, **{"x-forwarded-for": "198.51.100.1"}) == 200
    assert ask(client, **{"x-forwarded-for": "198.51.100.2"}) == 429


def test_a_trusted_proxy_tells_clients_apart_by_the_last_address_that_it_saw(serve: Serve) -> None:
    client = serve("10.1.2.3", asks_per_minute=1, trusted_proxies="10.0.0.0/8, 127.0.0.1")
    assert ask(client, **{"x-forwarded-for": "198.51.100.1"}) == 200
    assert ask(client, **{"x-forwarded-for": "198.51.100.2"}) == 200
    assert ask(client, **{"x-forwarded-for": "198.51.100.9, 198.51.100.2"}) == 429


def test_a_request_that_announces_too_much_is_refused(serve: Serve) -> None:
    client = serve(request_kib=1)
    refused = client.post("/api/ask", json={"question": "Miete " * 400})
    assert refused.status_code == 413
    assert refused.headers["content-type"] == PROBLEM
    assert "1 KiB" in refused.json()["detail"]


def test_a_request_that_hides_its_length_is_refused_as_well(serve: Serve) -> None:
    def pieces() -> Iterator[bytes]:
        yield from [b'{"question": "', *[b"Miete " * 50] * 20, b'"}']

    refused = serve(request_kib=1).post(
        "/api/ask", content=pieces(), headers={"content-type": "application/json"}
    )
    assert refused.status_code == 413
    assert refused.headers["content-type"] == PROBLEM


def test_files_that_are_too_large_together_are_refused_with_what_editors_can_do_and_whom_to_ask() -> None:
    limited = SizeLimit(PlainTextResponse("da"), 1 << 10, 1 << 20)

    async def signed_in(scope: Scope, receive: Receive, send: Send) -> None:
        await limited(scope | {"state": {"account": "ute"}}, receive, send)

    client = TestClient(signed_in)
    assert client.post(UPLOADS, content=bytes(1 << 19)).text == "da"
    refused = client.post(UPLOADS, content=bytes(1 << 21))
    assert refused.status_code == 413
    told = refused.json()["detail"]
    assert "Auf einmal gehen 1 MiB. Laden Sie sie einzeln hoch, oder teilen Sie eine große Datei." in told
    assert "Mehr kann der Betrieb erlauben (LOTSE_UPLOAD_MIB)." in told


@pytest.mark.parametrize(
    ("address", "headers", "limited"),
    [
        ("127.0.0.1", {}, False),
        ("::1", {}, False),
        ("127.0.0.1", {"X-Forwarded-For": "203.0.113.9"}, True),
        ("203.0.113.9", {}, True),
    ],
)
def test_the_machine_itself_is_not_limited_but_a_proxy_on_it_is(
    serve: Serve, address: str, headers: dict[str, str], limited: bool
) -> None:
    with TestClient(serve(asks_per_minute=1).app, client=(address, 4711)) as client:
        statuses = {client.get("/api/search?q=Miete", headers=headers).status_code for _ in range(3)}
    assert (429 in statuses) == limited
