"""Whether a printed value may be of the indicators that a question names, by what stands beside it.

An indicator goes by many names, and reports print some that no catalogue has. So a value may be of it where
the telling words of one of its names are printed: "Anteil der Arbeitslosen" may be the Arbeitslosenquote.
What the catalogue knows as another indicator has to print them as words of their own, or at the beginning of
one: "Jugendarbeitslosigkeit" is something else.
"""

from collections.abc import Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from functools import cache, lru_cache

from assistant.figure_answer import FigureQuestion, Term
from assistant.figure_entry import Entry
from assistant.figure_question import PEOPLE, POPULATION, RESIDENTS, asked_terms, label_terms
from corpus.figure import Method
from corpus.figures.indicators import indicators

PLAIN = frozenset(  # stems that tell no indicator from another
    stem
    for word in ("Quote", "Anteil", "Index", "Rate", "Mensch", "Person", "Bezug", "mittlere", "Score", "Zahl")
    for stem in label_terms(word)
)
ASIDE = label_terms(  # what a question for a ranking or comparison names beside the thing itself
    "Sozialraum Sozialräume Stadtteil Stadtbezirk Sozialquartier Quartier Gebiet höchsten niedrigsten "
    "meisten wenigsten größten kleinsten stärksten mehr weniger hohe niedrige aktuell derzeit heute"
)
TELLING = 5  # letters that have to be left of a compound such as "Armutsquote"
LONG, MISREAD = 12, 0.9  # so long a word may be misprinted, if so much of it is right
ENOUGH = 2  # other words of a question beside a value, which tell as much as the name of an indicator


def something_else(entry: Entry, question: FigureQuestion) -> bool:
    """Whether a value is of another thing than an indicator that the question names."""
    missing = [id_ for id_ in question.indicators if not may_be(entry, id_)]
    if not missing:
        return False
    named = {word for id_ in question.indicators for name in _names(id_) for word in _words(name)}
    own = named | ASIDE | RESIDENTS
    others = (term for term in question.terms if not own.intersection(_words([term])))
    enough = ENOUGH if len(missing) == len(question.indicators) else 1
    return sum(_stands(term, _beside(entry)) for term in others) < enough


def may_be(entry: Entry, indicator: str) -> bool:
    """Whether a value is recognised as this indicator, or what is printed with it allows for that."""
    known = entry.figure.indicator_id
    if known == indicator:
        return True
    if indicator == POPULATION:
        return _says_who_lives(entry) if entry.figure.method is Method.PROSE else _counts_people(entry)
    printed = _beside(entry) if known else _beside(entry) | _with_parts(entry.page.terms)
    return any(
        all(_stands(term, printed) or _misread(term.stem, printed) for term in name)
        for name in _names(indicator)
    )


def _counts_people(entry: Entry) -> bool:
    """Whether a table or chart names the population as a word of its own: "Bevölkerungsgruppen" are not all.

    Or it is known as an indicator that is named after it, such as the development of the population.
    """
    stems = {term.stem for name in _names(POPULATION) if len(name) == 1 for term in name}
    known = _names(entry.figure.indicator_id) if entry.figure.indicator_id else ()
    after = any(term.stem.startswith(tuple(stems)) for name in known for term in name)
    return after or not stems.isdisjoint(_beside(entry))


def speaks_of(text: str, indicator: str) -> bool:
    """Whether a sentence holds the telling words of one of an indicator's names."""
    printed = _with_parts(label_terms(text))
    return any(all(_stands(term, printed) for term in name) for name in _names(indicator))


def _says_who_lives(entry: Entry) -> bool:
    """Whether a sentence names the population, or nothing but people and a place beside its value."""
    beside, place = entry.label.terms, label_terms(entry.figure.area or "")
    named = any(_stands(term, beside) for name in _names(POPULATION) for term in name)
    counted = entry.figure.unit == "Anzahl" and not beside.isdisjoint(PEOPLE)
    return named or (counted and beside - place <= RESIDENTS)


def _beside(entry: Entry) -> frozenset[str]:
    return entry.label.terms | entry.lead.terms | entry.line.terms | entry.title.terms


@lru_cache(maxsize=10_000)
def _with_parts(printed: frozenset[str]) -> frozenset[str]:
    return frozenset(word.removeprefix("~") for word in printed)


def _stands(term: Term, printed: frozenset[str]) -> bool:
    """Whether a word is printed, or all parts of its compound are, also at the beginning of a longer one."""
    return _begins(term.stem, printed) or (
        bool(term.parts) and all(_begins(part, printed) for part in term.parts)
    )


def _begins(stem: str, printed: frozenset[str]) -> bool:
    return stem in printed or (len(stem) >= TELLING and any(word.startswith(stem) for word in printed))


def _misread(stem: str, printed: frozenset[str]) -> bool:
    """Whether a long word is printed with a slip, as of a text that was recognised in a picture."""
    alike = (word for word in printed if len(stem) >= LONG and word[0] == stem[0] and len(word) >= LONG)
    return any(SequenceMatcher(None, stem, word).ratio() >= MISREAD for word in alike)


@cache
def _names(indicator: str) -> tuple[tuple[Term, ...], ...]:
    """The telling words of each name of an indicator."""
    entry = indicators().by_id[indicator]
    return tuple(name for text in (entry.name, *entry.names) if (name := _telling(asked_terms(text))))


def _telling(terms: Sequence[Term]) -> tuple[Term, ...]:
    own = [term for term in terms if term.stem not in PLAIN]
    return tuple(replace(term, parts=_telling_parts(term.parts)) for term in own)


def _telling_parts(parts: tuple[str, ...]) -> tuple[str, ...]:
    own = tuple(part for part in parts if part not in PLAIN)
    return own if len(parts) > 1 and (len(own) > 1 or len("".join(own)) >= TELLING) else ()


def _words(terms: Sequence[Term]) -> set[str]:
    return {word for term in terms for word in (term.stem, *term.parts)}
