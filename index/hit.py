"""Values of a search: what narrows it, what it finds, and why."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from corpus.document import Document, Passage, Visibility


@dataclass(frozen=True, slots=True)
class Filters:
    """What narrows a search before anything is ranked; an empty tuple or None does not narrow."""

    first_year: int | None = None
    last_year: int | None = None
    kinds: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    series: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    visibilities: tuple[Visibility, ...] = (Visibility.PUBLIC,)


@dataclass(frozen=True, slots=True)
class Why:
    """Why a passage was found: query words with the forms that matched, and each side's share of the score.

    The shares of the lexical and the dense side are between 0 and 1 and add up to 1. `rarity` says how rare
    each word of the question is among all passages, found here or not.
    """

    words: Mapping[str, tuple[str, ...]]
    lexical_share: float
    dense_share: float
    rarity: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that was found; `rank` counts from 1, a higher `score` is better within one query.

    `similarity` is the cosine of query and passage, `lexical` the BM25 score; both compare across queries.
    """

    rank: int
    score: float
    passage: Passage
    document: Document
    why: Why
    similarity: float
    lexical: float
