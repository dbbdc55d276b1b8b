"""Which figures belong to one series, and where figures contradict each other."""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.figure_answer import FigureQuestion, Quoted, area_key
from assistant.figure_sentences import near_words
from corpus.figure import Method
from corpus.figures.areas import AreaNames, folded
from corpus.figures.indicators import plain

NAMESAKE = 0.1  # values of the asked level that fit worse by more are of something else


def of_area(found: Sequence[Quoted], asked: FigureQuestion) -> list[Quoted]:
    """The figures of the asked areas, of their asked level where there are; all where none is asked."""
    if not asked.areas:
        return list(found)
    named = []
    for quoted in found:
        area = area_key(quoted.figure.area)
        if (
            area in asked.areas
            or any(area.endswith(name) and area.startswith("stadt") for name in asked.areas)
            or (_about(quoted, asked.areas) and not area)
            or (quoted.figure.method is Method.PROSE and _told_of(quoted, asked.areas))
        ):
            named.append(quoted)
    own = [quoted for quoted in named if asked.level and quoted.level == asked.level]
    return own if own and own[0].score >= named[0].score - NAMESAKE else named


def series_of(one: Quoted, every: Sequence[Quoted], across: str = "year") -> list[Quoted]:
    """The figures that differ from one only in year, or only in area (`across="area"`).

    What differs in unit, base, group or printed indicator is another definition and stays out, unless both
    are recognised as the same indicator of the catalogue.
    """
    out = []
    for other in every:
        if other.figure.method is Method.PROSE and one.figure.method is not Method.PROSE:
            continue
        if _kin(one, other) and (across == "area" or _same_area(one, other)):
            out.append(other)
    return out


def in_order(series: Sequence[Quoted], first: int | None = None, last: int | None = None) -> list[Quoted]:
    """A series by year, one figure a year and value; those without a value or a told year left out."""
    seen: set[tuple[object, ...]] = set()
    out = []
    within = in_span(series, first, last)
    for quoted in sorted(within, key=lambda q: (q.figure.year or 0, q.figure.document_id, q.figure.page)):
        figure = quoted.figure
        if figure.year is None or figure.value is None or figure.year_assumed:
            continue
        if (figure.year, figure.value) not in seen:
            seen.add((figure.year, figure.value))
            out.append(quoted)
    return out


def in_span(series: Sequence[Quoted], first: int | None, last: int | None) -> list[Quoted]:
    """The figures of a series from a first to a last year."""
    years = [(quoted, quoted.figure.year or 0) for quoted in series]
    return [quoted for quoted, year in years if (first or 0) <= year <= (last or year)]


def newest_of(best: Sequence[Quoted]) -> list[Quoted]:
    """The newest of a series that fits best, with all others of its year; another series does not age it."""
    first = best[0]
    years = [
        other.figure.year or 0
        for other in best
        if other is first or _kin(first, other) or _meant_alike(first, other)
    ]
    return [quoted for quoted in best if (quoted.figure.year or 0) == max(years)]


def _meant_alike(one: Quoted, other: Quoted) -> bool:
    """Whether both are recognised as the same indicator of the catalogue, in the same unit and area."""
    a, b = one.figure, other.figure
    return (
        a.indicator_id is not None
        and a.indicator_id == b.indicator_id
        and a.unit == b.unit
        and _same_area(one, other)
    )


def whole_city(one: Quoted, every: Sequence[Quoted], city: str) -> Quoted | None:
    """The same figure for the whole city, whose id this is: named so, or the total of the same table."""
    wholes = {folded(area) for area in one.document.description.areas} | {folded(city)}
    for other in series_of(one, every, across="area"):
        area = area_key(other.figure.area)
        total = area in wholes or area.startswith(("stadt", "gesamt")) or area.endswith("insgesamt")
        if total and other.figure.year == one.figure.year and other.figure.id != one.figure.id:
            return other
    return None


def of_whole(one: Quoted, names: AreaNames) -> bool:
    """Whether a figure is of the whole city, or of all that the document of another town is about."""
    figure, about = one.figure, one.document.description.areas
    if figure.area_id:
        return figure.area_id == names.city
    area = area_key(figure.area)
    parts = {names.id_of(own) for own in about} - {None, names.city}
    return not parts and (not area or area in map(area_key, about) or area.endswith(("insgesamt", "gesamt")))


def city_or_nothing(right: Sequence[Quoted], every: Sequence[Quoted], names: AreaNames) -> Quoted | None:
    """The figure of the whole city that is meant where no area is asked for, if there is one.

    It is the best one, or else one of the same thing as the best: of its table, or of its indicator.
    """
    first = right[0]
    if of_whole(first, names):
        return first
    kin = (one for one in series_of(first, every, across="area") if of_whole(one, names))
    known = first.figure.indicator_id
    meant = (one for one in right if known and one.figure.indicator_id == known and of_whole(one, names))
    found = next(kin, None) or next(meant, None)
    return replace(first, figure=found.figure, document=found.document, level="") if found else None


def contradictions(rows: Sequence[Quoted]) -> tuple[str, ...]:
    """A note where the same thing is printed with different values."""
    found = []
    for index, one in enumerate(rows):
        for other in rows[index + 1 :]:
            same = one.figure.year == other.figure.year and _same_area(one, other) and _kin(one, other)
            if same and one.figure.value != other.figure.value:
                found.append(
                    f"Abweichende Angaben für {one.figure.year}: {one.figure.value_text} ({one.source}) und "
                    f"{other.figure.value_text} ({other.source})."
                )
    return tuple(dict.fromkeys(found))


def _kin(one: Quoted, other: Quoted) -> bool:
    a, b = one.figure, other.figure
    if a.unit != b.unit or plain(a.group) != plain(b.group) or a.base != b.base:
        return False
    if plain(a.indicator) == plain(b.indicator):
        if a.document_id == b.document_id:
            return _undated(a.title) == _undated(b.title)
        return a.indicator_id is not None and a.indicator_id == b.indicator_id
    return (
        a.indicator_id is not None
        and a.indicator_id == b.indicator_id
        and a.method is b.method is Method.IMPORT
    )


def _undated(title: str) -> str:
    return re.sub(r"\d+", "", plain(title)).strip()


def _same_area(one: Quoted, other: Quoted) -> bool:
    levels = {one.level, other.level} - {""}
    return area_key(one.figure.area) == area_key(other.figure.area) and len(levels) < 2  # noqa: PLR2004


def _told_of(quoted: Quoted, areas: Sequence[str]) -> bool:
    """Whether a sentence names one of the areas right beside its value."""
    near = folded(near_words(quoted.figure))
    return any(area in near for area in areas)


def _about(quoted: Quoted, areas: Sequence[str]) -> bool:
    return any(folded(area) in areas for area in quoted.document.description.areas)
