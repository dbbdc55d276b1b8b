"""Writes institutions as CSV, XLSX, GeoJSON or HSDS; what is written can be imported again without loss."""

import csv
import io
import json
from collections.abc import Sequence
from enum import StrEnum

from corpus.directory.columns import to_columns
from corpus.directory.hsds import exported_services
from corpus.directory.needs import Taxonomy
from corpus.formulas import harmless
from corpus.institution import Institution
from corpus.places.areas import Places

DELIMITER = ";"


class ExportFormat(StrEnum):
    """The formats of an export."""

    CSV = "csv"
    HSDS = "hsds"
    GEOJSON = "geojson"


def export(
    institutions: Sequence[Institution], format_: ExportFormat, taxonomy: Taxonomy, places: Places
) -> str:
    """The text of an export."""
    if format_ is ExportFormat.HSDS:
        services = [service for one in institutions for service in exported_services(one, taxonomy, places)]
        return json.dumps(services, ensure_ascii=False, indent=1)
    return _csv(institutions) if format_ is ExportFormat.CSV else _geojson(institutions)


def _csv(institutions: Sequence[Institution]) -> str:
    rows = [to_columns(one) for one in institutions]
    text = io.StringIO(newline="")
    if rows:
        writer = csv.DictWriter(text, rows[0].keys(), delimiter=DELIMITER)
        writer.writeheader()
        writer.writerows({name: harmless(cell) for name, cell in row.items()} for row in rows)
    return text.getvalue()


def _geojson(institutions: Sequence[Institution]) -> str:
    features = [
        {
            "type": "Feature",
            "id": one.id,
            "geometry": _point(one),
            "properties": to_columns(one),
        }
        for one in institutions
    ]
    return json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False, indent=1)


def _point(one: Institution) -> dict[str, object] | None:
    if one.position is None:
        return None
    return {"type": "Point", "coordinates": [one.position.longitude, one.position.latitude]}
