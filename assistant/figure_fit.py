"""How well a figure fits a question: which words stand beside it, and whether unit, group and area agree."""

import re
from collections.abc import Mapping, Sequence

from assistant.figure_answer import FigureQuestion, Order, Term, Wanted, area_key
from assistant.figure_entry import Entry
from corpus.figure import Figure, Method
from corpus.figures.indicators import indicators

ALIKE = frozenset({("Punkte", "Index"), ("Index", "Punkte"), ("Jahre", "Anzahl")})  # asked and printed
PART = 0.7  # a word found only as part of a compound, against the whole word
PIECES = 0.65  # a compound of which the parts are found as words of their own
FIELDS = {"label": 1.0, "lead": 0.97, "line": 0.8, "title": 0.9, "document": 0.35, "page": 0.2}
OWN = 0.45  # share of the score that says how much of the label the question names, for a single word
OWN_FADES = 0.3  # ... and how much less each further word of the question leaves of it
HALF, HARDLY_NAMED = 0.5, 0.15  # less than half of what is asked stands beside the figure
TURNED = 0.15  # a word such as "ohne" or "nein" beside the number alone
TURN_MISSED = 0.08  # ... or in the question alone
FOCUS = 0.08  # the words behind the question's colon stand beside the number itself
NUMBER_DIFFERS = 0.06  # "60 bis unter 75" against "75 und älter"
TWIN = 0.15  # another value stands under the same words: its own name was not read
TURNED_ROUND = 0.15  # a share of the other of two groups
AREA_NAMED = 0.1
AREA_TOLD = 0.12  # a sentence that names the asked area beside its value
PER = re.compile(r"\b(?:pro|je) [A-ZÄÖÜ1]")
PER_UNASKED = 0.16  # "pro Person" beside the number, but not in the question
INDICATOR_NAMED = 0.05
ROUGH = 0.1  # a rounded word against a number
USUAL_UNIT_MISSED = 0.2
UNIT_MISSED = 0.22
AREA_UNASKED = 0.3
PROSE_LABEL = 0.7  # how much of a sentence's words count as named by the question
PLAIN_WORD = 0.4  # weight of a verb or adjective of the question against a noun
GROUP_UNASKED, GROUP_NAMED = 0.12, 0.05
TOTAL = 0.06
PRINTED = 0.03  # a table or chart against a sentence that fits as well
CHANGE_UNASKED, CHANGE_MISSED = 0.12, 0.1
CHANGED = re.compile(r"[Vv]eränder|[Ee]ntwicklung|[Zz]unahme|[Aa]bnahme|[Aa]nstieg|[Rr]ückgang|[Ss]aldo")
SPANNED = 0.06  # a value of several years against one of the asked year
DRAWN = 0.15  # a question names the chart or table that it is answered from
SPAN = re.compile(r"(?:19|20)\d{2}\s?(?:[-–—]|bis)\s?(?:19|20)\d{2}")


def covered(entry: Entry, wanted: Sequence[Term], cache: dict[int, dict[str, float]]) -> dict[str, float]:
    """How well each term is found in the best field that has it."""
    out: dict[str, float] = {}
    fields = (
        (entry.label, FIELDS["label"]),
        (entry.lead, FIELDS["lead"]),
        (entry.line, FIELDS["line"]),
        (entry.title, FIELDS["title"]),
        (entry.described, FIELDS["document"]),
        (entry.page, FIELDS["page"]),
    )
    for text, factor in fields:
        key = id(text)
        if key not in cache:
            cache[key] = hits(text.terms, wanted)
        for stem, share in cache[key].items():
            if share * factor > out.get(stem, 0.0):
                out[stem] = share * factor
    return {key: share for key, share in _pieced(out, wanted).items() if "/" not in key}


def _pieced(found: dict[str, float], wanted: Sequence[Term]) -> dict[str, float]:
    """A compound of which one part stands in the label and another in the title is found in both."""
    for term in wanted:
        if len(term.parts) > 1:
            parts = [found.get(f"{term.stem}/{part}", 0.0) for part in term.parts]
            share = PIECES * sum(parts) / len(parts)
            if share > found.get(term.stem, 0.0):
                found[term.stem] = share
    return found


def score(
    entry: Entry,
    covered: Mapping[str, float],
    weights: Mapping[str, float],
    total: float,
    question: FigureQuestion,
) -> float:
    """How well a figure fits, about 1 where everything asked stands beside it; `weights` are of words."""
    coverage = sum(weights[term] * share for term, share in covered.items()) / total if total else 0.6
    own = OWN / (1 + OWN_FADES * max(len(weights) - 1, 0))
    words = (1 - own) * coverage + own * _named(entry, covered) - (HARDLY_NAMED if coverage < HALF else 0.0)
    return (
        words
        + _unit_points(entry, question)
        + _group_points(entry, covered, question)
        + _area_points(entry, question)
        + _kind_points(entry, question)
        - (TURNED_ROUND if turned_round(entry, question) else 0.0)
        - (TWIN if entry.twin else 0.0)
    )


def turned_round(entry: Entry, question: FigureQuestion) -> bool:
    """Whether a share is of the other group: "Anteil der Frauen, die …" is none of "… , die Frauen sind"."""
    if not entry.base or question.order is Order.NONE:
        return False
    sides = ((entry.base, True), (entry.part, False))
    named = [of_base for term in question.terms for side, of_base in sides if _stands_in(term, side)]
    if len(set(named)) < 2:  # noqa: PLR2004  only one side is asked for
        return False
    return named[0] is not (question.order is Order.BASE_FIRST)


def _stands_in(term: Term, side: frozenset[str]) -> bool:
    return any(stem in side or f"~{stem}" in side for stem in (term.stem, *term.parts))


def hits(terms: frozenset[str], wanted: Sequence[Term]) -> dict[str, float]:
    """How well each wanted term is found among terms: whole, in a compound, or in parts."""
    out: dict[str, float] = {}
    for term in wanted:
        if term.stem in terms:
            out[term.stem] = 1.0
        elif f"~{term.stem}" in terms:
            out[term.stem] = PART
        elif term.parts:
            found = [part for part in term.parts if part in terms or f"~{part}" in terms]
            if found:
                out[term.stem] = PIECES * len(found) / len(term.parts)
            out.update({f"{term.stem}/{part}": 1.0 for part in found})
    return out


def _unit_points(entry: Entry, question: FigureQuestion) -> float:
    if question.unit:
        return 0.0 if units_agree(question.unit, entry.figure) else -UNIT_MISSED
    return 0.0 if _usual_unit(entry.figure, question) else -USUAL_UNIT_MISSED


def _group_points(entry: Entry, covered: Mapping[str, float], question: FigureQuestion) -> float:
    points = TOTAL if entry.total else 0.0
    if entry.group and not entry.total:
        points += _named_points(entry, covered, question)
    if numbers_differ(entry, question):
        points -= NUMBER_DIFFERS
    return points - (PER_UNASKED if per_unasked(entry, question) else 0.0)


def _named_points(entry: Entry, covered: Mapping[str, float], question: FigureQuestion) -> float:
    """For a group that the question names in full, nothing for one named in part, against any other."""
    if all(stem in covered for stem in entry.group if stem[0] not in "~!"):
        return GROUP_NAMED
    return 0.0 if group_named(entry, covered, question) else -GROUP_UNASKED


def named(entry: Entry, question: FigureQuestion) -> bool:
    """Whether a figure is of an asked area, or a sentence names one beside its value."""
    return entry.area in question.areas or _told(entry, question)


def _told(entry: Entry, question: FigureQuestion) -> bool:
    return bool(entry.places) and any(area in entry.places for area in question.areas)


def _area_points(entry: Entry, question: FigureQuestion) -> float:
    if entry.area and entry.area in question.areas:
        return AREA_NAMED
    if _told(entry, question):
        return AREA_TOLD
    ranks = question.wanted is Wanted.RANKING
    return -AREA_UNASKED if not ranks and entry.area and _is_part(entry) else 0.0


def _kind_points(entry: Entry, question: FigureQuestion) -> float:
    """What the kind of a figure says for or against it: printed or told, rounded, a change, turned round."""
    figure = entry.figure
    points = PRINTED if figure.method is not Method.PROSE else 0.0
    if figure.approximate and figure.value_text[:1].isalpha():
        points -= ROUGH
    if len(question.years) == 1 and SPAN.search(figure.period or ""):
        points -= SPANNED
    if entry.change and not question.change:
        points -= CHANGE_UNASKED
    if question.grown and not entry.change and not CHANGED.search(f"{figure.title} {figure.indicator}"):
        points -= CHANGE_MISSED
    turned = {term for term in entry.label.terms if term.startswith("!")}
    if figure.method is not Method.PROSE and not turned <= question.turning:
        points -= TURNED
    elif figure.method is not Method.PROSE and question.turning - turned:
        points -= TURN_MISSED
    if figure.indicator_id and figure.indicator_id in question.indicators:
        points += INDICATOR_NAMED
    points += DRAWN if figure.method.value == question.printed else 0.0
    if question.focus:
        named = [t for t in question.focus if t in entry.label.terms or f"~{t}" in entry.label.terms]
        points += FOCUS * len(named) / len(question.focus)
    return points


def _named(entry: Entry, covered: Mapping[str, float]) -> float:
    """How much of what is printed beside a number the question names."""
    if entry.figure.method is Method.PROSE or not entry.label.own:
        return PROSE_LABEL
    terms = entry.label.terms
    return min(1.0, len([term for term in covered if term in terms or f"~{term}" in terms]) / entry.label.own)


def doubtful(entry: Entry, covered: Mapping[str, float], question: FigureQuestion) -> bool:
    """Whether a figure is of another unit or a narrower group than asked."""
    narrower = entry.group and not entry.total and not group_named(entry, covered, question)
    other_unit = question.unit is not None and not units_agree(question.unit, entry.figure)
    other_number = numbers_differ(entry, question)
    other = other_unit or other_number or per_unasked(entry, question) or turned_round(entry, question)
    return bool(narrower) or other or entry.twin or not _usual_unit(entry.figure, question)


def per_unasked(entry: Entry, question: FigureQuestion) -> bool:
    """Whether a number is told per person, dwelling or thousand, and nobody asked for that."""
    figure = entry.figure
    if figure.method is Method.PROSE:
        told = re.search(rf"{re.escape(figure.value_text)}\s(?:pro|je)\s\w", figure.line)
    else:
        told = PER.search(f"{figure.indicator} {figure.group}")
    return bool(told) and not re.search(r"\b(?:pro|je|per)\b", question.text, re.IGNORECASE)


def numbers_differ(entry: Entry, question: FigureQuestion) -> bool:
    """Whether a figure's group has a number that is not asked, or a noun of its label another one."""
    told = {term for term in entry.group if term.isdigit()}
    asked = {term.stem for term in question.terms}
    label = f"{entry.figure.indicator} {entry.figure.group}".lower()
    others = (
        found
        for noun, number in question.numbered
        if (found := re.findall(rf"{noun}\s(\d+)", label)) and number not in found
    )
    return bool(told - asked) or any(others)


def group_named(entry: Entry, covered: Mapping[str, float], question: FigureQuestion) -> bool:
    """Whether the question names the group: a word of it, or two parts of a compound."""
    if any(stem in entry.group or f"~{stem}" in entry.group for stem in covered):
        return True
    parts = (sum(p in entry.group or f"~{p}" in entry.group for p in t.parts) for t in question.terms)
    return any(found > 1 for found in parts)


def _usual_unit(figure: Figure, question: FigureQuestion) -> bool:
    """Whether a figure has the unit that the asked indicator usually has."""
    usual = {indicators().by_id[id_].unit for id_ in question.indicators}
    return not usual or figure.unit in usual or figure.unit == ""


def units_agree(wanted: str, figure: Figure) -> bool:
    """Whether a figure has the asked unit, or one that is printed in its place."""
    return figure.unit == wanted or (wanted, figure.unit) in ALIKE


def _is_part(entry: Entry) -> bool:
    """Whether the area of a figure is a part of what its document is about."""
    whole = {area_key(area) for area in entry.document.description.areas}
    return entry.area not in whole and not entry.area.startswith("stadt")
