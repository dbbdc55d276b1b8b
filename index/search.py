"""Finds passages: both sides of the index, narrowed, joined, put in turn, and each hit with its reasons."""

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

import numpy as np

from corpus.catalogue import Catalogue
from corpus.document import Document, Passage
from index import snapshot
from index.encoder import Encoder
from index.encoding import searchable
from index.engine import Engine, LocalEngine
from index.errors import SnapshotDamaged
from index.expansion import MOST_FORMS, Expansion, expand, inflections
from index.folding import in_turn, without_twins
from index.fusion import in_context, join
from index.generation import Generation
from index.glossary import GLOSSARY, Glossary
from index.hit import Filters, Hit, Why
from index.lexical import Limits
from index.query import Query, parse
from index.ranking import Keys, Ranking, Scores
from index.reasons import matched, words_by_term

CANDIDATES = 200
FETCHED = 12
OPENING_TRIES = 3
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
        self,
        folder: Path,
        catalogue: Catalogue,
        encoder: Encoder,
        dense_weight: float,
        glossary: Glossary,
        engine: Engine,
    ) -> None:
        self._engine = engine
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
        dense_weight: float | None = None,
        glossary: Path = GLOSSARY,
        engine: Engine | None = None,
    ) -> "Index":
        """Open the snapshot in `folder`; `dense_weight` is the encoder's unless given.

        Raises SnapshotMissing, SnapshotOutdated or SnapshotDamaged.
        """
        weight = encoder.dense_weight if dense_weight is None else dense_weight
        return cls(folder, catalogue, encoder, weight, Glossary(glossary), engine or LocalEngine())

    @property
    def passages(self) -> int:
        """How many passages can be found."""
        return len(self._generation.contents.keys)

    def refresh(self) -> bool:
        """Take over a newer snapshot or newly described documents; requests under way finish on the old.

        Whether there is another snapshot.
        """
        newer = snapshot.current(self._folder).name != self._generation.name
        if not newer and self._catalogue.revision == self._generation.revision:
            return False
        with self._opening:
            if snapshot.current(self._folder).name != self._generation.name:
                self._generation = self._open()
            elif self._catalogue.revision != self._generation.revision:
                self._generation = self._generation.described_anew(self._catalogue)
        return newer

    def search(self, query: str, k: int = 10, filters: Filters = NO_FILTERS) -> list[Hit]:
        """The `k` best passages for a question, best first; fewer if there are fewer, none for no words."""
        asked = parse(query)
        if asked.empty or k < 1:
            return []
        generation = self._generation
        expansion = expand(asked, generation.sides, self._glossary)
        ranked = self._ranked(generation, asked, expansion, filters, max(CANDIDATES, 4 * k))
        in_order = in_turn(ranked, lambda candidate: candidate.document_id)
        found = without_twins(self._fetched(generation, in_order), lambda one: one.passage.text)
        words = words_by_term(expansion.stems)
        return [_hit(rank, one, words) for rank, one in enumerate(islice(found, k), start=1)]

    def _ranked(
        self, generation: Generation, asked: Query, expansion: Expansion, filters: Filters, count: int
    ) -> list[Candidate]:
        """The union of both sides' best passages by their joined score."""
        limits = _limits(generation, asked, filters)
        vector = self._encoder.encode_queries([asked.text])[0]
        near = generation.sides.nearest(vector, count, limits)
        worded = generation.sides.best(expansion.wanted, count, limits)
        keys = np.union1d(near.keys, worded.keys)
        cosines = _completed(keys, near, lambda missing: generation.sides.cosines(vector, missing))
        scores = _completed(keys, worded, lambda missing: generation.sides.scores(expansion.wanted, missing))
        return _candidates(generation, keys, cosines, scores, self._dense_weight)

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
                manifest = snapshot.usable(self._folder, self._encoder.fingerprint, self._engine.name)
                folder = self._folder / manifest.generation
                return Generation(folder, manifest, self._catalogue, self._engine)
            except SnapshotDamaged:
                if attempt == OPENING_TRIES - 1:
                    raise
            except (OSError, RuntimeError, ValueError) as error:
                if attempt == OPENING_TRIES - 1:
                    raise SnapshotDamaged(
                        f"Der Suchindex in {self._folder} lässt sich nicht öffnen. {snapshot.CURE}"
                    ) from error
        raise AssertionError


def _limits(generation: Generation, asked: Query, filters: Filters) -> Limits:
    """The limits of filters, phrases, prefixes and unwanted words."""
    return replace(
        generation.narrowed(filters),
        phrases=asked.phrases,
        forms=tuple(tuple(generation.sides.words(prefix, MOST_FORMS)) for prefix in asked.prefixes),
        forbidden=inflections(asked.unwanted, generation.sides),
    )


def _completed(keys: Keys, ranking: Ranking, score: Callable[[list[int]], Scores]) -> Scores:
    """The score of each key, ascending: as ranked where it was ranked, else by `score`."""
    found = np.empty(len(keys), dtype=np.float32)
    ranked = np.isin(keys, ranking.keys, assume_unique=True)
    found[np.searchsorted(keys, ranking.keys)] = ranking.scores
    found[~ranked] = score(keys[~ranked].tolist())
    return found


def _candidates(
    generation: Generation, keys: Keys, cosines: Scores, scores: Scores, weight: float
) -> list[Candidate]:
    joined = join(scores, cosines, weight)
    owners = generation.contents.documents_of(keys)
    lifts = np.array([generation.lifts[owner] for owner in owners], dtype=np.float64)
    values = (in_context(joined.scores, keys, owners) + lifts, cosines, scores, joined.dense_shares)
    rows = zip(keys.tolist(), owners, *(column.tolist() for column in values), strict=True)
    years = generation.years
    return sorted((Candidate(*row) for row in rows), key=lambda c: (-c.score, -years[c.document_id], c.key))


def _hit(rank: int, found: Found, words: Mapping[str, tuple[str, ...]]) -> Hit:
    text = searchable(found.document, found.passage)
    share = found.candidate.dense_share
    why = Why(matched(text, words), 1 - share, share)
    candidate = found.candidate
    return Hit(
        rank, candidate.score, found.passage, found.document, why, candidate.similarity, candidate.lexical
    )
