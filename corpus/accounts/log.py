"""What was done to accounts, by whom and when; kept for two years, also of accounts that are gone."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from corpus.database import Database

KEPT_DAYS = 730
SHOWN = 100


class Deed(StrEnum):
    """What can be done to an account."""

    ADDED = "angelegt"
    ROLE = "rolle"
    PASSWORD = "kennwort"  # noqa: S105  the name of a deed
    ONCE = "einmalkennwort"
    LOCKED = "gesperrt"
    OPENED = "geöffnet"
    SIGNED_OUT = "abgemeldet"
    REMOVED = "entfernt"


@dataclass(frozen=True, slots=True)
class AccountChange:
    """One deed; `role` is the one that the account had afterwards, where the deed gave it one."""

    account: str
    deed: Deed
    role: str | None
    changed_at: str
    changed_by: str


def note(database: Database, account: str, deed: Deed, by: str, role: str | None = None) -> None:
    """Write down a deed and forget those that are too old."""
    now = datetime.now(UTC)
    database.execute(
        "INSERT INTO account_changes (account, what, role, changed_at, changed_by) VALUES (?, ?, ?, ?, ?)",
        (account, deed, role, now.isoformat(timespec="seconds"), by),
    )
    oldest = (now - timedelta(days=KEPT_DAYS)).isoformat(timespec="seconds")
    database.execute("DELETE FROM account_changes WHERE changed_at < ?", (oldest,))


def noted(database: Database, account: str | None = None) -> list[AccountChange]:
    """The latest deeds, newest first: those to one account, or to all."""
    which, values = ("WHERE account = ?", (account,)) if account else ("", ())
    rows = database.rows(
        f"SELECT * FROM account_changes {which} ORDER BY number DESC LIMIT {SHOWN}",  # noqa: S608
        values,
    )
    return [
        AccountChange(
            row["account"],
            Deed(row["what"]),
            row["role"],
            row["changed_at"],
            row["changed_by"],
        )
        for row in rows
    ]
