"""The ledger: all figures of all documents, kept in the catalogue's database."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from corpus.catalogue import Catalogue
from corpus.figure import Figure
from corpus.figures import rows
from corpus.figures.reviews import Reviews

VERSION = 16  # grows when reading figures improves; documents read by an older version are read again


class Ledger:
    """The figures in a catalogue; safe to use from several threads."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._database = catalogue.database

    def keep(self, document_id: str, figures: Sequence[Figure]) -> None:
        """Store the figures of a document in one step in place of older ones; decisions of people stay."""
        with self._database.transaction():
            self.store(document_id, figures)

    def store(self, document_id: str, figures: Sequence[Figure]) -> None:
        """The same, only within a transaction."""
        self._database.execute("DELETE FROM figures WHERE document_id = ?", (document_id,))
        settled = Reviews(self._database).applied(document_id, figures)
        self._database.execute_many(rows.INSERT, [rows.values(figure) for figure in settled])
        self._database.execute(
            "INSERT OR REPLACE INTO figures_read (document_id, version) VALUES (?, ?)",
            (document_id, VERSION),
        )

    def store_table(self, document_id: str, figures: Sequence[Figure]) -> None:
        """Store the figures of an imported table, which get their ids here; only within a transaction."""
        named = [
            replace(figure, id=f"{document_id}-f{number}", document_id=document_id)
            for number, figure in enumerate(figures)
        ]
        self.store(document_id, named)

    def pending(self) -> list[str]:
        """The ids of documents whose figures have not been read, or by an older version."""
        found = self._database.rows(
            "SELECT id FROM documents WHERE id NOT IN"
            " (SELECT document_id FROM figures_read WHERE version = ?) ORDER BY id",
            (VERSION,),
        )
        return [row["id"] for row in found]

    def figures(self, document_id: str | None = None) -> list[Figure]:
        """All figures, or those of one document, in the order of the pages."""
        where, values = ("WHERE document_id = ?", (document_id,)) if document_id else ("", ())
        found = self._database.rows(
            f"SELECT * FROM figures {where} ORDER BY document_id, page, rowid",  # noqa: S608
            values,
        )
        return [rows.figure(row) for row in found]

    def by_ids(self, ids: Iterable[str]) -> dict[str, Figure]:
        """Figures by id; ids that no longer exist are left out."""
        wanted = list(ids)
        marks = ",".join("?" * len(wanted))
        found = self._database.rows(f"SELECT * FROM figures WHERE id IN ({marks})", wanted)  # noqa: S608
        return {row["id"]: rows.figure(row) for row in found}

    def twins(self, figure: Figure) -> list[Figure]:
        """The same observation as printed elsewhere: same indicator, group, area, year and unit."""
        found = self._database.rows(
            'SELECT * FROM figures WHERE indicator_id = ? AND "group" = ? AND area_id IS ? AND year IS ?'
            " AND unit = ? AND id != ? ORDER BY document_id, page",
            (figure.indicator_id, figure.group, figure.area_id, figure.year, figure.unit, figure.id),
        )
        return [rows.figure(row) for row in found]

    def revision(self) -> tuple[int, int, int]:
        """Numbers that change with the ledger: how many figures there are, the newest row, decisions."""
        row = self._database.row("SELECT count(*) AS n, coalesce(max(rowid), 0) AS last FROM figures")
        return (row["n"], row["last"], Reviews(self._database).revision()) if row else (0, 0, 0)
