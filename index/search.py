"""Finds passages: a question parsed and widened, both sides asked, and what they found put in turn."""

import logging
import threading
from dataclasses import replace
from itertools import chain, islice
from pathlib import Path

import numpy as np

from corpus.catalogue import Catalogue
from corpus.document import Passage, Visibility
from index import snapshot
from index.browsing import PER_DOCUMENT, Browsed, Group, Matches, in_documents
from index.encoder import Encoder
from index.encoding import searchable
from index.engine import Engine, LocalEngine
from index.errors import SnapshotDamaged, SnapshotOutdated
from index.expansion import MOST_FORMS, Expansion, expand, inflections
from index.folding import in_turn, without_twins
from index.generation import Generation, Searchable
from index.german import terms, tokens
from index.glossary import GLOSSARY, Glossary
from index.hit import Filters, Hit
from index.lexical import Limits, Wanted
from index.narrowing import passing
from index.query import Query, parse
from index.rarity import rarities
from index.reasons import words_by_term
from index.rounds import Candidate, Found, Round

LOG = logging.getLogger("lotse.error")
CANDIDATES = 200
MANY, OF_MANY = 50_000, 100  # among so many passages, those past the hundredth hardly ever come among ten
BROWSED = 400
FIRST = 10  # of a search; what of it holds no word of the question is shown beside what was browsed
OPENING_TRIES = 3
NO_FILTERS = Filters()


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
        self._foreign = ""  # a snapshot that another encoder built
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

    def passages(self, visibilities: tuple[Visibility, ...]) -> int:
        """How many passages can be found by somebody who may see these kinds of documents."""
        seen = self._generation.seen_by(visibilities)
        chosen = passing(seen.documents.values(), Filters(visibilities=visibilities))
        return int(np.count_nonzero(seen.contents.flags(chosen)))

    def state(self, visibilities: tuple[Visibility, ...]) -> tuple[object, ...]:
        """What a search goes by for whoever may see these kinds of documents; no other one changes it."""
        seen = self._generation.seen_by(visibilities)
        chosen = passing(seen.documents.values(), Filters(visibilities=visibilities))
        return tuple(sorted(chosen)), seen.mark, self._glossary.revision

    def refresh(self) -> bool:
        """Take over a newer snapshot or newly described documents; requests under way finish on the old.

        Whether there is another snapshot. One that another encoder built is left, the old one goes on.
        """
        if not self._is_newer() and self._catalogue.revision == self._generation.revision:
            return False
        with self._opening:
            before = self._generation.name
            if self._is_newer():
                self._take_over()
            if self._catalogue.revision != self._generation.revision:
                self._generation = self._generation.described_anew(self._catalogue)
            return self._generation.name != before

    def _is_newer(self) -> bool:
        return snapshot.current(self._folder).name not in (self._generation.name, self._foreign)

    def _take_over(self) -> None:
        name = snapshot.current(self._folder).name
        try:
            self._generation = self._open()
        except SnapshotOutdated as error:
            self._foreign = name
            LOG.warning("snapshot", extra={"kept": self._generation.name, "detail": str(error)})

    def search(self, query: str, k: int = 10, filters: Filters = NO_FILTERS) -> list[Hit]:
        """The `k` best passages for a question, best first; fewer if there are fewer, none for no words."""
        asked = parse(query)
        if asked.empty or k < 1:
            return []
        seen = self._generation.seen_by(filters.visibilities)
        expansion = expand(asked, seen.sides, self._glossary, _visible(seen, filters))
        put = self._round(seen, asked, expansion, filters)
        ranked = put.ranked(candidates(len(seen.contents.keys), k))
        return put.hits(in_turn(ranked, lambda candidate: candidate.document_id), k)

    def browse(
        self,
        query: str,
        filters: Filters = NO_FILTERS,
        first: int = 0,
        count: int = 10,
        per_document: int = PER_DOCUMENT,
    ) -> Browsed:
        """All documents with a word of the question, `count` from number `first` on, the best ones first."""
        asked = parse(query)
        if asked.empty:
            return Browsed()
        seen = self._generation.seen_by(filters.visibilities)
        expansion = expand(asked, seen.sides, self._glossary, _visible(seen, filters))
        matches = _matches(seen, asked, expansion, filters)
        within = matches.narrowed(filters)
        keys = frozenset(key for some in within.values() for key in some)
        put = self._round(seen, asked, expansion, filters)
        ranked = list(put.ranked(BROWSED))
        worded = in_documents((c for c in ranked if c.key in keys), lambda c: c.document_id, within)
        shown = [
            Group(
                seen.documents[id_],
                tuple(put.hits(some or put.scored(within[id_]), per_document)),
                len(within[id_]),
            )
            for id_, some in islice(worded.items(), first, first + count)
        ]
        near = put.hits([c for c in ranked[:FIRST] if c.key not in keys], FIRST)
        return Browsed(tuple(shown), len(within), len(keys), matches.facets(filters), tuple(near))

    def similar(self, passage: Passage, k: int = 10, filters: Filters = NO_FILTERS) -> list[Hit]:
        """The `k` passages that are nearest to a passage in meaning and words, without itself and twins."""
        seen = self._generation.seen_by(filters.visibilities)
        owner = seen.documents.get(passage.document_id)
        if owner is None:
            return []
        stems = {token: frozenset(terms(token).stems) for token in tokens(passage.text)}
        put = Round(
            seen,
            self._catalogue,
            self._dense_weight,
            self._encoder.encode_passages([searchable(owner, passage)])[0],
            Wanted(dict.fromkeys(frozenset().union(*stems.values()), 1.0), {}),
            seen.narrowed(filters),
            words_by_term(stems),
            {},
        )
        itself = Found(Candidate(0, owner.id, 0.0, 0.0, 0.0, 0.0), passage, owner)
        found = chain([itself], put.fetched(put.ranked(CANDIDATES)))
        others = (one for one in without_twins(found, lambda one: one.passage.text) if one is not itself)
        return put.numbered((one for one in others if one.passage.id != passage.id), k)

    def _round(self, seen: Searchable, asked: Query, expansion: Expansion, filters: Filters) -> Round:
        return Round(
            seen,
            self._catalogue,
            self._dense_weight,
            self._encoder.encode_queries([asked.text])[0],
            expansion.wanted,
            _limits(seen, asked, filters),
            words_by_term(expansion.stems),
            rarities(asked.words, len(seen.contents.keys), seen.sides),
        )

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


def candidates(passages: int, k: int) -> int:
    """How many of so many passages each side names, for the `k` best to be among them."""
    return max(CANDIDATES if passages < MANY else OF_MANY, 4 * k)


def _visible(seen: Searchable, filters: Filters) -> Limits:
    """The limits of what may be seen, whatever else the filters ask for."""
    return seen.narrowed(Filters(visibilities=filters.visibilities))


def _limits(seen: Searchable, asked: Query, filters: Filters) -> Limits:
    """The limits of filters, phrases, prefixes and unwanted words."""
    return replace(
        seen.narrowed(filters),
        phrases=asked.phrases,
        forms=tuple(tuple(seen.sides.words(prefix, MOST_FORMS)) for prefix in asked.prefixes),
        forbidden=inflections(asked.unwanted, seen.sides),
        forbidden_phrases=asked.unwanted_phrases,
    )


def _matches(seen: Searchable, asked: Query, expansion: Expansion, filters: Filters) -> Matches:
    """What holds a word of the question and may be seen, whatever else the filters ask for."""
    visible = _limits(seen, asked, Filters(visibilities=filters.visibilities))
    stems = sorted(frozenset().union(*expansion.stems.values()))
    if not stems and not visible.on_words:
        return Matches({}, {})
    keys = seen.sides.matching(visible, stems)
    return Matches.of(np.sort(keys), seen.contents, seen.documents)
