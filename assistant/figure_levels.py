"""Areas of several levels that bear one name: which of them a question means, and whose a value is.

"Osterfeld" is a Stadtbezirk and a Sozialraum. Whoever names the level gets the value of that one where it is
printed; where only a namesake's value is, it is shown and told to be the namesake's.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.figure_answer import Quoted, area_key
from assistant.place_names import level_before
from corpus.figures.areas import AreaNames
from corpus.places.areas import Places

OTHER_LEVEL = (
    "Für »{level} {area}« haben wir dazu keinen Wert gefunden. Was hier steht, gilt für »{other} {area}«."
)
UNTOLD_LEVEL = "Die Quelle sagt nicht, ob sie mit »{area}« {levels} meint."


@dataclass(frozen=True, slots=True)
class NamedArea:
    """An area as a text names it: its name, where that stands, and the level named beside it, else ""."""

    start: int
    end: int
    name: str
    level: str

    def without_level(self, text: str) -> str:
        """The text with nothing but the name at this place."""
        return f"{text[: self.start]}{self.name}{text[self.end :]}"


def areas_named(text: str, names: AreaNames) -> list[NamedArea]:
    """The areas of the city that a text names, each with the level that stands before or behind it."""
    return [_with_level(text, start, end, names.places) for start, end, _ in names.mentioned(text)]


def namesakes(name: str, places: Places) -> tuple[str, ...]:
    """The levels that have an area of this name, by their labels; the largest comes first."""
    key = area_key(name)
    levels = {
        one.level
        for one in places.areas.values()
        if key in {area_key(own) for own in (one.name, *one.aliases)}
    }
    return tuple(level.label for level in places.levels if level.id in levels)


def level_note(asked: str, rows: Sequence[Quoted], names: AreaNames) -> str:
    """What to say where values are not of the level that was asked for, or nobody can tell; else nothing."""
    for one in areas_named(asked, names):
        own = [row for row in rows if one.level and _key_of(row, names.places) == area_key(one.name)]
        others = {row.level for row in own}
        if not own or one.level in others:
            continue
        if told := next(iter(others - {""}), ""):
            return OTHER_LEVEL.format(level=one.level, area=one.name, other=told)
        if len(levels := namesakes(one.name, names.places)) > 1:
            return UNTOLD_LEVEL.format(area=one.name, levels=" oder ".join(levels))
    return ""


def _key_of(row: Quoted, places: Places) -> str:
    """The name of the area that a value is of, without a level that is printed before it."""
    area = row.figure.area or ""
    before = level_before(places)
    return area_key(before.sub("", area) if before.match(area) else area)


def _with_level(text: str, start: int, end: int, places: Places) -> NamedArea:
    before, behind = level_before(places), _behind(places)
    labels = {one.label.lower(): one.label for one in places.levels}
    if own := before.match(text[start:end]):  # a name in the list that holds its level
        return NamedArea(start, end, text[start + own.end() : end], labels[own[1].lower()])
    leading = list(before.finditer(text[:start]))
    if leading and leading[-1].end() == start:
        return NamedArea(leading[-1].start(), end, text[start:end], labels[leading[-1][1].lower()])
    if after := behind.match(text[end:]):
        return NamedArea(start, end + after.end(), text[start:end], labels[after[1].lower()])
    return NamedArea(start, end, text[start:end], "")


@lru_cache(maxsize=2)
def _behind(places: Places) -> re.Pattern[str]:
    """How a level stands behind a name, in brackets."""
    labels = "|".join(re.escape(one.label) for one in places.levels)
    return re.compile(rf"\s*\(({labels})\)", re.IGNORECASE)
