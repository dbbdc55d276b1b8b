"""Where a passage of a document stands in the version that has taken its place."""

from dataclasses import dataclass

from fastapi import Request

from corpus.document import Document
from corpus.versions import Fate, newest, whereabouts
from web.access import visible_documents
from web.api.problems import services_of


@dataclass(frozen=True, slots=True)
class NewerPlace:
    """The newer version of a document, what became of a passage there, and on which page it stands."""

    document: Document
    fate: Fate
    page: int | None
    label: str | None


def newer_place(request: Request, document: Document, number: int, text: str) -> NewerPlace | None:
    """Where a text of this page stands in the newest version that may be seen; None where this is it."""
    known = visible_documents(request)
    end = newest(known)[document.id]
    if end == document.id:
        return None
    pages = services_of(request).catalogue.pages(end)
    found = whereabouts(text, pages, number)
    label = next((page.label for page in pages if page.number == found.page), None)
    return NewerPlace(next(one for one in known if one.id == end), found.fate, found.page, label)
