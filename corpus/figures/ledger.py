"""The ledger: all figures of all documents, kept in the catalogue's database."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from corpus.catalogue import Catalogue
from corpus.database import Row
from corpus.document import Box
from corpus.errors import UnknownDocument
from corpus.figure import Figure, Method

VERSION = 5  # grows when reading figures improves; documents read by an older version are read again

_COLUMNS = (
    'id, document_id, page, page_label, title, indicator, indicator_id, "group", value, value_text, unit,'
    " area, area_id, year, period, base, method, line, box, approximate, checked, confidence"
)
_INSERT = f"INSERT INTO figures ({_COLUMNS}) VALUES ({', '.join('?' * 22)})"  # noqa: S608


class Ledger:
    """The figures in a catalogue; safe to use from several threads."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._database = catalogue.database

    def keep(self, document_id: str, figures: Sequence[Figure]) -> None:
        """Store the figures of a document in one step in place of older ones; checks by people stay."""
        with self._database.transaction():
            self.store(document_id, figures)

    def store(self, document_id: str, figures: Sequence[Figure]) -> None:
        """The same, only within a transaction."""
        checked = self._checked(document_id)
        self._database.execute("DELETE FROM figures WHERE document_id = ?", (document_id,))
        self._database.execute_many(_INSERT, [_values(figure, checked) for figure in figures])
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
        rows = self._database.rows(
            "SELECT id FROM documents WHERE id NOT IN"
            " (SELECT document_id FROM figures_read WHERE version = ?) ORDER BY id",
            (VERSION,),
        )
        return [row["id"] for row in rows]

    def figures(self, document_id: str | None = None) -> list[Figure]:
        """All figures, or those of one document, in the order of the pages."""
        where = "WHERE document_id = ?" if document_id else ""
        values = (document_id,) if document_id else ()
        rows = self._database.rows(f"SELECT * FROM figures {where} ORDER BY document_id, page, rowid", values)  # noqa: S608
        return [_figure(row) for row in rows]

    def by_ids(self, ids: Iterable[str]) -> dict[str, Figure]:
        """Figures by id; ids that no longer exist are left out."""
        wanted = list(ids)
        marks = ",".join("?" * len(wanted))
        rows = self._database.rows(f"SELECT * FROM figures WHERE id IN ({marks})", wanted)  # noqa: S608
        return {row["id"]: _figure(row) for row in rows}

    def twins(self, figure: Figure) -> list[Figure]:
        """The same observation as printed elsewhere: same indicator, group, area, year and unit."""
        rows = self._database.rows(
            'SELECT * FROM figures WHERE indicator_id = ? AND "group" = ? AND area_id IS ? AND year IS ?'
            " AND unit = ? AND id != ? ORDER BY document_id, page",
            (figure.indicator_id, figure.group, figure.area_id, figure.year, figure.unit, figure.id),
        )
        return [_figure(row) for row in rows]

    def check(self, figure_id: str, checked: bool = True) -> None:
        """Note that a person has compared a figure with its page; raises UnknownDocument."""
        changed = self._database.execute("UPDATE figures SET checked = ? WHERE id = ?", (checked, figure_id))
        if not changed:
            raise UnknownDocument(f"Es gibt keine Zahl mit der Kennung »{figure_id}«.")

    def revision(self) -> tuple[int, int]:
        """Two numbers that change with the ledger: how many figures there are, and the newest row."""
        row = self._database.row("SELECT count(*) AS n, coalesce(max(rowid), 0) AS last FROM figures")
        return (row["n"], row["last"]) if row else (0, 0)

    def _checked(self, document_id: str) -> set[tuple[int, str, str]]:
        rows = self._database.rows(
            "SELECT page, line, value_text FROM figures WHERE document_id = ? AND checked", (document_id,)
        )
        return {(row["page"], row["line"], row["value_text"]) for row in rows}


def _values(figure: Figure, checked: set[tuple[int, str, str]]) -> tuple[object, ...]:
    box = figure.box
    return (
        figure.id,
        figure.document_id,
        figure.page,
        figure.page_label,
        figure.title,
        figure.indicator,
        figure.indicator_id,
        figure.group,
        None if figure.value is None else str(figure.value),
        figure.value_text,
        figure.unit,
        figure.area,
        figure.area_id,
        figure.year,
        figure.period,
        figure.base,
        figure.method.value,
        figure.line,
        json.dumps([box.x0, box.y0, box.x1, box.y1]) if box else None,
        figure.approximate,
        figure.checked or (figure.page, figure.line, figure.value_text) in checked,
        figure.confidence,
    )


def _figure(row: Row) -> Figure:
    return Figure(
        id=row["id"],
        document_id=row["document_id"],
        page=row["page"],
        page_label=row["page_label"],
        title=row["title"],
        indicator=row["indicator"],
        value=None if row["value"] is None else Decimal(row["value"]),
        value_text=row["value_text"],
        unit=row["unit"],
        year=row["year"],
        method=Method(row["method"]),
        line=row["line"],
        group=row["group"],
        area=row["area"],
        period=row["period"],
        base=row["base"],
        indicator_id=row["indicator_id"],
        area_id=row["area_id"],
        box=Box(*json.loads(row["box"])) if row["box"] else None,
        approximate=bool(row["approximate"]),
        checked=bool(row["checked"]),
        confidence=row["confidence"],
    )
