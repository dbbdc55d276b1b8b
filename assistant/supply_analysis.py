"""The Standort- und Bedarfsanalyse: what is offered in each area, and what is printed on the people there."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from assistant.figure_answer import Quoted
from assistant.figure_grid import FigureGrid
from corpus.directory.needs import Taxonomy
from corpus.directory.supply import Topic, TopicSupply, supply
from corpus.errors import InvalidData
from corpus.figures.indicators import Indicator, indicators
from corpus.institution import Institution
from corpus.place import Area
from corpus.places.areas import Places
from corpus.yaml_text import read_yaml
from index.german import fold

FILE = Path(__file__).parent / "data" / "supply.yaml"
USUAL_LEVEL = "sozialraum"
MOST_COLUMNS = 4


@dataclass(frozen=True, slots=True)
class Column:
    """The values of one indicator beside the offers: of the newest year that has any, by area."""

    indicator: Indicator
    year: int
    values: dict[str, Quoted]


@dataclass(frozen=True, slots=True)
class SupplyAnalysis:
    """The offers of topics by area of a level, and indicators beside them.

    `missing` are chosen indicators of which nothing is printed for these areas.
    """

    level: str
    areas: tuple[Area, ...]
    topics: tuple[TopicSupply, ...]
    columns: tuple[Column, ...]
    missing: tuple[Indicator, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be analysed: needs, or a situation, or all situations; no indicators means the usual."""

    needs: tuple[str, ...] = ()
    situation: str = ""
    level: str = USUAL_LEVEL
    indicators: tuple[str, ...] = ()


def analysed(
    asked: Asked, institutions: Iterable[Institution], grid: FigureGrid, taxonomy: Taxonomy, places: Places
) -> SupplyAnalysis:
    """The analysis; raises InvalidData for what does not exist, and for more than four indicators."""
    if len(asked.indicators) > MOST_COLUMNS:
        raise InvalidData(f"Höchstens {MOST_COLUMNS} Kennzahlen auf einmal, es sind {len(asked.indicators)}.")
    found = supply(institutions, topics(asked, taxonomy), asked.level, places)
    areas = tuple(places.of_level(asked.level))
    wanted = [_indicator(id_) for id_ in dict.fromkeys(asked.indicators or _usual(asked, taxonomy))]
    columns = [column for one in wanted if (column := _column(one, areas, grid))]
    shown = {column.indicator.id for column in columns}
    missing = tuple(one for one in wanted if asked.indicators and one.id not in shown)
    return SupplyAnalysis(asked.level, areas, tuple(found), tuple(columns[:MOST_COLUMNS]), missing)


def topics(asked: Asked, taxonomy: Taxonomy) -> list[Topic]:
    """Each chosen need; else each need of the chosen situation; else every situation as a whole."""
    if asked.needs:
        needs = [taxonomy.need(id_) for id_ in dict.fromkeys(asked.needs)]
        return [Topic(need.id, need.label, frozenset({need.id})) for need in needs]
    if asked.situation:
        chosen = next((one for one in taxonomy.situations if one.id == asked.situation), None)
        if chosen is None:
            known = ", ".join(one.id for one in taxonomy.situations)
            raise InvalidData(f"Die Lebenslage »{asked.situation}« gibt es nicht. Möglich sind: {known}")
        return [Topic(need.id, need.label, frozenset({need.id})) for need in chosen.needs]
    return [Topic(one.id, one.label, frozenset(need.id for need in one.needs)) for one in taxonomy.situations]


def level_in(question: str, places: Places) -> str | None:
    """The level of areas that a question names ("je Sozialraum", "in den Stadtteilen")."""
    words = [fold(word) for word in question.split()]
    named = [level.id for level in places.levels if any(_names(word, fold(level.label)) for word in words)]
    return named[0] if named else None


def charted(areas: Sequence[Area], grid: FigureGrid) -> list[Indicator]:
    """The indicators that have figures of at least one of the areas."""
    ids = {area.id for area in areas}
    there = {indicator for indicator, area, _ in grid.cells if area in ids}
    return [one for one in grid.indicators() if one.id in there]


def _names(word: str, label: str) -> bool:
    """A label in any case and number: »Sozialräume« ends otherwise than »Sozialraum« begins."""
    plain = word.strip(".,;:?!()»«\"'")
    return plain.replace("ae", "a").startswith(label.replace("ae", "a"))


def _column(indicator: Indicator, areas: Sequence[Area], grid: FigureGrid) -> Column | None:
    for year in grid.years(indicator.id):
        cells = {area.id: cell for area in areas if (cell := grid.at(indicator.id, area.id, year))}
        if cells:
            return Column(indicator, year, {id_: cell.quoted for id_, cell in cells.items()})
    return None


def _usual(asked: Asked, taxonomy: Taxonomy) -> list[str]:
    table = _table()
    own = [id_ for need in asked.needs for id_ in table["needs"].get(need, ())]
    situations = [asked.situation] if asked.situation else [taxonomy.need(n).situation for n in asked.needs]
    wider = [id_ for one in dict.fromkeys(situations) for id_ in table["situations"].get(one, ())]
    return [*own, *wider] or list(table["usual"])


def _indicator(id_: str) -> Indicator:
    known = indicators().by_id
    if id_ not in known:
        raise InvalidData(f"Die Kennzahl »{id_}« gibt es nicht. Bekannt sind: {', '.join(sorted(known))}")
    return known[id_]


@cache
def _table() -> Any:
    return read_yaml(FILE.read_text("utf-8"))
