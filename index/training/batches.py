"""Batches drawn by step number alone, so that a resumed run sees the same ones."""

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from index.training.examples import Pair, Parallel
from index.training.material import Material
from index.training.noise import Lexicon, roughen
from index.training.pairs import templates

FRAMED, ROUGH_QUERY, ROUGH_PARALLEL, ROUGH_WRITTEN = 0.6, 0.5, 0.3, 0.15


@dataclass(frozen=True)
class ParallelBatch:
    """German texts, and the number of the English twin of each."""

    texts: list[str]
    twins: list[int]


@dataclass(frozen=True)
class PairBatch:
    """German queries, their passages, and the groups within which nothing is a negative."""

    queries: list[str]
    passages: list[str]
    groups: list[int]


@dataclass(frozen=True)
class WrittenBatch:
    """Written questions, their passages and the groups of these, and rivals with theirs."""

    queries: list[str]
    passages: list[str]
    groups: list[int]
    rivals: list[str]
    owners: list[int]


class Batches:
    """Draws batches from the material; the same seed and step give the same batch."""

    def __init__(
        self, material: Material, vectors: NDArray[np.float16], shares: Mapping[str, float], seed: int
    ) -> None:
        """Take the material, the teacher's vectors by `english_texts`, and each pair kind's share."""
        self.lexicon: Lexicon = material.lexicon
        self.seed, self.vectors, self.frames = seed, vectors, templates()
        numbers = {text: place for place, text in enumerate(english_texts(material.parallels))}
        self.parallels = {
            kind: [pair for pair in material.parallels if pair.sentence == kind] for kind in (True, False)
        }
        self.numbers = {
            kind: np.array([numbers[pair.english] for pair in pairs], np.int64)
            for kind, pairs in self.parallels.items()
        }
        self.pairs = {kind: [pair for pair in material.pairs if pair.kind == kind] for kind in shares}
        self.written = material.written
        self.kinds = [kind for kind in shares if self.pairs[kind]]
        self.weights = [shares[kind] for kind in self.kinds]

    def parallel(self, step: int, size: int) -> ParallelBatch:
        """Draw half sentences, half dictionary entries; some of them are roughened."""
        rng = Random(f"{self.seed} parallel {step}")
        texts, numbers = list[str](), list[int]()
        for sentence in (True, False):
            for _ in range(size // 2):
                place = rng.randrange(len(self.parallels[sentence]))
                texts.append(self.german(self.parallels[sentence][place], rng))
                numbers.append(int(self.numbers[sentence][place]))
        return ParallelBatch(texts, numbers)

    def targets(self, batch: ParallelBatch) -> Tensor:
        """Return the teacher's unit vectors of the English twins, shape (texts, 384)."""
        return torch.from_numpy(self.vectors[batch.twins].astype(np.float32))

    def pair(self, step: int, size: int) -> PairBatch:
        """Draw pairs by the shares of their kinds, some queries framed as questions or roughened."""
        rng = Random(f"{self.seed} pair {step}")
        chosen = [rng.choice(self.pairs[kind]) for kind in rng.choices(self.kinds, self.weights, k=size)]
        queries = [self.query(pair, rng) for pair in chosen]
        return PairBatch(queries, [pair.passage for pair in chosen], [pair.group for pair in chosen])

    def asked(self, step: int, size: int) -> WrittenBatch:
        """Draw written questions, each once before any comes again, and a rival of each passage."""
        turn, place = divmod(step, max(1, len(self.written) // size))
        order = list(range(len(self.written)))
        Random(f"{self.seed} turn {turn}").shuffle(order)
        rng = Random(f"{self.seed} asked {step}")
        chosen = [self.written[number] for number in order[place * size : (place + 1) * size]]
        queries = [self.rough(one.question, rng) for one in chosen]
        rivals = [rng.choice(one.rivals) for one in chosen if one.rivals]
        return WrittenBatch(
            queries,
            [one.passage for one in chosen],
            [one.group for one in chosen],
            [rival.passage for rival in rivals],
            [rival.group for rival in rivals],
        )

    def rough(self, question: str, rng: Random) -> str:
        """Return a written question, seldom roughened: people's own slips are in it."""
        slips = rng.random() < ROUGH_WRITTEN
        return roughen(question, self.lexicon, rng, synonyms=False) if slips else question

    def german(self, pair: Parallel, rng: Random) -> str:
        """Return the German side, roughened now and then; its meaning must stay, so no synonyms."""
        rough = rng.random() < ROUGH_PARALLEL
        return roughen(pair.german, self.lexicon, rng, synonyms=False) if rough else pair.german

    def query(self, pair: Pair, rng: Random) -> str:
        """Return the query, framed as a question if it is a topic, and roughened now and then."""
        framed = pair.topic and rng.random() < FRAMED
        text = rng.choice(self.frames).format(pair.query) if framed else pair.query
        return roughen(text, self.lexicon, rng) if rng.random() < ROUGH_QUERY else text


def english_texts(parallels: tuple[Parallel, ...]) -> list[str]:
    """List the distinct English texts in order of first use."""
    return list(dict.fromkeys(pair.english for pair in parallels))
