"""Reads the figures of new documents in the background, while the service answers."""

import fcntl
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

PAUSE_SECONDS = 5.0
LOCK = "figures.lock"


class _Stopped(Exception):
    """The service ends; what is read so far is kept."""


@contextmanager
def catching_up(data: Path, catalogue: Catalogue, limits: Limits) -> Iterator[None]:
    """While inside, figures of documents that have none yet are read, by one process of the service."""
    ending = threading.Event()
    thread = threading.Thread(target=_run, args=(data, catalogue, limits, ending), daemon=True)
    thread.start()
    try:
        yield
    finally:
        ending.set()
        thread.join(limits.open_seconds)


def _run(data: Path, catalogue: Catalogue, limits: Limits, ending: threading.Event) -> None:
    def go_on(_document: Document, _done: int, _of: int) -> None:
        if ending.is_set():
            raise _Stopped

    with (data / LOCK).open("w") as lock:
        while not ending.wait(PAUSE_SECONDS):
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                read_pending(catalogue, Archive(data), limits, go_on)
            except (BlockingIOError, CorpusError):
                continue  # another process is at it, or a document has just been removed
            except _Stopped:
                break
    catalogue.close()
