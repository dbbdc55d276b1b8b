import io
import json
import logging
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from fastapi.responses import StreamingResponse
from fastapi.testclient import TestClient

from corpus.catalogue import Catalogue
from corpus.document import Visibility
from tests.web.operations.conftest import Serve
from web.app import create_app, warm
from web.operations.logs import LOGGING, formatter
from web.services import Services

SECRET = "Quittenmus"
ADDRESS = "192.0.2.55"


@pytest.fixture
def lines() -> Iterator[io.StringIO]:
    """What is logged while the test runs, as it would stand on stderr."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(formatter())
    logger = logging.getLogger("lotse")
    logger.addHandler(handler)
    logger.setLevel(LOGGING["loggers"]["lotse"]["level"])
    yield written
    logger.removeHandler(handler)
    logger.setLevel(logging.NOTSET)


def parsed(written: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in written.getvalue().splitlines()]


def test_a_request_becomes_one_line_with_its_route_and_nothing_of_the_person(
    serve: Serve, lines: io.StringIO
) -> None:
    client = serve(ADDRESS)
    answered = client.get("/", params={"q": SECRET})
    client.post("/api/ask", json={"question": SECRET}, headers={"user-agent": SECRET})
    client.get(f"/quelle/{SECRET}/1")
    client.get(f"/{SECRET}")
    client.request(SECRET, "/")
    first = parsed(lines)[0]
    assert set(first) == {"event", "level", "logger", "time", "method", "route", "status", "ms", "request"}
    assert first["request"] == answered.headers["x-request-id"]
    routes = [(line["method"], line["route"], line["status"]) for line in parsed(lines)]
    assert routes == [
        ("GET", "/", 200),
        ("POST", "/api/ask", 200),
        ("GET", "/quelle/{document_id}/{number}", 404),
        ("GET", "other", 404),
        ("other", "/", 405),
    ]
    assert SECRET.lower() not in lines.getvalue().lower()
    assert ADDRESS not in lines.getvalue()


def test_measures_count_by_route_template_and_hold_nothing_of_the_person(serve: Serve) -> None:
    client = serve(ADDRESS)
    client.get("/", params={"q": SECRET})
    client.get(f"/quelle/{SECRET}/1")
    client.head("/dokumente")
    said = client.get("/metrics").text
    assert 'lotse_requests_total{method="GET",route="/",status="200"} 1.0' in said
    assert 'lotse_requests_total{method="HEAD",route="/dokumente",status="200"} 1.0' in said
    assert 'route="/quelle/{document_id}/{number}",status="404"} 1.0' in said
    assert 'lotse_request_seconds_count{method="GET",route="/"} 1.0' in said
    assert SECRET.lower() not in said.lower()
    assert ADDRESS not in said


def test_measures_name_the_snapshot_in_use(serve: Serve, services: Services) -> None:
    said = serve().get("/metrics").text
    assert f"lotse_passages {float(services.index.passages((Visibility.PUBLIC,)))}" in said
    assert 'lotse_generation{generation="' in said


def test_an_unforeseen_error_is_a_problem_and_a_line_without_its_message(
    services: Services, lines: io.StringIO
) -> None:
    def broken() -> None:
        raise RuntimeError(SECRET)

    app = create_app(replace(services))
    app.get("/broken")(broken)
    with TestClient(app, raise_server_exceptions=False) as client:
        answer = client.get("/broken")
    assert answer.status_code == 500
    assert answer.headers["content-type"] == "application/problem+json"
    assert "content-security-policy" in answer.headers
    error, request = parsed(lines)
    assert error["error"] == "RuntimeError"
    assert error["where"][-1].endswith("broken")
    assert request["request"] == error["request"] == answer.headers["x-request-id"]
    assert SECRET not in lines.getvalue()


def test_an_error_in_a_stream_that_has_begun_counts_as_an_error(services: Services) -> None:
    def half() -> StreamingResponse:
        def parts() -> Iterator[str]:
            yield "Anfang"
            raise RuntimeError(SECRET)

        return StreamingResponse(parts())

    app = create_app(replace(services))
    app.get("/half")(half)
    with TestClient(app, raise_server_exceptions=False) as client:
        client.get("/half")
        assert 'route="/half",status="500"} 1.0' in client.get("/metrics").text


def test_a_warm_up_that_fails_is_one_line_and_the_service_says_that_it_is_not_ready(
    services: Services, tmp_path: Path, lines: io.StringIO
) -> None:
    emptied = replace(services, catalogue=Catalogue(tmp_path))
    emptied.catalogue.database.execute("DROP TABLE documents")
    app = create_app(replace(services))
    with TestClient(app) as client:
        app.state.warm_up.run(lambda: warm(emptied))
        answer = client.get("/readyz")
    emptied.catalogue.close()
    assert answer.status_code == 503
    assert "konnte sich nicht auf Fragen vorbereiten" in answer.json()["detail"]
    failed = [line for line in parsed(lines) if line["event"] == "warm-up failed"]
    assert [line["level"] for line in failed] == ["error"]
    assert failed[0]["where"]
    assert "no such table" not in lines.getvalue()
