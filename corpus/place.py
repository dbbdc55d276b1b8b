"""Values of places: positions, areas of a city, and the city itself."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Position:
    """A point on earth, in degrees (WGS 84)."""

    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class Area:
    """A part of the city; the `perhaps_` fields hold what is likely but not yet supplied by the city."""

    id: str
    name: str
    level: str
    sure: bool
    aliases: tuple[str, ...] = ()
    within: tuple[str, ...] = ()
    perhaps_within: tuple[str, ...] = ()
    postcodes: tuple[str, ...] = ()
    perhaps_postcodes: tuple[str, ...] = ()
    neighbours: tuple[str, ...] = ()
    perhaps_neighbours: tuple[str, ...] = ()
    centre: Position | None = None


@dataclass(frozen=True, slots=True)
class Level:
    """A kind of area; `expected` is how many of it the city has, if that is known."""

    id: str
    label: str
    expected: int | None


@dataclass(frozen=True, slots=True)
class City:
    """The city that is served; `state` is the code of its Bundesland, `epsg` its plane coordinates."""

    id: str
    name: str
    official_key: str
    dialling_code: str
    country: str
    state: str
    time_zone: str
    epsg: int
    centre: Position
    aliases: tuple[str, ...]
    neighbours: tuple[str, ...]
