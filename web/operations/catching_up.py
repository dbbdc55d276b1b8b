"""Reads the figures of new documents in the background, while the service answers."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from corpus.archive import Archive
from corpus.catalogue import Catalogue
from corpus.document import Document
from corpus.errors import CorpusError
from corpus.figures.reading import read_pending
from corpus.reading.limits import Limits
from web.operations.rounds import rounds

PAUSE_SECONDS = 5.0
LOCK = "figures.lock"


class _Stopped(Exception):
    """The service ends; what is read so far is kept."""


@contextmanager
def catching_up(data: Path, catalogue: Catalogue, limits: Limits) -> Iterator[None]:
    """While inside, figures of documents that have none yet are read, by one process of the service."""

    def read(ending: threading.Event) -> None:
        def go_on(_document: Document, _done: int, _of: int) -> None:
            if ending.is_set():
                raise _Stopped

        try:
            read_pending(catalogue, Archive(data), limits, go_on)
        except (CorpusError, _Stopped):
            return  # a document has just been removed, or the service ends
        finally:
            catalogue.close()

    with rounds(data / LOCK, PAUSE_SECONDS, read, limits.open_seconds):
        yield
