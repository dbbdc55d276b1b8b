"""The JSON shape of the counts beside a search."""

from pydantic import BaseModel

from index.browsing import Browsed, Count


class CountShape(BaseModel):
    """A value, and in how many of the documents found it is so."""

    value: str
    documents: int

    @classmethod
    def all_of(cls, counts: tuple[Count, ...]) -> list["CountShape"]:
        """The shapes of several counts."""
        return [cls(value=one.value, documents=one.documents) for one in counts]


class FacetsShape(BaseModel):
    """All documents with a word of the question, counted; a facet counts as if nothing of it were chosen."""

    documents: int
    passages: int
    kinds: list[CountShape]
    years: list[CountShape]
    areas: list[CountShape]
    series: list[CountShape]

    @classmethod
    def of(cls, browsed: Browsed) -> "FacetsShape":
        """The shape of what was counted."""
        facets = browsed.facets
        return cls(
            documents=browsed.documents,
            passages=browsed.passages,
            kinds=CountShape.all_of(facets.kinds),
            years=CountShape.all_of(facets.years),
            areas=CountShape.all_of(facets.areas),
            series=CountShape.all_of(facets.series),
        )
