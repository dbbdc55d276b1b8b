"""Work that goes on in the background while the service answers, by one of its processes at a time."""

import fcntl
import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

LOG = logging.getLogger("lotse.background")

Work = Callable[[threading.Event], None]  # one round; it looks now and then whether the service ends


@contextmanager
def rounds(lock: Path, pause: float, work: Work, patience: float) -> Iterator[None]:
    """While inside, `work` is done again and again by whichever process holds the lock first.

    A round that fails is logged and tried again; at the end it gets `patience` seconds to stop.
    """
    ending = threading.Event()
    thread = threading.Thread(target=_run, args=(lock, pause, work, ending), daemon=True)
    thread.start()
    try:
        yield
    finally:
        ending.set()
        thread.join(patience)


def _run(lock: Path, pause: float, work: Work, ending: threading.Event) -> None:
    with lock.open("w") as file:
        while not ending.wait(pause):
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                work(ending)
            except BlockingIOError:
                continue  # another process is at it
            except Exception:
                LOG.exception("background")
