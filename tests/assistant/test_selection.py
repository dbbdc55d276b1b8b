"""The blocks of evidence stand in the order in which they are to be quoted."""

from dataclasses import replace

import pytest

from assistant.evidence import gather
from assistant.selection import judge
from assistant.sentences import Chooser
from assistant.telling import telling
from assistant.understanding import understand
from corpus.catalogue import Catalogue
from index.hit import Hit
from tests.assistant.conftest import AddDocument, GramIndex

QUESTION = understand("Wie viele Kinder leben von Bürgergeld?")


@pytest.fixture
def hits(catalogue: Catalogue, add: AddDocument) -> list[Hit]:
    add("Kinder", [("Kinderarmut", "Von Bürgergeld leben 9.214 Kinder unter 15 Jahren.")])
    add("Bäume", [("Grünflächen", "Für Kinder stehen in den Straßen der Stadt 32.000 Bäume.")])
    return GramIndex(catalogue).search(QUESTION.text)


def test_the_block_that_was_found_best_and_answers_stands_first(
    catalogue: Catalogue, hits: list[Hit], chooser: Chooser
) -> None:
    judged = judge(QUESTION, gather(hits, catalogue.passage), chooser, telling(QUESTION, hits))
    assert judged[0].evidence.hit.document.title == "Kinder"


def test_hits_that_all_score_nothing_are_ordered_by_their_verdict_alone(
    catalogue: Catalogue, hits: list[Hit], chooser: Chooser
) -> None:
    alike = [replace(hit, score=0.0) for hit in reversed(hits)]
    judged = judge(QUESTION, gather(alike, catalogue.passage), chooser, telling(QUESTION, alike))
    assert len(judged) == 2
    assert [one.best for one in judged] == sorted((one.best for one in judged), reverse=True)
