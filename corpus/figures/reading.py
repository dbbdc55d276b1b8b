"""The story of the ledger: read the figures of every document that has not been read."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, as_completed

from corpus.archive import Archive
from corpus.catalogue import Catalogue
from corpus.document import Document
from corpus.figures.areas import names_in_force
from corpus.figures.extract import figures_of
from corpus.figures.imports import is_table
from corpus.figures.ledger import Ledger
from corpus.reading.limits import Limits

JOBS = 2  # documents read side by side, each in a worker process

Report = Callable[[Document, int, int], None]  # the document, how many are done, of how many


def read_pending(catalogue: Catalogue, archive: Archive, limits: Limits, report: Report | None = None) -> int:
    """Read the figures of documents whose figures are missing; returns how many documents were read.

    Each document is stored in one step: whoever stops it between two goes on there next time.
    """
    ledger = Ledger(catalogue)
    names = names_in_force(catalogue.database)
    known = [catalogue.document(document_id) for document_id in ledger.pending()]
    pending = [document for document in known if not is_table(document.file)]  # read whole when taken in
    with ThreadPoolExecutor(JOBS) as readers:
        jobs = {
            readers.submit(
                figures_of, archive.original(document), document, catalogue.pages(document.id), limits, names
            ): document
            for document in pending
        }
        try:
            for done, job in enumerate(as_completed(jobs), start=1):
                ledger.keep(jobs[job].id, job.result())
                if report:
                    report(jobs[job], done, len(pending))
        finally:
            readers.shutdown(cancel_futures=True)
    return len(pending)
