"""How a table of figures is to be read: which columns hold area, year and values, and of what."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import yaml

from corpus.errors import InvalidData
from corpus.figures.units import unit_in
from corpus.yaml_text import read_yaml

MAPPING_SUFFIX = ".mapping.yaml"
MAPPINGS = Path(__file__).parents[1] / "data" / "figure_mappings"


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


def mapping_for(path: Path, folder: Path = MAPPINGS) -> TableMapping:
    """The mapping whose file pattern fits, or one beside the table (`<name>.mapping.yaml`)."""
    beside = path.with_suffix(MAPPING_SUFFIX)
    for file in [beside] if beside.is_file() else sorted(folder.glob("*.yaml")):
        for entry in _entries(file):
            if any(fnmatch(path.name, pattern) for pattern in entry["files"]):
                return _checked(entry, path, file)
    raise InvalidData(
        f"Für »{path.name}« gibt es keine Zuordnung der Spalten. Legen Sie »{beside.name}« daneben; "
        "Vorbilder stehen in corpus/data/figure_mappings."
    )


def has_mapping(path: Path) -> bool:
    """Whether a table can be read without anybody writing a mapping first."""
    if path.with_suffix(MAPPING_SUFFIX).is_file():
        return True
    patterns = (p for file in MAPPINGS.glob("*.yaml") for entry in _entries(file) for p in entry["files"])
    return any(fnmatch(path.name, pattern) for pattern in patterns)


def mapping_checksum(path: Path) -> str | None:
    """A checksum over what lies beside a table and says how to read it; None where nothing does."""
    beside = [path.with_suffix(suffix) for suffix in (MAPPING_SUFFIX, ".md")]
    contents = [file.read_bytes() for file in beside if file.is_file()]
    return hashlib.sha256(b"\0".join(contents)).hexdigest() if contents else None


def _entries(file: Path) -> list[dict[str, Any]]:
    try:
        entries: list[dict[str, Any]] = read_yaml(file.read_text("utf-8"))["tables"]
        return [entry | {"files": list(entry["files"])} for entry in entries]
    except (OSError, ValueError, KeyError, TypeError, RecursionError, yaml.YAMLError) as error:
        raise _unusable(file, error) from error


def _checked(entry: Mapping[str, Any], path: Path, file: Path) -> TableMapping:
    try:
        return _mapping(entry, path)
    except (KeyError, TypeError, AttributeError) as error:
        raise _unusable(file, error) from error


def _unusable(file: Path, error: Exception) -> InvalidData:
    return InvalidData(
        f"Die Zuordnung »{file.name}« lässt sich nicht lesen ({error}). Jede Tabelle braucht files und "
        "values; Vorbilder stehen in corpus/data/figure_mappings."
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
        schema: dict[str, Any] = read_yaml(head)
    except (OSError, ValueError, yaml.YAMLError) as error:
        raise InvalidData(
            f"Zu »{path.name}« fehlt die Beschreibung »{beside.name}«, oder sie ist nicht lesbar."
        ) from error
    return schema | {"notes": " ".join(notes.removeprefix("\n").removeprefix("Anmerkungen:").split())}
