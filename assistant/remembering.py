"""Word vectors that are looked up once: pages share most of their words."""

from collections import OrderedDict

import numpy as np

from assistant.features import Array
from index.encoder import Encoder

MOST_WORDS = 50_000


class Remembering:
    """An encoder that remembers the vectors of single words; longer texts are encoded anew."""

    def __init__(self, encoder: Encoder) -> None:
        self.encoder = encoder
        self.fingerprint = encoder.fingerprint
        self.dimensions = encoder.dimensions
        self.dense_weight = encoder.dense_weight
        self._known: OrderedDict[str, Array] = OrderedDict()

    def encode_queries(self, texts: list[str]) -> Array:
        """Unit vectors of questions, [texts, dimensions]."""
        return self.encoder.encode_queries(texts)

    def encode_passages(self, texts: list[str]) -> Array:
        """Unit vectors of passages, [texts, dimensions]; those of single words are kept."""
        if any(" " in text for text in texts):
            return self.encoder.encode_passages(texts)
        known = {text: self._known.get(text) for text in texts}
        new = [text for text, vector in known.items() if vector is None]
        if new:
            known |= dict(zip(new, self.encoder.encode_passages(new), strict=True))
            self._keep(new, known)
        return np.stack([vector for text in texts if (vector := known[text]) is not None])

    def _keep(self, new: list[str], known: dict[str, Array | None]) -> None:
        for text in new:
            if (vector := known[text]) is not None:
                self._known[text] = vector
        while len(self._known) > MOST_WORDS:
            try:
                self._known.popitem(last=False)
            except KeyError:  # another thread emptied it
                return
