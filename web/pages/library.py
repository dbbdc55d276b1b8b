"""The documents: the library by series, and one document with contents and quality."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from corpus.document import Document
from corpus.outline import outline
from corpus.quality import quality
from index.narrowing import passing
from web.access import may_see, visibilities, visible_document
from web.api.problems import services_of
from web.errors import InvalidRequest
from web.filters import filters
from web.pages.advice_view import choices
from web.pages.rendering import render

router = APIRouter(default_response_class=HTMLResponse)


@dataclass(frozen=True, slots=True)
class Work:
    """A document, with the older ones of its series."""

    newest: Document
    older: tuple[Document, ...]


@router.get("/dokumente")
def documents(
    request: Request, art: str = "", jahr: str = "", gebiet: Annotated[str, Query(max_length=200)] = ""
) -> HTMLResponse:
    """Show the documents that may be seen, the older ones of a series below the newest."""
    known = _visible(request)
    values = {"art": art, "jahr": jahr, "gebiet": gebiet, "total": len(known), **choices(request)}
    try:
        narrowed = filters(jahr or None, [art], [gebiet], visibilities(request))
    except InvalidRequest as error:
        return render(request, "dokumente.html", values | {"works": [], "problem": str(error)}, 422)
    passed = passing(known, narrowed)
    return render(
        request, "dokumente.html", values | {"works": works(one for one in known if one.id in passed)}
    )


@router.get("/dokumente/{document_id}")
def document(request: Request, document_id: str) -> HTMLResponse:
    """Show what is known about a document, what it contains, and how well it could be read."""
    services = services_of(request)
    found = visible_document(request, document_id)
    series = found.description.series
    shown = {
        "document": found,
        "headings": outline(services.catalogue, document_id),
        "labels": {page.number: page.label for page in services.catalogue.pages(document_id)},
        "quality": quality(services.catalogue, document_id),
        "others": [one for one in _visible(request) if series and one.description.series == series],
    }
    return render(request, "dokument.html", shown)


def works(known: Iterable[Document]) -> list[Work]:
    """Documents by series, newest first; one without a series stands alone."""
    by_series: dict[str, list[Document]] = {}
    for one in known:
        by_series.setdefault(one.description.series or one.id, []).append(one)
    found = (sorted(some, key=_newness, reverse=True) for some in by_series.values())
    ordered = [Work(newest, tuple(older)) for newest, *older in found]
    return sorted(ordered, key=lambda work: _newness(work.newest), reverse=True)


def _visible(request: Request) -> list[Document]:
    return [one for one in services_of(request).catalogue.documents() if may_see(request, one)]


def _newness(one: Document) -> tuple[int, str]:
    return one.year or 0, one.added_at
