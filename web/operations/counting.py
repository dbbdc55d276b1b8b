"""Counts pages that were delivered, and puts the sums into the catalogue now and then and at the end."""

import logging
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime

from corpus.usage import Usage

LOG = logging.getLogger("lotse.background")
PAUSE_SECONDS = 60.0  # so much is lost at most where a process is killed
PATIENCE_SECONDS = 10.0  # so long the end of the service waits for the last sums
FAILING = 400  # statuses from here on tell of a request that was not answered
TECHNICAL = (
    "/static",
    "/verwaltung",
    "/anmelden",
    "/abmelden",
    "/abgemeldet",
    "/healthz",
    "/readyz",
    "/metrics",
)


class Tally:
    """The requests of one process that no catalogue knows of yet, by day and route."""

    def __init__(self) -> None:
        self._counts = Counter[tuple[date, str]]()
        self._lock = threading.Lock()

    def note(self, route: str, status: int) -> None:
        """Count a request that was answered, unless only those who run the service send such."""
        if status < FAILING and route.startswith("/") and not route.startswith(TECHNICAL):
            with self._lock:
                self._counts[datetime.now(UTC).date(), route] += 1

    def hand_over(self, usage: Usage) -> None:
        """Put what was counted into the catalogue; where that fails it is kept for the next time."""
        with self._lock:
            counted, self._counts = self._counts, Counter()
        if not counted:
            return
        try:
            with usage.database.transaction():
                for day in sorted({day for day, _ in counted}):
                    usage.add(day, {route: count for (on, route), count in counted.items() if on == day})
        except BaseException:
            with self._lock:
                self._counts += counted
            raise


@contextmanager
def counting(tally: Tally, usage: Usage, pause: float = PAUSE_SECONDS) -> Iterator[None]:
    """While inside, the tally of this process is put into the catalogue again and again, and at the end."""
    ending = threading.Event()
    thread = threading.Thread(target=_run, args=(tally, usage, pause, ending), daemon=True)
    thread.start()
    try:
        yield
    finally:
        ending.set()
        thread.join(PATIENCE_SECONDS)


def _run(tally: Tally, usage: Usage, pause: float, ending: threading.Event) -> None:
    over = False
    while not over:
        over = ending.wait(pause)
        try:
            tally.hand_over(usage)
        except Exception:
            LOG.exception("background")
    usage.database.close()
