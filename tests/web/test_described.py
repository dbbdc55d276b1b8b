"""The description of the interface is German, complete and without texts for what is no longer there."""

import re
from collections.abc import Iterator
from typing import Any

from bs4 import BeautifulSoup
from fastapi.testclient import TestClient

from web.api.described import Interface
from web.app import create_app
from web.texts import entries

ENGLISH = re.compile(r"\b(?:the|of|and|with|for|that|is|are|by|Successful|Response|Validation|Error)\b")
DESCRIBED = create_app().openapi()


def operations() -> Iterator[tuple[str, dict[str, Any]]]:
    for path, methods in DESCRIBED["paths"].items():
        for method, operation in methods.items():
            yield f"{method.upper()} {path}", operation


def said(described: object) -> Iterator[str]:
    """All summaries and descriptions of a document, at any depth."""
    if isinstance(described, list):
        for one in described:
            yield from said(one)
    if isinstance(described, dict):
        for name, one in described.items():
            if name in ("summary", "description") and isinstance(one, str):
                yield one
            else:
                yield from said(one)


def test_no_summary_and_no_description_is_english() -> None:
    told = list(said(DESCRIBED))
    assert len(told) > 200
    assert [one for one in told if ENGLISH.search(one)] == []


def test_every_address_parameter_and_shape_is_described_and_nothing_that_is_gone() -> None:
    told = entries("interface")
    assert {name for name, _ in operations()} == set(told["operations"])
    parameters = [one for _, operation in operations() for one in operation.get("parameters", ())]
    assert all(one["description"] for one in parameters)
    assert set(told["parameters"]) <= {one["name"] for one in parameters}
    assert set(DESCRIBED["components"]["schemas"]) == set(told["schemas"])


def test_no_description_without_the_german_texts_is_ever_given_out() -> None:
    app = create_app()
    super(Interface, app).openapi()  # as while another request puts it together
    assert app.openapi() == DESCRIBED


def test_the_page_for_programmers_is_german_throughout(client: TestClient) -> None:
    page = BeautifulSoup(client.get("/docs").text, "html.parser")
    assert not page.select("main [lang]")
    for code in page.select("main code"):
        code.decompose()
    assert page.main
    assert ENGLISH.findall(page.main.get_text(" ")) == []
