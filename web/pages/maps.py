"""A map drawn as SVG from imported borders: areas, names and numbered places, without tiles from anywhere."""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from corpus.place import Position
from corpus.places.areas import Places
from corpus.places.geometry import Outline, metres

WIDTH = 440  # so small that names can be read on a phone
MOST_HEIGHT = 470
MARGIN = 34
FAR_M = 40_000
LEAST_DEGREES = 0.02
LETTER = 11.0  # wide, since nobody knows in which font a browser draws
LINE = 22
NEAR = 28
BESIDE = (NEAR + LINE) // 2 + 1  # so far below or above a marker stands its name
KM = 1000
METRES_OF_A_DEGREE = 111_195
LENGTHS = (100, 200, 500, 1000, 2000, 5000, 10_000, 20_000)  # metres that a scale may stand for
LONGEST_SCALE = WIDTH / 4


@dataclass(frozen=True, slots=True)
class Marker:
    """A numbered place on a map."""

    number: str
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Label:
    """The name of an area, where it stands on the map."""

    name: str
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Patch:
    """An area as an SVG path; `shade` from 0 (pale) to 4 (deep) is the class that colours it."""

    path: str
    shade: int


@dataclass(frozen=True, slots=True)
class Scale:
    """A bar as long as what it says, such as »1 km«."""

    length: int
    text: str


@dataclass(frozen=True, slots=True)
class Map:
    """Everything that a map shows, in units of its view."""

    width: int
    height: int
    scale: Scale
    patches: tuple[Patch, ...]
    labels: tuple[Label, ...]
    markers: tuple[Marker, ...]


class Projection:
    """Turns positions into points of the picture: north is up, metres are alike in both directions."""

    def __init__(self, positions: Sequence[Position]) -> None:
        south, north = _padded([one.latitude for one in positions])
        west, east = _padded([one.longitude for one in positions])
        self._narrow = math.cos(math.radians((south + north) / 2))
        inner = WIDTH - 2 * MARGIN
        across, up = (east - west) * self._narrow, north - south
        self._scale = min(inner / across, (MOST_HEIGHT - 2 * MARGIN) / up)
        self.height = round(up * self._scale + 2 * MARGIN)
        self._west = (east + west) / 2 - WIDTH / 2 / self._scale / self._narrow
        self._north = north + MARGIN / self._scale

    def scale(self) -> Scale:
        """The longest bar that takes no more than its share of the width."""
        one = self._scale / METRES_OF_A_DEGREE
        length = max((m for m in LENGTHS if m * one <= LONGEST_SCALE), default=LENGTHS[0])
        told = f"{length // KM} km" if length >= KM else f"{length} m"
        return Scale(round(length * one), told)

    def point(self, position: Position) -> tuple[int, int]:
        """Where a position stands in the picture."""
        x = (position.longitude - self._west) * self._narrow * self._scale
        return round(x), round((self._north - position.latitude) * self._scale)


def draw(
    outlines: Sequence[Outline],
    places: Places,
    numbered: Sequence[tuple[str, Position]],
    shades: Mapping[str, int] | None = None,
    whole: bool = False,
    level: str = "",
) -> Map | None:
    """A map of numbered places, or of the `whole` of the borders; None where there is nothing to show.

    Without borders the names of areas (of one `level`) stand at their middles, so that a place can still be
    told.
    """
    near = [(text, spot) for text, spot in numbered if metres(spot, places.city.centre) <= FAR_M]
    corners = [spot for outline in outlines for ring in outline.rings for spot in ring] if whole else []
    shown = [*corners, *(spot for _, spot in near)]
    if not shown:
        return None
    projection = Projection(shown)
    patches = (Patch(_path(one, projection), (shades or {}).get(one.area_id, 0)) for one in outlines)
    named = _names(outlines, places, level)
    markers = tuple(_apart(Marker(text, *projection.point(spot)) for text, spot in near))
    labels = tuple(_labels(named, projection, markers))
    return Map(WIDTH, projection.height, projection.scale(), tuple(patches), labels, markers)


def _padded(values: Sequence[float]) -> tuple[float, float]:
    low, high = min(values), max(values)
    missing = max(0.0, LEAST_DEGREES - (high - low)) / 2
    return low - missing, high + missing


def _path(outline: Outline, projection: Projection) -> str:
    """The rings as an SVG path; points that fall together count once."""
    rings = []
    for ring in outline.rings:
        points = list(dict.fromkeys(projection.point(spot) for spot in ring))
        rings.append("M" + "L".join(f"{x} {y}" for x, y in points) + "Z")
    return "".join(rings)


def _names(outlines: Sequence[Outline], places: Places, level: str) -> list[tuple[str, Position]]:
    if outlines:
        return [(places.areas[o.area_id].name, o.inside) for o in outlines if o.area_id in places.areas]
    areas = places.of_level(level) if level else places.areas.values()
    return [(area.name, area.centre) for area in areas if area.centre]


def _apart(markers: Iterable[Marker]) -> Iterator[Marker]:
    """Markers that would hide each other stand beside each other."""
    taken: set[tuple[int, int]] = set()
    for marker in markers:
        x, y = marker.x, marker.y
        while any(abs(x - other) < NEAR and abs(y - below) < NEAR for other, below in taken):
            x += NEAR
        taken.add((x, y))
        yield Marker(marker.number, x, y)


def _labels(
    named: Sequence[tuple[str, Position]], projection: Projection, markers: Sequence[Marker]
) -> Iterator[Label]:
    """Names that lie inside the picture and hide no marker, scale or other name; some move by a line."""
    scale = projection.scale()
    told = scale.length + len(scale.text) * LETTER
    taken = [(m.x - NEAR / 2, m.y - NEAR / 2, m.x + NEAR / 2, m.y + NEAR / 2) for m in markers]
    taken.append((0, projection.height - MARGIN, told + MARGIN, projection.height))
    for name, spot in named:
        x, middle = projection.point(spot)
        half = len(name) * LETTER / 2
        for y in (middle, middle + BESIDE, middle - BESIDE):
            box = (x - half, y - LINE / 2, x + half, y + LINE / 2)
            inside = box[0] >= 0 and box[2] <= WIDTH and box[1] >= 0 and box[3] <= projection.height
            if inside and not any(_overlap(box, other) for other in taken):
                taken.append(box)
                yield Label(name, x, y)
                break


def _overlap(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
