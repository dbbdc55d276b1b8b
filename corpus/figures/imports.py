"""Tables of figures (CSV, XLSX, JSON) become documents with figures, by a small mapping."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from corpus.directory.tables import Row, read_rows
from corpus.document import Description, Page, Passage, Reading, ReadWarning, Span
from corpus.errors import LimitExceeded, UnreadableFile
from corpus.figure import Figure, Method
from corpus.figures.areas import AreaNames
from corpus.figures.indicators import indicators
from corpus.figures.mappings import Column, TableMapping, mapping_for
from corpus.figures.numbers import MISSING, PERIOD, Period, cell_number, period_of
from corpus.reading import messages
from corpus.reading.limits import Limits

TABLE_SUFFIXES = frozenset({".csv", ".xlsx", ".json"})
ROWS_A_PAGE = 200
MOST_WARNINGS = 20
LONGEST_LINE = 300
PLAIN_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?(?:e-?\d+)?")
KIND = "tabelle"
WIDTH, HEIGHT = 595.0, 842.0


@dataclass(frozen=True, slots=True)
class ReadTable:
    """A table as a document, and its figures, which still lack the document's id."""

    reading: Reading
    figures: tuple[Figure, ...]


def is_table(name: str) -> bool:
    """Whether a file of this name is a table of figures."""
    return Path(name).suffix.lower() in TABLE_SUFFIXES


def read_table(path: Path, limits: Limits, names: AreaNames) -> ReadTable:
    """Read a table by its mapping; a row that does not fit is named and left out.

    Raises UnreadableFile, LimitExceeded or InvalidData.
    """
    if (size := path.stat().st_size) > limits.file_bytes:
        raise LimitExceeded(messages.TOO_LARGE.format(size=size >> 20, limit=limits.file_bytes >> 20))
    mapping = mapping_for(path)
    rows = _rows(path, mapping)
    found: list[Figure] = []
    faults: list[str] = []
    for index, row in enumerate(rows):
        page = index // ROWS_A_PAGE + 1
        fault = _fault(row, mapping)
        if fault:
            faults.append(f"Zeile {row.line}: {fault}")
            continue
        for column in mapping.columns:
            printed = row.fields.get(column.name, "").strip()
            if printed and _value(printed) is None and printed not in MISSING:
                faults.append(f"Zeile {row.line}, Spalte »{column.name}«: »{printed}« ist keine Zahl.")
            elif printed:
                one = _figure(printed, row, column, mapping, page)
                found.append(replace(one, area_id=names.id_of(_plain_area(one.area))))
    return ReadTable(_reading(mapping, rows, faults), tuple(found))


def _fault(row: Row, mapping: TableMapping) -> str | None:
    """Why a row as a whole cannot be used."""
    if mapping.area_column and not row.fields.get(mapping.area_column, "").strip():
        return f"In der Spalte »{mapping.area_column}« steht kein Gebiet."
    if mapping.year_column and _period(row.fields, mapping) is None:
        printed = row.fields.get(mapping.year_column, "").strip()
        return f"In der Spalte »{mapping.year_column}« steht kein Jahr, sondern »{printed}«."
    return None


def _rows(path: Path, mapping: TableMapping) -> list[Row]:
    if mapping.entries is None:
        return read_rows(path)
    try:
        entries = json.loads(path.read_text("utf-8"))[mapping.entries]
        return [Row(number, dict(_flat(entry))) for number, entry in enumerate(entries, start=1)]
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise UnreadableFile(
            f"»{path.name}« ist kein JSON mit der Liste »{mapping.entries}«. Bitte geben Sie es neu aus."
        ) from error


def _flat(entry: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, str]]:
    for key, value in entry.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{prefix}{key}.")
        else:
            yield prefix + key, "" if value is None else str(value)


def _reading(mapping: TableMapping, rows: Sequence[Row], faults: Sequence[str]) -> Reading:
    """The table as a document: its rows as text, so that it can be searched and quoted."""
    lines = [_line(row.fields) for row in rows]
    pages = []
    for start in range(0, max(len(lines), 1), ROWS_A_PAGE):
        text = "\n".join(lines[start : start + ROWS_A_PAGE])
        pages.append(Page(start // ROWS_A_PAGE + 1, None, text, WIDTH, HEIGHT))
    head = f"{mapping.title}. {mapping.base or ''}".strip()
    first = pages[0].text.split("\n", 1)[0]
    passage = Passage("", "", 0, f"{head}\n{first}", (mapping.title,), (Span(1, 0, len(first)),))
    described = Description(
        mapping.title,
        kind=KIND,
        publisher=mapping.publisher,
        areas=(mapping.area,) if mapping.area else (),
        origins={"title": "Zuordnung der Tabelle"},
    )
    more = len(faults) - MOST_WARNINGS
    told = [*faults[:MOST_WARNINGS], *([f"… und {more} weitere Zeilen oder Felder."] if more > 0 else [])]
    return Reading(described, tuple(pages), (passage,), tuple(ReadWarning(text) for text in told))


def _line(fields: Mapping[str, str]) -> str:
    return " | ".join(f"{key}: {value}" for key, value in fields.items() if value)


def _figure(printed: str, row: Row, column: Column, mapping: TableMapping, page: int) -> Figure:
    period = _period(row.fields, mapping)
    area = column.area or mapping.area or row.fields.get(mapping.area_column or "", "").strip() or None
    value = _value(printed)
    return Figure(
        id="",
        document_id="",
        page=page,
        page_label=f"Zeile {row.line}",
        title=mapping.title,
        indicator=column.indicator,
        value=value,
        value_text=printed.replace(".", ",") if PLAIN_NUMBER.fullmatch(printed) else printed,
        unit=column.unit,
        year=period.year if period else mapping.year,
        method=Method.IMPORT,
        line=_line(row.fields)[:LONGEST_LINE],
        group=column.group,
        area=area,
        period=period.text if period else None,
        base=mapping.base,
        indicator_id=indicators().recognised("", column.indicator, column.group, column.unit),
    )


def _plain_area(area: str | None) -> str | None:
    """The name without what kind of district it is: Oberhausen for "Oberhausen, Stadt"."""
    return re.sub(r",\s*(?:Stadt|Kreis|Landkreis)$", "", area) if area else None


def _period(fields: Mapping[str, str], mapping: TableMapping) -> Period | None:
    match = PERIOD.search(fields.get(mapping.year_column or "", ""))
    return period_of(match) if match else None


def _value(printed: str) -> Decimal | None:
    """A number of a data file: a point parts decimals there, never thousands."""
    text = printed.strip()
    if not text or text in MISSING:
        return None
    if PLAIN_NUMBER.fullmatch(text):
        try:
            return Decimal(text)
        except InvalidOperation:
            return None
    number = cell_number(text)
    return number.value if number else None
