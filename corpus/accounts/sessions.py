"""Sessions of those who are signed in: only the hash of a session's token is kept, and each one ends."""

import hashlib
import secrets
import time
from dataclasses import dataclass

from corpus.accounts.accounts import Account, Accounts
from corpus.database import Database

TOKEN_BYTES = 32
NOTED_EVERY_SECONDS = 30  # how exactly it is noted when a session was last used


@dataclass(frozen=True, slots=True)
class Lifetime:
    """After how many seconds a session ends: without use, and in any case."""

    idle: int
    longest: int


class Sessions:
    """The sessions of the catalogue."""

    def __init__(self, database: Database) -> None:
        self.database = database

    def begin(self, name: str, now: float | None = None) -> str:
        """Begin a session of an account; returns its token, which is kept nowhere."""
        token, at = secrets.token_urlsafe(TOKEN_BYTES), int(now or time.time())
        self.database.execute("INSERT INTO sessions VALUES (?, ?, ?, ?)", (_hash(token), name, at, at))
        return token

    def account(self, token: str, lifetime: Lifetime, now: float | None = None) -> Account | None:
        """The account whose session this is; none once the session has ended or the account is locked."""
        at = int(now or time.time())
        row = self.database.row("SELECT * FROM sessions WHERE token_hash = ?", (_hash(token),))
        if row is None:
            return None
        if at - row["seen_at"] > lifetime.idle or at - row["begun_at"] > lifetime.longest:
            self.end(token)
            return None
        if at - row["seen_at"] >= NOTED_EVERY_SECONDS:
            self.database.execute("UPDATE sessions SET seen_at = ? WHERE token_hash = ?", (at, _hash(token)))
        found = Accounts(self.database).find(row["account"])
        return found if found and not found.locked else None

    def end(self, token: str) -> None:
        """End a session."""
        self.database.execute("DELETE FROM sessions WHERE token_hash = ?", (_hash(token),))

    def end_all(self, name: str) -> int:
        """End all sessions of an account; returns how many there were."""
        return self.database.execute("DELETE FROM sessions WHERE account = ?", (name,))

    def counts(self) -> dict[str, int]:
        """How many sessions each account has that has any."""
        rows = self.database.rows("SELECT account, count(*) AS n FROM sessions GROUP BY account")
        return {row["account"]: row["n"] for row in rows}

    def tidy(self, lifetime: Lifetime, now: float | None = None) -> None:
        """Delete what has ended by time."""
        at = int(now or time.time())
        self.database.execute(
            "DELETE FROM sessions WHERE seen_at < ? OR begun_at < ?",
            (at - lifetime.idle, at - lifetime.longest),
        )


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
