"""The documents: the library by series, and one document with contents and quality."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from corpus.document import Document
from corpus.outline import outline
from corpus.quality import quality
from corpus.versions import current, newest
from index.narrowing import passing
from web.access import visibilities, visible_document, visible_documents
from web.api.problems import services_of
from web.errors import InvalidRequest
from web.filters import filters
from web.pages.advice_view import choices
from web.pages.rendering import render

router = APIRouter(default_response_class=HTMLResponse)


@dataclass(frozen=True, slots=True)
class Work:
    """A document, with the older ones of its series, and what has given way to a newer version."""

    newest: Document
    older: tuple[Document, ...]
    replaced: tuple[Document, ...] = ()


@router.get("/dokumente")
def documents(
    request: Request, art: str = "", jahr: str = "", gebiet: Annotated[str, Query(max_length=200)] = ""
) -> HTMLResponse:
    """Show the documents that may be seen, the older ones of a series below the newest."""
    known = visible_documents(request)
    ends = newest(known)
    total = len(current(known))
    values = {"art": art, "jahr": jahr, "gebiet": gebiet, "total": total, **choices(request)}
    try:
        narrowed = filters(jahr or None, [art], [gebiet], visibilities(request))
    except InvalidRequest as error:
        return render(request, "dokumente.html", values | {"works": [], "problem": str(error)}, 422)
    passed = passing(known, narrowed)
    return render(
        request, "dokumente.html", values | {"works": works(one for one in known if ends[one.id] in passed)}
    )


@router.get("/dokumente/{document_id}")
def document(request: Request, document_id: str) -> HTMLResponse:
    """Show what is known about a document, what it contains, and how well it could be read."""
    services = services_of(request)
    found = visible_document(request, document_id)
    series = found.description.series
    known = visible_documents(request)
    ends = newest(known)
    shown = {
        "document": found,
        "headings": outline(services.catalogue, document_id),
        "labels": {page.number: page.label for page in services.catalogue.pages(document_id)},
        "quality": quality(services.catalogue, document_id),
        "others": [one for one in current(known) if series and one.description.series == series],
        "newer": next(one for one in known if one.id == ends[found.id]),
        "versions": [one for one in known if ends[one.id] == ends[found.id] != one.id],
    }
    return render(request, "dokument.html", shown)


def works(known: Iterable[Document]) -> list[Work]:
    """Documents by series, newest first; one without a series stands alone."""
    documents = {one.id: one for one in known}
    ends = newest(documents.values())
    by_series: dict[str, list[Document]] = {}
    for one in documents.values():
        last = documents[ends[one.id]]
        by_series.setdefault(last.description.series or last.id, []).append(one)
    found = [_work(sorted(some, key=_newness, reverse=True), ends) for some in by_series.values()]
    return sorted(found, key=lambda work: _newness(work.newest), reverse=True)


def _work(some: Sequence[Document], ends: Mapping[str, str]) -> Work:
    first, *older = (one for one in some if ends[one.id] == one.id)
    return Work(first, tuple(older), tuple(one for one in some if ends[one.id] != one.id))


def _newness(one: Document) -> tuple[int, str]:
    return one.year or 0, one.added_at
