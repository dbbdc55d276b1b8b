"""One question put to one index: both sides of the index, joined, and the text of what they found."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np

from corpus.catalogue import Catalogue
from corpus.document import Document, Passage
from index.encoder import Vectors
from index.encoding import searchable
from index.folding import without_twins
from index.fusion import in_context, join
from index.generation import Searchable
from index.hit import Hit, Why
from index.lexical import Limits, Wanted
from index.ranking import Keys, Ranking, Scores
from index.reasons import matched

FETCHED = 12


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


@dataclass(frozen=True, slots=True)
class Round:
    """What is looked for, where.

    `words` are the words of the question that each term counts as, `rarity` says how rare each of them is.
    """

    seen: Searchable
    catalogue: Catalogue
    dense_weight: float
    vector: Vectors
    wanted: Wanted
    limits: Limits
    words: Mapping[str, tuple[str, ...]]
    rarity: Mapping[str, float]

    def ranked(self, count: int) -> Iterator[Candidate]:
        """The union of both sides' `count` best passages by their joined score."""
        sides = self.seen.sides
        near = sides.nearest(self.vector, count, self.limits)
        worded = sides.best(self.wanted, count, self.limits)
        keys = np.union1d(near.keys, worded.keys)
        cosines = _completed(keys, near, lambda missing: sides.cosines(self.vector, missing))
        scores = _completed(keys, worded, lambda missing: sides.scores(self.wanted, missing))
        return self._candidates(keys, cosines, scores)

    def scored(self, keys: Sequence[int]) -> Iterator[Candidate]:
        """These passages, their keys ascending, by their joined score among themselves."""
        sides = self.seen.sides
        cosines, scores = sides.cosines(self.vector, keys), sides.scores(self.wanted, keys)
        return self._candidates(np.array(keys, dtype=np.int64), cosines, scores)

    def hits(self, candidates: Iterable[Candidate], most: int) -> list[Hit]:
        """The first of the candidates with text and reasons, none of them twice."""
        return self.numbered(without_twins(self.fetched(candidates), lambda one: one.passage.text), most)

    def numbered(self, found: Iterable[Found], most: int) -> list[Hit]:
        """The first of what was found as hits, with their reasons."""
        return [self._hit(rank, one) for rank, one in enumerate(islice(found, most), start=1)]

    def fetched(self, candidates: Iterable[Candidate]) -> Iterator[Found]:
        """Candidates with text and document, read a few at a time; what the catalogue lost is left out."""
        waiting = iter(candidates)
        while some := list(islice(waiting, FETCHED)):
            passages = self.catalogue.passages_by_key([candidate.key for candidate in some])
            for candidate in some:
                passage = passages.get(candidate.key)
                document = self.seen.documents.get(candidate.document_id)
                if passage and document:
                    yield Found(candidate, passage, document)

    def _candidates(self, keys: Keys, cosines: Scores, scores: Scores) -> Iterator[Candidate]:
        """Best first, the newer document first where scores are equal."""
        contents, joined = self.seen.contents, join(scores, cosines, self.dense_weight)
        places = contents.places_of(keys)
        values = in_context(joined.scores, keys, places) + self.seen.lifts[places]
        for row in np.lexsort((keys, -self.seen.years[places], -values)).tolist():
            yield Candidate(
                int(keys[row]),
                contents.documents[places[row]],
                float(values[row]),
                float(cosines[row]),
                float(scores[row]),
                float(joined.dense_shares[row]),
            )

    def _hit(self, rank: int, found: Found) -> Hit:
        candidate = found.candidate
        share = candidate.dense_share
        text = searchable(found.document, found.passage)
        return Hit(
            rank,
            candidate.score,
            found.passage,
            found.document,
            Why(matched(text, self.words), 1 - share, share, self.rarity),
            candidate.similarity,
            candidate.lexical,
        )


def _completed(keys: Keys, ranking: Ranking, score: Callable[[list[int]], Scores]) -> Scores:
    """The score of each key, ascending: as ranked where it was ranked, else by `score`."""
    found = np.empty(len(keys), dtype=np.float32)
    ranked = np.isin(keys, ranking.keys, assume_unique=True)
    found[np.searchsorted(keys, ranking.keys)] = ranking.scores
    found[~ranked] = score(keys[~ranked].tolist())
    return found
