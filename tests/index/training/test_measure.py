import numpy as np
import pytest
from numpy.typing import NDArray

from index.training.county_pages import Block, CountyPage
from index.training.examples import Judged, Question
from index.training.measure import Ranking, best_of_pages, likeness, page_rankings, ranking, spearman
from index.training.noise import Lexicon
from index.training.omos_beir import RetrievalSet

TOPICS = ("wohngeld", "pflege", "schule")


def by_topic(texts: list[str]) -> NDArray[np.float32]:
    return np.array([[float(topic in text.lower()) for topic in TOPICS] for text in texts], np.float32)


def test_rank_correlation_shares_ranks_among_equals():
    assert spearman(np.array([1.0, 2.0, 3.0, 4.0]), np.array([2.0, 4.0, 6.0, 9.0])) == 1
    assert spearman(np.array([1.0, 2.0, 2.0, 3.0]), np.array([3.0, 2.0, 2.0, 1.0])) == -1
    assert spearman(np.array([1.0, 2.0, 3.0, 4.0]), np.array([1.0, 1.0, 2.0, 2.0])) == pytest.approx(0.894427)


def test_likeness_compares_cosines_with_judgements():
    pairs = [Judged("Wohngeld", "mehr Wohngeld", 5.0), Judged("Pflege", "Schule", 0.0)]
    assert likeness(by_topic, pairs) == 1


def test_a_ranking_counts_places_and_reciprocal_ranks():
    scores = np.array([[0.9, 0.1, 0.2], [0.9, 0.1, 0.2]])
    assert ranking(scores, np.array([0, 2])) == Ranking(0.5, 1.0, 1.0, 0.75)


def test_a_page_counts_by_its_best_passage():
    long = Block("Schule " + "und so weiter " * 60, heading=False)
    pages = (
        CountyPage(
            1,
            "a",
            "Allerlei",
            1,
            (long, Block("Am Ende etwas über Wohngeld und wer es bekommt.", heading=False)),
        ),
        CountyPage(
            2, "a", "Pflege", 2, (Block("Pflege zu Hause und im Heim, am Tag und nachts.", heading=False),)
        ),
    )
    asked = Question("q", "Wer bekommt Wohngeld?", "", 1, answered=True)
    found = page_rankings(by_topic, RetrievalSet(pages, ((asked, 0),)), Lexicon(frozenset(), {}))
    assert found[0].recall_1 == 1


def test_pages_score_as_their_best_passage():
    scores = np.array([[0.1, 0.9, 0.3]], np.float32)
    assert best_of_pages(scores, [0, 0, 1], 2).tolist() == [[np.float32(0.9), np.float32(0.3)]]
