"""From the words of a question to the terms that are looked for, with their weights."""

from collections import defaultdict
from dataclasses import dataclass

from index.german import terms
from index.lexical import Lexical, Wanted
from index.query import Query

PREFIX_WEIGHT = 0.5
MOST_FORMS = 50


@dataclass(frozen=True, slots=True)
class Expansion:
    """The terms to look for, and for each word of the question the stems that count as found."""

    wanted: Wanted
    stems: dict[str, frozenset[str]]


def expand(query: Query, lexical: Lexical) -> Expansion:
    """All terms of a question: stems, compound parts, 4-grams, and the words that begin as asked."""
    stems: dict[str, float] = defaultdict(float)
    grams: dict[str, float] = defaultdict(float)
    counted: dict[str, frozenset[str]] = {}
    for word in query.words:
        found = terms(word)
        counted[word] = frozenset((*found.stems, *found.parts))
        _raise(stems, counted[word], 1.0)
        _raise(grams, frozenset(found.grams), 1.0)
    for prefix in query.prefixes:
        forms = lexical.words(prefix, MOST_FORMS)
        counted[f"{prefix}*"] = frozenset(stem for form in forms for stem in terms(form).stems)
        _raise(stems, counted[f"{prefix}*"], PREFIX_WEIGHT)
    return Expansion(Wanted(dict(stems), dict(grams)), counted)


def _raise(weights: dict[str, float], names: frozenset[str], weight: float) -> None:
    for name in names:
        weights[name] = max(weights[name], weight)
