"""The one place that opens SQLite: connections, transactions and the schema's versions."""

import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from corpus.errors import BrokenCatalogue, InvalidData

SCHEMA = Path(__file__).parent / "schema"
BUSY_SECONDS = 30.0

Row = sqlite3.Row


class Database:
    """A SQLite file in WAL mode with one connection a thread; the schema is brought up to date on opening.

    Deleted content is overwritten (`secure_delete`), so that what was removed leaves no trace.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._local = threading.local()
        path.parent.mkdir(parents=True, exist_ok=True)
        _migrate(self._connection(), path)

    def rows(self, sql: str, values: Sequence[Any] = ()) -> list[Row]:
        """All rows of a query."""
        return self._connection().execute(sql, values).fetchall()

    def row(self, sql: str, values: Sequence[Any] = ()) -> Row | None:
        """The first row of a query, if any."""
        found: Row | None = self._connection().execute(sql, values).fetchone()
        return found

    def execute(self, sql: str, values: Sequence[Any] = ()) -> int:
        """Run one statement; returns the number of rows that it changed."""
        return self._connection().execute(sql, values).rowcount

    def execute_many(self, sql: str, values: Sequence[Sequence[Any]]) -> None:
        """Run one statement once for each row of values."""
        self._connection().executemany(sql, values)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All statements inside happen together or not at all; a block within another belongs to it."""
        connection = self._connection()
        if connection.in_transaction:
            yield
            return
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield
        except sqlite3.IntegrityError as error:
            connection.execute("ROLLBACK")
            raise InvalidData(
                f"Der Katalog hat sich inzwischen geändert ({error}). Bitte versuchen Sie es noch einmal."
            ) from error
        except BaseException:
            connection.execute("ROLLBACK")
            raise
        connection.execute("COMMIT")

    def integrity(self) -> list[str]:
        """What SQLite itself finds wrong with the file; empty when all is well."""
        return [row[0] for row in self.rows("PRAGMA integrity_check") if row[0] != "ok"]

    def vacuum(self) -> None:
        """Give freed pages back and empty the write-ahead log, so that deleted text is gone from disk."""
        self._connection().execute("VACUUM")
        self._connection().execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def copy_to(self, path: Path) -> None:
        """Write a consistent copy of the whole file, also while others write."""
        self._connection().execute("VACUUM INTO ?", (str(path),))

    def close(self) -> None:
        """Close this thread's connection."""
        connection = getattr(self._local, "connection", None)
        if connection is not None:
            connection.close()
            del self._local.connection

    def _connection(self) -> sqlite3.Connection:
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = _connect(self.path)
            self._local.connection = connection
        return connection


def _connect(path: Path) -> sqlite3.Connection:
    try:
        connection = sqlite3.connect(
            path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
        )
        connection.row_factory = sqlite3.Row
        connection.execute("PRAGMA journal_mode = WAL")
    except sqlite3.OperationalError as error:
        raise BrokenCatalogue(
            f"{path} lässt sich nicht öffnen ({error}). Bitte prüfen Sie Ordner, Rechte und freien Platz."
        ) from error
    except sqlite3.DatabaseError as error:
        connection.close()
        raise BrokenCatalogue(
            f"{path} ist keine lesbare Katalog-Datei. "
            "Benennen Sie sie um und spielen Sie eine Sicherung ein: lotse restore DATEI"
        ) from error
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA secure_delete = ON")
    return connection


def _migrate(connection: sqlite3.Connection, path: Path) -> None:
    """Run the schema files behind the version that the file has; each file is one version."""
    scripts = sorted(SCHEMA.glob("[0-9]*.sql"))
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if version > len(scripts):
        raise InvalidData(
            f"{path} stammt von einer neueren Fassung (Schema {version}, hier {len(scripts)}). "
            "Bitte aktualisieren Sie Soziallotse."
        )
    if version == len(scripts):
        return
    connection.execute("BEGIN IMMEDIATE")
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    statements = (s for script in scripts[version:] for s in script.read_text("utf-8").split(";\n"))
    for statement in statements:
        if statement.strip():
            connection.execute(statement)
    connection.execute(f"PRAGMA user_version = {len(scripts)}")
    connection.execute("COMMIT")
