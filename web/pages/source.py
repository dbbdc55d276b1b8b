"""One page of a document: its picture with the passage marked, its text beside it, and the way to others."""

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import FileResponse, HTMLResponse, RedirectResponse

from assistant.quoting import place_of
from assistant.references import Style
from corpus.document import Document, Page, Passage, Span
from corpus.errors import UnknownDocument
from index.hit import Filters
from index.query import parse
from index.reasons import phrase_places
from web.access import visibilities, visible_document
from web.api.documents import boxes_on, figure_on
from web.api.problems import services_of
from web.api.questions import hit_shapes
from web.api.shapes import HitShape
from web.pages.marking import Phrases, line_in
from web.pages.narrowing import Searched
from web.pages.rendering import render
from web.pages.versions import newer_place
from web.texts import text

router = APIRouter()
PDF = ".pdf"
OTHERS = 12
Typed = Annotated[str, Query(max_length=1000)]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A run of a page's text: plain, of the passage, or the sentence that was quoted from it."""

    text: str
    mark: str = ""


@router.get("/quelle/{document_id}")
def jump(request: Request, document_id: str, chosen: Searched, seite: Typed = "") -> RedirectResponse:
    """Go to the page with a printed number, or else with that number in the file."""
    document = visible_document(request, document_id)
    number = _number(services_of(request).catalogue.pages(document_id), seite.strip())
    if number is None:
        raise UnknownDocument(
            text("source.no_page", page=seite, title=document.title, of=document.page_count)
        )
    address = request.url_for("source", document_id=document.id, number=number)
    return RedirectResponse(address.replace(query=chosen.query), 303)


@router.get("/quelle/{document_id}/{number}", response_class=HTMLResponse)
def source(
    request: Request,
    document_id: str,
    number: int,
    chosen: Searched,
    stelle: str | None = None,
    zahl: Annotated[str | None, Query(max_length=100)] = None,
    zitat: Typed = "",
) -> HTMLResponse:
    """Show a page as a picture with the passage or the cell of a figure marked, its text beside it."""
    services = services_of(request)
    document = visible_document(request, document_id)
    page = services.catalogue.page(document_id, number)
    passage = services.catalogue.passage(stelle) if stelle and stelle.startswith(f"{document.id}-") else None
    figure = figure_on(services, document, number, zahl) if zahl else None
    quote = line_in(page.text, figure.line) if figure else zitat
    shown = {
        "document": document,
        "page": page,
        "passage": passage,
        "figure": figure,
        "stretches": stretches(page, passage, quote, parse(chosen.q).phrases),
        "drawable": document.file.lower().endswith(PDF),
        "boxes": bool(passage and boxes_on(services, document, number, passage.id)),
        "chosen": chosen,
        "newer": newer_place(request, document, number, quote or (passage.text if passage else page.text)),
        "others": _others(request, document, chosen.q) if chosen.q.strip() else [],
        "styles": list(Style),
    }
    return render(request, "quelle.html", shown)


@router.get("/original/{document_id}", response_class=FileResponse)
def original(request: Request, document_id: str) -> FileResponse:
    """Hand out the original file of a document; only a PDF opens in the browser."""
    services = services_of(request)
    document = visible_document(request, document_id)
    is_pdf = document.file.lower().endswith(PDF)
    return FileResponse(
        services.archive.original(document),
        filename=document.file,
        content_disposition_type="inline" if is_pdf else "attachment",
    )


def stretches(page: Page, passage: Passage | None, quote: str, phrases: Phrases = ()) -> list[Stretch]:
    """The text of a page, cut where the passage and what of it was quoted or searched word by word lie."""
    span = next((one for one in passage.spans if one.page == page.number), None) if passage else None
    quoted = place_of(quote, page.text)
    exact = [quoted] if quoted else _within(phrase_places(page.text, phrases), span)
    marks = [(span.start, span.end, "umfeld" if exact else "stelle")] if span else []
    marks += [(start, end, "stelle") for start, end in exact]
    edges = sorted({0, len(page.text), *(place for start, end, _ in marks for place in (start, end))})
    pieces = []
    for start, end in pairwise(edges):
        around = [mark for first, last, mark in marks if first <= start and end <= last]
        pieces.append(Stretch(page.text[start:end], around[-1] if around else ""))
    return pieces


def _within(places: list[tuple[int, int]], span: Span | None) -> list[tuple[int, int]]:
    """The places inside the passage; all of them where a page is shown without one."""
    return [one for one in places if span is None or (span.start <= one[0] and one[1] <= span.end)]


def _others(request: Request, document: Document, query: str) -> list[HitShape]:
    """The passages of this document that the same search finds, in the order of the pages."""
    services = services_of(request)
    narrowed = replace(Filters(), documents=(document.id,), visibilities=visibilities(request))
    groups = services.index.browse(query, narrowed, 0, 1, OTHERS).groups
    hits = hit_shapes(services, groups[0].hits) if groups else []
    return sorted(hits, key=lambda hit: hit.page)


def _number(pages: list[Page], typed: str) -> int | None:
    """The physical number of the page with this printed number, or else with this number."""
    printed = [page.number for page in pages if page.label and page.label.casefold() == typed.casefold()]
    physical = [page.number for page in pages if str(page.number) == typed]
    return next(iter([*printed, *physical]), None)
