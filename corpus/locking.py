"""One writer at a time: adding, removing, backing up and restoring take turns."""

import fcntl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

LOCK = "write.lock"


@contextmanager
def writing(folder: Path, waiting: Callable[[], None] | None = None) -> Iterator[None]:
    """While inside, no other process writes documents in this data folder.

    Waits for its turn and calls `waiting` once when it has to; the lock ends with the process.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / LOCK).open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if waiting:
                waiting()
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield
