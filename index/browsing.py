"""Everything that holds a word of a question: documents with their best passages, and counts of documents."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from corpus.document import Document
from index.contents import Contents
from index.hit import Filters, Hit
from index.narrowing import passing
from index.ranking import Keys

PER_DOCUMENT = 3

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Count:
    """A value of a facet, and in how many of the documents found it is so."""

    value: str
    documents: int


@dataclass(frozen=True, slots=True)
class Facets:
    """Counts of the documents found; each facet is counted as if nothing of its own were chosen."""

    kinds: tuple[Count, ...] = ()
    years: tuple[Count, ...] = ()
    areas: tuple[Count, ...] = ()
    series: tuple[Count, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """A document with its best passages, best first; `passages` says how many of it hold a word."""

    document: Document
    hits: tuple[Hit, ...]
    passages: int


@dataclass(frozen=True, slots=True)
class Browsed:
    """One page of all documents found; the totals and facets are of all of them.

    `near` are the passages that a search finds by their meaning alone: no word of the question is in them.
    """

    groups: tuple[Group, ...] = ()
    documents: int = 0
    passages: int = 0
    facets: Facets = Facets()
    near: tuple[Hit, ...] = ()


@dataclass(frozen=True, slots=True)
class Matches:
    """The passages with a word of the question by document, whatever kind, year, area or series it has."""

    keys: Mapping[str, Sequence[int]]
    documents: Mapping[str, Document]

    @classmethod
    def of(cls, keys: Keys, contents: Contents, documents: Mapping[str, Document]) -> "Matches":
        """From the keys of the passages."""
        found: dict[str, list[int]] = defaultdict(list)
        for key, document_id in zip(keys.tolist(), contents.documents_of(keys), strict=True):
            found[document_id].append(key)
        return cls(found, {id_: documents[id_] for id_ in found if id_ in documents})

    def narrowed(self, filters: Filters) -> dict[str, Sequence[int]]:
        """The passages of the documents that pass the filters."""
        return {id_: self.keys[id_] for id_ in passing(self.documents.values(), filters)}

    def facets(self, filters: Filters) -> Facets:
        """In how many documents each value stands."""
        any_year = replace(filters, first_year=None, last_year=None)
        years = self._counts(any_year, lambda d: (str(d.year),) if d.year else ())
        series = self._counts(replace(filters, series=()), lambda d: filter(None, (d.description.series,)))
        return Facets(
            kinds=self._counts(replace(filters, kinds=()), lambda d: (d.description.kind,)),
            years=tuple(sorted(years, key=lambda count: count.value, reverse=True)),
            areas=self._counts(replace(filters, areas=()), lambda d: d.description.areas),
            series=series,
        )

    def _counts(self, filters: Filters, values: Callable[[Document], Iterable[str]]) -> tuple[Count, ...]:
        """The values of what passes the filters, most documents first."""
        ids = passing(self.documents.values(), filters)
        counted = Counter(value for id_ in ids for value in set(values(self.documents[id_])))
        return tuple(Count(*one) for one in sorted(counted.items(), key=lambda one: (-one[1], one[0])))


def in_documents(
    candidates: Iterable[T], group: Callable[[T], str], within: Mapping[str, Sequence[int]]
) -> dict[str, list[T]]:
    """The candidates by document, in the order of each document's best; documents without one come last.

    >>> in_documents(["b1", "a1", "b2"], lambda one: one[0], {"a": [1], "b": [2, 3], "c": [4]})
    {'b': ['b1', 'b2'], 'a': ['a1'], 'c': []}
    """
    found: dict[str, list[T]] = {}
    for one in candidates:
        found.setdefault(group(one), []).append(one)
    rest = sorted(within.keys() - found.keys(), key=lambda id_: (-len(within[id_]), id_))
    return found | {id_: [] for id_ in rest}
