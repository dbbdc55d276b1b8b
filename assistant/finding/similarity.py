"""Guesses a need by the encoder when no word of the taxonomy stands in a sentence."""

from typing import Protocol

import numpy as np
import numpy.typing as npt

from assistant.finding.needs import Reason, UnderstoodNeed
from corpus.directory.needs import Need, Taxonomy

UNSURE = 0.7
SURE = 0.79
MARGIN = 0.1
MOST = 3
KINDS = ("official", "everyday")

Vectors = npt.NDArray[np.float32]


class QueryEncoder(Protocol):
    """Turns questions into unit vectors."""

    def encode_queries(self, texts: list[str]) -> Vectors:
        """Unit vectors, [texts, dimensions]."""


class SimilarNeeds:
    """The needs whose German words lie nearest to a sentence, if they lie near enough.

    `before` is what there was until the city changed its needs: only words that it lacks are encoded.
    """

    def __init__(
        self, taxonomy: Taxonomy, encoder: QueryEncoder, before: "SimilarNeeds | None" = None
    ) -> None:
        self._encoder = encoder
        entries = [(need, text) for need in taxonomy.needs.values() for text in _texts(need)]
        self._needs = [need for need, _ in entries]
        self._words = [text for _, text in entries]
        known: dict[str, Vectors] = dict(zip(before._words, before._vectors, strict=True)) if before else {}
        missing = [text for text in dict.fromkeys(self._words) if text not in known]
        if missing:
            known |= dict(zip(missing, encoder.encode_queries(missing), strict=True))
        self._vectors: Vectors = np.stack([known[text] for text in self._words])

    def read(self, question: str, threshold: float) -> list[UnderstoodNeed]:
        """The needs at least as near as `threshold`, with their similarity as score."""
        # Not »@«: for so small a matrix its threads only wait for each other when the machine is busy.
        scores = np.einsum("ij,j->i", self._vectors, self._encoder.encode_queries([question])[0])
        best: dict[str, UnderstoodNeed] = {}
        for place in np.argsort(-scores):
            score = float(scores[place])
            if score < threshold or len(best) == MOST:
                break
            need = self._needs[int(place)]
            best.setdefault(need.id, UnderstoodNeed(need, score, Reason.SIMILAR, (self._words[int(place)],)))
        found = list(best.values())
        return [one for one in found if one.score >= found[0].score - MARGIN]


def _texts(need: Need) -> list[str]:
    return [need.label, *(text for kind in KINDS for text in need.words.get(kind, ()))]
