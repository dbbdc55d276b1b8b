"""Pictures of pages, and the words on scanned ones, from a confined process that stays for the next."""

import atexit
import json
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from corpus import errors
from corpus.document import Box
from corpus.errors import UnreadableFile
from corpus.reading import messages
from corpus.reading.limits import Limits
from corpus.reading.process import Ended, Overdue, Worker

MODULE = "corpus.reading.picture_worker"
DPI = 100
STARTING = 5.0  # seconds on top, for a process that has to start first


def picture(
    path: Path,
    page: int,
    limits: Limits,
    boxes: Sequence[Box] = (),
    dpi: float = DPI,
    part: Box | None = None,
) -> bytes:
    """A page (from 1) of a PDF, or a part of it, as PNG with the boxes marked.

    Raises UnreadableFile where there is none.
    """
    if path.suffix.lower() != ".pdf":
        raise UnreadableFile(messages.NO_PRINT)
    request = {
        "do": "picture",
        "page": page,
        "dpi": dpi,
        "boxes": [(box.x0, box.y0, box.x1, box.y1) for box in boxes],
        "part": (part.x0, part.y0, part.x1, part.y1) if part else None,
    }
    seconds = limits.open_seconds + limits.page_seconds
    return _STUDIO.ask(request, path, None, limits, seconds)


class Studio:
    """Keeps one picture worker; askers take turns, a failed worker is replaced.

    A worker ends with the thread that started it, so one thread that stays does all the asking.
    """

    def __init__(self) -> None:
        self._worker: Worker | None = None
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="pictures")

    def ask(
        self, request: dict[str, Any], path: Path, password: str | None, limits: Limits, seconds: float
    ) -> bytes:
        """The body of an answer; the errors of corpus.errors, or UnreadableFile when the worker fails."""
        whole = request | {
            "path": str(path.resolve()),
            "password": password,
            "memory": limits.memory_bytes,
        }
        return self._thread.submit(self._asked, whole, seconds).result()

    def close(self) -> None:
        """Ends the worker."""
        if self._worker is not None:
            self._worker.stop()
        self._worker = None

    def _asked(self, request: dict[str, Any], seconds: float) -> bytes:
        for last in (False, True):
            try:
                return self._answer(request, seconds)
            except Overdue as event:
                self.close()
                raise UnreadableFile(messages.failed(request)) from event
            except Ended as event:  # perhaps somebody stopped it meanwhile: once more with a fresh one
                self.close()
                if last:
                    raise UnreadableFile(messages.failed(request)) from event
        raise UnreadableFile(messages.failed(request))

    def _answer(self, request: dict[str, Any], seconds: float) -> bytes:
        if self._worker is None:
            self._worker = Worker(MODULE, request)
            seconds += STARTING
        else:
            self._worker.send(request)
        line = self._worker.line(seconds)
        if line is None:
            raise Ended
        head = json.loads(line)
        if "error" in head:
            raise getattr(errors, head["error"], NoAnswer)(head["text"])
        return self._worker.block(head["size"], seconds)


class NoAnswer(Exception):
    """The worker cannot do what it was asked for."""


_STUDIO = Studio()
atexit.register(_STUDIO.close)
