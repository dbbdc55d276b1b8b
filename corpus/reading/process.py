"""The parent's side of the worker process: starts it, keeps the clock, stops it."""

import json
import os
import selectors
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any

from corpus.reading.wire import Message, decoded

ROOT = Path(__file__).resolve().parents[2]
CHUNK = 1 << 16
LONGEST = 64 << 20  # bytes of one message; a page that says more is not read


class Overdue(Exception):
    """The worker did not answer in time and was stopped."""


class Ended(Exception):
    """The worker ended without an answer: it crashed or ran out of memory."""


class Worker:
    """A running worker process; use it with `with`. Not shared between threads."""

    def __init__(self, module: str, request: dict[str, Any]) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-s", "-B", "-m", module],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=clean_environment(),
            cwd=ROOT,
        )
        self._unread = b""
        self.send(request)

    def __enter__(self) -> "Worker":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def send(self, request: dict[str, Any]) -> None:
        """Asks the worker for something."""
        assert self._process.stdin is not None  # noqa: S101  tells mypy what Popen was asked for
        try:
            self._process.stdin.write(json.dumps(request | {"parent": os.getpid()}).encode() + b"\n")
            self._process.stdin.flush()
        except BrokenPipeError:
            return  # the worker has ended; the next answer says so

    def stop(self) -> None:
        """Ends the process, whatever it is doing."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with _broken_pipe_is_fine():
                    pipe.close()

    def messages(self, first: float, each: float) -> Iterator[Message]:
        """The messages up to the end; the first may take `first` seconds, the others `each`.

        Raises Overdue or Ended.
        """
        limit = first
        while (line := self.line(limit)) is not None:
            yield decoded(line)
            limit = each

    def line(self, seconds: float) -> bytes | None:
        """The next line, None at a clean end; raises Overdue or Ended."""
        return self._exactly(None, seconds)

    def block(self, size: int, seconds: float) -> bytes:
        """The next `size` bytes; raises Overdue or Ended."""
        return self._exactly(size, seconds) or b""

    def _exactly(self, size: int | None, seconds: float) -> bytes | None:
        end = time.monotonic() + seconds
        assert self._process.stdout is not None  # noqa: S101
        with selectors.DefaultSelector() as selector:
            selector.register(self._process.stdout, selectors.EVENT_READ)
            parts = [self._unread]
            while (cut := _cut(parts[-1], sum(map(len, parts[:-1])), size)) is None:
                if sum(map(len, parts)) > LONGEST or not selector.select(max(0.0, end - time.monotonic())):
                    raise Overdue
                data = os.read(self._process.stdout.fileno(), CHUNK)
                if not data:
                    self._unread = b""
                    self._finish(b"".join(parts))
                    return None
                parts.append(data)
        whole = b"".join(parts)
        self._unread = whole[cut:]
        return whole[:cut]

    def _finish(self, rest: bytes) -> None:
        if rest or self._process.wait() != 0:
            raise Ended


def _cut(newest: bytes, before: int, size: int | None) -> int | None:
    """Where the wanted bytes end, counted from the first part; None while they are not all there."""
    if size is not None:
        return size if before + len(newest) >= size else None
    place = newest.find(b"\n")
    return before + place + 1 if place >= 0 else None


@contextmanager
def _broken_pipe_is_fine() -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        return


def clean_environment() -> dict[str, str]:
    """What a worker may know of the environment: where Python and programs are, nothing secret."""
    return {
        "PATH": os.defpath,
        "PYTHONPATH": str(ROOT),
        "LANG": "C.UTF-8",
        "OMP_THREAD_LIMIT": "1",
        "PYTHONHASHSEED": "0",
    }
