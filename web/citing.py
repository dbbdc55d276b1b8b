"""From a passage or page that may be seen to the reference that is handed out."""

from collections.abc import Sequence
from datetime import UTC, datetime

from fastapi import Request

from assistant.references import Reference
from corpus.document import Document, Page
from web.access import visibilities, visible_document
from web.api.problems import services_of
from web.api.shapes import source_url
from web.errors import InvalidRequest
from web.texts import text

MOST = 100


def references(request: Request, passages: Sequence[str], pages: Sequence[str]) -> list[Reference]:
    """References to passages (by id) and to whole pages ("document id/number"), in this order.

    Raises InvalidRequest without any, and UnknownDocument for what may not be seen.
    """
    if not passages and not pages:
        raise InvalidRequest(text("citing.nothing"))
    if len(passages) + len(pages) > MOST:
        raise InvalidRequest(text("citing.too_many", most=MOST))
    return [_of_passage(request, one) for one in passages] + [_of_page(request, one) for one in pages]


def reference(document: Document, page: Page, quote: str, address: str, own: str) -> Reference:
    """A reference to a page; `own` tells it from others of the same document."""
    described = document.description
    return Reference(
        id=own,
        title=described.title,
        publisher=described.publisher,
        year=described.year,
        language=described.language,
        label=page.label,
        sheet=page.number,
        quote=quote,
        url=address,
        accessed=datetime.now(UTC).date(),
    )


def _of_passage(request: Request, passage_id: str) -> Reference:
    catalogue = services_of(request).catalogue
    passage = catalogue.passage(passage_id, visibilities(request))
    document = catalogue.document(passage.document_id)
    page = catalogue.page(document.id, passage.page)
    address = _absolute(request, source_url(document, page.number, passage.id))
    return reference(document, page, passage.text, address, passage.id)


def _of_page(request: Request, named: str) -> Reference:
    document_id, _, number = named.partition("/")
    document = visible_document(request, document_id)
    if not number.isdecimal():
        raise InvalidRequest(text("citing.page", page=named))
    page = services_of(request).catalogue.page(document.id, int(number))
    address = _absolute(request, source_url(document, page.number))
    return reference(document, page, "", address, f"{document.id}-s{page.number}")


def _absolute(request: Request, address: str) -> str:
    return str(request.base_url).rstrip("/") + address
