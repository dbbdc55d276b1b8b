"""The answer as it comes about, and in the words of a language model that is checked."""

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from fastapi.testclient import TestClient

from corpus.sample.examples import examples
from tests.scripted_model import Script, Server, broken, cut_off, echoes, endless, lies, nonsense, serving
from web.app import create_app
from web.services import Services

QUESTION = examples().first
STAGES = ["understood", "crisis", "institutions", "figures", "sentences", "citations"]


@pytest.fixture(scope="module")
def model() -> Iterator[Server]:
    with serving() as server:
        yield server


@pytest.fixture(scope="module")
def modelled(services: Services, model: Server) -> Iterator[TestClient]:
    chosen = {"model_url": model.url, "model": "klein", "asks_per_minute": 0}
    services = replace(services, settings=services.settings.model_copy(update=chosen))
    with TestClient(create_app(services)) as client:
        yield client


def events(client: TestClient, **asked: Any) -> list[tuple[str, Any]]:
    told = client.post("/api/ask/stream", json=asked)
    assert told.headers["content-type"].startswith("text/event-stream")
    return [
        (lines[0].removeprefix("event: "), json.loads(lines[1].removeprefix("data: ")))
        for block in told.text.strip().split("\n\n")
        if len(lines := block.splitlines()) == 2
    ]


def test_an_answer_streams_stage_by_stage_and_ends_as_ask_answers(client: TestClient) -> None:
    told = events(client, question=QUESTION)
    assert [name for name, _ in told] == [*STAGES, "done"]
    whole = client.post("/api/ask", json={"question": QUESTION}).json()
    assert told[-1][1] | {"took_ms": 0} == whole | {"took_ms": 0}
    assert dict(told)["sentences"] == whole["answer"]


def test_a_stream_by_its_address_inherits_from_earlier_questions(client: TestClient) -> None:
    asked = {"question": "Und in Sterkrade?", "earlier": ["Ich habe Schulden"]}
    told = client.get("/api/ask/stream", params=asked).text
    assert "Ich habe Schulden in Sterkrade?" in told


@pytest.mark.parametrize(
    "asked", [{"question": " "}, {"question": "Wo?", "need": "x"}, {"question": "Wo?", "year": "x"}]
)
def test_what_cannot_be_used_is_refused_before_the_stream_begins(
    client: TestClient, asked: dict[str, str]
) -> None:
    assert client.get("/api/ask/stream", params=asked).status_code == 422
    assert client.post("/api/ask/stream", json=asked).status_code == 422


def test_an_emergency_comes_before_anything_is_looked_up(client: TestClient) -> None:
    told = events(client, question="ich will nicht mehr leben")
    assert told[1][0] == "crisis"
    assert told[1][1][0]["numbers"]


def test_checked_sentences_of_a_model_stream_and_are_marked(modelled: TestClient, model: Server) -> None:
    model.script = echoes
    told = events(modelled, question=QUESTION)
    assert [name for name, _ in told][: len(STAGES)] == STAGES
    sentences = [one for name, one in told if name == "sentence"]
    assert all(one["rephrased"] for one in sentences)
    assert told[-1][1]["answer"] == sentences
    assert told[-1][1]["wording"] == "rephrased"


@pytest.mark.parametrize("script", [lies, broken, cut_off, endless, nonsense])
def test_a_model_that_lies_or_fails_leaves_the_words_of_the_documents(
    modelled: TestClient, model: Server, client: TestClient, script: Script
) -> None:
    model.script = script
    own = client.post("/api/ask", json={"question": QUESTION}).json()["answer"]
    said = modelled.post("/api/ask", json={"question": QUESTION}).json()["answer"]
    numbered = [one for one in own if any(letter.isdigit() for letter in one["text"])]
    assert numbered
    assert all(one in said for one in numbered)


def test_plain_language_is_asked_of_the_model_and_the_documents_words_need_none(
    modelled: TestClient, model: Server
) -> None:
    model.script = echoes
    modelled.post("/api/ask", json={"question": QUESTION, "wording": "plain"})
    assert "Einfacher Sprache" in model.asked[-1]["messages"][0]["content"]
    asked = len(model.asked)
    answer = modelled.post("/api/ask", json={"question": QUESTION, "wording": "documents"}).json()
    assert (len(model.asked), answer["wording"]) == (asked, "documents")


def test_in_an_emergency_nothing_goes_to_a_model(modelled: TestClient, model: Server) -> None:
    asked = len(model.asked)
    modelled.post("/api/ask", json={"question": "Mein Mann schlägt mich und die Kinder"})
    assert len(model.asked) == asked
