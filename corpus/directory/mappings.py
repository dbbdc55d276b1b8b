"""Reads mapping files: which column of a foreign directory means what."""

import fnmatch
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from corpus.directory.tables import Row
from corpus.errors import InvalidData
from corpus.yaml_text import read_yaml

FOLDER = Path(__file__).parents[1] / "data" / "mappings"
FIELDS = frozenset(
    [
        "name",
        "organisation",
        "services",
        "needs",
        "description",
        "street",
        "postcode",
        "city",
        "district",
        "latitude",
        "longitude",
        "easting",
        "northing",
        "phone",
        "fax",
        "email",
        "website",
        "hours",
        "hours_from_ms",
        "hours_to_ms",
        "exceptions",
        "valid_from",
        "valid_to",
        "languages",
        "wheelchair",
        "accessibility",
        "cost",
        "anonymous",
        "audiences",
        "eligibility",
        "documents",
        "service_areas",
        "assured_date",
        "assured_by",
    ]
)
_COLUMN = re.compile(r"\{([^{}]+)\}")
_LOOSE_ENDS = " ,;:-/"


@dataclass(frozen=True, slots=True)
class When:
    """A service that an entry has when a column holds one of some values."""

    column: str
    values: tuple[str, ...]
    service: str


@dataclass(frozen=True, slots=True)
class DirectoryMapping:
    """How entries of one directory become institutions; `fields` has templates by field, best first."""

    source: str
    label: str
    licence: str
    key: str
    fields: Mapping[str, tuple[str, ...]]
    recognised_by: frozenset[str] = frozenset()
    file_names: tuple[str, ...] = ()
    empty: frozenset[str] = frozenset()
    translate: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    when: tuple[When, ...] = ()
    needs: tuple[str, ...] = ()
    dialling_code: str = ""
    city: str = ""
    epsg: int | None = None

    def value(self, name: str, row: Row) -> str:
        """The first of a field's templates that is not empty for a row."""
        filled = (self.filled(template, row) for template in self.fields.get(name, ()))
        return next((text for text in filled if text), "")

    def filled(self, template: str, row: Row) -> str:
        """A template with a row's columns; empty if it has columns and all of them are empty.

        A single column keeps its line breaks, since they part several values.
        """
        names = _COLUMN.findall(template)
        values = {name: self._column(name, row) for name in names}
        if names and not any(values.values()):
            return ""
        if template == f"{{{names[0]}}}" if names else False:
            return values[names[0]]
        text = _COLUMN.sub(lambda match: values[match.group(1)], template)
        return " ".join(text.split()).strip(_LOOSE_ENDS)

    def _column(self, name: str, row: Row) -> str:
        value = row.fields.get(name, "").strip()
        if value in self.empty:
            return ""
        return self.translate.get(name, {}).get(value, value)


def load_mapping(path: Path) -> DirectoryMapping:
    """A mapping file; raises InvalidData."""
    try:
        entry = read_yaml(path.read_text("utf-8"))
        unknown = set(entry["fields"]) - FIELDS
        if unknown:
            raise InvalidData(f"{path.name}: unbekannte Felder {', '.join(sorted(unknown))}.")
        return _mapping(entry)
    except (OSError, KeyError, TypeError, AttributeError, yaml.YAMLError) as error:
        raise InvalidData(f"{path} ist keine gültige Zuordnung: {error}") from error


def recognise(file_name: str, rows: Iterable[Row], folder: Path = FOLDER) -> DirectoryMapping:
    """The mapping whose columns a file has, the most specific first; raises InvalidData if none fits."""
    columns = {column for row in rows for column in row.fields}
    if not columns:
        raise InvalidData(
            f"{file_name} enthält keinen Eintrag. Bitte speichern oder holen Sie die Liste neu."
        )
    fitting = [m for m in known_mappings(folder) if _fits(m, file_name, columns)]
    if not fitting:
        raise InvalidData(
            f"{file_name}: Zu diesen Spalten gibt es keine Zuordnung: {', '.join(sorted(columns)[:12])}. "
            "Schreiben Sie eine nach corpus/data/mappings/vorlage.yaml und nennen Sie sie mit --mapping."
        )
    return max(fitting, key=lambda m: (bool(m.file_names), len(m.recognised_by)))


def known_mappings(folder: Path = FOLDER) -> list[DirectoryMapping]:
    """All mappings that ship with the application."""
    return [load_mapping(path) for path in sorted(folder.glob("*.yaml"))]


def _fits(mapping: DirectoryMapping, file_name: str, columns: set[str]) -> bool:
    named = not mapping.file_names or any(fnmatch.fnmatch(file_name, name) for name in mapping.file_names)
    return bool(mapping.recognised_by) and mapping.recognised_by <= columns and named


def _mapping(entry: Mapping[str, Any]) -> DirectoryMapping:
    fields = {name: _templates(value) for name, value in entry["fields"].items()}
    conditions = entry.get("when", ())
    when = tuple(When(w["column"], tuple(map(str, w["is"])), w["service"]) for w in conditions)
    return DirectoryMapping(
        source=entry["source"],
        label=entry["label"],
        licence=entry.get("licence", ""),
        key=entry["key"],
        fields=fields,
        recognised_by=frozenset(entry.get("recognised_by", ())),
        file_names=tuple(entry.get("file_names", ())),
        empty=frozenset(entry.get("empty", ())),
        translate=entry.get("translate", {}),
        when=when,
        needs=tuple(entry.get("needs", ())),
        dialling_code=entry.get("dialling_code", ""),
        city=entry.get("city", ""),
        epsg=entry.get("epsg"),
    )


def _templates(value: str | list[str]) -> tuple[str, ...]:
    return tuple(value) if isinstance(value, list) else (value,)
