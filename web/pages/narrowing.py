"""What narrows the page of a search, as links that add or drop one choice each."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Annotated
from urllib.parse import urlencode

from fastapi import Depends, Query

from index.browsing import Count, Facets
from web.texts import table

LAST_PAGE = 1000
PAGE = "seite"
WAY_BACK = "fundseite"  # on a source, where `seite` is a page of the document
Words = Annotated[list[str] | None, Query()]
Page = Annotated[int, Query(ge=1, le=LAST_PAGE)]


@dataclass(frozen=True, slots=True)
class Chosen:
    """A search as its address holds it; `page` is the one of its results that is or was shown."""

    q: str
    year: str = ""
    kinds: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    series: tuple[str, ...] = ()
    document: str = ""
    page: int = 1

    @classmethod
    def of(
        cls,
        q: str,
        year: str,
        kinds: Sequence[str] | None,
        areas: Sequence[str] | None,
        series: Sequence[str] | None,
        document: str = "",
        page: int = 1,
    ) -> "Chosen":
        """From the parameters of a request; empty ones count as none."""
        return cls(q, year, _given(kinds), _given(areas), _given(series), document, page)

    @property
    def narrowed(self) -> bool:
        """Whether anything but the words narrows the search."""
        return self != Chosen(self.q, page=self.page)

    @property
    def fields(self) -> list[tuple[str, str]]:
        """Names and values of the address."""
        single = [("q", self.q), ("jahr", self.year), ("dokument", self.document)]
        many = (("art", self.kinds), ("gebiet", self.areas), ("reihe", self.series))
        several = [(name, value) for name, values in many for value in values]
        return [(name, value) for name, value in (*single, *several) if value]

    @property
    def way_back(self) -> list[tuple[str, str]]:
        """Names and values that the address of a source holds of the search that led there."""
        return [*self.fields, *self._numbered(WAY_BACK)]

    @property
    def query(self) -> str:
        """The way back as the end of an address."""
        return urlencode(self.way_back)

    @property
    def shown(self) -> str:
        """The address of the page of results that is or was shown."""
        return "/suche?" + urlencode([*self.fields, *self._numbered(PAGE)])

    def address(self) -> str:
        """The address of this search, from its first page on."""
        return self.at(1)

    def at(self, page: int) -> str:
        """The address of a page of the results."""
        return replace(self, page=page).shown

    def in_document(self, document: str) -> str:
        """The address of this search within one document, or ("") of the results that it was chosen from."""
        return replace(self, document=document).shown

    def without_ticks(self, style: str) -> str:
        """The address of the page of results where nothing was ticked to be cited in this style."""
        asked = urlencode([("style", style), ("nichts_angekreuzt", "true")])
        return f"{self.shown}&{asked}#zitieren"

    def with_ticks(self, passages: Sequence[str], style: str) -> str:
        """The address of the page of results with these passages ticked, to be cited in this style."""
        return f"{self.shown}&{urlencode([*(('passage', one) for one in passages), ('style', style)])}"

    def everywhere(self) -> str:
        """The address of this search in all documents."""
        return Chosen(self.q).address()

    def _numbered(self, name: str) -> list[tuple[str, str]]:
        return [(name, str(self.page))] if self.page > 1 else []


def searched(
    q: Annotated[str, Query(max_length=1000)] = "",
    jahr: str = "",
    art: Words = None,
    gebiet: Words = None,
    reihe: Words = None,
    dokument: str = "",
    fundseite: Page = 1,
) -> Chosen:
    """The search that an address holds."""
    return Chosen.of(q, jahr, art, gebiet, reihe, dokument, fundseite)


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
