"""Writes XLSX files; `corpus.directory.tables` reads them."""

import io
from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

WIDEST = 60

Value = str | float | int | None


def workbook(title: str, heads: Sequence[str], rows: Sequence[Sequence[Value]]) -> bytes:
    """A workbook with one sheet: bold heads that stay in sight, columns as wide as their content."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None  # noqa: S101  a new workbook has a sheet
    sheet.title = title
    sheet.append(list(heads))
    for row in rows:
        sheet.append(list(row))
    for number, column in enumerate(sheet.iter_cols(), start=1):
        longest = max(len(str(cell.value or "")) for cell in column)
        sheet.column_dimensions[get_column_letter(number)].width = min(longest + 2, WIDEST)
        column[0].font = Font(bold=True)
    sheet.freeze_panes = "A2"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
