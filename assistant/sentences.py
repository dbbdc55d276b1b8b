"""Choosing the lines of a page or of evidence that answer a question."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from assistant.wording import all_grams
from index.encoder import Encoder

OVERLAP_WEIGHT = 0.5
CHOSEN_FROM = 0.5


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


class OverlapChooser:
    """Scores lines by shared character grams and by the cosine of their vectors."""

    def __init__(self, encoder: Encoder) -> None:
        self.encoder = encoder

    def choose(self, question: str, lines: Sequence[str]) -> Choice:
        """Score the lines of one page, given in reading order with the headings among them."""
        if not lines:
            return Choice((), (), 0.0)
        cosines = self.encoder.encode_passages(list(lines)) @ self.encoder.encode_queries([question])[0]
        wanted = all_grams(question)
        overlaps = [len(wanted & all_grams(line)) / max(1, len(wanted)) for line in lines]
        scores = np.clip(OVERLAP_WEIGHT * np.array(overlaps) + (1 - OVERLAP_WEIGHT) * cosines, 0.0, 1.0)
        chosen = tuple(int(i) for i in np.flatnonzero(scores >= CHOSEN_FROM))
        return Choice(tuple(float(s) for s in scores), chosen, float(scores.max()))


def load_chooser(encoder: Encoder) -> Chooser:
    """The chooser that ships with this package, on top of the given encoder."""
    return OverlapChooser(encoder)
