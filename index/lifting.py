"""What raises or lowers all passages of a document, in standard deviations of the joined score."""

from collections.abc import Collection

from corpus.document import ANYBODY, Document

BY_EDITORS = 0.5  # for each step of a document's weight
OLDER_EDITION = 0.15  # how far an older edition of a series falls behind its newest: less than words decide


def lifts(documents: Collection[Document]) -> dict[str, float]:
    """The lift of each document by its id; that there are newer internal editions never shows."""
    newest: dict[str, int] = {}
    for document in documents:
        series = document.description.series
        if series and document.description.shown_to(ANYBODY):
            newest[series] = max(newest.get(series, 0), document.year or 0)
    return {document.id: _lift(document, newest) for document in documents}


def _lift(document: Document, newest: dict[str, int]) -> float:
    described = document.description
    older = (document.year or 0) < newest.get(described.series or "", 0)
    return BY_EDITORS * described.weight - (OLDER_EDITION if older else 0.0)
