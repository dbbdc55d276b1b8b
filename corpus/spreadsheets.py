"""Writes XLSX files; `corpus.directory.tables` reads them."""

import io
from collections.abc import Sequence
from dataclasses import dataclass

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

WIDEST = 60

Value = str | float | int | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table with a title and a line of heads."""

    title: str
    heads: Sequence[str]
    rows: Sequence[Sequence[Value]]


def workbook(*sheets: Sheet) -> bytes:
    """A workbook of sheets: bold heads that stay in sight, columns as wide as their content."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for sheet in sheets:
        _fill(book.create_sheet(sheet.title), sheet)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _fill(page: Worksheet, sheet: Sheet) -> None:
    page.append(list(sheet.heads))
    for row in sheet.rows:
        page.append(list(row))
    for number, column in enumerate(page.iter_cols(), start=1):
        longest = max(len(str(cell.value or "")) for cell in column)
        page.column_dimensions[get_column_letter(number)].width = min(longest + 2, WIDEST)
        column[0].font = Font(bold=True)
    page.freeze_panes = "A2"
