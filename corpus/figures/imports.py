"""Tables of figures (CSV, XLSX, JSON) become documents with figures, by a small mapping."""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import yaml

from corpus.archive import Archive
from corpus.catalogue import Catalogue, Origin
from corpus.directory.tables import read_rows
from corpus.document import Description, Document, Page, Passage, Reading, Span
from corpus.errors import InvalidData, UnreadableFile
from corpus.figure import Figure, Method
from corpus.figures.areas import area_names
from corpus.figures.indicators import indicators
from corpus.figures.ledger import Ledger
from corpus.figures.numbers import MISSING, PERIOD, Period, cell_number, period_of
from corpus.figures.units import unit_in

MAPPINGS = Path(__file__).parents[1] / "data" / "figure_mappings"
ROWS_A_PAGE = 200
PLAIN_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?(?:e-?\d+)?")
KIND = "tabelle"
WIDTH, HEIGHT = 595.0, 842.0


@dataclass(frozen=True, slots=True)
class Column:
    """A column of values: what it measures, of which group or area, in which unit."""

    name: str
    indicator: str
    unit: str
    group: str = ""
    area: str | None = None


@dataclass(frozen=True, slots=True)
class TableMapping:
    """How a table is read: its description, and where area, year and values stand."""

    title: str
    publisher: str | None
    base: str | None
    area_column: str | None
    area: str | None
    year_column: str | None
    year: int | None
    columns: tuple[Column, ...]
    entries: str | None = None


def take_table(catalogue: Catalogue, archive: Archive, path: Path) -> Document:
    """Import a table: the file becomes a document; raises UnreadableFile or InvalidData."""
    mapping = mapping_for(path)
    rows = list(_rows(path, mapping))
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    archive.keep(path, sha256)
    document = catalogue.add(Origin(sha256, path.name, str(path.resolve())), _reading(mapping, rows))
    Ledger(catalogue).keep(document.id, list(_figures(document, mapping, rows)))
    return document


def mapping_for(path: Path, folder: Path = MAPPINGS) -> TableMapping:
    """The mapping whose file pattern fits, or one beside the table (`<name>.mapping.yaml`)."""
    beside = path.with_suffix(".mapping.yaml")
    files = [beside] if beside.is_file() else sorted(folder.glob("*.yaml"))
    for file in files:
        for entry in yaml.safe_load(file.read_text("utf-8"))["tables"]:
            if any(fnmatch(path.name, pattern) for pattern in entry["files"]):
                return _mapping(entry, path)
    raise InvalidData(
        f"Für »{path.name}« gibt es keine Zuordnung der Spalten. Legen Sie »{beside.name}« daneben; "
        "Vorbilder stehen in corpus/data/figure_mappings."
    )


def _mapping(entry: Mapping[str, Any], path: Path) -> TableMapping:
    schema = _schema(path) if entry.get("schema") == "beside" else {}
    title = entry.get("title") or schema.get("title") or path.stem
    area, year = entry.get("area", {}), entry.get("year", {})
    columns = tuple(_described(entry, schema, year.get("column"))) if schema else tuple(_listed(entry))
    return TableMapping(
        title=title,
        publisher=schema.get("source") or entry.get("publisher"),
        base=entry.get("base") or schema.get("notes"),
        area_column=area.get("column"),
        area=area.get("value"),
        year_column=year.get("column"),
        year=year.get("value"),
        columns=columns,
        entries=entry.get("list"),
    )


def _listed(entry: Mapping[str, Any]) -> Iterator[Column]:
    for value in entry["values"]:
        yield Column(value["column"], value["indicator"], value["unit"], value.get("group", ""))


def _described(entry: Mapping[str, Any], schema: Mapping[str, Any], year: str | None) -> Iterator[Column]:
    """Columns as the description beside the table names them."""
    for column in schema["columns"]:
        if column["name"] == year:
            continue
        label = str(column.get("export_id") or column.get("description") or column["name"])
        unit = unit_in(str(column.get("unit", ""))) or "Anzahl"
        if entry.get("columns_are") == "areas":
            yield Column(column["name"], entry["indicator"], unit, area=label)
        else:
            yield Column(column["name"], f"{schema['title']}: {label}", unit)


def _schema(path: Path) -> dict[str, Any]:
    """The description of a table: YAML between lines of dashes, then notes."""
    beside = path.with_suffix(".md")
    try:
        _, head, notes = beside.read_text("utf-8").split("---", 2)
        schema: dict[str, Any] = yaml.safe_load(head)
    except (OSError, ValueError, yaml.YAMLError) as error:
        raise InvalidData(
            f"Zu »{path.name}« fehlt die Beschreibung »{beside.name}«, oder sie ist nicht lesbar."
        ) from error
    return schema | {"notes": " ".join(notes.removeprefix("\n").removeprefix("Anmerkungen:").split())}


def _rows(path: Path, mapping: TableMapping) -> Iterator[Mapping[str, str]]:
    if mapping.entries is None:
        yield from (row.fields for row in read_rows(path))
        return
    try:
        entries = json.loads(path.read_text("utf-8"))[mapping.entries]
    except (OSError, ValueError, KeyError) as error:
        raise UnreadableFile(f"»{path.name}« ist kein JSON mit der Liste »{mapping.entries}«.") from error
    for entry in entries:
        yield dict(_flat(entry))


def _flat(entry: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, str]]:
    for key, value in entry.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{prefix}{key}.")
        else:
            yield prefix + key, "" if value is None else str(value)


def _reading(mapping: TableMapping, rows: Sequence[Mapping[str, str]]) -> Reading:
    """The table as a document: its rows as text, so that it can be searched and quoted."""
    lines = [_line(row) for row in rows]
    pages, passages = [], []
    for start in range(0, max(len(lines), 1), ROWS_A_PAGE):
        text = "\n".join(lines[start : start + ROWS_A_PAGE])
        number = start // ROWS_A_PAGE + 1
        pages.append(Page(number, None, text, WIDTH, HEIGHT))
    head = f"{mapping.title}. {mapping.base or ''}".strip()
    first = pages[0].text.split("\n", 1)[0]
    passages.append(Passage("", "", 0, f"{head}\n{first}", (mapping.title,), (Span(1, 0, len(first)),)))
    areas = (mapping.area,) if mapping.area else ()
    described = Description(
        mapping.title,
        kind=KIND,
        publisher=mapping.publisher,
        areas=areas,
        origins={"title": "Zuordnung der Tabelle"},
    )
    return Reading(described, tuple(pages), tuple(passages))


def _line(row: Mapping[str, str]) -> str:
    return " | ".join(f"{key}: {value}" for key, value in row.items() if value)


def _figures(
    document: Document, mapping: TableMapping, rows: Sequence[Mapping[str, str]]
) -> Iterator[Figure]:
    named = area_names()
    count = 0
    for index, row in enumerate(rows):
        period = _period(row, mapping)
        for column in mapping.columns:
            printed = row.get(column.name, "")
            area = column.area or mapping.area or row.get(mapping.area_column or "", "") or None
            value = _value(printed)
            if not printed.strip():
                continue
            yield Figure(
                id=f"{document.id}-f{count}",
                document_id=document.id,
                page=index // ROWS_A_PAGE + 1,
                page_label=None,
                title=mapping.title,
                indicator=column.indicator,
                value=value,
                value_text=printed.replace(".", ",") if value is not None else printed,
                unit=column.unit,
                year=period.year if period else mapping.year,
                method=Method.IMPORT,
                line=_line(row)[:300],
                group=column.group,
                area=area,
                period=period.text if period else None,
                base=mapping.base,
                indicator_id=indicators().recognised("", column.indicator, column.group, column.unit),
                area_id=named.id_of(_plain_area(area)),
            )
            count += 1


def _plain_area(area: str | None) -> str | None:
    """The name without what kind of district it is: Oberhausen for "Oberhausen, Stadt"."""
    return re.sub(r",\s*(?:Stadt|Kreis|Landkreis)$", "", area) if area else None


def _period(row: Mapping[str, str], mapping: TableMapping) -> Period | None:
    match = PERIOD.search(row.get(mapping.year_column or "", ""))
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
