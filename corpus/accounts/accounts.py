"""The accounts of those who may see or change more than the public."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from corpus.accounts.log import Deed, note
from corpus.database import Database, Row
from corpus.document import Visibility
from corpus.errors import InvalidData, UnknownAccount

NAME = re.compile(r"[^\W_][\w.@+-]{1,59}")


class Role(StrEnum):
    """What an account may do; each role may do what those before it may."""

    PROFESSIONAL = "fachkraft"
    EDITOR = "redaktion"
    ADMINISTRATOR = "verwaltung"

    def includes(self, other: "Role") -> bool:
        """Whether this role may do what the other one may."""
        order = tuple(Role)
        return order.index(self) >= order.index(other)

    @property
    def visibilities(self) -> tuple[Visibility, ...]:
        """The kinds of documents that the role may see: everybody who signs in sees internal ones."""
        return tuple(Visibility)


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody who may sign in; `subject` is the id at the city's sign-in service, if it comes from there.

    A password with `once_until` (seconds since 1970) opens nothing but the form for another one, until then.
    """

    name: str
    role: Role
    password_hash: str | None
    subject: str | None
    locked: bool
    created_at: str
    once_until: int | None = None


class Accounts:
    """The accounts of the catalogue; whatever narrows one ends its sessions at once.

    `by` is who changes them, for the log.
    """

    def __init__(self, database: Database, by: str = "unbekannt") -> None:
        self.database = database
        self._by = by

    def any(self) -> bool:
        """Whether there is any account."""
        return self.database.row("SELECT 1 FROM accounts LIMIT 1") is not None

    def list(self) -> list[Account]:
        """All accounts by name."""
        return [_account(row) for row in self.database.rows("SELECT * FROM accounts ORDER BY name")]

    def find(self, name: str) -> Account | None:
        """The account with this name, in any case."""
        row = self.database.row("SELECT * FROM accounts WHERE name = ?", (plain(name),))
        return _account(row) if row else None

    def get(self, name: str) -> Account:
        """The account with this name; raises UnknownAccount."""
        found = self.find(name)
        if found is None:
            raise UnknownAccount(f"Es gibt kein Konto »{name}«.", "accounts")
        return found

    def add(
        self, name: str, role: Role, password_hash: str | None = None, subject: str | None = None
    ) -> Account:
        """Make an account; raises InvalidData for a name that is taken or cannot be used."""
        wanted = plain(name)
        if not NAME.fullmatch(wanted):
            raise InvalidData(
                f"»{name}« geht nicht als Name. Möglich sind 2 bis 60 Buchstaben, Ziffern und . @ + - _"
            )
        if self.find(wanted):
            raise InvalidData(f"Das Konto »{wanted}« gibt es schon. Wählen Sie einen anderen Namen.")
        now = datetime.now(UTC).isoformat(timespec="seconds")
        with self.database.transaction():
            self.database.execute(
                "INSERT INTO accounts (name, role, password_hash, subject, created_at)"
                " VALUES (?, ?, ?, ?, ?)",
                (wanted, role, password_hash, subject, now),
            )
            note(self.database, wanted, Deed.ADDED, self._by, role)
        return self.get(wanted)

    def set_password(self, name: str, password_hash: str, once_until: int | None = None) -> None:
        """Store another password and end all sessions; raises UnknownAccount."""
        deed = Deed.PASSWORD if once_until is None else Deed.ONCE
        self._change(name, deed, password_hash=password_hash, once_until=once_until)

    def set_role(self, name: str, role: Role) -> None:
        """Give an account another role and end all sessions; raises UnknownAccount."""
        if self.get(name).role is not role:
            self._change(name, Deed.ROLE, role=role)

    def set_locked(self, name: str, locked: bool) -> None:
        """Lock an account, which ends all sessions, or open it again; raises UnknownAccount."""
        self._change(name, Deed.LOCKED if locked else Deed.OPENED, locked=int(locked))

    def remove(self, name: str) -> None:
        """Remove an account with its sessions; raises UnknownAccount."""
        one = self.get(name)
        with self.database.transaction():
            self.database.execute("DELETE FROM accounts WHERE name = ?", (one.name,))
            note(self.database, one.name, Deed.REMOVED, self._by)

    def of_subject(self, subject: str) -> Account | None:
        """The account of somebody at the city's sign-in service."""
        row = self.database.row("SELECT * FROM accounts WHERE subject = ?", (subject,))
        return _account(row) if row else None

    def _change(self, name: str, deed: Deed, **values: object) -> None:
        account = self.get(name)
        marks = ", ".join(f"{column} = ?" for column in values)
        with self.database.transaction():
            self.database.execute(
                f"UPDATE accounts SET {marks} WHERE name = ?",  # noqa: S608
                (*values.values(), account.name),
            )
            self.database.execute("DELETE FROM sessions WHERE account = ?", (account.name,))
            note(
                self.database, account.name, deed, self._by, str(values["role"]) if "role" in values else None
            )


def plain(name: str) -> str:
    """A name as it is kept: in lower case, without spaces around it."""
    return name.strip().lower()


def _account(row: Row) -> Account:
    return Account(
        row["name"],
        Role(row["role"]),
        row["password_hash"],
        row["subject"],
        bool(row["locked"]),
        row["created_at"],
        row["once_until"],
    )
