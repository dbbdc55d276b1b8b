"""Reads `areas.yaml` and answers what lies in what, and beside what."""

import difflib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from corpus.directory.needs import read_entries
from corpus.errors import InvalidData
from corpus.place import Area, City, Level, Position

FILE = Path(__file__).parents[1] / "data" / "areas.yaml"
ALIKE = 0.7  # how much of two names has to be the same for one to be a slip of the other
LINKS = ("within", "perhaps_within", "neighbours", "perhaps_neighbours")


class Places:
    """The city and its areas; ids that do not exist are refused on reading."""

    def __init__(
        self, city: City, levels: tuple[Level, ...], named_first: tuple[str, ...], areas: Iterable[Area]
    ) -> None:
        self.city = city
        self.levels = levels
        self.named_first = named_first
        self.areas: Mapping[str, Area] = {area.id: area for area in areas}
        self._check_links()
        self._ids = self._by_name()
        self._around = {id_: self._all_around(id_) for id_ in self.areas}
        self._beside = {id_: self._all_beside(id_) for id_ in self.areas}

    def area(self, id_: str) -> Area:
        """The area with this id; raises InvalidData."""
        if id_ not in self.areas:
            raise InvalidData(f"Das Gebiet »{id_}« steht nicht in areas.yaml. Bekannt sind: {self._names()}")
        return self.areas[id_]

    def by_name(self, text: str) -> str | None:
        """The id of an area by id or name in any case; shared names mean the level of everyday speech."""
        return self._ids.get(" ".join(text.lower().split()))

    def like(self, text: str) -> str | None:
        """The name of an area that is written almost like this, if there is one."""
        names = {name.casefold(): name for one in self.areas.values() for name in (one.name, *one.aliases)}
        names |= {name.casefold(): name for name in (self.city.name, *self.city.aliases)}
        near = difflib.get_close_matches(" ".join(text.casefold().split()), names, 1, ALIKE)
        return names[near[0]] if near else None

    def around(self, id_: str) -> frozenset[str]:
        """The area itself and all areas that it lies in, also those that it only probably lies in."""
        return self._around.get(id_, frozenset({id_}))

    def beside(self, id_: str) -> frozenset[str]:
        """The neighbours of an area, known and likely."""
        return self._beside.get(id_, frozenset())

    def inside(self, inner: str, outer: str) -> bool:
        """Whether `inner` is `outer` or lies in it."""
        return outer in self.around(inner)

    def of_level(self, level: str) -> list[Area]:
        """The areas of one level, by name."""
        return sorted((a for a in self.areas.values() if a.level == level), key=lambda a: a.name)

    def level_of(self, id_: str, level: str) -> str | None:
        """The area of this level that an area lies in, if there is exactly one."""
        found = [o for o in self.around(id_) if o in self.areas and self.areas[o].level == level]
        return found[0] if len(found) == 1 else None

    def by_postcode(self, postcode: str) -> str | None:
        """The Stadtbezirk (the largest level) that a postcode surely belongs to, if it is only one."""
        largest = self.levels[0].id
        found = [a.id for a in self.areas.values() if a.level == largest and postcode in a.postcodes]
        return found[0] if len(found) == 1 else None

    def _by_name(self) -> dict[str, str]:
        order = {level: rank for rank, level in enumerate(self.named_first)}
        areas = sorted(self.areas.values(), key=lambda area: -order[area.level])
        names = {name.lower(): area.id for area in areas for name in (*area.aliases, area.name)}
        city = {name.lower(): self.city.id for name in (self.city.id, self.city.name, *self.city.aliases)}
        return names | {area.id: area.id for area in areas} | city

    def _check_links(self) -> None:
        for area in self.areas.values():
            for other in [other for link in LINKS for other in getattr(area, link)]:
                if other not in self.areas:
                    raise InvalidData(f"Gebiet »{area.id}« verweist auf »{other}«, das es nicht gibt.")

    def _all_around(self, id_: str) -> frozenset[str]:
        seen: set[str] = set()
        open_ = [id_]
        while open_:
            here = open_.pop()
            if here not in seen:
                seen.add(here)
                open_ += [*self.areas[here].within, *self.areas[here].perhaps_within]
        return frozenset(seen)

    def _all_beside(self, id_: str) -> frozenset[str]:
        own = self.areas[id_]
        back = {a.id for a in self.areas.values() if id_ in (*a.neighbours, *a.perhaps_neighbours)}
        return frozenset({*own.neighbours, *own.perhaps_neighbours, *back} - {id_})

    def _names(self) -> str:
        return ", ".join(sorted({a.id for a in self.areas.values()}))


@cache
def load_places(path: Path = FILE) -> Places:
    """The city and its areas from a file; raises InvalidData."""
    return places_of(read_entries(path), str(path))


def places_of(entries: Any, source: str) -> Places:
    """The city and its areas in entries as YAML holds them; raises InvalidData naming their source."""
    try:
        areas = [_area(entry) for entry in entries["areas"]]
        levels = tuple(Level(**level) for level in entries["levels"])
        return Places(_city(entries["city"]), levels, tuple(entries["named_first"]), areas)
    except (KeyError, TypeError) as error:
        raise InvalidData(f"{source} ist keine gültige Gebietsdatei: {error}") from error


def _area(entry: Mapping[str, Any]) -> Area:
    values = _with_tuples(entry)
    centre = values.pop("centre", None)
    return Area(**values, centre=Position(*centre) if centre else None)


def _city(entry: Mapping[str, Any]) -> City:
    values = _with_tuples(entry)
    return City(**values | {"centre": Position(*values["centre"])})


def _with_tuples(entry: Mapping[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in entry.items()}
