"""Slows down whoever guesses passwords: after some tries a name has to wait, longer each time."""

import hashlib
import time

from corpus.accounts.accounts import plain
from corpus.database import Database

FREE_ATTEMPTS = 5
FIRST_WAIT_SECONDS = 30
LONGEST_WAIT_SECONDS = 15 * 60
FORGOTTEN_AFTER_SECONDS = 24 * 3600


class Attempts:
    """Counts attempts by the hash of the name, whether an account has that name or not.

    Each `place` counts for itself: a name locked at the door can still change its password.
    """

    def __init__(self, database: Database, place: str = "") -> None:
        self.database = database
        self._place = place

    def count(self, name: str, now: float | None = None) -> int:
        """Count an attempt before it is tried; returns the seconds to wait, 0 where it may be tried now."""
        at, key = int(now or time.time()), self._key(name)
        with self.database.transaction():
            self.database.execute(
                "DELETE FROM sign_in_attempts WHERE last_at < ?", (at - FORGOTTEN_AFTER_SECONDS,)
            )
            row = self.database.row("SELECT * FROM sign_in_attempts WHERE name_hash = ?", (key,))
            wait = row["last_at"] + _pause(row["attempts"]) - at if row else 0
            if wait <= 0:
                self.database.execute(
                    "INSERT INTO sign_in_attempts VALUES (?, 1, ?) ON CONFLICT (name_hash)"
                    " DO UPDATE SET attempts = attempts + 1, last_at = excluded.last_at",
                    (key, at),
                )
        return max(0, wait)

    def forget(self, name: str) -> None:
        """Forget the attempts of a name, after one that succeeded."""
        self.database.execute("DELETE FROM sign_in_attempts WHERE name_hash = ?", (self._key(name),))

    def _key(self, name: str) -> str:
        return self._place + hashlib.sha256(plain(name).encode()).hexdigest()


def _pause(attempts: int) -> int:
    """The seconds after this many attempts: none at first, then twice as many each time.

    >>> [_pause(n) for n in (4, 5, 6, 7, 99)]
    [0, 30, 60, 120, 900]
    """
    if attempts < FREE_ATTEMPTS:
        return 0
    return int(min(FIRST_WAIT_SECONDS * 2.0 ** min(attempts - FREE_ATTEMPTS, 30), LONGEST_WAIT_SECONDS))
