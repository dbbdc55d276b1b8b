"""Figures by choice instead of by question: several indicators, areas and years at once, gaps told."""

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from assistant.figure_answer import Derived, FigureAnswer, FigureQuestion, Quoted, Wanted
from assistant.figure_beside import areas_beside, parts_of
from assistant.figure_derive import developed
from assistant.figure_grid import FigureGrid, GridCell
from assistant.figure_levels import areas_named, level_note
from assistant.figure_question import POPULATION, RESIDENTS, label_terms, understood
from assistant.figure_series import in_order
from assistant.figure_wording import (
    beside_message,
    development_message,
    missing_message,
    ranking_message,
    value_message,
    without_city_message,
)
from corpus.figures.areas import AreaNames
from corpus.figures.indicators import Indicator, indicators
from corpus.places.areas import Places

PARTS = re.compile(r",|;|\bund\b|\bsowie\b")
COUNTED = re.compile(r"\b(?:wie viele?n?|(?:an)?zahl)\b", re.IGNORECASE)
MEASURED = re.compile(r"(?:quote|anteil|zahl|index)\b", re.IGNORECASE)  # a name that can only mean a number
COMPARING = (  # words of a question that sets areas beside each other
    "Vergleiche vergleichen verglichen Unterschied größer kleiner mehr weniger stärker geringer besser "
    "schlechter gegenüber nebeneinander beide unterscheidet unterscheiden zwischen"
)
MOST_GAPS = 12

Span = tuple[int | None, int | None]


@dataclass(frozen=True, slots=True)
class Choice:
    """What is chosen; no area means the city and its Sozialräume, no year the newest one of each."""

    indicators: tuple[str, ...]
    areas: tuple[str, ...] = ()
    first: int | None = None
    last: int | None = None


def choice_in(question: str, grid: FigureGrid) -> Choice | None:
    """The choice that a question spells out; None for any other question.

    It lists several indicators, or names one with nothing beside it but areas, years and its development.
    """
    parts = [indicators().mentioned(part) for part in PARTS.split(question)]
    asked = understood(question, frozenset(), grid.names)
    named = list(dict.fromkeys(found[0] for found in parts if found)) or list(asked.indicators)
    if not named or (len(named) == 1 and not _nothing_else(asked, named[0], grid.names)):
        return None
    years: tuple[int | None, ...] = (asked.since, None) if asked.since else (asked.years or (None,))
    if asked.wanted is Wanted.DEVELOPMENT and years == (None,):
        years = (min(grid.years(), default=None), None)
    areas = [area_in(question[one.start : one.end], grid, named) for one in areas_named(question, grid.names)]
    return Choice(tuple(named), tuple(dict.fromkeys(a for a in areas if a)), years[0], years[-1])


def named_alone(question: str, places: Places) -> str | None:
    """The id of the indicator that a question names with nothing but an area or a year beside it.

    Alone it has to be the name of a number: "Arbeitslosenquote", but not "Kinderarmut".
    """
    names = AreaNames(places)
    asked = understood(question, frozenset(), names)
    placed = asked.areas or asked.years or asked.since or MEASURED.search(question)
    named = asked.indicators[0] if len(asked.indicators) == 1 and placed else None
    return named if named and _nothing_else(asked, named, names) else None


def _nothing_else(asked: FigureQuestion, indicator: str, names: AreaNames) -> bool:
    """Whether a question names this indicator, as its catalogue does, and no other thing."""
    beside = areas_beside(asked.text, asked.wanted, names)
    if asked.turning or not (beside or asked.wanted in {Wanted.VALUE, Wanted.DEVELOPMENT}):
        return False
    entry = indicators().by_id[indicator]
    if COUNTED.search(asked.text) and entry.unit != "Anzahl":
        return False
    own = frozenset().union(*(label_terms(name) for name in (entry.name, *entry.names)))
    own |= RESIDENTS if indicator == POPULATION else frozenset()
    own |= label_terms(COMPARING) if beside else frozenset()
    return all(term.stem in own for term in asked.terms)


class Ledger(Protocol):
    """What answers a question from all figures."""

    def ask(self, question: str, area: str | None = None, year: str | None = None) -> FigureAnswer:
        """The figures that answer it; `area` and `year` narrow it further."""


@dataclass(frozen=True, slots=True)
class NamedFirst:
    """Answers a question that only names indicators from their own tables, any other from all figures."""

    ledger: Ledger
    grid: Callable[[], FigureGrid]

    def ask(self, question: str, area: str | None = None, span: Span | None = None) -> FigureAnswer:
        """The figures that answer a question; an area by name or id, and first and last year, narrow it."""
        grid = self.grid()
        place = area_in(area, grid) if area else None
        if listed := choice_in(question, grid):
            first, last = span or (listed.first, listed.last)
            choice = Choice(listed.indicators, (place,) if place else listed.areas, first, last)
            answer = chosen(choice, grid)
            if answer.rows:
                return _levels_told(
                    replace(answer, question=question), f"{question} {area or ''}", grid.names
                )
        name = area if area and (place is None or areas_named(area, grid.names)) else None
        name = name or (grid.names.label(place) if place else None)
        answer = self.ledger.ask(question, name, _written(span) if span else None)
        return _levels_told(answer, f"{question} {area or ''}", grid.names)


def _levels_told(answer: FigureAnswer, asked: str, names: AreaNames) -> FigureAnswer:
    """The answer that says first where its values are of a namesake of the area that was asked for."""
    note = level_note(asked, answer.rows or answer.nearest, names)
    return replace(answer, message=f"{note} {answer.message}") if note else answer


def _written(span: Span) -> str:
    """Years as questions hold them: "2022", "2015-2022", "2020-"."""
    first, last = span
    return str(first) if first == last else f"{first or ''}-{last or ''}"


def area_in(name: str, grid: FigureGrid, ids: Collection[str] = ()) -> str | None:
    """The area of this name or id that the grid has figures of, best of all of these indicators.

    Of several levels it is the one that is named beside it, or else the one with most figures.
    """
    known = grid.names.places
    told = next(iter(areas_named(name, grid.names)), None)
    plain, level = (told.name, told.level) if told and told.level else (name, "")
    labels = {one.id: one.label for one in known.levels}
    named = grid.names.id_of(name)
    same = {a.id: labels[a.level] for a in known.areas.values() if plain in {a.name, *a.aliases, a.id}}
    candidates = [id_ for id_ in (*same, named, name) if id_ in grid.areas()]

    def told_best(id_: str) -> tuple[bool, bool, int]:
        cells = [indicator for indicator, area, _ in grid.cells if area == id_]
        return any(one in ids for one in cells), same.get(id_) == level, len(cells)

    return max(candidates, key=told_best, default=named)


def chosen(choice: Choice, grid: FigureGrid) -> FigureAnswer:
    """The figures of a choice in its order, a sentence where they are of one kind, and every gap."""
    areas = choice.areas or usual_areas(grid)
    rows: list[GridCell] = []
    gaps: list[str] = []
    instead: list[GridCell] = []
    missing: list[str] = []
    for id_ in choice.indicators:
        entry = indicators().by_id[id_]
        years = _years(choice, grid, id_, areas)
        for area in areas:
            found = _at(grid, id_, area, years)
            rows += found
            if not found and len(choice.areas) > 1 and len(choice.indicators) == 1:
                parts = [c for one in parts_of(area, grid.names.places) for c in _at(grid, id_, one, years)]
                instead += parts
                missing.append(missing_message(grid.names.label(area), [cell.quoted for cell in parts]))
            elif len(found) < max(1, len(years)) and not (len(years) > 1 and found):
                gaps.append(_gap(entry, area, years, grid))
    quoted = tuple(cell.quoted for cell in rows)
    notes = (*_marks(rows), *gaps[:MOST_GAPS])
    of_several = beside_message if choice.areas else ranking_message
    message, derived = _told(quoted, grid.names.city, of_several)
    message = " ".join(filter(None, (message, *missing)))
    if not choice.areas:
        message, derived = _of_city(quoted, message, grid.names)
    if not quoted:
        return FigureAnswer("", Wanted.VALUE, "Dazu gibt es in den Unterlagen keinen Wert.", notes=notes)
    quoted += tuple(cell.quoted for cell in instead)
    return FigureAnswer("", Wanted.VALUE, message, quoted, derived, notes, sure=True)


def _at(grid: FigureGrid, indicator: str, area: str, years: Sequence[int]) -> list[GridCell]:
    return [cell for year in years if (cell := grid.at(indicator, area, year))]


def usual_areas(grid: FigureGrid) -> tuple[str, ...]:
    """The city and its Sozialräume, as far as there are figures of them."""
    order = [grid.names.city, *(area.id for area in grid.names.places.of_level("sozialraum"))]
    return tuple(id_ for id_ in order if id_ in grid.areas())


def _years(choice: Choice, grid: FigureGrid, indicator: str, areas: Sequence[str]) -> list[int]:
    there = sorted({year for key, area, year in grid.cells if key == indicator and area in areas})
    if choice.first is None and choice.last is None:
        return there[-1:]
    if choice.first is not None and choice.first == choice.last:
        return [choice.first]
    return [y for y in there if y >= (choice.first or 0) and y <= (choice.last or y)]


def _told(
    rows: Sequence[Quoted], city: str, of_several: Callable[[Sequence[Quoted]], str]
) -> tuple[str, tuple[Derived, ...]]:
    """The sentence above the rows, that of several areas by `of_several`, and what is derived from them."""
    kinds = {(q.figure.indicator_id, q.figure.unit) for q in rows}
    years, areas = {q.figure.year for q in rows}, {q.figure.area for q in rows}
    if len(kinds) == 1 and len(areas) == 1 and len(years) == len(rows) > 1:
        derived = developed(rows)
        return development_message(rows, derived), derived
    if len(kinds) == 1 and len(years) == 1 and len(areas) == len(rows) > 1:
        parts = [q for q in rows if q.figure.area_id != city and q.figure.value is not None]
        ranked = sorted(parts, key=lambda q: -(q.figure.value or 0))
        return (of_several(ranked) if len(ranked) > 1 else ""), ()
    if len(rows) == 1:
        return value_message(rows), ()
    return f"{len(rows)} Werte, jeder mit der Seite, auf der er steht.", ()


def _of_city(rows: Sequence[Quoted], rest: str, names: AreaNames) -> tuple[str, tuple[Derived, ...]]:
    """The sentence on the whole city before the rest, where no area is asked for; or that it has no value."""
    if len({(q.figure.indicator_id, q.figure.unit) for q in rows}) != 1:
        return rest, ()
    whole = [q for q in rows if q.figure.area_id == names.city and q.figure.value is not None]
    if len(whole) == len(rows):
        return _told(rows, names.city, ranking_message)
    if not whole:
        return f"{without_city_message(rows, names.places.city.name)} {rest}", ()
    series = in_order(whole)
    if len(series) > 1:
        derived = developed(series)
        return f"{development_message(series, derived)} {rest}", derived
    newest = max(whole, key=lambda q: q.figure.year or 0)
    return f"{value_message([newest])} {rest}", ()


def _gap(entry: Indicator, area: str, years: Sequence[int], grid: FigureGrid) -> str:
    there = [str(cell.quoted.figure.year) for cell in grid.series(entry.id, area)]
    what = f"Keine Angabe: {entry.name}, {grid.names.label(area)}"
    when = f", {years[0]}" if len(years) == 1 else ""
    return f"{what}{when}." + (f" Vorhanden sind Werte für {', '.join(there)}." if there else "")


def _marks(rows: Sequence[GridCell]) -> list[str]:
    """Notes on values that stand in another table, or against which another value is printed."""
    notes = []
    for cell in rows:
        figure = cell.quoted.figure
        what = f"{figure.indicator}, {figure.area} ({figure.year})"
        if cell.other_table:
            notes.append(f"Aus einer anderen Tabelle, vielleicht anders gezählt: {what}.")
        notes += [
            f"Abweichend gedruckt: {what}: {one.figure.value_text} ({one.source})." for one in cell.against
        ]
    return notes
