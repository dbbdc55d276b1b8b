"""Changes by hand to what is known about a document: kept through later readings, each with who and when."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime

from corpus.catalogue import Catalogue
from corpus.database import Row
from corpus.document import BY_HAND, Description, Document
from corpus.errors import InvalidData
from corpus.versions import newest

NEVER_BY_HAND = frozenset(("language", "origins"))
FIELDS = tuple(field.name for field in fields(Description) if field.name not in NEVER_BY_HAND)
REMOVED, REPLACED = "removed", "replaced_by"
INHERITED = ("title", "year", "kind", "areas", "publisher", "series", "weight")


@dataclass(frozen=True, slots=True)
class DocumentChange:
    """One field that somebody changed.

    `field` is "removed" where the whole document went, "replaced_by" where it gave way to a newer version.
    """

    document_id: str
    title: str
    field: str
    before: str
    after: str
    changed_at: str
    changed_by: str


class Editing:
    """Changes documents of a catalogue; only for the one writer."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self.database = catalogue.database

    def change(self, document_id: str, wanted: Description, by: str) -> Document:
        """Store what is known about a document, and note every field that differs; raises UnknownDocument."""
        document = self.catalogue.document(document_id)
        changed = list(_differences(document.description, wanted))
        if not changed:
            return document
        origins = dict(document.description.origins) | dict.fromkeys(
            (name for name, _, _ in changed), BY_HAND
        )
        with self.database.transaction():
            self.catalogue.describe(document_id, replace(wanted, origins=origins))
            for name, before, after in changed:
                self._note(document, name, before, after, by)
        return self.catalogue.document(document_id)

    def remove(self, document_id: str, by: str) -> Document:
        """Remove a document with all that was read from it; that it was there is noted."""
        document = self.catalogue.remove(document_id)
        self._note(document, REMOVED, document.file, "", by)
        return document

    def replace(self, document_id: str, newer_id: str, by: str) -> None:
        """Let the newest version of a document give way to another document, which is found in its place.

        Raises UnknownDocument, and InvalidData where the other one is itself an older version of it.
        """
        ends = newest(self.catalogue.documents())
        newer = self.catalogue.document(newer_id)
        older = self.catalogue.document(ends.get(document_id, document_id))
        if older.id == newer.id:
            return
        if ends[newer.id] != newer.id:
            raise InvalidData(
                f"Diese Datei ist schon als ersetzte Fassung da: »{newer.title}«. "
                "Soll sie wieder gelten, dann nehmen Sie das Ersetzen auf ihrer Seite zurück."
            )
        with self.database.transaction():
            self.catalogue.replace(older.id, newer.id)
            self._note(older, REPLACED, "", newer.title, by)

    def reinstate(self, document_id: str, by: str, instead: bool = False) -> None:
        """Let a document that had given way stand again, `instead` of its newest version or beside it."""
        document = self.catalogue.document(document_id)
        if document.replaced_by is None:
            return
        known = self.catalogue.documents()
        titles, end = {one.id: one.title for one in known}, newest(known)[document_id]
        with self.database.transaction():
            self.catalogue.replace(document.id, None)
            self._note(document, REPLACED, titles.get(document.replaced_by, document.replaced_by), "", by)
            if instead:
                self.replace(end, document.id, by)

    def inherit(self, document_id: str, newer_id: str, by: str) -> None:
        """Give a newer version what somebody had entered by hand for the older one."""
        before = self.catalogue.document(document_id).description
        by_hand = {n: getattr(before, n) for n in INHERITED if before.origins.get(n) == BY_HAND}
        self.change(newer_id, replace(self.catalogue.document(newer_id).description, **by_hand), by)

    def history(self, document_id: str | None = None, most: int = 200) -> list[DocumentChange]:
        """The changes to one document or to all, the newest first."""
        where, values = ("WHERE document_id = ?", [document_id]) if document_id else ("", [])
        rows = self.database.rows(
            f"SELECT * FROM document_changes {where} ORDER BY number DESC LIMIT ?",  # noqa: S608
            [*values, most],
        )
        return [_change(row) for row in rows]

    def _note(self, document: Document, name: str, before: str, after: str, by: str) -> None:
        now = datetime.now(UTC).isoformat(timespec="seconds")
        self.database.execute(
            "INSERT INTO document_changes (document_id, title, field, before, after, changed_at, changed_by)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            (document.id, document.title, name, before, after, now, by),
        )


def _differences(before: Description, after: Description) -> Iterator[tuple[str, str, str]]:
    for name in FIELDS:
        old, new = getattr(before, name), getattr(after, name)
        if old != new:
            yield name, _shown(old), _shown(new)


def _shown(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(value)
    return "" if value is None else json.dumps(value) if isinstance(value, bool) else str(value)


def _change(row: Row) -> DocumentChange:
    return DocumentChange(**{field.name: row[field.name] for field in fields(DocumentChange)})
