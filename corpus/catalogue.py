"""The catalogue: documents, pages and passages, kept in `catalogue.sqlite` in the data folder."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from corpus import catalogue_rows
from corpus.database import Database
from corpus.document import BY_HAND, Description, Document, Page, Passage, Reading, ReadWarning, Visibility
from corpus.errors import UnknownDocument
from corpus.versions import Versions

FILE = "catalogue.sqlite"
ID_DIGITS = 12
DOCUMENTS = "SELECT *, (SELECT newer FROM document_versions WHERE older = id) AS replaced_by FROM documents"
LARGEST = 2**63 - 1  # the largest whole number that SQLite takes


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a document came from: checksum, shown name, absolute source, and checksum of its sidecar."""

    sha256: str
    file: str
    source: str
    sidecar: str | None = None

    @property
    def document_id(self) -> str:
        """The id that the document has in the catalogue."""
        return self.sha256[:ID_DIGITS]

    @property
    def suffix(self) -> str:
        """The ending of the file name in lower case, with its dot."""
        return Path(self.file).suffix.lower()


@dataclass(frozen=True, slots=True)
class Totals:
    """How much the catalogue holds."""

    documents: int
    pages: int
    passages: int
    pages_without_text: int
    warnings: int


class Catalogue:
    """What the city has written down; safe to use from several threads."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.database = Database(folder / FILE)

    @property
    def revision(self) -> int:
        """A number that grows with every change to documents; a snapshot remembers its own."""
        row = self.database.row("SELECT number FROM revisions")
        return int(row["number"]) if row else 0

    def add(self, origin: Origin, reading: Reading, then: Callable[[str], None] | None = None) -> Document:
        """Store a document in one step, in place of what the same source or the same bytes held before.

        `then` stores what else belongs to it within the same step.
        """
        same = ("WHERE source = ? OR sha256 = ?", (origin.source, origin.sha256))
        with self.database.transaction():
            for row in self.database.rows(f"{DOCUMENTS} {same[0]}", same[1]):
                before = catalogue_rows.document(row)
                reading = replace(reading, description=_with_edits(reading.description, before))
                Versions(self.database).moved(before.id, origin.document_id)
                if before.id != origin.document_id:
                    self._forget_reviews(before.id)
            self.database.execute(f"DELETE FROM documents {same[0]}", same[1])  # noqa: S608
            self.database.execute(*_document_insert(origin, reading))
            self._add_contents(origin.document_id, reading)
            self._count_change()
            if then is not None:
                then(origin.document_id)
        return self.document(origin.document_id)

    def remove(self, document_id: str) -> Document:
        """Remove a document with its pages, passages and warnings, and overwrite its text on disk."""
        document = self.document(document_id)
        with self.database.transaction():
            self.database.execute("DELETE FROM documents WHERE id = ?", (document_id,))
            Versions(self.database).forget(document_id)
            self._forget_reviews(document_id)
            self._count_change()
        self.database.vacuum()
        return document

    def describe(self, document_id: str, description: Description) -> None:
        """Store another description of a document; under another title its passages count as new.

        Only within a transaction.
        """
        before = self.document(document_id)
        values = catalogue_rows.described(description)
        marks = ", ".join(f"{name} = ?" for name in values)
        self.database.execute(
            f"UPDATE documents SET {marks} WHERE id = ?",  # noqa: S608
            [*values.values(), document_id],
        )
        if before.title != description.title:  # it is indexed together with each passage
            passages = self.passages(document_id)
            self.database.execute("DELETE FROM passages WHERE document_id = ?", (document_id,))
            self._add_passages(document_id, passages)
        self._count_change()

    def replace(self, older: str, newer: str | None) -> None:
        """Let a document give way to a newer version, or stand for itself again.

        Only within a transaction.
        """
        Versions(self.database).link(older, newer)
        self._count_change()

    def document(self, document_id: str, visibilities: Collection[Visibility] | None = None) -> Document:
        """The document with this id, for those who may see these kinds, or for the application itself.

        Raises UnknownDocument, also where it may not be seen.
        """
        row = self.database.row(f"{DOCUMENTS} WHERE id = ?", (document_id,))
        found = catalogue_rows.document(row) if row else None
        if found is None or not (visibilities is None or found.description.shown_to(visibilities)):
            raise UnknownDocument(f"Es gibt kein Dokument mit der Kennung »{document_id}«.", "documents")
        return found

    def documents(self) -> list[Document]:
        """All documents, newest year first, then by title."""
        rows = self.database.rows(f"{DOCUMENTS} ORDER BY year IS NULL, year DESC, title, id")
        return [catalogue_rows.document(row) for row in rows]

    def origins(self) -> list[Origin]:
        """Where each document came from."""
        rows = self.database.rows("SELECT sha256, file, source, sidecar FROM documents")
        return [Origin(row["sha256"], row["file"], row["source"], row["sidecar"]) for row in rows]

    def page(self, document_id: str, number: int) -> Page:
        """A page by its physical number, from 1; raises UnknownDocument."""
        row = self.database.row(
            "SELECT * FROM pages WHERE document_id = ? AND number = ?", (document_id, min(number, LARGEST))
        )
        if row is None:
            document = self.document(document_id)
            raise UnknownDocument(
                f"»{document.title}« hat keine Seite {number}. "
                f"Es gibt die Seiten 1 bis {document.page_count}."
            )
        return catalogue_rows.page(row)

    def pages(self, document_id: str) -> list[Page]:
        """All pages of a document in order."""
        rows = self.database.rows("SELECT * FROM pages WHERE document_id = ? ORDER BY number", (document_id,))
        return [catalogue_rows.page(row) for row in rows]

    def passages(self, document_id: str) -> list[Passage]:
        """All passages of a document in reading order."""
        rows = self.database.rows(
            "SELECT * FROM passages WHERE document_id = ? ORDER BY ordinal", (document_id,)
        )
        return [catalogue_rows.passage(row) for row in rows]

    def owners(self) -> dict[int, str]:
        """The document id of each passage by its integer key, ascending; a key is never used twice."""
        rows = self.database.rows("SELECT key, document_id FROM passages ORDER BY key")
        return {row["key"]: row["document_id"] for row in rows}

    def passages_by_key(self, keys: Sequence[int]) -> dict[int, Passage]:
        """Passages by integer key; keys that no longer exist are left out."""
        marks = ",".join("?" * len(keys))
        rows = self.database.rows(f"SELECT * FROM passages WHERE key IN ({marks})", list(keys))  # noqa: S608
        return {row["key"]: catalogue_rows.passage(row) for row in rows}

    def passage(self, passage_id: str, visibilities: Collection[Visibility] | None = None) -> Passage:
        """The passage with this id; raises UnknownDocument, also where its document may not be seen."""
        row = self.database.row("SELECT * FROM passages WHERE id = ?", (passage_id,))
        owner = self.document(row["document_id"]).description if row else None
        if row is None or owner is None or not (visibilities is None or owner.shown_to(visibilities)):
            raise UnknownDocument(f"Es gibt keine Textstelle mit der Kennung »{passage_id}«.")
        return catalogue_rows.passage(row)

    def warnings(self, document_id: str) -> list[ReadWarning]:
        """What went wrong while the document was read."""
        rows = self.database.rows(
            "SELECT page, text FROM warnings WHERE document_id = ? ORDER BY page", (document_id,)
        )
        return [ReadWarning(row["text"], row["page"]) for row in rows]

    def totals(self) -> Totals:
        """How much the catalogue holds."""
        row = self.database.row(
            "SELECT (SELECT count(*) FROM documents) AS documents, (SELECT count(*) FROM pages) AS pages,"
            " (SELECT count(*) FROM passages) AS passages, (SELECT count(*) FROM warnings) AS warnings,"
            " (SELECT count(*) FROM pages WHERE source = 'none') AS pages_without_text"
        )
        return Totals(**dict(row)) if row else Totals(0, 0, 0, 0, 0)

    def close(self) -> None:
        """Close this thread's connection."""
        self.database.close()

    def _add_contents(self, document_id: str, reading: Reading) -> None:
        self.database.execute_many(
            "INSERT INTO pages VALUES (?, ?, ?, ?, ?, ?, ?)",
            [(document_id, p.number, p.label, p.text, p.width, p.height, p.source) for p in reading.pages],
        )
        self._add_passages(document_id, reading.passages)
        self.database.execute_many(
            "INSERT INTO warnings VALUES (?, ?, ?)", [(document_id, w.page, w.text) for w in reading.warnings]
        )

    def _add_passages(self, document_id: str, passages: Sequence[Passage]) -> None:
        self.database.execute_many(
            "INSERT INTO passages (id, document_id, ordinal, text, headings, spans)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            list(catalogue_rows.passage_rows(document_id, passages)),
        )

    def _forget_reviews(self, document_id: str) -> None:
        """What people have decided on its figures quotes its text and goes with it."""
        self.database.execute("DELETE FROM figure_reviews WHERE document_id = ?", (document_id,))

    def _count_change(self) -> None:
        self.database.execute("UPDATE revisions SET number = number + 1")


def _with_edits(read: Description, before: Document) -> Description:
    """What was read, with the values that somebody had entered by hand for the same document."""
    by_hand = [name for name, origin in before.description.origins.items() if origin == BY_HAND]
    kept = {name: getattr(before.description, name) for name in by_hand}
    origins = dict(read.origins) | dict.fromkeys(by_hand, BY_HAND)
    return replace(read, **kept, origins=origins) if by_hand else read


def _document_insert(origin: Origin, reading: Reading) -> tuple[str, list[object]]:
    values = {
        "id": origin.document_id,
        "sha256": origin.sha256,
        "file": origin.file,
        "source": origin.source,
        "suffix": origin.suffix,
        "sidecar": origin.sidecar,
        "page_count": len(reading.pages),
        "added_at": datetime.now(UTC).isoformat(timespec="seconds"),
        **catalogue_rows.described(reading.description),
    }
    marks = ", ".join("?" * len(values))
    return f"INSERT INTO documents ({', '.join(values)}) VALUES ({marks})", list(values.values())  # noqa: S608
