"""Lines that speak of what a question names weigh more than lines beside the matter."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from assistant.evidence import gather
from assistant.selection import judge, pick
from assistant.sentences import Chooser
from assistant.telling import telling
from assistant.understanding import understand
from corpus.catalogue import Catalogue
from corpus.document import Description, Document, Passage, Span
from index.hit import Hit, Why
from tests.assistant.conftest import GramIndex

AddDocument = Callable[..., str]
QUESTION = understand("Was fordert der Beirat zum Verkehr?")
RARITY = {"fordert": 4.0, "Beirat": 2.0, "Verkehr": 3.0}


@pytest.fixture
def hits(catalogue: Catalogue, add: AddDocument) -> list[Hit]:
    """A statute that names the advisory board only is found first, the minutes that answer after it."""
    add("Satzung", [("Beirat", "Für den Ortsteil Nord besteht ein Beirat. Für den Ortsteil Süd auch.")])
    add("Protokoll", [("Verkehrsplanung", "Der Beirat will mehr Busse. Es fehlen drei Linien in Nord.")])
    said = {
        "Satzung": {"Beirat": ("Beirat",)},
        "Protokoll": {"Beirat": ("Beirat",), "Verkehr": ("Verkehrsplanung",)},
    }
    found = GramIndex(catalogue).search("Beirat Verkehr")
    why = {name: Why(words, 1.0, 0.0, RARITY) for name, words in said.items()}
    ranked = sorted(found, key=lambda hit: hit.document.title != "Satzung")
    return [
        replace(hit, rank=rank, score=1.0 - 0.1 * rank, why=why[hit.document.title])
        for rank, hit in enumerate(ranked)
    ]


def test_the_shares_of_the_words_add_up_and_names_count_more(hits: list[Hit]) -> None:
    told = telling(QUESTION, hits)
    assert told.shares.sum() == pytest.approx(1)
    assert dict(zip(told.words, told.shares, strict=True))["Verkehr"] == max(told.shares)


def test_a_compound_that_holds_a_word_speaks_of_it_and_one_that_shares_a_part_does_so_in_part() -> None:
    question = understand("Wie hoch ist das Pflegegeld?")
    assert telling(question, []).words == ()
    told = telling(question, _saying("Pflegegeld", ("Pflegegeldantrag", "Pflegeheim")))
    assert told.share(told.held("Ein Pflegegeldantrag liegt vor.")) == pytest.approx(1)
    assert 0 < told.share(told.held("Das Pflegeheim ist neu.")) < 1
    assert told.share(told.held("Die Schule ist neu.")) == 0


def test_a_block_that_does_not_speak_of_the_matter_stands_behind_one_that_does(
    catalogue: Catalogue, hits: list[Hit], chooser: Chooser
) -> None:
    judged = judge(QUESTION, gather(hits, catalogue.passage), chooser, telling(QUESTION, hits))
    assert judged[0].evidence.hit.document.title == "Protokoll"
    assert pick(judged)[0].line.text == "Der Beirat will mehr Busse."


def _saying(word: str, forms: tuple[str, ...]) -> list[Hit]:
    document = Document("a", "a", "a.pdf", Description("Bericht"), 1, "")
    passage = Passage("a-0", "a", 0, " ".join(forms), (), (Span(1, 0, 1),))
    return [Hit(1, 1.0, passage, document, Why({word: forms}, 1.0, 0.0, {word: 3.0}), 0.5, 0.5)]
