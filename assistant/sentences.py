"""Choosing the lines of a page or of evidence that answer a question."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Protocol

import numpy as np

from assistant.features import Array, Rarity, features
from assistant.judgement import Judgement, read_judgement
from assistant.remembering import Remembering
from index.encoder import Encoder, load_encoder

MODEL = Path(__file__).parent / "models" / "chooser"


@dataclass(frozen=True, slots=True)
class Choice:
    """The verdict on the lines of one page.

    `scores` holds for each line how likely it belongs to the answer (0 to 1), `chosen` the indices of the
    lines that do, `answerable` how likely the page answers at all (0 to 1).
    """

    scores: tuple[float, ...]
    chosen: tuple[int, ...]
    answerable: float


class Chooser(Protocol):
    """Judges which lines answer a question."""

    def choose(self, question: str, lines: Sequence[str]) -> Choice:
        """Score the lines of one page, given in reading order with the headings among them."""


class TrainedChooser:
    """The models of `assistant.training` over the table of word vectors that they were fitted with."""

    def __init__(self, words: Encoder, rarity: Rarity, judgement: Judgement) -> None:
        self.words = words
        self.rarity = rarity
        self.judgement = judgement

    def choose(self, question: str, lines: Sequence[str]) -> Choice:
        """Score the lines of one page, given in reading order with the headings among them."""
        if not any(line.strip() for line in lines):
            return Choice((0.0,) * len(lines), (), 0.0)
        rows = features(question, lines, self.words, self.rarity)
        scores = self.judgement.line_scores(rows)
        answerable = self.judgement.page_score(rows, *scores)
        chosen = self._chosen(scores[1], answerable)
        return Choice(tuple(float(score) for score in scores[1]), chosen, answerable)

    def _chosen(self, scores: Array, answerable: float) -> tuple[int, ...]:
        """The lines over the threshold, at least the best one; none where the page does not answer."""
        if answerable < self.judgement.page_threshold:
            return ()
        least = min(self.judgement.line_threshold, float(scores.max()))
        return tuple(int(i) for i in np.flatnonzero(scores >= least))


def load_chooser(_encoder: Encoder | None = None) -> Chooser:
    """The chooser that ships with this package; loaded once.

    It brings its own small table of word vectors, since its numbers mean something only with that one: the
    encoder of the search may be any other.
    """
    return _shipped()


@lru_cache(maxsize=1)
def _shipped() -> TrainedChooser:
    with np.load(MODEL / "chooser.npz") as stored:
        arrays = dict(stored)
    thresholds = json.loads((MODEL / "thresholds.json").read_text(encoding="utf-8"))
    rarity = Rarity(arrays["rarity"].astype(np.float32))
    judgement = read_judgement(arrays, thresholds["line"], thresholds["page"])
    return TrainedChooser(Remembering(load_encoder(str(MODEL / "words"))), rarity, judgement)
