"""From the words of a question to the terms that are looked for, with their weights."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from index.engine import Sides
from index.german import as_part, fold, stem, terms, tokens
from index.glossary import Glossary, Meaning
from index.lexical import Limits, Wanted
from index.query import Query

IN_COMPOUND = 0.5  # a word of the question inside a compound of the passage
OF_COMPOUND = 0.5  # a part of a compound of the question as a word of the passage
SHARED_PART = 0.2  # a part of a compound of the question inside another compound
PREFIX_WEIGHT = 0.5
GLOSSARY_WEIGHT = 0.7  # shared by the other ways to say a word
REPAIRED_WEIGHT = 0.8  # a known word that is nearly the unknown word of the question
MOST_FORMS = 50
ANYTHING = Limits()


@dataclass(frozen=True, slots=True)
class Expansion:
    """The terms to look for, and for each word of the question the stems that count as found.

    `others` are the official words for everyday ones.
    """

    wanted: Wanted
    stems: dict[str, frozenset[str]]
    others: tuple[str, ...]


class _Terms:
    """Terms of both fields with the highest weight that each was given."""

    def __init__(self) -> None:
        self.stems: dict[str, float] = defaultdict(float)
        self.grams: dict[str, float] = defaultdict(float)

    def add(self, token: str, weight: float) -> frozenset[str]:
        """Look for a word; returns the stems that count as this word."""
        found = terms(token)
        for root in found.stems:
            self._stem(root, weight)
            self._stem(as_part(root), weight * IN_COMPOUND)
        for root in found.parts:
            self._stem(root, weight * OF_COMPOUND)
            self._stem(as_part(root), weight * SHARED_PART)
        for gram in found.grams:
            self.grams[gram] = max(self.grams[gram], weight)
        return frozenset((*found.stems, *map(as_part, found.stems), *found.parts))

    def _stem(self, root: str, weight: float) -> None:
        self.stems[root] = max(self.stems[root], weight)


@dataclass(frozen=True, slots=True)
class _Seen:
    """The words of the passages that whoever asks may see."""

    sides: Sides
    visible: Limits

    def knows(self, word: str) -> bool:
        """Whether such a passage holds the word, alone or inside a compound."""
        forms = (form for root in terms(word).stems for form in (root, as_part(root)))
        return any(self.sides.knows("stems", form, self.visible) for form in forms)


def expand(query: Query, sides: Sides, glossary: Glossary, visible: Limits = ANYTHING) -> Expansion:
    """All terms of a question: its words, what they may have been meant to be, and other words for them.

    A word that stands only in passages beyond `visible` counts as unknown, so that nobody learns of it.
    """
    looked_for = _Terms()
    seen = _Seen(sides, visible)
    words = (*query.words, *_written_apart(query.words, seen, glossary))
    counted = {word: looked_for.add(word, 1.0) for word in words}
    for prefix in query.prefixes:
        forms = sides.words(prefix, MOST_FORMS)
        counted[f"{prefix}*"] = _union(looked_for.add(form, PREFIX_WEIGHT) for form in forms)
    meant = {word: _meant(word, seen, glossary) for word in words}
    for word, repaired in meant.items():
        counted[word] |= _union(looked_for.add(one, REPAIRED_WEIGHT) for one in repaired)
    meanings = glossary.meanings([meant[word][0] if meant[word] else word for word in words])
    for meaning in meanings:
        counted |= _other_words(meaning, looked_for, counted)
    others = tuple(other for meaning in meanings for other in meaning.others)
    return Expansion(Wanted(dict(looked_for.stems), dict(looked_for.grams)), counted, others)


def inflections(words: Iterable[str], sides: Sides) -> tuple[str, ...]:
    """All folded words of the index that share their stem with one of these."""
    found: list[str] = []
    for word in words:
        root = stem(word)
        found += [form for form in sides.words(root[:-1] or root, None) if stem(form) == root]
    return tuple(found)


def _written_apart(words: tuple[str, ...], seen: _Seen, glossary: Glossary) -> Iterator[str]:
    """Compounds that were written as two words: "Eigentums Wohnung"."""
    for first, second in pairwise(words):
        joined = first + second.lower()
        if joined.isalpha() and (seen.knows(joined) or glossary.meanings([joined])):
            yield joined


def _meant(word: str, seen: _Seen, glossary: Glossary) -> list[str]:
    """The words of the index that an unknown word was probably meant to be."""
    folded = fold(word)
    if not folded.isalpha() or seen.knows(word) or glossary.meanings([word]):
        return []
    return seen.sides.vocabulary.meant(folded, seen.knows)


def _other_words(
    meaning: Meaning, looked_for: _Terms, counted: dict[str, frozenset[str]]
) -> dict[str, frozenset[str]]:
    """Look for the other ways to say something; they count as the word that was typed."""
    weight = GLOSSARY_WEIGHT / len(meaning.others) ** 0.5
    stems: list[frozenset[str]] = []
    for other in meaning.others:
        words = [token for token in tokens(other) if terms(token).stems]
        stems += [looked_for.add(word, weight / len(words)) for word in words]
    typed = meaning.typed[0]
    return {typed: counted.get(typed, frozenset()) | _union(stems)}


def _union(sets: Iterable[frozenset[str]]) -> frozenset[str]:
    return frozenset().union(*sets)
