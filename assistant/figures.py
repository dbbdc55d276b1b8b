"""From a question to an answer in figures: the values, their development, comparison or ranking."""

import math
from collections.abc import Sequence
from dataclasses import replace

from assistant.figure_answer import FigureAnswer, FigureQuestion, Quoted, Wanted
from assistant.figure_beside import areas_beside, beside
from assistant.figure_derive import compared, developed
from assistant.figure_levels import NamedArea
from assistant.figure_question import understood
from assistant.figure_series import (
    city_or_nothing,
    contradictions,
    in_order,
    in_span,
    newest_of,
    of_area,
    of_whole,
    series_of,
    whole_city,
)
from assistant.figure_shelf import Shelf
from assistant.figure_wording import (
    absent,
    beside_message,
    candidates_message,
    comparison_message,
    definitions_note,
    development_message,
    missing_message,
    ranking_message,
    unprinted_message,
    unread_message,
    value_message,
    without_city_message,
)
from corpus.catalogue import Catalogue
from corpus.document import Visibility
from corpus.figure import Method

SHOWN = 0.25  # a figure that fits less well is not shown
STATED = 0.72  # a figure that fits less well is shown as a candidate, not stated
CLEAR = 0.03  # how much better than the next other value a stated one fits
LIKELY = 0.5  # how likely a stated value is, against all others that may be meant
OTHER_YEAR = 0.3  # a figure of the asked year that fits worse than one of another year by more is no answer
CLOSE = 0.04  # figures whose scores differ less fit equally well
AS_LIKELY = 0.1  # figures of which the fit differs less are as likely meant
NEARLY = 0.1  # ... and of tables that fit nearly as well, a ranking takes the one with most areas
NEAREST = 5
MOST_ROWS = 60


class Figures:
    """Answers questions from the ledger; keeps the ledger's figures at hand between questions."""

    def __init__(
        self, catalogue: Catalogue, visibilities: tuple[Visibility, ...] = tuple(Visibility)
    ) -> None:
        self.shelf = Shelf(catalogue, visibilities)

    def ask(self, question: str, area: str | None = None, year: str | None = None) -> FigureAnswer:
        """Answer a question; `area` and `year` ("2020", "2015-2022") narrow it further."""
        self.shelf.refresh()
        words = " ".join(part for part in (question, area, year) if part)
        asked = understood(words, self.shelf.areas, self.shelf.names)
        found = self.shelf.best(asked)
        fitting = [quoted for quoted in found if quoted.score >= SHOWN and not quoted.other]
        if not fitting:
            return self._elsewhere(asked, found)
        areas = areas_beside(words, asked.wanted, self.shelf.names)
        if answer := self._beside(asked, areas, fitting):
            return replace(answer, question=question, confidence=fitting[0].score)
        answer = {
            Wanted.VALUE: self._value,
            Wanted.DEVELOPMENT: self._development,
            Wanted.COMPARISON: self._comparison,
            Wanted.RANKING: self._ranking,
        }[asked.wanted](asked, fitting, [quoted for quoted in found if not quoted.other])
        return replace(answer, question=question, confidence=fitting[0].score)

    def _beside(
        self, asked: FigureQuestion, areas: Sequence[NamedArea], fitting: Sequence[Quoted]
    ) -> FigureAnswer | None:
        """The values of several areas beside each other; None where none is named beside another."""
        rows, missing = beside(asked, areas, fitting, self.shelf.all())
        if not rows:
            return None
        ranked = sorted((q for q in rows if q.figure.value is not None), key=lambda q: -(q.figure.value or 0))
        told = beside_message(ranked) if len(ranked) > 1 else value_message(rows)
        message = " ".join((told, *map(missing_message, missing)))
        return FigureAnswer(asked.text, asked.wanted, message, rows, sure=_fits(rows[0]))

    def _value(
        self, asked: FigureQuestion, fitting: Sequence[Quoted], found: Sequence[Quoted]
    ) -> FigureAnswer:
        right = of_area(fitting, asked)
        if not right:
            return self._missing(asked, found)
        if asked.years:
            dated = [quoted for quoted in right if _of_year(quoted, asked)]
            if not dated or dated[0].score < right[0].score - OTHER_YEAR:
                return self._missing(asked, right)
            right = dated
        elif asked.since:
            right = [q for q in right if (q.figure.year or asked.since) >= asked.since] or right
        right = sorted(right, key=lambda quoted: -quoted.fit)
        best = [quoted for quoted in right if quoted.fit >= right[0].fit - AS_LIKELY]
        if not asked.years:
            best = newest_of(best)
        rows = _stated([*best, *_also(best, right)])
        sure = _is_sure(rows[0], right)
        notes = (*contradictions(rows), *_rounded(rows))
        message = value_message(rows) if sure else candidates_message(rows)
        return FigureAnswer(asked.text, Wanted.VALUE, message, rows, notes=notes, sure=sure)

    def _development(
        self, asked: FigureQuestion, fitting: Sequence[Quoted], found: Sequence[Quoted]
    ) -> FigureAnswer:
        right = of_area(fitting, asked)
        if not right:
            return self._missing(asked, found)
        first = asked.since or (asked.years[0] if len(asked.years) > 1 else None)
        last = asked.years[-1] if len(asked.years) > 1 else None
        every, names = self.shelf.all(), self.shelf.names
        lead = right[0] if asked.areas else city_or_nothing(right, every, names)
        if lead is None:
            parts = series_of(right[0], every, across="area")
            return self._of_parts(asked, right[0], in_span(parts, first, last))
        series = in_order(series_of(lead, every), first, last)
        if len(series) < 2:  # noqa: PLR2004
            whole = [] if asked.areas else [quoted for quoted in fitting if of_whole(quoted, names)]
            return self._value(replace(asked, wanted=Wanted.VALUE), whole or fitting, found)
        derived = developed(series)
        notes = (*definitions_note(series), *contradictions(series))
        return FigureAnswer(
            asked.text,
            Wanted.DEVELOPMENT,
            development_message(series, derived),
            tuple(series),
            derived,
            notes,
            sure=_fits(right[0]),
        )

    def _of_parts(self, asked: FigureQuestion, first: Quoted, parts: Sequence[Quoted]) -> FigureAnswer:
        """The values of all areas where the city has none: none of them stands for the whole."""
        rows = sorted(parts, key=lambda q: (q.place, q.figure.year or 0))[:MOST_ROWS] or [first]
        message = without_city_message(rows, self.shelf.names.places.city.name)
        notes = contradictions(rows)
        return FigureAnswer(
            asked.text, Wanted.DEVELOPMENT, message, tuple(rows), notes=notes, sure=_fits(first)
        )

    def _comparison(
        self, asked: FigureQuestion, fitting: Sequence[Quoted], found: Sequence[Quoted]
    ) -> FigureAnswer:
        right = [q for q in of_area(fitting, asked) if not asked.years or q.figure.year in asked.years]
        if not right:
            return self._missing(asked, found)
        best = [quoted for quoted in right if quoted.score >= right[0].score - CLOSE]
        part = max(best, key=lambda quoted: (quoted.figure.year or 0, quoted.score))
        whole = whole_city(part, self.shelf.all(), self.shelf.names.city)
        if whole is None:
            return self._value(replace(asked, wanted=Wanted.VALUE), fitting, found)
        derived = compared(part, whole)
        return FigureAnswer(
            asked.text,
            Wanted.COMPARISON,
            comparison_message(part, whole, derived),
            (part, whole),
            derived,
            sure=_fits(part),
        )

    def _ranking(
        self, asked: FigureQuestion, fitting: Sequence[Quoted], found: Sequence[Quoted]
    ) -> FigureAnswer:
        dated = [q for q in fitting if not asked.years or q.figure.year in asked.years]
        if not dated:
            return self._missing(asked, found)
        dated = sorted(dated, key=lambda q: q.figure.method is Method.PROSE)  # a sentence tells of one area
        if dated[0].score < fitting[0].score - OTHER_YEAR:
            dated = list(fitting)
        ranked = self._longest(dated)
        newest = max((q.figure.year or 0 for q in ranked), default=0)
        year = asked.years[-1] if asked.years else newest
        rows = sorted(
            (q for q in ranked if (q.figure.year or 0) == year), key=lambda q: -(q.figure.value or 0)
        )
        if len(rows) < 2:  # noqa: PLR2004
            return self._value(replace(asked, wanted=Wanted.VALUE), fitting, found)
        shown = tuple(rows[:MOST_ROWS])
        return FigureAnswer(asked.text, Wanted.RANKING, ranking_message(shown), shown, sure=_fits(dated[0]))

    def _longest(self, fitting: Sequence[Quoted]) -> list[Quoted]:
        """The values over all areas of the table that has most, among those that fit about as well."""
        first: dict[tuple[str, int, str], Quoted] = {}
        for quoted in fitting:
            figure = quoted.figure
            if quoted.score >= fitting[0].score - NEARLY and len(first) < NEAREST:
                first.setdefault((figure.document_id, figure.page, figure.title), quoted)
        every = self.shelf.all()
        series = [series_of(quoted, every, across="area") for quoted in first.values()]
        return max(([q for q in one if q.figure.value is not None] for one in series), key=len)

    def _elsewhere(self, asked: FigureQuestion, found: Sequence[Quoted]) -> FigureAnswer:
        """No answer; where no value is of the asked indicator, what is akin is shown as something else."""
        of_it = [q for q in found if q.figure.indicator_id in asked.indicators and not q.other]
        own = of_it if asked.indicators else list(found)
        if own or not asked.indicators:
            near = tuple(own[:NEAREST])
            return FigureAnswer(asked.text, asked.wanted, absent(asked, near), nearest=near)
        akin = [quoted for quoted in of_area(found, asked) if _akin(quoted)]
        near = tuple(akin[:NEAREST])
        ids = asked.indicators
        if not self.shelf.complete:
            message = unread_message(ids, near)
            return FigureAnswer(asked.text, asked.wanted, message, nearest=near, unread=ids)
        message = unprinted_message(ids, near)
        return FigureAnswer(asked.text, asked.wanted, message, nearest=near, unprinted=ids)

    def _missing(self, asked: FigureQuestion, near: Sequence[Quoted]) -> FigureAnswer:
        wanted = asked.years[-1] if asked.years else None
        closest = sorted(near, key=lambda q: abs((q.figure.year or 0) - wanted)) if wanted else near
        best = near[0].score - OTHER_YEAR if near else 0.0
        shown = tuple([q for q in closest if q.score >= best][:NEAREST])
        return FigureAnswer(asked.text, asked.wanted, absent(asked, shown), nearest=shown)


def stands(answer: FigureAnswer) -> bool:
    """Whether figures may stand beside an answer in sentences: they are surely the asked ones."""
    clear = answer.wanted is Wanted.DEVELOPMENT and answer.confidence >= STATED
    return bool(answer.rows) and (answer.sure or clear)


def _of_year(quoted: Quoted, asked: FigureQuestion) -> bool:
    """Whether a value is of an asked year, or that year is printed in its label: "Baujahr vor 1962"."""
    figure = quoted.figure
    label = f"{figure.indicator} {figure.group}" if figure.method is not Method.PROSE else ""
    return figure.year in asked.years or any(str(year) in label for year in asked.years)


def _akin(quoted: Quoted) -> bool:
    """Whether a value of something else may help: of another indicator, with a word of the question."""
    return quoted.score >= SHOWN and not quoted.missed and quoted.figure.indicator_id is not None


def _fits(first: Quoted) -> bool:
    """Whether a series, comparison or ranking is surely of what was asked."""
    return not first.missed and first.score >= STATED and first.figure.method is not Method.PROSE


def _is_sure(first: Quoted, right: Sequence[Quoted]) -> bool:
    """Whether the first row may be stated: no other value fits as well, and its own is the likeliest."""
    others = [q for q in right if q.figure.value != first.figure.value and q.figure.year == first.figure.year]
    if any(quoted.score > first.score - CLEAR for quoted in others):
        return False
    odds = [math.exp(quoted.fit - first.fit) for quoted in right]
    own = sum(odd for odd, q in zip(odds, right, strict=True) if q.figure.value == first.figure.value)
    return _fits(first) and own >= LIKELY * sum(odds)  # a sentence is quoted instead


def _also(best: Sequence[Quoted], right: Sequence[Quoted]) -> list[Quoted]:
    """Where else the stated value is printed: same value, unit, year and area, fitting well enough."""
    first = best[0].figure
    if len({quoted.figure.value for quoted in best}) > 1:
        return []
    same = (first.value, first.unit, first.year, first.area)
    return [
        q
        for q in right
        if q not in best and (q.figure.value, q.figure.unit, q.figure.year, q.figure.area) == same
    ]


def _stated(best: Sequence[Quoted]) -> tuple[Quoted, ...]:
    """The best figures, the same value of the same thing printed on the same page once."""
    seen: set[tuple[object, ...]] = set()
    rows = []
    for quoted in best:
        figure = quoted.figure
        key = (figure.document_id, figure.page, figure.value, figure.year, figure.area)
        if key not in seen:
            seen.add(key)
            rows.append(quoted)
    return tuple(rows[:NEAREST])


def _rounded(rows: Sequence[Quoted]) -> tuple[str, ...]:
    words = [f"»{quoted.figure.value_text}«" for quoted in rows if quoted.figure.approximate]
    return (f"Gerundet angegeben: {', '.join(dict.fromkeys(words))}.",) if words else ()
