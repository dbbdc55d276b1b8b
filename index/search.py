"""Finds passages: both sides of the index, narrowed, joined, put in turn, and each hit with its reasons."""

import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

import numpy as np

from corpus.catalogue import Catalogue
from corpus.document import Document, Passage
from index import snapshot
from index.encoder import Encoder, Vectors
from index.encoding import searchable
from index.errors import SnapshotDamaged
from index.expansion import Expansion, expand
from index.folding import in_turn, without_twins
from index.fusion import join
from index.generation import Flags, Generation
from index.german import analyse
from index.glossary import GLOSSARY, Glossary
from index.hit import Filters, Hit, Why
from index.lexical import Limits
from index.query import Query, parse
from index.reasons import matched

CANDIDATES = 100
FETCHED = 24
OPENING_TRIES = 3
DENSE_WEIGHT = 0.45
NO_FILTERS = Filters()


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage in the running, before its text is fetched."""

    key: int
    document_id: str
    score: float
    similarity: float
    lexical: float
    dense_share: float


@dataclass(frozen=True, slots=True)
class Found:
    """A candidate with its text."""

    candidate: Candidate
    passage: Passage
    document: Document


class Index:
    """Search over the snapshot in use; safe to use from several threads."""

    def __init__(
        self, folder: Path, catalogue: Catalogue, encoder: Encoder, dense_weight: float, glossary: Glossary
    ) -> None:
        self._glossary = glossary
        self._folder = folder
        self._catalogue = catalogue
        self._encoder = encoder
        self._dense_weight = dense_weight
        self._opening = threading.Lock()
        self._generation = self._open()

    @classmethod
    def open(
        cls,
        folder: Path,
        catalogue: Catalogue,
        encoder: Encoder,
        dense_weight: float = DENSE_WEIGHT,
        glossary: Path = GLOSSARY,
    ) -> "Index":
        """Open the snapshot in `folder`; raises SnapshotMissing, SnapshotOutdated or SnapshotDamaged."""
        return cls(folder, catalogue, encoder, dense_weight, Glossary(glossary))

    @property
    def passages(self) -> int:
        """How many passages can be found."""
        return len(self._generation.contents.keys)

    def refresh(self) -> bool:
        """Take over a newer snapshot, if there is one; requests under way finish on the old one."""
        if snapshot.current(self._folder).name == self._generation.name:
            return False
        with self._opening:
            if snapshot.current(self._folder).name != self._generation.name:
                self._generation = self._open()
        return True

    def search(self, query: str, k: int = 10, filters: Filters = NO_FILTERS) -> list[Hit]:
        """The `k` best passages for a question, best first; fewer if there are fewer, none for no words."""
        asked = parse(query)
        if asked.empty or k < 1:
            return []
        generation = self._generation
        expansion = expand(asked, generation.lexical, self._glossary)
        ranked = self._ranked(generation, asked, expansion, filters, max(CANDIDATES, 4 * k))
        in_order = in_turn(ranked, lambda candidate: candidate.document_id)
        found = without_twins(self._fetched(generation, in_order), _words_of)
        return [_hit(rank, one, expansion) for rank, one in enumerate(islice(found, k), start=1)]

    def _ranked(
        self, generation: Generation, asked: Query, expansion: Expansion, filters: Filters, count: int
    ) -> list[Candidate]:
        """The union of both sides' best passages by their joined score."""
        limits, allowed = _narrowed(generation, asked, filters)
        vector = self._encoder.encode_queries([asked.text])[0]
        near = generation.dense.nearest(vector, count, allowed)
        worded = generation.lexical.best(expansion.wanted, count, limits)
        keys = np.union1d(near.keys, worded.keys)
        return _candidates(generation, keys.tolist(), vector, expansion, self._dense_weight)

    def _fetched(self, generation: Generation, candidates: Sequence[Candidate]) -> Iterator[Found]:
        """Candidates with text and document, read a few at a time; what the catalogue lost is left out."""
        for start in range(0, len(candidates), FETCHED):
            some = candidates[start : start + FETCHED]
            passages = self._catalogue.passages_by_key([candidate.key for candidate in some])
            for candidate in some:
                passage = passages.get(candidate.key)
                document = generation.documents.get(candidate.document_id)
                if passage and document:
                    yield Found(candidate, passage, document)

    def _open(self) -> Generation:
        """Open what CURRENT names; a builder may remove it in between, then the newer one is opened."""
        for attempt in range(OPENING_TRIES):
            try:
                manifest = snapshot.usable(self._folder, self._encoder.fingerprint)
                folder = self._folder / manifest.generation
                return Generation(folder, manifest, self._catalogue.documents())
            except SnapshotDamaged:
                if attempt == OPENING_TRIES - 1:
                    raise
            except (OSError, RuntimeError, ValueError) as error:
                if attempt == OPENING_TRIES - 1:
                    raise SnapshotDamaged(
                        f"Der Suchindex in {self._folder} lässt sich nicht öffnen. {snapshot.CURE}"
                    ) from error
        raise AssertionError


def _narrowed(generation: Generation, asked: Query, filters: Filters) -> tuple[Limits, Flags | None]:
    """The limits of filters, phrases, prefixes and unwanted words, and the passages that satisfy them."""
    limits, allowed = generation.narrowed(filters)
    limits = replace(
        limits,
        phrases=asked.phrases,
        forms=tuple(tuple(generation.lexical.words(prefix)) for prefix in asked.prefixes),
        forbidden=generation.lexical.inflections(asked.unwanted),
    )
    if limits.on_words:
        allowed = generation.contents.flags_of(generation.lexical.matching(limits))
    return limits, allowed


def _candidates(
    generation: Generation, keys: list[int], vector: Vectors, expansion: Expansion, weight: float
) -> list[Candidate]:
    similarity = generation.dense.cosines(vector, keys)
    lexical = generation.lexical.scores(expansion.wanted, keys)
    joined = join(lexical, similarity, weight)
    candidates = [
        Candidate(key, generation.contents.document_of(key), *map(float, values))
        for key, *values in zip(keys, joined.scores, similarity, lexical, joined.dense_shares, strict=True)
    ]
    years = {document.id: document.year or 0 for document in generation.documents.values()}
    return sorted(candidates, key=lambda c: (-c.score, -years.get(c.document_id, 0), c.key))


def _words_of(found: Found) -> frozenset[str]:
    return frozenset(analyse(found.passage.text).words.split())


def _hit(rank: int, found: Found, expansion: Expansion) -> Hit:
    text = searchable(found.document, found.passage)
    share = found.candidate.dense_share
    why = Why(matched(text, expansion.stems), 1 - share, share)
    candidate = found.candidate
    return Hit(
        rank, candidate.score, found.passage, found.document, why, candidate.similarity, candidate.lexical
    )
