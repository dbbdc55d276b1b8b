"""Who is asking, and which documents that person may see; every route asks here and nowhere else."""

from fastapi import Request

from corpus.document import Document, Visibility
from web.api.problems import services_of

PUBLIC = (Visibility.PUBLIC,)


def visibilities(request: Request) -> tuple[Visibility, ...]:
    """The kinds of documents that whoever sent this request may see: the public ones, unless signed in."""
    found: tuple[Visibility, ...] = getattr(request.state, "visibilities", PUBLIC)
    return found


def may_see(request: Request, document: Document) -> bool:
    """Whether whoever sent this request may see the document."""
    return document.description.shown_to(visibilities(request))


def visible_document(request: Request, document_id: str) -> Document:
    """The document with this id; one that may not be seen is answered like one that does not exist."""
    return services_of(request).catalogue.document(document_id, visibilities(request))
