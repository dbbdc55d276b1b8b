"""Questions over pages as training examples, and the rarity of character grams."""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.features import BUCKETS, Array, Rarity, bucket, features, stems
from assistant.wording import grams, words
from index.encoder import Encoder

GRAM_SIZES = (4, 6)
SHORTEST_PAGE = 50
TAG = re.compile(r"<[^>]+>")


@dataclass(frozen=True, slots=True)
class Example:
    """A question over a page: one row of features and one label (0 or 1) a line."""

    rows: Array
    labels: NDArray[np.float64]
    page: int

    @property
    def answered(self) -> bool:
        """Whether a line of the page answers."""
        return bool(self.labels.any())


def read_examples(path: Path, words_table: Encoder, rarity: Rarity) -> list[Example]:
    """The questions of an OMoS-QA file, as examples."""
    read = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line)
    return [_example(row, words_table, rarity) for row in read]


def measure_rarity(folder: Path, language: str = "de") -> Rarity:
    """The rarity of grams over the raw county pages: log(1 + (N - n + 0.5) / (n + 0.5)), as in BM25."""
    counts = np.zeros(BUCKETS)
    pages = list(_county_pages(folder, language))
    for text in pages:
        counts[list({bucket(part) for word in set(words(text)) for part in _parts(word)})] += 1
    return Rarity(np.log(1 + (len(pages) - counts + 0.5) / (counts + 0.5)).astype(np.float32))


def folds(examples: Sequence[Example], parts: int, seed: int) -> NDArray[np.int_]:
    """A part for each example; questions on one page share a part."""
    pages = sorted({example.page for example in examples})
    order = np.random.default_rng(seed).permutation(len(pages))
    part_of = {page: int(place) % parts for page, place in zip(pages, order, strict=True)}
    return np.array([part_of[example.page] for example in examples])


def _example(row: dict[str, object], words_table: Encoder, rarity: Rarity) -> Example:
    lines = str(row["context"]).split("\n")
    answers = row["answers"]
    labels = np.zeros(len(lines))
    labels[list(answers) if isinstance(answers, list) else []] = 1
    return Example(
        features(str(row["question"]), lines, words_table, rarity), labels, int(str(row["pageId"]))
    )


def _county_pages(folder: Path, language: str) -> Iterator[str]:
    for path in sorted(folder.glob(f"*_{language}_pages.json")):
        for page in json.loads(path.read_text(encoding="utf-8")):
            if len(text := TAG.sub(" ", page["content"])) >= SHORTEST_PAGE:
                yield text


def _parts(word: str) -> frozenset[str]:
    return stems(word).union(*(grams(word, size) for size in GRAM_SIZES))
