"""Reads the tabular form of HSDS: CSV files whose rows point at each other by id."""

import csv
import io
import zipfile
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

from corpus.directory.hsds import JsonObject
from corpus.errors import UnreadableFile

SERVICES = "services"
AT_LOCATION = ("service_at_location", "services_at_location", "service_at_locations")
SINGULAR_NAMES: Mapping[str, str] = {"addresss": "addresses", "accessibility": "accessibility"}

Tables = dict[str, list[JsonObject]]


def is_package(path: Path) -> bool:
    """Whether a folder or zip has a table of services."""
    try:
        return SERVICES in _tables(path)
    except (OSError, zipfile.BadZipFile, UnicodeDecodeError) as error:
        raise UnreadableFile(f"{path} ist kein lesbares HSDS-Paket: {error}") from error


def read_package(path: Path) -> list[JsonObject]:
    """The services of a package, nested as in HSDS JSON."""
    tables = _tables(path)
    organisations = {row["id"]: row for row in tables.get("organizations", [])}
    locations = {row["id"]: _location(row, tables) for row in tables.get("locations", [])}
    links = [row for name in AT_LOCATION for row in tables.get(name, [])]
    at_service = _by(links, "service_id")
    related = {name: _by(tables.get(name, []), "service_id") for name in _RELATED}
    return [
        service
        | {"organization": organisations.get(service.get("organization_id", ""), {})}
        | {name: rows[service["id"]] for name, rows in related.items()}
        | {"service_at_locations": [link | _place(link, locations) for link in at_service[service["id"]]]}
        for service in tables[SERVICES]
    ]


_RELATED = ("phones", "schedules", "languages", "service_areas", "required_documents", "cost_options")


def _place(link: JsonObject, locations: Mapping[str, JsonObject]) -> JsonObject:
    return {"location": locations.get(link.get("location_id", ""), {})}


def _location(row: JsonObject, tables: Tables) -> JsonObject:
    own = {
        name: _by(tables.get(name, []), "location_id")[row["id"]]
        for name in ("addresses", "accessibility", "languages", "schedules")
    }
    return row | own


def _by(rows: list[JsonObject], column: str) -> dict[str, list[JsonObject]]:
    groups: dict[str, list[JsonObject]] = defaultdict(list)
    for row in rows:
        if row.get(column):
            groups[row[column]].append(row)
    return groups


def _tables(path: Path) -> Tables:
    if path.is_dir():
        texts = {file.stem: file.read_text("utf-8-sig") for file in path.glob("*.csv")}
    else:
        with zipfile.ZipFile(path) as package:
            names = [name for name in package.namelist() if name.endswith(".csv")]
            texts = {Path(name).stem: package.read(name).decode("utf-8-sig") for name in names}
    return {SINGULAR_NAMES.get(name, name): _rows(text) for name, text in texts.items()}


def _rows(text: str) -> list[JsonObject]:
    return [{k: v for k, v in row.items() if v} for row in csv.DictReader(io.StringIO(text, newline=""))]
