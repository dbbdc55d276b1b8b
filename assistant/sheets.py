"""Tables to take along: as CSV that German spreadsheets read, and as XLSX; no cell is run as a formula."""

import csv
import io
from collections.abc import Sequence

from corpus.formulas import harmless
from corpus.spreadsheets import Sheet, Value, workbook


def csv_of(sheet: Sheet) -> str:
    """A table as CSV with semicolons and decimal commas."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(sheet.heads)
    writer.writerows([harmless(german(cell)) for cell in row] for row in sheet.rows)
    return out.getvalue()


def xlsx_of(*sheets: Sheet) -> bytes:
    """Tables as an XLSX workbook, one sheet each."""
    return workbook(*(Sheet(one.title, one.heads, [_safe(row) for row in one.rows]) for one in sheets))


def german(cell: Value) -> str:
    """A cell as text, with a decimal comma; nothing for what is not there."""
    if cell is None:
        return ""
    return f"{cell:.12g}".replace(".", ",") if isinstance(cell, float) else str(cell)


def _safe(row: Sequence[Value]) -> list[Value]:
    return [harmless(cell) if isinstance(cell, str) else cell for cell in row]
