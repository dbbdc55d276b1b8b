"""What an encoder is worth: German STS-b dev, OMoS-QA dev pages, Tatoeba sentences kept back."""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from index.training.examples import Judged
from index.training.noise import Lexicon, roughen
from index.training.omos_beir import RetrievalSet
from index.training.pairs import passages

Vectors: TypeAlias = NDArray[np.float32]
Encode: TypeAlias = Callable[[list[str]], Vectors]
DEPTH = 10


@dataclass(frozen=True)
class Ranking:
    """Shares of queries whose right answer is among the first 1, 5, 10; mean reciprocal rank to 10."""

    recall_1: float
    recall_5: float
    recall_10: float
    mrr_10: float


def likeness(encode: Encode, pairs: list[Judged]) -> float:
    """Return the Spearman correlation of cosines with people's judgements."""
    left, right = encode([pair.left for pair in pairs]), encode([pair.right for pair in pairs])
    return spearman((left * right).sum(1), np.array([pair.score for pair in pairs]))


def spearman(left: NDArray[np.floating], right: NDArray[np.floating]) -> float:
    """Correlate ranks; equal values share their mean rank.

    >>> spearman(np.array([1.0, 2.0, 3.0]), np.array([10.0, 20.0, 15.0]))
    0.5
    """
    return round(float(np.corrcoef(ranks(left), ranks(right))[0, 1]), 6)


def ranks(values: NDArray[np.floating]) -> NDArray[np.float64]:
    """Return each value's rank from 1, the mean one among equals."""
    _, places, counts = np.unique(values, return_inverse=True, return_counts=True)
    means: NDArray[np.float64] = np.cumsum(counts) - (counts - 1) / 2
    return means[places]


def page_rankings(encode: Encode, found: RetrievalSet, lexicon: Lexicon) -> tuple[Ranking, Ranking]:
    """Rank pages for each question as it is asked, and as it is typed carelessly.

    A page counts by its best passage of about 120 words. Careless are lower case and typing slips (no
    synonyms), always the same ones.
    """
    asked = [question.text for question, _ in found.questions]
    rng = Random("careless")
    careless = [roughen(text, lexicon, rng, synonyms=False).lower() for text in asked]
    texts, owners = page_passages(found)
    vectors, right = encode(texts), np.array([place for _, place in found.questions])
    plain, rough = (
        ranking(best_of_pages(encode(typed) @ vectors.T, owners, len(found.pages)), right)
        for typed in (asked, careless)
    )
    return plain, rough


def best_of_pages(scores: Vectors, owners: list[int], pages: int) -> Vectors:
    """Turn scores of passages, shape (questions, passages), into each page's best, (questions, pages)."""
    best = np.full((len(scores), pages), -np.inf, np.float32)
    for place, owner in enumerate(owners):
        best[:, owner] = np.maximum(best[:, owner], scores[:, place])
    return best


def page_passages(found: RetrievalSet) -> tuple[list[str], list[int]]:
    """Cut every page into passages that begin with its title; return them and their pages' places."""
    texts, owners = list[str](), list[int]()
    for place, page in enumerate(found.pages):
        cut = passages(block.text for block in page.blocks) or [page.text]
        texts += [f"{page.title}. {text}" for text in cut]
        owners += [place] * len(cut)
    return texts, owners


def ranking(scores: NDArray[np.floating], right: NDArray[np.int_]) -> Ranking:
    """Judge scores of shape (queries, candidates) by each query's one right candidate."""
    own = scores[np.arange(len(scores)), right]
    places = (scores > own[:, None]).sum(1) + 1
    first, five, ten = (round(float((places <= depth).mean()), 4) for depth in (1, 5, DEPTH))
    return Ranking(first, five, ten, round(float(np.where(places <= DEPTH, 1 / places, 0).mean()), 4))


def translation_ranking(german: Vectors, english: Vectors) -> Ranking:
    """Rank English sentences for their German twins, row by row."""
    return ranking(german @ english.T, np.arange(len(german)))
