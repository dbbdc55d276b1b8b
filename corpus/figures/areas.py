"""Area names as figures print them, recognised against the list in force and well-known wider areas."""

import re
from collections.abc import Callable, Iterable

from corpus.database import Database
from corpus.lists.own import OwnLists
from corpus.places.areas import Places

AreaFinder = Callable[[str], str | None]  # the area that a text names as a whole, as it prints it

STATES = (
    "Baden-Württemberg|Bayern|Berlin|Brandenburg|Bremen|Hamburg|Hessen|Mecklenburg-Vorpommern|Niedersachsen"
    "|Nordrhein-Westfalen|NRW|Rheinland-Pfalz|Saarland|Sachsen|Sachsen-Anhalt|Schleswig-Holstein|Thüringen"
)
WIDER = re.compile(
    rf"(?:Land |Bundesland )?(?:{STATES})|(?:Bundesrepublik )?Deutschland|Bund|Ruhrgebiet"
    r"|Regierungsbezirk \w+|(?:Stadt|Kreis|Landkreis|Städteregion) [A-ZÄÖÜ][\w.-]+(?: [A-ZÄÖÜ][\w.-]+)?"
)
WHOLE_CITY = re.compile(
    r"(?:(?:die )?Gesamtstadt|Stadtgebiet|Stadt insgesamt|Stadt gesamt|gesamte Stadt"
    r"|städtischer Durchschnitt|Stadtmittel)",
    re.IGNORECASE,
)
KIND_BEFORE = re.compile(
    r"^(?:Sozialraum|Sozialquartier|Stadtteil|Stadtbezirk|Quartier|Ortsteil|SR|SQ)\s+", re.IGNORECASE
)
NUMBER_BEFORE = re.compile(r"^\d{1,3}\.?\s+(?=\D)")


def folded(name: str) -> str:
    """A name without case, spaces and hyphens, umlauts written out, for comparison."""
    low = name.lower().replace("ä", "ae").replace("ö", "oe").replace("ü", "ue").replace("ß", "ss")
    return re.sub(r"[^a-z0-9]", "", low)


class AreaNames:
    """The names of the city's areas; `city` stands for the whole."""

    def __init__(self, places: Places) -> None:
        self.places = places
        self.city = places.city.id
        self._ids = {folded(places.city.name): self.city}
        for alias in places.city.aliases:
            self._ids.setdefault(folded(alias), self.city)
        for area in places.areas.values():
            for name in (area.name, *area.aliases):
                self._ids.setdefault(folded(name), area.id)
        self._labels = {area.id: area.name for area in places.areas.values()} | {self.city: places.city.name}
        names = sorted(
            {n for a in places.areas.values() for n in (a.name, *a.aliases)}, key=len, reverse=True
        )
        whole = [re.escape(places.city.name), WHOLE_CITY.pattern]
        parts = [re.escape(name).replace(r"\-", r"[\s-]?").replace(r"\ ", r"[\s-]?") for name in names]
        self._inside = re.compile(rf"(?<![\w-])(?:{'|'.join([*parts, *whole])})(?![\w-])", re.IGNORECASE)

    def id_of(self, name: str | None) -> str | None:
        """The id of the area that a name stands for, or None."""
        if not name:
            return None
        plain = _bare(name)
        if WHOLE_CITY.fullmatch(plain):
            return self.city
        return self._ids.get(folded(plain)) or self._ids.get(folded(name))

    @property
    def known(self) -> tuple[str, ...]:
        """All names, folded: what `finder_of` recognises in another process."""
        return tuple(self._ids)

    def label(self, area_id: str) -> str:
        """The name of an area."""
        return self._labels.get(area_id, area_id)

    def mentioned(self, text: str) -> list[tuple[int, int, str]]:
        """The areas of the city that a text names: start, end and id."""
        found = []
        for match in self._inside.finditer(text):
            area_id = self.id_of(match[0])
            if area_id:
                found.append((match.start(), match.end(), area_id))
        return found


def names_in_force(database: Database) -> AreaNames:
    """The names of the areas in force: the city's own list where it keeps one."""
    return AreaNames(OwnLists(database).places())


def finder_of(known: Iterable[str]) -> AreaFinder:
    """Recognises the text of a table's cell that is an area's name as a whole; `known` are folded names."""
    names = frozenset(known)

    def printed(text: str) -> str | None:
        plain = text.strip().rstrip("*¹²³:")
        found = bool(plain) and (
            WHOLE_CITY.fullmatch(_bare(plain))
            or not names.isdisjoint((folded(_bare(plain)), folded(plain)))
            or WIDER.fullmatch(plain)
        )
        return plain if found else None

    return printed


def _bare(name: str) -> str:
    return KIND_BEFORE.sub("", NUMBER_BEFORE.sub("", name.strip()))
