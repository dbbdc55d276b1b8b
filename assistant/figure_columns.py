"""What speaks for and against each figure that may answer a question, as columns of numbers.

Some compare a figure with the question alone, others with its neighbours: the other values of its sentence
or table, and the best of all candidates.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from assistant.features import Array
from assistant.figure_answer import FigureQuestion
from assistant.figure_entry import Entry
from assistant.figure_fit import (
    CHANGED,
    FIELDS,
    SPAN,
    group_named,
    hits,
    numbers_differ,
    per_unasked,
    turned_round,
    units_agree,
)
from assistant.figure_letters import letters_of
from assistant.figure_printed import printed
from assistant.figure_question import label_terms
from corpus.figure import Method

COLUMNS = (
    "score",  # how well it fits by the points of figure_fit
    "nouns",  # share of the question's nouns found beside it
    "nouns_missed",
    "label_asked",  # share of its label, title, narrower group that the question names
    "title_asked",
    "group_asked",
    "group_unasked",
    "letters_asked",  # the same by runs of letters, which inflection and compounds leave alone
    "letters_found",
    "unit_agrees",
    "unit_differs",
    "number_differs",
    "per_unasked",
    "turned_round",
    "twin",
    "total",
    "yes_or_no",  # 1 where a printed "Ja" or "Nein" is what the question means, -1 where it is the other
    "change_missed",
    "turn_added",
    "turn_missed",
    "spanned",
    "focus",
    "drawn",
    "area",
    "year",
    "other_year",
    "older",
    "prose",
    "chart",
    "nearest",  # share of the words that are nearer to this value of its sentence than to another
    "parted",  # share of the words with another value of the sentence in between
    "order",  # which value of its sentence it is
    "elsewhere",  # share of the words that stand beside another value of its sentence or table alone
    "score_beside",  # against the best value of its sentence or table
    "label_beside",
    "nearest_beside",
    "letters_beside",
    "alike_beside",  # how many of them have the same words
    "score_behind",  # against the best of all
    "letters_behind",
    "anywhere",  # share of the question's words that stand on its page at all, in the head beside it too
    "anywhere_behind",
    "label_verbatim",  # share of the words of its head and narrower group that the question has as printed
    "group_verbatim",
    "numbers_missed",  # how many numbers of the question do not stand beside it: "16 bis unter 30"
    "years_named",  # share of the question's years that are printed beside it
    "pairs",  # share of the question's pairs of words that are printed beside it in the same order
    "pairs_near",
    "pairs_behind",
    "everybody",  # shares of all who were asked, those without an answer too
)
DENYING = frozenset({"!nicht", "!nein", "!kein", "!keine"})
OLDEST = 3  # years; beyond, older makes no difference
WORD = re.compile(r"[^\W\d_]+|\d+")
NUMBER = re.compile(r"(?<![\w.,])(?!(?:19|20)\d\d(?!\d|[.,]\d))\d[\d.,]*")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A figure that may be meant, with the words found for it and its points."""

    entry: Entry
    found: Mapping[str, float]
    score: float


@dataclass(frozen=True, slots=True)
class Weighed:
    """A question with the weight of each of its terms, and how rare any printed word is."""

    question: FigureQuestion
    weights: Mapping[str, float]
    rarity: Callable[[str], float]


def columns(candidates: Sequence[Candidate], asked: Weighed) -> Array:
    """A row for each candidate, best by its points first."""
    letters = letters_of([one.entry for one in candidates], asked.question.text)
    newest = _newest(candidates)
    rows = [
        _own(one, asked, part, newest[one.entry.figure.document_id])
        for one, part in zip(candidates, letters, strict=True)
    ]
    _beside(candidates, rows, asked)
    for row in rows:
        row["score_behind"] = row["score"] - rows[0]["score"]
    _behind(rows)
    return np.array([[row[name] for name in COLUMNS] for row in rows], np.float32).reshape(-1, len(COLUMNS))


def _behind(rows: Sequence[dict[str, float]]) -> None:
    """Compare each with the best of all."""
    compared = {"letters_behind": "letters_found", "anywhere_behind": "anywhere", "pairs_behind": "pairs"}
    best = {of: max((row[of] for row in rows), default=0.0) for of in compared.values()}
    for row in rows:
        row |= {name: row[of] - best[of] for name, of in compared.items()}


def _own(
    one: Candidate, asked: Weighed, letters: tuple[float, float, float], newest: int
) -> dict[str, float]:
    entry, question = one.entry, asked.question
    prose = entry.figure.method is Method.PROSE
    narrower = bool(entry.group) and not entry.total
    nearest, parted, order = _placed(one, asked) if prose else (0.0, 0.0, 0.0)
    return {
        "score": one.score,
        "nouns": _nouns(entry, asked),
        "nouns_missed": sum(t.noun and one.found.get(t.stem, 0.0) <= FIELDS["page"] for t in question.terms),
        "label_asked": 1.0 if prose else _asked(entry.label.terms, one, asked),
        "title_asked": _asked(entry.title.terms, one, asked),
        "group_asked": _asked(entry.group, one, asked) if narrower else 1.0,
        "group_unasked": narrower and not group_named(entry, one.found, question),
        "letters_asked": letters[0],
        "letters_found": letters[1],
        "letters_near": letters[2],
        "number_differs": numbers_differ(entry, question),
        "twin": entry.twin,
        "total": entry.total,
        "area": bool(entry.area) and entry.area in question.areas,
        "prose": prose,
        "chart": entry.figure.method is Method.CHART,
        "nearest": nearest,
        "parted": parted,
        "order": order,
        "anywhere": sum(asked.weights[stem] for stem in one.found) / (sum(asked.weights.values()) or 1.0),
        **printed(entry, question),
        **_kind(entry, question),
        **_dated(entry, question, newest),
    }


def _kind(entry: Entry, question: FigureQuestion) -> dict[str, float]:
    """What unit, change and turning words say."""
    figure = entry.figure
    agrees = question.unit is not None and units_agree(question.unit, figure)
    turned = {term for term in entry.label.terms if term.startswith("!")}
    printed = figure.method is not Method.PROSE
    changed = entry.change or CHANGED.search(f"{figure.title} {figure.indicator}")
    focus = [t for t in question.focus if t in entry.label.terms or f"~{t}" in entry.label.terms]
    return {
        "unit_agrees": agrees,
        "unit_differs": question.unit is not None and not agrees,
        "per_unasked": per_unasked(entry, question),
        "turned_round": turned_round(entry, question),
        "change_missed": question.grown and not changed,
        "yes_or_no": _yes_or_no(turned, question),
        "turn_added": printed and not turned <= question.turning,
        "turn_missed": printed and bool(question.turning - turned),
        "focus": len(focus) / len(question.focus) if question.focus else 0.0,
        "drawn": figure.method.value == question.printed,
    }


def _yes_or_no(turned: set[str], question: FigureQuestion) -> float:
    if not turned & {"!ja", "!nein"}:
        return 0.0
    return 1.0 if ("!nein" in turned) is bool(question.turning & DENYING) else -1.0


def _dated(entry: Entry, question: FigureQuestion, newest: int) -> dict[str, float]:
    figure = entry.figure
    asked = figure.year in question.years
    older = min(OLDEST, newest - figure.year) if figure.year and not question.years else 0
    return {
        "year": asked,
        "other_year": bool(question.years) and not asked,
        "older": older,
        "spanned": len(question.years) == 1 and bool(SPAN.search(figure.period or "")),
    }


def _newest(candidates: Sequence[Candidate]) -> dict[str, int]:
    """The newest year of each document's candidates."""
    newest: dict[str, int] = defaultdict(int)
    for one in candidates:
        figure = one.entry.figure
        newest[figure.document_id] = max(newest[figure.document_id], figure.year or 0)
    return newest


def _nouns(entry: Entry, asked: Weighed) -> float:
    """The share of the question's nouns, by weight, that stand in a text of the figure itself."""
    nouns = [term for term in asked.question.terms if term.noun]
    total = sum(asked.weights[term.stem] for term in nouns)
    texts = (entry.label, entry.lead, entry.line, entry.title)
    found = [hits(text.terms, nouns) for text in texts]
    best = (asked.weights[t.stem] * max(one.get(t.stem, 0.0) for one in found) for t in nouns)
    return sum(best) / total if total else 1.0


def _asked(printed: frozenset[str], one: Candidate, asked: Weighed) -> float:
    """The share of printed words, by rarity, that the question names."""
    own = [stem for stem in printed if stem[0] not in "~!"]
    named = {*one.found, *(part for term in asked.question.terms for part in term.parts)}
    total = sum(asked.rarity(stem) for stem in own)
    return sum(asked.rarity(stem) for stem in own if stem in named) / total if total else 1.0


def _placed(one: Candidate, asked: Weighed) -> tuple[float, float, float]:
    """The shares of words nearest to this value and of those cut off by another, and its order among them."""
    line, terms = one.entry.figure.line, asked.question.terms
    at = line.find(one.entry.figure.value_text)
    total = sum(asked.weights[term.stem] for term in terms)
    if at < 0 or not total:
        return 0.0, 0.0, 0.0
    others = [m.start() for m in NUMBER.finditer(line) if abs(m.start() - at) > 1]
    words = [(m.start(), stems_of(m[0])) for m in WORD.finditer(line)]
    nearest = parted = 0.0
    for term in terms:
        places = [place for place, stems in words if _same(term.stem, term.parts, stems)]
        if places:
            place = min(places, key=lambda p: abs(p - at))
            nearest += asked.weights[term.stem] * all(abs(place - o) >= abs(place - at) for o in others)
            leads = place < min((*others, at))
            low, high = sorted((place, at))
            parted += asked.weights[term.stem] * (not leads and any(low < o < high for o in others))
    return nearest / total, parted / total, math.log1p(sum(other < at for other in others))


@lru_cache(maxsize=50_000)
def stems_of(word: str) -> frozenset[str]:
    """The terms of one printed word."""
    return label_terms(word)


def _same(stem: str, parts: Sequence[str], stems: frozenset[str]) -> bool:
    return stem in stems or f"~{stem}" in stems or any(part in stems for part in parts)


def _beside(candidates: Sequence[Candidate], rows: Sequence[dict[str, float]], asked: Weighed) -> None:
    """Compare each with the other values of its sentence, table or chart."""
    groups: dict[tuple[str, int, str], list[tuple[Entry, dict[str, float]]]] = defaultdict(list)
    for one, row in zip(candidates, rows, strict=True):
        figure = one.entry.figure
        what = figure.line if figure.method is Method.PROSE else figure.title
        groups[figure.document_id, figure.page, what].append((one.entry, row))
    for group in groups.values():
        _elsewhere(group, asked)
        _compared([row for _, row in group])


def _elsewhere(group: Sequence[tuple[Entry, dict[str, float]]], asked: Weighed) -> None:
    """How much of the question stands beside other values of the same sentence or table alone."""
    terms = asked.question.terms
    total = sum(asked.weights[term.stem] for term in terms) or 1.0
    labels = {stem for entry, _ in group for stem in hits(entry.label.terms, terms)}
    for entry, row in group:
        own = {stem for text in (entry.label, entry.lead, entry.title) for stem in hits(text.terms, terms)}
        row["elsewhere"] = sum(asked.weights.get(stem, 0.0) for stem in labels - own) / total


def _compared(group: Sequence[dict[str, float]]) -> None:
    compared = {
        "score_beside": "score",
        "label_beside": "label_asked",
        "nearest_beside": "nearest",
        "letters_beside": "letters_near",
    }
    alike = Counter(round(row["score"], 3) for row in group)
    best = {of: max(row[of] for row in group) for of in compared.values()}
    for row in group:
        row |= {name: row[of] - best[of] for name, of in compared.items()}
        row["alike_beside"] = math.log(alike[round(row["score"], 3)])
