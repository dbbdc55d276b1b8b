"""Tries every operation of the HTTP interface with generated requests, in this process."""

from dataclasses import replace
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode
from schemathesis.schemas import BaseSchema

from web.app import create_app
from web.services import Services

EXAMPLES = 20


def can_be_wrong(operation: dict[str, Any]) -> bool:
    """Whether a request can differ from the schema: any text will do for an id in a path."""
    ids = [("path", "string")]
    given = [(one["in"], one["schema"].get("type")) for one in operation.get("parameters", [])]
    return "requestBody" in operation or any(one not in ids for one in given)


PATHS = create_app().openapi()["paths"]
OPERATIONS = [(path, method) for path, methods in PATHS.items() for method in methods]
TAKING = [(path, method) for path, method in OPERATIONS if can_be_wrong(PATHS[path][method])]
VALID, INVALID = GenerationMode.POSITIVE, GenerationMode.NEGATIVE
CAREFUL = settings(
    max_examples=EXAMPLES, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck)
)


def test_every_page_label_says_what_an_empty_one_and_none_at_all_mean() -> None:
    shapes = create_app().openapi()["components"]["schemas"].values()
    labels = [one["properties"]["page_label"] for one in shapes if "page_label" in one.get("properties", {})]
    assert len(labels) >= 4
    assert all("Leer: Auf diesem Blatt" in one["description"] for one in labels)
    assert all("null: Auf keinem Blatt" in one["description"] for one in labels)


@pytest.fixture(scope="module")
def schema(services: Services) -> BaseSchema:
    unlimited = services.settings.model_copy(update={"asks_per_minute": 0, "requests_per_minute": 0})
    services = replace(services, settings=unlimited)
    app = create_app(services)
    app.state.services = services  # what start-up does
    return schemathesis.openapi.from_asgi("/openapi.json", app)


@pytest.mark.parametrize(
    ("path", "method", "mode"),
    [(*one, VALID) for one in OPERATIONS] + [(*one, INVALID) for one in TAKING],
)
def test_no_generated_request_breaks_the_service(
    schema: BaseSchema, path: str, method: str, mode: GenerationMode
) -> None:
    seen = set[int]()

    @CAREFUL
    @given(case=schema[path][method].as_strategy(generation_mode=mode))
    def tried(case: schemathesis.Case) -> None:
        answer = case.call()
        seen.add(answer.status_code)
        assert answer.status_code < 500, (case.as_curl_command(), answer.text)

    tried()
    assert seen
