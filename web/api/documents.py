"""`GET /api/documents` and the pictures of their pages."""

from contextlib import suppress
from http import HTTPStatus

from fastapi import APIRouter, Request, Response

from corpus.document import Box, Document
from corpus.errors import CorpusError
from corpus.figure import Figure
from corpus.figures.ledger import Ledger
from corpus.reading.pictures import picture
from web.access import PUBLIC, visible_document, visible_documents
from web.api.problems import services_of
from web.api.shapes import DocumentsShape
from web.operations.conditional import holds, tag_of
from web.services import Services

router = APIRouter(prefix="/api/documents", tags=["Dokumente"])
PNG, PDF = "image/png", ".pdf"
ABOVE, BELOW, WIDEST = 220.0, 160.0, 14_400.0  # points; no page of a PDF is wider
FOR_ALL, FOR_ONE = "public, max-age=86400", "private, no-cache"


@router.get("")
def documents(request: Request) -> DocumentsShape:
    """List the documents that may be seen."""
    return DocumentsShape.of(visible_documents(request))


@router.get("/{document_id}/pages/{number}.png", response_class=Response)
def page_picture(
    request: Request,
    document_id: str,
    number: int,
    passage: str | None = None,
    figure: str | None = None,
    nearby: bool = False,
) -> Response:
    """Draw a page of a document, with a passage or the cell of a figure marked where one is named.

    `nearby` leaves out what is far above and below the cell.
    """
    services = services_of(request)
    document = visible_document(request, document_id)
    tag = tag_of(repr((document.id, number, passage, figure, nearby, document.added_at)).encode())
    for_all = document.description.shown_to(PUBLIC)
    headers = {"Cache-Control": FOR_ALL if for_all else FOR_ONE, "ETag": tag}
    if holds(request, tag):
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
    boxes = boxes_on(services, document, number, passage) if passage else []
    marked = figure_on(services, document, number, figure) if figure else None
    boxes += [marked.box] if marked and marked.box else []
    near = _around(marked.box) if nearby and marked and marked.box else None
    return Response(_drawn(services, document, number, boxes, near), media_type=PNG, headers=headers)


def ready_to_draw(services: Services) -> None:
    """Draw a page, so that the first visitor does not wait for what draws to start."""
    for document in services.catalogue.documents():
        if document.file.lower().endswith(PDF):
            with suppress(CorpusError):
                picture(services.archive.original(document), 1, services.settings.limits())
            return


def _around(box: Box) -> Box:
    """The rows above and below a cell, with the heads of most tables, over the whole width of the page."""
    return Box(0, box.y0 - ABOVE, WIDEST, box.y1 + BELOW)


def _drawn(services: Services, document: Document, number: int, boxes: list[Box], part: Box | None) -> bytes:
    services.catalogue.page(document.id, number)
    path = services.archive.original(document)
    limits = services.settings.limits()
    if not boxes:
        return services.archive.picture(document, number, lambda: picture(path, number, limits))
    return picture(path, number, limits, boxes, part=part)


def boxes_on(services: Services, document: Document, number: int, passage_id: str) -> list[Box]:
    """Where a passage stands on a page; empty where it is no passage of this page."""
    passage = services.catalogue.passage(passage_id)
    spans = passage.spans if passage.document_id == document.id else ()
    return [box for span in spans if span.page == number for box in span.boxes]


def figure_on(services: Services, document: Document, number: int, figure_id: str) -> Figure | None:
    """The figure with this id, where it stands on this page of the document."""
    figure = Ledger(services.catalogue).by_ids([figure_id]).get(figure_id)
    return figure if figure and (figure.document_id, figure.page) == (document.id, number) else None
