"""Reads CSV, XLSX, GeoJSON, JSON lists and Overpass answers into rows of plain text fields."""

import csv
import io
import json
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from corpus.errors import LimitExceeded, UnreadableFile
from corpus.formulas import as_written
from corpus.place import Position

DELIMITERS = ";,\t|"
SEPARATOR_LINE = "sep="
LONGEST_REASON = 200
ENCODINGS = ("utf-8-sig", "cp1252")
LARGEST_BOOK = 400 << 20  # bytes of a workbook when unpacked
BROKEN_BOOK = (
    InvalidFileException,
    BadZipFile,
    zlib.error,
    SyntaxError,  # of the XML inside
    AttributeError,
    IndexError,
    EOFError,
    RuntimeError,  # locked by a password, or nested too deeply (RecursionError)
)


@dataclass(frozen=True, slots=True)
class Row:
    """An entry of a file: its line (or number), its fields, and its point if it has one."""

    line: int
    fields: Mapping[str, str]
    position: Position | None = None


def read_rows(path: Path) -> list[Row]:
    """All entries of a file; raises UnreadableFile or LimitExceeded."""
    readers = {".csv": _csv, ".tsv": _csv, ".txt": _csv, ".xlsx": _xlsx, ".json": _json, ".geojson": _json}
    reader = readers.get(path.suffix.lower())
    if reader is None:
        raise UnreadableFile(f"{path.name}: nur {', '.join(sorted(readers))} lassen sich einlesen.")
    try:
        return list(reader(path))
    except (OSError, ValueError, KeyError, TypeError, csv.Error, *BROKEN_BOOK) as error:
        raise UnreadableFile(
            f"»{path.name}« lässt sich nicht als Tabelle lesen ({_in_short(error)}). "
            "Bitte öffnen Sie die Datei in ihrem Programm und speichern Sie sie neu."
        ) from error


def _csv(path: Path) -> Iterator[Row]:
    text = _decoded(path)
    first_line = 1
    delimiter = None
    if text.startswith(SEPARATOR_LINE):
        head, _, text = text.partition("\n")
        delimiter, first_line = head.removeprefix(SEPARATOR_LINE).strip(), 2
    delimiter = delimiter or _delimiter(text)
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter)
    for record in reader:
        fields = {
            key: as_written(value or "")
            for key, value in record.items()
            if key and isinstance(value, str | None)
        }
        yield Row(reader.line_num + first_line - 1, fields)


def _delimiter(text: str) -> str:
    """The mark that parts the most columns of the first line, quoted text aside."""
    head = next(iter(text.splitlines()), "")
    return max(DELIMITERS, key=lambda mark: len(next(csv.reader([head], delimiter=mark), [])))


def _decoded(path: Path) -> str:
    content = path.read_bytes()
    for encoding in ENCODINGS:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UnreadableFile(f"{path.name} ist weder in UTF-8 noch in Windows-1252 geschrieben.")


def _in_short(error: Exception) -> str:
    return " ".join(str(error).split())[:LONGEST_REASON] or type(error).__name__


def _xlsx(path: Path) -> Iterator[Row]:
    with ZipFile(path) as packed:
        unpacked = sum(part.file_size for part in packed.infolist())
    if unpacked > LARGEST_BOOK:
        raise LimitExceeded(
            f"»{path.name}« ist entpackt {unpacked >> 20} MiB groß, erlaubt sind {LARGEST_BOOK >> 20} MiB. "
            "Bitte teilen Sie die Tabelle auf."
        )
    book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    try:
        lines = book.worksheets[0].iter_rows(values_only=True)
        names = [_text(cell).strip() for cell in next(lines, ())]
        for number, cells in enumerate(lines, start=2):
            fields = {name: _text(cell) for name, cell in zip(names, cells, strict=False) if name}
            if any(fields.values()):
                yield Row(number, fields)
    finally:
        book.close()


def _json(path: Path) -> Iterator[Row]:
    content = json.loads(path.read_text("utf-8-sig"))
    if isinstance(content, list):
        yield from (_feature(n, {"properties": entry}) for n, entry in enumerate(content, start=1))
    elif "elements" in content:
        yield from (_overpass(n, entry) for n, entry in enumerate(content["elements"], start=1))
    else:
        yield from (_feature(n, entry) for n, entry in enumerate(content["features"], start=1))


def _feature(number: int, feature: Any) -> Row:
    """A feature; one that is none has no fields, and is reported as a row without a name."""
    if not isinstance(feature, Mapping):
        return Row(number, {})
    geometry = feature.get("geometry") or {}
    properties = feature.get("properties") or {}
    fields = _flat(properties) if isinstance(properties, Mapping) else {}
    if "id" in feature:
        fields = {"@id": _text(feature["id"])} | fields
    point = geometry.get("coordinates") if geometry.get("type") == "Point" else None
    return Row(number, fields, _position(point))


def _position(point: Any) -> Position | None:
    """The place of a GeoJSON point; none where it is no pair of numbers."""
    try:
        return Position(float(point[1]), float(point[0])) if point else None
    except (TypeError, ValueError, IndexError, KeyError):
        return None


def _overpass(number: int, element: Mapping[str, Any]) -> Row:
    """A node has its own point, ways and relations their centre (Overpass `out center`)."""
    fields = {"@id": f"{element['type']}/{element['id']}"} | _flat(element.get("tags") or {})
    point = element if "lat" in element else element.get("center")
    return Row(number, fields, Position(float(point["lat"]), float(point["lon"])) if point else None)


def _flat(entry: Mapping[str, Any], prefix: str = "") -> dict[str, str]:
    """Nested fields under dotted names; lists as JSON."""
    flat: dict[str, str] = {}
    for key, value in entry.items():
        if isinstance(value, Mapping):
            flat |= _flat(value, f"{prefix}{key}.")
        else:
            flat[f"{prefix}{key}"] = _text(value)
    return flat


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool | list):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
