"""The story of the ledger: read the figures of every document that has not been read."""

from collections.abc import Callable

from corpus.archive import Archive
from corpus.catalogue import Catalogue
from corpus.document import Document
from corpus.figures.extract import figures_of
from corpus.figures.ledger import Ledger
from corpus.reading.limits import Limits

Report = Callable[[Document, int, int], None]  # the document, how many are done, of how many


def read_pending(catalogue: Catalogue, archive: Archive, limits: Limits, report: Report | None = None) -> int:
    """Read the figures of documents whose figures are missing; returns how many documents were read.

    Each document is stored in one step: whoever stops it between two goes on there next time.
    """
    ledger = Ledger(catalogue)
    pending = ledger.pending()
    for index, document_id in enumerate(pending):
        document = catalogue.document(document_id)
        found = figures_of(archive.original(document), document, catalogue.pages(document_id), limits)
        ledger.keep(document_id, found)
        if report:
            report(document, index + 1, len(pending))
    return len(pending)
