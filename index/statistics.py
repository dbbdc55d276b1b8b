"""How many passages hold each term: what BM25 needs where the engine itself does not count in our way."""

import hashlib
import json
import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from index.german import Analysis

FILE = "statistics.json"
K1, B = 1.2, 0.75
FIELDS = ("stems", "grams")
EXACT, LEADING_BITS = 24, 4


@dataclass(slots=True)
class Statistics:
    """Counts over all passages: of terms by number, of folded words, and the mean length of each field.

    The means are those of the first build, so that weights stored once stay comparable, and of what was
    public then, so that they tell of nothing else.
    """

    passages: int = 0
    means: dict[str, float] = field(default_factory=dict)
    terms: Counter[int] = field(default_factory=Counter)
    words: Counter[str] = field(default_factory=Counter)

    @classmethod
    def read(cls, generation: Path) -> "Statistics":
        """From a generation's folder."""
        values = json.loads((generation / FILE).read_text("utf-8"))
        terms = Counter({int(number): count for number, count in values["terms"].items()})
        return cls(values["passages"], values["means"], terms, Counter(values["words"]))

    def write(self, generation: Path) -> None:
        """Into a generation's folder; terms of no passage are left out."""
        values = {
            "passages": self.passages,
            "means": self.means,
            "terms": {number: count for number, count in self.terms.items() if count > 0},
            "words": {word: count for word, count in self.words.items() if count > 0},
        }
        (generation / FILE).write_text(json.dumps(values, ensure_ascii=False), "utf-8")

    def add(self, analysis: Analysis) -> None:
        """Count one passage more."""
        self.passages += 1
        self.terms.update(set(_numbers(analysis)))
        self.words.update(set(analysis.words.split()))

    def remove(self, numbers: Iterable[int], words: str) -> None:
        """Count one passage less, by the numbers of its terms and its folded words."""
        self.passages -= 1
        self.terms.subtract(set(numbers))
        self.words.subtract(set(words.split()))

    def measure(self, analyses: list[Analysis]) -> None:
        """Take the mean lengths from these passages."""
        for name in FIELDS:
            lengths = [len(getattr(analysis, name).split()) for analysis in analyses]
            self.means[name] = sum(lengths) / max(1, len(lengths))

    def take_means(self, of_public: "Statistics") -> None:
        """Take the mean lengths of what the public may see, if that is anything: its weights are compared."""
        if of_public.passages:
            self.means = of_public.means

    def passage_weights(self, analysis: Analysis) -> dict[int, float]:
        """What BM25 gives each term of a passage, before rarity."""
        weights: dict[int, float] = {}
        for name in FIELDS:
            counts = Counter(getattr(analysis, name).split())
            length = 1 - B + B * kept_length(counts.total()) / max(self.means.get(name, 0), 1e-9)
            for term, count in counts.items():
                weights[number_of(name, term)] = count * (K1 + 1) / (count + K1 * length)
        return weights

    def question_weights(self, wanted: Mapping[str, Mapping[str, float]]) -> dict[int, float]:
        """The rarity of each wanted term times its weight; terms of no passage are left out."""
        weights: dict[int, float] = {}
        for name, terms in wanted.items():
            for term, weight in terms.items():
                number = number_of(name, term)
                if (count := self.terms.get(number, 0)) > 0:
                    rarity = math.log(1 + (self.passages - count + 0.5) / (count + 0.5))
                    weights[number] = weight * rarity
        return weights


def kept_length(tokens: int) -> int:
    """A length as tantivy keeps it, in one byte: above 39 its four leading bits, so that scores are alike.

    >>> [kept_length(tokens) for tokens in (39, 41, 57, 150)]
    [39, 40, 56, 144]
    """
    beyond = tokens - EXACT
    shift = max(0, beyond.bit_length() - LEADING_BITS) if beyond > 0 else 0
    return EXACT + (beyond >> shift << shift)


def number_of(name: str, term: str) -> int:
    """A 32-bit number for a term of a field, the same on every machine."""
    digest = hashlib.blake2b(f"{name}\0{term}".encode(), digest_size=4).digest()
    return int.from_bytes(digest, "big") >> 1


def _numbers(analysis: Analysis) -> Iterable[int]:
    return (number_of(name, term) for name in FIELDS for term in getattr(analysis, name).split())
