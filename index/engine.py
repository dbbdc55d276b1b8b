"""Where vectors and terms are kept and searched: on this machine or in a cluster, behind one protocol."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Protocol

from index import dense, lexical
from index.contents import Contents
from index.dense import Dense
from index.encoder import Vectors
from index.encoding import Encoded
from index.lexical import Entry, Lexical, Limits, Wanted
from index.ranking import Flags, Keys, Ranking, Scores
from index.vocabulary import Vocabulary

CACHED_LIMITS = 64
PUBLIC_FOLDER = (
    "public"  # the folder, in that of a generation, for what the public may see where not all is public
)


@dataclass(frozen=True, slots=True)
class Change:
    """What a new generation has that the older one, if there is one, has not: keys gone, passages new.

    `entries` are those of the new passages, or of all where the engine asked for that.
    """

    older: Path | None
    gone: Keys
    new: Encoded
    entries: Iterator[Entry]


class Sides(Protocol):
    """Both sides of the search over one generation; safe to use from several threads."""

    vocabulary: Vocabulary

    def nearest(self, query: Vectors, k: int, limits: Limits) -> Ranking:
        """The `k` passages within the limits with the highest cosine to one unit vector."""

    def cosines(self, query: Vectors, keys: Sequence[int]) -> Scores:
        """The cosine of one unit vector with each of these passages."""

    def best(self, wanted: Wanted, k: int, limits: Limits) -> Ranking:
        """The `k` best passages by BM25 within the limits that contain a wanted term."""

    def scores(self, wanted: Wanted, keys: Sequence[int]) -> Scores:
        """The BM25 score of each of these passages."""

    def matching(self, limits: Limits, stems: Sequence[str] = ()) -> Keys:
        """The keys of all passages within the limits that hold one of the stems, if any, in no order."""

    def knows(self, field: str, term: str, limits: Limits) -> bool:
        """True if some passage within the limits has this term in the field."""

    def holding(self, stem: str) -> int:
        """How many passages hold this stem."""

    def words(self, prefix: str = "", limit: int | None = None) -> list[str]:
        """The folded words that begin so, those in most passages first."""

    def keys(self) -> Mapping[str, Keys]:
        """The keys that each side holds, ascending, by a German name of the side."""


class Engine(Protocol):
    """Writes and opens generations; `name` goes into the manifest, so that no other engine opens them."""

    name: str
    takes_all_after_removal: bool

    def write(self, generation: Path, change: Change) -> None:
        """Write the next generation; what it keeps in `generation` is published with it."""

    def write_public(self, generation: Path, change: Change) -> None:
        """Write what the public may see, before everything is written."""

    def open(self, generation: Path) -> Sides:
        """Open a generation for searching."""

    def open_public(self, generation: Path) -> Sides:
        """Open what the public may see of a generation."""


class LocalEngine:
    """FAISS and tantivy in the generation's folder; `factory` is a FAISS string, chosen by size if None."""

    name = "local"
    takes_all_after_removal = True  # a lexical index with holes would keep words of removed passages

    def __init__(self, factory: str | None = None) -> None:
        self._factory = factory

    def write(self, generation: Path, change: Change) -> None:
        """Write vectors and terms, linking what an older generation already has."""
        new = change.new
        if change.older is None:
            dense.create(generation, new.keys, new.vectors, self._factory)
        else:
            dense.update(change.older, generation, change.gone, new.keys, new.vectors, self._factory)
        if change.older is None or len(change.gone):
            lexical.create(generation, change.entries)
        else:
            lexical.extend(change.older, generation, change.entries)

    def write_public(self, generation: Path, change: Change) -> None:
        """Write an index of its own."""
        self.write(generation / PUBLIC_FOLDER, change)

    def open(self, generation: Path) -> Sides:
        """Open a generation for searching."""
        return LocalSides(generation)

    def open_public(self, generation: Path) -> Sides:
        """Open what the public may see of a generation."""
        return LocalSides(generation / PUBLIC_FOLDER)


class LocalSides:
    """Both sides on this machine."""

    def __init__(self, generation: Path) -> None:
        self._contents = Contents.read(generation)
        self._dense = Dense.open(generation)
        self._lexical = Lexical(generation)
        self._of_documents = lru_cache(CACHED_LIMITS)(self._flags_of_documents)
        self.vocabulary = self._lexical.vocabulary
        self.cosines = self._dense.cosines
        self.best = self._lexical.best
        self.scores = self._lexical.scores
        self.matching = self._lexical.matching
        self.knows = self._lexical.knows
        self.holding = self._lexical.holding
        self.words = self._lexical.words

    def nearest(self, query: Vectors, k: int, limits: Limits) -> Ranking:
        """The `k` passages within the limits with the highest cosine to one unit vector."""
        return self._dense.nearest(query, k, self._allowed(limits))

    def keys(self) -> Mapping[str, Keys]:
        """The keys that each side holds, ascending."""
        return {"Vektoren": self._dense.keys(), "Wörter": self._lexical.keys()}

    def _allowed(self, limits: Limits) -> Flags | None:
        if limits.on_words:
            return self._contents.flags_of(self._lexical.matching(limits))
        return None if limits == Limits() else self._of_documents(limits)

    def _flags_of_documents(self, limits: Limits) -> Flags:
        chosen = self._contents.documents if limits.documents is None else limits.documents
        return self._contents.flags(frozenset(chosen) - frozenset(limits.without_documents))
