"""All figures of the ledger at hand, and how well each fits a question."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from assistant.figure_answer import FigureQuestion, Quoted, Term, Wanted, area_key
from assistant.figure_question import label_terms
from corpus.catalogue import Catalogue
from corpus.document import Document, Visibility
from corpus.figure import Figure, Method
from corpus.figures.areas import folded
from corpus.figures.indicators import indicators, plain
from corpus.figures.ledger import Ledger

PART = 0.7  # a word found only as part of a compound, against the whole word
PIECES = 0.65  # a compound of which the parts are found as words of their own
FIELDS = {"label": 1.0, "line": 0.85, "title": 0.9, "document": 0.35}
OWN = 0.45  # share of the score that says how much of the label the question names, for a single word
OWN_FADES = 0.3  # ... and how much less each further word of the question leaves of it
TURNED = 0.15  # a word such as "ohne" or "nein" on one side alone
NUMBER_DIFFERS = 0.06  # "60 bis unter 75" against "75 und älter"
AREA_NAMED = 0.1
ROUGH = 0.1  # a rounded word against a number
USUAL_UNIT_MISSED = 0.1
UNIT_MISSED = 0.22
AREA_UNASKED = 0.3
PROSE_LABEL = 0.7  # how much of a sentence's words count as named by the question
PLAIN_WORD = 0.4  # weight of a verb or adjective of the question against a noun
GROUP_UNASKED = 0.12
TOTAL = 0.06
PRINTED = 0.03  # a table or chart against a sentence that fits as well
CHANGE_UNASKED = 0.12
TOTALS = re.compile(r"\b(?:gesamt|insgesamt|summe|alle befragten|zusammen|durchschnitt)\b", re.IGNORECASE)
BEFORE = re.compile(r"\d[\d.,]*(?:\s?(?:%|Prozent|Euro|€|qm|Millionen|Milliarden))*")
PARTED = re.compile(r"[,;()–]| und | bzw")
AFTER = 48


@dataclass(frozen=True, slots=True)
class _Text:
    terms: frozenset[str]
    own: int


@dataclass(frozen=True, slots=True)
class _Entry:
    figure: Figure
    document: Document
    label: _Text
    line: _Text
    title: _Text
    described: _Text
    area: str
    group: frozenset[str]
    total: bool
    change: bool


class Shelf:
    """The figures of a catalogue, analysed once for each state of the ledger."""

    def __init__(
        self, catalogue: Catalogue, visibilities: tuple[Visibility, ...] = tuple(Visibility)
    ) -> None:
        self._catalogue = catalogue
        self._visibilities = visibilities
        self.ledger = Ledger(catalogue)
        self._state: tuple[int, int, int] | None = None
        self._entries: list[_Entry] = []
        self._weights: Mapping[str, float] = {}
        self.areas: frozenset[str] = frozenset()

    def refresh(self) -> None:
        """Take over what has changed in the ledger."""
        state = (*self.ledger.revision(), self._catalogue.revision)
        if state == self._state:
            return
        documents = self._documents()
        texts: dict[str, _Text] = {}
        self._entries = [
            _entry(figure, documents[figure.document_id], texts)
            for figure in self.ledger.figures()
            if figure.document_id in documents
        ]
        self.areas = frozenset(
            f.area for entry in self._entries if (f := entry.figure).area and not f.area.isdigit()
        )
        self._weights = _weights(texts.values())
        self._state = state

    def best(self, question: FigureQuestion, limit: int = 400) -> list[Quoted]:
        """The figures that fit a question, best first; years and areas do not rule any out yet."""
        self.refresh()
        weights = {term.stem: self._weight(term) for term in question.terms}
        total = sum(weights.values())
        if not total and not question.areas and not question.indicators:
            return []
        cache: dict[int, dict[str, float]] = {}
        found = []
        for entry in self._entries:
            covered = self._covered(entry, question.terms, cache)
            if covered or (not total and entry.area in question.areas):
                score = self._score(entry, covered, weights, total, question)
                missed = any(term.noun and term.stem not in covered for term in question.terms)
                doubt = missed or _doubtful(entry, covered, question)
                found.append(Quoted(entry.figure, entry.document, round(score, 4), doubt))
        found.sort(key=lambda quoted: (-quoted.score, -quoted.figure.confidence, quoted.figure.id))
        return found[:limit]

    def quoted(self, figures: Iterable[Figure]) -> list[Quoted]:
        """Figures with their documents."""
        documents = self._documents()
        return [Quoted(f, documents[f.document_id]) for f in figures if f.document_id in documents]

    def all(self) -> Sequence[Quoted]:
        """Every figure with its document."""
        self.refresh()
        return [Quoted(entry.figure, entry.document) for entry in self._entries]

    def _documents(self) -> dict[str, Document]:
        known = self._catalogue.documents()
        return {d.id: d for d in known if d.description.visibility in self._visibilities}

    def _weight(self, term: Term) -> float:
        known = [self._weights[name] for name in (term.stem, f"~{term.stem}") if name in self._weights]
        weight = min(known) if known else max(self._weights.values(), default=1.0)
        return weight if term.noun else PLAIN_WORD * weight

    def _covered(
        self, entry: _Entry, wanted: Sequence[Term], cache: dict[int, dict[str, float]]
    ) -> dict[str, float]:
        """How well each term is found in the best field that has it."""
        out: dict[str, float] = {}
        fields = (
            (entry.label, FIELDS["label"]),
            (entry.line, FIELDS["line"]),
            (entry.title, FIELDS["title"]),
            (entry.described, FIELDS["document"]),
        )
        for text, factor in fields:
            key = id(text)
            if key not in cache:
                cache[key] = _hits(text.terms, wanted)
            for stem, share in cache[key].items():
                if share * factor > out.get(stem, 0.0):
                    out[stem] = share * factor
        return out

    def _score(
        self,
        entry: _Entry,
        covered: Mapping[str, float],
        weights: Mapping[str, float],
        total: float,
        question: FigureQuestion,
    ) -> float:
        coverage = sum(weights[term] * share for term, share in covered.items()) / total if total else 0.6
        prose = entry.figure.method is Method.PROSE
        own = OWN / (1 + OWN_FADES * max(len(weights) - 1, 0))
        score = (1 - own) * coverage + own * _named(entry, covered)
        if question.unit and not _units_agree(question.unit, entry.figure):
            score -= UNIT_MISSED
        elif not question.unit and not _usual_unit(entry.figure, question):
            score -= USUAL_UNIT_MISSED
        if not prose and question.turning != {t for t in entry.label.terms if t.startswith("!")}:
            score -= TURNED
        if entry.figure.approximate:
            score -= ROUGH if entry.figure.value_text[:1].isalpha() else 0
        if entry.figure.indicator_id and entry.figure.indicator_id in question.indicators:
            score += 0.05
        if entry.total:
            score += TOTAL
        elif entry.group and not _group_named(entry, covered):
            score -= GROUP_UNASKED
        if _numbers_differ(entry, question):
            score -= NUMBER_DIFFERS
        if entry.change and not question.change:
            score -= CHANGE_UNASKED
        if entry.area and entry.area in question.areas:
            score += AREA_NAMED
        ranks = question.wanted is Wanted.RANKING
        if not ranks and entry.area and entry.area not in question.areas and _is_part(entry):
            score -= AREA_UNASKED
        return score + (0.0 if prose else PRINTED)


def _entry(figure: Figure, document: Document, texts: dict[str, _Text]) -> _Entry:
    prose = figure.method is Method.PROSE
    leaf = figure.group.rpartition(" – ")[2]
    return _Entry(
        figure,
        document,
        _text(_near(figure) if prose else _label(figure), texts),
        _text(figure.line if prose else "", texts),
        _text(figure.title, texts),
        _text(document.title, texts),
        area_key(figure.area),
        frozenset() if prose else _text(leaf, texts).terms,
        TOTALS.search(f"{leaf} {figure.indicator}") is not None and not prose,
        prose and figure.group == "Veränderung",
    )


def _label(figure: Figure) -> str:
    """What is printed beside and above a number, without the title of the whole table or chart."""
    title = plain(figure.title)
    return " ".join(part for part in (figure.indicator, figure.group) if plain(part) not in title)


def _near(figure: Figure) -> str:
    """The words of a sentence that stand around one of its values."""
    at = figure.line.find(figure.value_text)
    if at < 0:
        return figure.indicator
    before = [
        m.end() for m in BEFORE.finditer(figure.line, 0, at) if PARTED.search(figure.line[m.end() : at])
    ]
    end = at + len(figure.value_text)
    after = re.split(r"[,;(–.]| bzw", figure.line[end : end + AFTER], maxsplit=1)[0]
    return figure.line[before[-1] if before else 0 : at] + " " + after


def _text(words: str, texts: dict[str, _Text]) -> _Text:
    if words not in texts:
        found = label_terms(words)
        texts[words] = _Text(found, sum(term[0] not in "~!" for term in found))
    return texts[words]


def _hits(terms: frozenset[str], wanted: Sequence[Term]) -> dict[str, float]:
    out: dict[str, float] = {}
    for term in wanted:
        if term.stem in terms:
            out[term.stem] = 1.0
        elif f"~{term.stem}" in terms:
            out[term.stem] = PART
        elif term.parts:
            found = sum(part in terms or f"~{part}" in terms for part in term.parts)
            if found:
                out[term.stem] = PIECES * found / len(term.parts)
    return out


def _weights(texts: Iterable[_Text]) -> dict[str, float]:
    counts: Counter[str] = Counter()
    number = 0
    for text in texts:
        counts.update(text.terms)
        number += 1
    return {term: math.log(1 + number / (1 + count)) for term, count in counts.items()}


def _named(entry: _Entry, covered: Mapping[str, float]) -> float:
    """How much of what is printed beside a number the question names."""
    if entry.figure.method is Method.PROSE or not entry.label.own:
        return PROSE_LABEL
    terms = entry.label.terms
    return min(1.0, len([term for term in covered if term in terms or f"~{term}" in terms]) / entry.label.own)


def _doubtful(entry: _Entry, covered: Mapping[str, float], question: FigureQuestion) -> bool:
    """Whether a figure is of another unit or a narrower group than asked."""
    narrower = entry.group and not entry.total and not _group_named(entry, covered)
    other_unit = question.unit is not None and not _units_agree(question.unit, entry.figure)
    other_number = _numbers_differ(entry, question)
    return bool(narrower) or other_unit or other_number or not _usual_unit(entry.figure, question)


def _numbers_differ(entry: _Entry, question: FigureQuestion) -> bool:
    """Whether the group of a figure is told by a number that the question does not name."""
    told = {term for term in entry.group if term.isdigit()}
    asked = {term.stem for term in question.terms}
    return bool(told - asked)


def _group_named(entry: _Entry, covered: Mapping[str, float]) -> bool:
    return any(stem in entry.group or f"~{stem}" in entry.group for stem in covered)


def _usual_unit(figure: Figure, question: FigureQuestion) -> bool:
    """Whether a figure has the unit that the asked indicator usually has."""
    usual = {indicators().by_id[id_].unit for id_ in question.indicators}
    return not usual or figure.unit in usual or figure.unit == ""


def _units_agree(wanted: str, figure: Figure) -> bool:
    same = {wanted, figure.unit} <= {"Punkte", "Index"}
    return figure.unit == wanted or same


def _is_part(entry: _Entry) -> bool:
    """Whether the area of a figure is a part of what its document is about."""
    whole = {folded(area) for area in entry.document.description.areas}
    return entry.area not in whole and not entry.area.startswith("stadt")
