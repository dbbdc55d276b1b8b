"""Files that the interface hands out: tables as CSV and XLSX, documents as PDF."""

from enum import StrEnum

from fastapi import Response

CSV = "text/csv; charset=utf-8"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PDF = "application/pdf"
MARK = "\ufeff"  # tells spreadsheets that a CSV file is UTF-8


class TableFormat(StrEnum):
    """The formats of a table to take along."""

    JSON = "json"
    CSV = "csv"
    XLSX = "xlsx"


def csv_file(content: str, name: str) -> Response:
    """A CSV file to be saved under a name."""
    return handed_out(MARK + content, CSV, f"{name}.csv")


def xlsx_file(content: bytes, name: str) -> Response:
    """An XLSX file to be saved under a name."""
    return handed_out(content, XLSX, f"{name}.xlsx")


def handed_out(content: str | bytes, media_type: str, name: str) -> Response:
    """A file to be saved under a name."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, media_type=media_type, headers=headers)
