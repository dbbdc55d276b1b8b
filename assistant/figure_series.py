"""Which figures belong to one series, and where figures contradict each other."""

import re
from collections.abc import Sequence

from assistant.figure_answer import FigureQuestion, Quoted, area_key
from assistant.figure_sentences import near_words
from corpus.figure import Method
from corpus.figures.areas import folded
from corpus.figures.indicators import plain

SAME = 1e-9


def of_area(found: Sequence[Quoted], asked: FigureQuestion) -> list[Quoted]:
    """The figures of the asked areas; all of them where the question names none."""
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
    return named


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
    for quoted in sorted(series, key=lambda q: (q.figure.year or 0, q.figure.document_id, q.figure.page)):
        figure = quoted.figure
        if figure.year is None or figure.value is None or figure.year_assumed:
            continue
        if (first and figure.year < first) or (last and figure.year > last):
            continue
        if (figure.year, figure.value) not in seen:
            seen.add((figure.year, figure.value))
            out.append(quoted)
    return out


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
    return area_key(one.figure.area) == area_key(other.figure.area)


def _told_of(quoted: Quoted, areas: Sequence[str]) -> bool:
    """Whether a sentence names one of the areas right beside its value."""
    near = folded(near_words(quoted.figure))
    return any(area in near for area in areas)


def _about(quoted: Quoted, areas: Sequence[str]) -> bool:
    return any(folded(area) in areas for area in quoted.document.description.areas)
