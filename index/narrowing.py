"""Turns filters into the documents that they let pass."""

from collections.abc import Iterable

from corpus.document import Document
from corpus.versions import newest
from index.hit import Filters


def passing(documents: Iterable[Document], filters: Filters) -> frozenset[str]:
    """The ids of the documents that pass; a document without a year never passes a filter on years.

    One that has given way to a newer version passes only where it is asked for by its id.
    """
    shown = [one for one in documents if one.description.shown_to(filters.visibilities)]
    ends = newest(shown)
    asked = {*filters.documents}
    return frozenset(
        one.id for one in shown if (ends[one.id] == one.id or one.id in asked) and _passes(one, filters)
    )


def _passes(document: Document, filters: Filters) -> bool:
    described = document.description
    return (
        _in_years(described.year, filters)
        and _among(filters.kinds, (described.kind,))
        and _among(filters.areas, described.areas)
        and _among(filters.series, (described.series or "",))
        and _among(filters.documents, (document.id,))
    )


def _in_years(year: int | None, filters: Filters) -> bool:
    if filters.first_year is None and filters.last_year is None:
        return True
    if year is None:
        return False
    return (filters.first_year or year) <= year <= (filters.last_year or year)


def _among(wanted: Iterable[str], there: Iterable[str]) -> bool:
    chosen = {value.casefold() for value in wanted}
    return not chosen or not chosen.isdisjoint(value.casefold() for value in there)
