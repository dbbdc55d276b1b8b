"""An encoder without a model: hashed stems and 4-grams, the same on every machine; for tests."""

import hashlib
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from index.german import ANALYSIS_VERSION, analyse

DIMENSIONS = 128
_HASHES = 3


class HashingEncoder:
    """Feature hashing (Weinberger et al. 2009) over the German terms of a text."""

    dimensions = DIMENSIONS
    dense_weight = 0.2
    fingerprint = f"hashing-{DIMENSIONS}-{ANALYSIS_VERSION}"

    def encode_queries(self, texts: list[str]) -> npt.NDArray[np.float32]:
        """Unit vectors of questions; zeros for a text without words."""
        return self._vectors(texts)

    def encode_passages(self, texts: list[str]) -> npt.NDArray[np.float32]:
        """Unit vectors of passages; zeros for a text without words."""
        return self._vectors(texts)

    def _vectors(self, texts: list[str]) -> npt.NDArray[np.float32]:
        rows = np.zeros((len(texts), DIMENSIONS), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            found = analyse(text)
            for term in {*found.stems.replace("+", "").split(), *found.grams.split()}:
                places, signs = _places(term)
                np.add.at(row, places, signs)
        norms = np.linalg.norm(rows, axis=1, keepdims=True)
        vectors: npt.NDArray[np.float32] = np.divide(rows, norms, out=rows, where=norms > 0)
        return vectors


@lru_cache(maxsize=200_000)
def _places(term: str) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.float32]]:
    digest = hashlib.blake2b(term.encode(), digest_size=2 * _HASHES).digest()
    places = np.frombuffer(digest[:_HASHES], dtype=np.uint8).astype(np.int64) % DIMENSIONS
    signs = np.where(np.frombuffer(digest[_HASHES:], dtype=np.uint8) % 2, 1, -1).astype(np.float32)
    return places, signs
