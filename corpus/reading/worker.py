"""The process that touches the bytes of a file: reads a request on stdin, writes messages on stdout.

Started as `python -m corpus.reading.worker` with a clean environment; it limits its own memory and dies with
its parent. The request is one JSON object: path, password, memory, pages, first (page to go on with), ocr.
"""

import ctypes
import json
import os
import resource
import signal
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import CorpusError, LimitExceeded, UnreadableFile
from corpus.reading.wire import Message, Refusal, encoded

PR_SET_PDEATHSIG = 1


@dataclass(frozen=True, slots=True)
class Request:
    """What to read and how; pages before `first` are passed over."""

    path: str
    kind: str
    password: str | None
    memory: int
    pages: int
    first: int
    parent: int


def main() -> None:
    """Reads one file as asked on stdin."""
    request = Request(**json.loads(sys.stdin.buffer.readline()))
    confine(request.memory, request.parent)
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not end up between the messages
    try:
        for message in messages(request):
            out.write(encoded(message))
            out.flush()
    except CorpusError as error:
        out.write(encoded(Refusal(type(error).__name__, str(error))))
    except MemoryError:
        out.write(encoded(Refusal(LimitExceeded.__name__, "")))
    except Exception as error:  # noqa: BLE001  the edge: whatever a broken file makes a library raise
        out.write(encoded(Refusal(UnreadableFile.__name__, "")))
        sys.stderr.write(f"{type(error).__name__}: {error}\n")
    out.flush()


def confine(memory: int, parent: int) -> None:
    """Limits the memory of this process and ties its life to its parent's."""
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:  # it died before the line above
        sys.exit(1)


def messages(request: Request) -> Iterator[Message]:
    """The opening and the pages of a file; only the library that its kind needs is loaded."""
    if request.kind == ".pdf":
        from corpus.reading.pdf_pages import messages as read_pdf  # noqa: PLC0415

        return read_pdf(request)
    from corpus.reading.flowing import messages as read_flowing  # noqa: PLC0415

    return read_flowing(Path(request.path), request.kind)


if __name__ == "__main__":
    main()
