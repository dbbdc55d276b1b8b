"""Which area of the city a printed name means: names that several levels share are told apart by context.

"Osterfeld" is a Stadtbezirk and a Sozialraum. In a table beside "Mitte/Styrum" and "Sterkrade-Nord" it is
the Sozialraum, since that is the level on which most names of the table are known. A table with too few
names is read as the whole document is, a document with too few as all of them together.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from assistant.figure_answer import Quoted
from corpus.figure import Method
from corpus.figures.areas import KIND_BEFORE, AreaNames, folded
from corpus.places.areas import Places

Table = tuple[str, int, str]  # document, page, title
Level = str
EVERYWHERE = ""  # the place that stands for all documents together


class PlacedAreas:
    """The areas that the figures of a ledger are of, by figure id."""

    def __init__(self, figures: Sequence[Quoted], names: AreaNames) -> None:
        self._names = names
        self._places = names.places
        self._known = _by_level(self._places)
        self._levels = self._levels_of(figures)
        self._ids = {quoted.figure.id: self._placed(quoted) for quoted in figures}

    def of(self, quoted: Quoted) -> str | None:
        """The id of the area that a figure is of; the city's own where it is of the whole city."""
        return self._ids.get(quoted.figure.id)

    def level_of(self, quoted: Quoted) -> str:
        """The level of a figure's area, where its document tells it from namesakes of other levels."""
        figure = quoted.figure
        levels = self._known.get(_plain(figure.area), {}) if figure.area else {}
        prose = figure.method is Method.PROSE  # what a sentence means need not be what tables list
        context = () if prose else (_table(quoted), figure.document_id)
        level = self._told_level(quoted, levels, context) if len(levels) > 1 else None
        return next((one.label for one in self._places.levels if one.id == level), "")

    def _placed(self, quoted: Quoted) -> str | None:
        figure = quoted.figure
        if figure.area is None or figure.area_id == self._names.city:
            return figure.area_id
        levels = self._known.get(_plain(figure.area), {})
        if level := self._told_level(quoted, levels, (_table(quoted), figure.document_id, EVERYWHERE)):
            return levels[level]
        if len(levels) == 1 and not figure.area_id:
            return next(iter(levels.values()))
        return figure.area_id

    def _told_level(
        self, quoted: Quoted, levels: Mapping[Level, str], context: Sequence[object]
    ) -> Level | None:
        """Which of these levels a figure's area is of, by its own words or by the names of its context."""
        told = (self._named_level(quoted.figure.area or ""), *(self._levels.get(place) for place in context))
        return next((level for level in told if level in levels), None)

    def _levels_of(self, figures: Iterable[Quoted]) -> Mapping[object, Level]:
        """The level of each table and document: that of most of its different names, if one has most."""
        names: dict[object, set[str]] = defaultdict(set)
        for quoted in figures:
            if quoted.figure.area:
                for place in (_table(quoted), quoted.figure.document_id, EVERYWHERE):
                    names[place].add(_plain(quoted.figure.area))
        found = {place: self._commonest(printed) for place, printed in names.items()}
        return {place: level for place, level in found.items() if level}

    def _commonest(self, names: Iterable[str]) -> Level | None:
        counts = Counter(level for name in names for level in self._known.get(name, {}))
        ranked = counts.most_common(2)
        clear = len(ranked) == 1 or (len(ranked) > 1 and ranked[0][1] > ranked[1][1])
        return ranked[0][0] if clear else None

    def _named_level(self, printed: str) -> Level | None:
        """The level that a name says itself: "Sozialraum Osterfeld"."""
        kind = KIND_BEFORE.match(printed.strip())
        said = folded(kind[0]) if kind else ""
        return next((one.id for one in self._places.levels if folded(one.label) == said), None)


def _by_level(places: Places) -> dict[str, dict[Level, str]]:
    """For each folded name the areas that bear it, by level; an area's own name before an alias."""
    known: dict[str, dict[Level, str]] = defaultdict(dict)
    for area in places.areas.values():
        known[folded(area.name)][area.level] = area.id
    for area in places.areas.values():
        for alias in area.aliases:
            known[folded(alias)].setdefault(area.level, area.id)
    return known


def _plain(printed: str) -> str:
    return folded(KIND_BEFORE.sub("", printed.strip()))


def _table(quoted: Quoted) -> Table:
    return quoted.figure.document_id, quoted.figure.page, quoted.figure.title
