"""What narrows the page of a search, as links that add or drop one choice each."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Annotated
from urllib.parse import urlencode

from fastapi import Depends, Query

from index.browsing import Count, Facets
from web.texts import table

Words = Annotated[list[str] | None, Query()]


@dataclass(frozen=True, slots=True)
class Chosen:
    """A search as its address holds it."""

    q: str
    year: str = ""
    kinds: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    series: tuple[str, ...] = ()
    document: str = ""

    @classmethod
    def of(
        cls,
        q: str,
        year: str,
        kinds: Sequence[str] | None,
        areas: Sequence[str] | None,
        series: Sequence[str] | None,
        document: str = "",
    ) -> "Chosen":
        """From the parameters of a request; empty ones count as none."""
        return cls(q, year, _given(kinds), _given(areas), _given(series), document)

    @property
    def narrowed(self) -> bool:
        """Whether anything but the words narrows the search."""
        return self != Chosen(self.q)

    @property
    def fields(self) -> list[tuple[str, str]]:
        """Names and values of the address."""
        single = [("q", self.q), ("jahr", self.year), ("dokument", self.document)]
        many = (("art", self.kinds), ("gebiet", self.areas), ("reihe", self.series))
        several = [(name, value) for name, values in many for value in values]
        return [(name, value) for name, value in (*single, *several) if value]

    @property
    def query(self) -> str:
        """What the address of a source holds of the search that led there."""
        return urlencode(self.fields)

    def address(self, page: int = 1) -> str:
        """The address of this search."""
        return "/suche?" + urlencode([*self.fields, *([("seite", str(page))] if page > 1 else [])])

    def in_document(self, document: str) -> str:
        """The address of this search within one document."""
        return replace(self, document=document).address()

    def everywhere(self) -> str:
        """The address of this search in all documents."""
        return Chosen(self.q).address()


def searched(
    q: Annotated[str, Query(max_length=1000)] = "",
    jahr: str = "",
    art: Words = None,
    gebiet: Words = None,
    reihe: Words = None,
    dokument: str = "",
) -> Chosen:
    """The search that an address holds."""
    return Chosen.of(q, jahr, art, gebiet, reihe, dokument)


Searched = Annotated[Chosen, Depends(searched)]


@dataclass(frozen=True, slots=True)
class Value:
    """A value to narrow by, the documents it leads to, and where choosing or dropping it leads."""

    name: str
    documents: int
    chosen: bool
    address: str


@dataclass(frozen=True, slots=True)
class Facet:
    """Values of one kind."""

    name: str
    values: tuple[Value, ...]


def facets(chosen: Chosen, counted: Facets) -> list[Facet]:
    """The facets of a search that have a value; at most one value of each is chosen."""
    found = [
        _facet("kinds", counted.kinds, chosen.kinds, lambda value: replace(chosen, kinds=value)),
        _facet("years", counted.years, (chosen.year,), lambda value: replace(chosen, year="".join(value))),
        _facet("areas", counted.areas, chosen.areas, lambda value: replace(chosen, areas=value)),
        _facet("series", counted.series, chosen.series, lambda value: replace(chosen, series=value)),
    ]
    return [facet for facet in found if facet.values]


def _facet(
    key: str,
    counts: Iterable[Count],
    chosen: Iterable[str],
    with_value: Callable[[tuple[str, ...]], Chosen],
) -> Facet:
    """A facet; choosing what is chosen already drops it."""
    ticked = {value.casefold() for value in chosen}
    values = []
    for one in counts:
        own = one.value.casefold() in ticked
        address = with_value(() if own else (one.value,)).address()
        values.append(Value(one.value, one.documents, own, address))
    return Facet(table("search.facet_names")[key], tuple(values))


def _given(values: Iterable[str] | None) -> tuple[str, ...]:
    return tuple(value.strip() for value in values or () if value.strip())
