"""The blocks of evidence stand in the order in which they are to be quoted."""

from dataclasses import replace

import pytest

from assistant.evidence import gather
from assistant.selection import Judged, judge, pick
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


SENTENCES = (
    "Die Stadt zählt 9.214 Kinder in Armut.",
    "Viele Familien beziehen Bürgergeld vom Jobcenter.",
    "Der Bericht erscheint alle zwei Jahre neu.",
    "Die Tafel versorgt jede Woche 300 Haushalte.",
    "Im Norden liegen drei neue Spielplätze.",
    "Ein Ausschuss berät über den Haushalt.",
    "Für Ausflüge zahlt das Sozialamt einen Zuschuss.",
    "Der Winter war in diesem Jahr sehr mild.",
)


def quoted(catalogue: Catalogue, add: AddDocument, weights: list[float]) -> list[str]:
    """What is picked where three passages hold the sentences with these weights in turn."""
    parts = [" ".join(SENTENCES[i : i + 3]) for i in range(0, len(SENTENCES), 3)]
    for number, text in enumerate(parts):
        add(f"Bericht {number}", [("Kinder", text)])
    blocks = gather(GramIndex(catalogue).search(" ".join(SENTENCES)), catalogue.passage)
    weight = dict(zip(SENTENCES, weights, strict=True))
    judged = [Judged(block, tuple(weight[line.text] for line in block.lines)) for block in blocks]
    return sorted(picked.line.text for picked in pick(judged))


def test_lines_that_are_much_less_likely_than_the_best_are_not_quoted(
    catalogue: Catalogue, add: AddDocument
) -> None:
    weights = [0.9, 0.5, 0.2, 0.3, 0.2, 0.2, 0.1, 0.1]
    assert quoted(catalogue, add, weights) == sorted((SENTENCES[0], SENTENCES[1], SENTENCES[3]))


def test_a_list_is_quoted_with_its_likeliest_items(catalogue: Catalogue, add: AddDocument) -> None:
    items = ["1. der Hausrat,", "2. das Auto,", "3. die Rente,", "4. die Versicherung,", "5. das Haus."]
    add("Vermögen", [("Schutz", "\n".join(["Geschützt sind vor allem diese Dinge:", *items]))])
    block = gather(GramIndex(catalogue).search("Geschützt Versicherung"), catalogue.passage)[0]
    judged = Judged(block, (0.9, 0.0, 0.0, 0.0, 0.4, 0.3))
    texts = [picked.line.text for picked in pick([judged])]
    assert texts == ["Geschützt sind vor allem diese Dinge:", items[0], items[3], items[4]]


def test_two_lines_are_quoted_where_only_one_is_likely(catalogue: Catalogue, add: AddDocument) -> None:
    assert quoted(catalogue, add, [0.9, 0.1, *[0.0] * 6]) == sorted(SENTENCES[:2])


def test_no_more_than_the_five_likeliest_lines_are_quoted(catalogue: Catalogue, add: AddDocument) -> None:
    assert quoted(catalogue, add, [0.9, 0.8, 0.7, 0.8, 0.7, 0.3, 0.0, 0.0]) == sorted(SENTENCES[:5])
