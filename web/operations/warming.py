"""The warm-up: what the first questions would wait for is done once in the background before them."""

import logging
import threading
from collections.abc import Callable

LOG = logging.getLogger("lotse.background")


class WarmUp:
    """Whether the warm-up of this process is done, or has failed."""

    def __init__(self) -> None:
        self.done = threading.Event()
        self.failed = threading.Event()

    def run(self, work: Callable[[], None]) -> None:
        """Do it; an error becomes a log line, and the service stays unready."""
        try:
            work()
        except Exception:
            LOG.exception("warm-up failed")
            self.failed.set()
        else:
            self.done.set()
