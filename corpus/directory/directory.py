"""Institutions in the catalogue, versioned: who changed what when."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from corpus.database import Database
from corpus.directory.records import from_json, to_json
from corpus.errors import UnknownInstitution
from corpus.institution import Change, Institution


class Outcome(StrEnum):
    """What storing an institution did."""

    ADDED = "added"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class Editor:
    """Who changes the directory, and why."""

    name: str
    reason: str


class Directory:
    """The institutions of the city."""

    def __init__(self, database: Database) -> None:
        self.database = database

    @property
    def revision(self) -> int:
        """A number that grows with every change; whoever keeps institutions in memory compares it."""
        row = self.database.row("SELECT coalesce(max(number), 0) AS number FROM institution_changes")
        return int(row["number"]) if row else 0

    def put(self, institutions: Iterable[Institution], editor: Editor) -> dict[str, Outcome]:
        """Store institutions in one step; what is already stored alike gets no new version."""
        with self.database.transaction():
            return {institution.id: self._put(institution, editor) for institution in institutions}

    def get(self, id_: str) -> Institution:
        """The institution with this id; raises UnknownInstitution."""
        row = self.database.row("SELECT record FROM institutions WHERE id = ?", (id_,))
        if row is None:
            raise UnknownInstitution(f"Es gibt keine Einrichtung mit der Kennung »{id_}«.", "institutions")
        return from_json(row["record"])

    def version(self, id_: str) -> int:
        """The number of the current version of an institution; 0 if there is none."""
        row = self.database.row("SELECT version FROM institutions WHERE id = ?", (id_,))
        return int(row["version"]) if row else 0

    def all(self) -> list[Institution]:
        """All institutions by id."""
        rows = self.database.rows("SELECT record FROM institutions ORDER BY id")
        return [from_json(row["record"]) for row in rows]

    def of_source(self, source: str) -> dict[str, Institution]:
        """The institutions that one import brought, by their key there."""
        rows = self.database.rows("SELECT source_key, record FROM institutions WHERE source = ?", (source,))
        return {row["source_key"]: from_json(row["record"]) for row in rows}

    def remove(self, id_: str, editor: Editor) -> Institution:
        """Take an institution out of the directory; its history stays. Raises UnknownInstitution."""
        institution = self.get(id_)
        with self.database.transaction():
            version = self.version(id_) + 1
            self.database.execute("DELETE FROM institutions WHERE id = ?", (id_,))
            self._note(id_, version, None, editor)
        return institution

    def changed_at(self) -> dict[str, str]:
        """When each institution was last changed, in ISO 8601 (UTC)."""
        rows = self.database.rows(
            "SELECT institution_id, max(changed_at) AS changed_at FROM institution_changes GROUP BY 1"
        )
        return {row["institution_id"]: row["changed_at"] for row in rows}

    def history(self, id_: str) -> list[Change]:
        """All versions of an institution, the first one first."""
        rows = self.database.rows(
            "SELECT * FROM institution_changes WHERE institution_id = ? ORDER BY version", (id_,)
        )
        return [
            Change(
                id_,
                row["version"],
                from_json(row["record"]) if row["record"] else None,
                row["changed_at"],
                row["changed_by"],
                row["reason"],
            )
            for row in rows
        ]

    def _put(self, institution: Institution, editor: Editor) -> Outcome:
        record = to_json(institution)
        row = self.database.row("SELECT version, record FROM institutions WHERE id = ?", (institution.id,))
        if row and row["record"] == record:
            return Outcome.UNCHANGED
        version = row["version"] + 1 if row else self._last_version(institution.id) + 1
        source = institution.source
        self.database.execute(
            "INSERT INTO institutions VALUES (?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE"
            " SET source = excluded.source, source_key = excluded.source_key,"
            " version = excluded.version, record = excluded.record",
            (institution.id, source.name, source.key, version, record),
        )
        self._note(institution.id, version, record, editor)
        return Outcome.CHANGED if row else Outcome.ADDED

    def _last_version(self, id_: str) -> int:
        row = self.database.row(
            "SELECT coalesce(max(version), 0) AS version FROM institution_changes WHERE institution_id = ?",
            (id_,),
        )
        return int(row["version"]) if row else 0

    def _note(self, id_: str, version: int, record: str | None, editor: Editor) -> None:
        now = datetime.now(UTC).isoformat(timespec="seconds")
        self.database.execute(
            "INSERT INTO institution_changes"
            " (institution_id, version, record, changed_at, changed_by, reason) VALUES (?, ?, ?, ?, ?, ?)",
            (id_, version, record, now, editor.name, editor.reason),
        )
