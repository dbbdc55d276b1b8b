"""Coordinates and borders: plane to geographic coordinates, points in areas, distances."""

import json
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import Any

from pyproj import Transformer
from shapely import STRtree
from shapely.errors import GEOSException
from shapely.geometry import Point, Polygon, mapping, shape
from shapely.geometry.base import BaseGeometry
from shapely.ops import unary_union

from corpus.database import Database
from corpus.errors import InvalidData, UnreadableFile
from corpus.place import Position
from corpus.places.areas import Places

EARTH_RADIUS_M = 6_371_000
GEOGRAPHIC = 4326
DETAIL_DEGREES = 0.0002  # about 20 metres
NAME_FIELDS = ("id", "area_id", "name", "Name", "NAME", "AREA_NAME", "bezeichnung", "STADTTEIL", "stadtteil")


_NUMBERED = re.compile(r"^\d+\s+")


@dataclass(frozen=True, slots=True)
class Border:
    """The border of an area, and the import that it came from."""

    area_id: str
    name: str
    geometry: BaseGeometry
    source: str


class Borders:
    """Borders of areas, asked for the areas of a point."""

    def __init__(self, borders: Sequence[Border]) -> None:
        self.borders = tuple(borders)
        self._tree = STRtree([border.geometry for border in self.borders])

    def at(self, position: Position) -> str | None:
        """The smallest area that holds a point, borders included; None outside of all."""
        point = Point(position.longitude, position.latitude)
        holding = [self.borders[i] for i in self._tree.query(point, predicate="intersects")]
        return min(holding, key=lambda border: border.geometry.area).area_id if holding else None

    @cached_property
    def outlines(self) -> tuple["Outline", ...]:
        """The borders as rings, without details that no map of a city shows."""
        return tuple(map(_outline, self.borders))


@dataclass(frozen=True, slots=True)
class Outline:
    """The border of an area for drawing: closed rings of positions, and a point inside for its name."""

    area_id: str
    rings: tuple[tuple[Position, ...], ...]
    inside: Position


def position_of(easting: float, northing: float, epsg: int) -> Position:
    """The geographic position of plane coordinates, in metres (EPSG:25832 is UTM zone 32)."""
    longitude, latitude = _transformer(epsg).transform(easting, northing)
    if not (math.isfinite(longitude) and math.isfinite(latitude)):
        raise InvalidData(f"Die Koordinaten {easting} / {northing} liegen nicht im Bereich von EPSG:{epsg}.")
    return Position(round(latitude, 6), round(longitude, 6))


def metres(one: Position, other: Position) -> int:
    """The distance between two points over the ground (haversine), in whole metres."""
    lat1, lat2 = math.radians(one.latitude), math.radians(other.latitude)
    half_lat = (lat2 - lat1) / 2
    half_lon = math.radians(other.longitude - one.longitude) / 2
    a = math.sin(half_lat) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin(half_lon) ** 2
    return round(2 * EARTH_RADIUS_M * math.asin(math.sqrt(a)))


def read_borders(path: Path, places: Places | None = None) -> list[Border]:
    """The polygons of a GeoJSON file, named by id or name.

    With `places`, names are matched to its areas and unknown ones refused; raises InvalidData.
    """
    borders = []
    for number, (properties, geometry) in enumerate(_features(path), start=1):
        name = _name(properties) or path.stem
        area_id = places.by_name(name) if places else name
        if area_id is None:
            raise InvalidData(f"{path.name}, Fläche {number}: »{name}« steht nicht in areas.yaml.")
        borders.append(Border(area_id, name, geometry, path.name))
    if len({border.area_id for border in borders}) < len(borders):
        raise InvalidData(f"{path.name}: Zwei Flächen tragen denselben Namen, oder die Namen fehlen.")
    return borders


def store_borders(database: Database, borders: Sequence[Border]) -> None:
    """Keep borders in the catalogue, in place of older ones of the same areas."""
    with database.transaction():
        database.execute_many(
            "INSERT OR REPLACE INTO area_borders VALUES (?, ?, ?, ?)",
            [(b.area_id, b.name, json.dumps(mapping(b.geometry)), b.source) for b in borders],
        )


def stored_borders(database: Database) -> Borders:
    """The borders in the catalogue; they are parsed once as long as they stay the same."""
    rows = database.rows("SELECT area_id, name, border, source FROM area_borders ORDER BY area_id")
    return _parsed(tuple(tuple(row) for row in rows))


@lru_cache(maxsize=4)
def _parsed(rows: tuple[tuple[str, str, str, str], ...]) -> Borders:
    return Borders([Border(id_, name, shape(json.loads(text)), source) for id_, name, text, source in rows])


def _outline(border: Border) -> Outline:
    plain = border.geometry.simplify(DETAIL_DEGREES)
    parts = [one for one in getattr(plain, "geoms", [plain]) if isinstance(one, Polygon)]
    lines = [line for part in parts for line in (part.exterior, *part.interiors)]
    rings = tuple(tuple(Position(y, x) for x, y, *_ in line.coords) for line in lines)
    inside = border.geometry.representative_point()
    return Outline(border.area_id, rings, Position(inside.y, inside.x))


@cache
def _transformer(epsg: int) -> Transformer:
    return Transformer.from_crs(epsg, GEOGRAPHIC, always_xy=True)


def _features(path: Path) -> Iterator[tuple[Mapping[str, Any], BaseGeometry]]:
    """Properties and geometry of each polygon feature; a bare geometry collection is one area."""
    try:
        content = json.loads(path.read_text("utf-8-sig"))
        if content["type"] == "FeatureCollection":
            for feature in content["features"]:
                yield feature.get("properties") or {}, _polygon(feature["geometry"], path)
        else:
            yield {}, _polygon(content, path)
    except (OSError, ValueError, KeyError, TypeError, GEOSException) as error:
        raise UnreadableFile(f"{path} ist keine lesbare GeoJSON-Datei mit Flächen: {error}") from error


def _polygon(geometry: dict[str, Any], path: Path) -> BaseGeometry:
    polygon = unary_union(shape(geometry)).buffer(0)
    if polygon.is_empty:
        raise InvalidData(f"{path.name} enthält eine leere Fläche.")
    return polygon


def _name(properties: Mapping[str, Any]) -> str:
    """The name in a feature's properties: in a usual field, else in the first whose own name says so."""
    fields = [*NAME_FIELDS, *(field for field in properties if "name" in field.lower())]
    found = next((str(properties[field]) for field in fields if properties.get(field)), "")
    return _NUMBERED.sub("", found.strip())
