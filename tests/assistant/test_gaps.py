"""An answer for another year or another place is no answer."""

from collections.abc import Callable

import pytest

from assistant.assistant import Assistant
from assistant.refusal import FITTED, load_refusal
from assistant.remembering import Remembering
from assistant.wording import DATA
from corpus.lists.own import ListKind, OwnLists
from corpus.yaml_text import read_yaml
from index.encoder import load_encoder

AddDocument = Callable[..., str]
TEXT = "Die Kinderarmut in Osterfeld liegt bei 31 Prozent. Sie ist dort seit Jahren hoch."


@pytest.fixture
def report(add: AddDocument) -> str:
    return add("Sozialbericht 2022", [("Kinderarmut in Osterfeld", TEXT)], year=2022)


@pytest.mark.usefixtures("report")
@pytest.mark.parametrize(
    "question",
    [
        "Wie hoch ist die Kinderarmut in Sterkrade?",
        "Wie hoch war die Kinderarmut in Osterfeld im Jahr 1998?",
    ],
)
def test_a_question_for_another_place_or_year_is_refused_with_the_nearest_page(
    assistant: Assistant, question: str
) -> None:
    answer = assistant.ask(question)
    assert answer.abstained
    assert answer.nearest[0].document.year == 2022


@pytest.mark.usefixtures("report")
@pytest.mark.parametrize(
    "question",
    ["Wie hoch ist die Kinderarmut in Osterfeld?", "Wie hoch war die Kinderarmut in Osterfeld 2022?"],
)
def test_the_place_and_year_of_the_document_are_answered(assistant: Assistant, question: str) -> None:
    assert not assistant.ask(question).abstained


def test_remembered_words_have_the_vectors_of_the_encoder() -> None:
    encoder = load_encoder("hashing")
    remembering = Remembering(encoder)
    wanted = encoder.encode_passages(["wohngeld", "miete"])
    for _ in range(2):
        assert (remembering.encode_passages(["wohngeld", "miete"]) == wanted).all()
    assert (remembering.encode_passages(["zwei worte"]) == encoder.encode_passages(["zwei worte"])).all()


@pytest.mark.parametrize("encoder", ["transformer", "static"])
def test_each_encoder_that_ships_has_its_refusal_with_a_threshold_on_its_operating_curve(
    encoder: str,
) -> None:
    model = load_refusal(load_encoder(encoder).fingerprint)
    curves = [read_yaml((DATA / name).read_text(encoding="utf-8"))["curve"] for name in FITTED]
    assert model.similarity is None
    assert model.threshold in [point["threshold"] for curve in curves for point in curve]


@pytest.mark.usefixtures("report")
def test_a_place_that_the_city_added_is_another_place_too(assistant: Assistant) -> None:
    question = "Wie hoch ist die Kinderarmut in Rosenwinkel?"
    before = assistant.ask(question).confidence
    lists = OwnLists(assistant.catalogue.database)
    areas = lists.entries(ListKind.AREAS)
    areas["areas"].append({"id": "rosenwinkel", "name": "Rosenwinkel", "level": "stadtteil", "sure": True})
    lists.save(ListKind.AREAS, areas, "Rosenwinkel", "Test")
    assert assistant.ask(question).confidence < before
