"""How much of what a question names a text speaks of; words that few passages hold weigh more."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.evidence import Evidence
from assistant.features import Array
from assistant.naming import names
from assistant.question import Question
from assistant.wording import words as folded_words
from index.german import as_part, fold, roots, terms, tokens
from index.hit import Hit

OF_OTHER_WORDS = 0.4  # how much a word counts that names nothing, as »bekommen« or »wichtig«
IN_OTHER_WORDS = 0.8  # how far another word for the same speaks of it
IN_PART = 0.5  # how far a compound does that shares one part: »Pflegegeld« for »Pflegeeltern«


@dataclass(frozen=True, slots=True)
class Telling:
    """The words of a question, the share of each in what it tells (1 together), and which name something.

    `forms` holds for each form in the passages that were found how far it says each word, 0 to 1.
    """

    words: tuple[str, ...]
    shares: Array
    naming: NDArray[np.bool_]
    forms: Mapping[str, Array]

    def held(self, text: str) -> Array:
        """How far a text speaks of each word, 0 to 1."""
        found = [self.forms[token] for token in tokens(text) if token in self.forms]
        return np.max(found, axis=0) if found else np.zeros(len(self.words), np.float32)

    def share(self, held: Array) -> float:
        """How much of all that the question tells is held, 0 to 1."""
        return float(held @ self.shares)

    def speaking(self, blocks: Sequence[Array]) -> list[bool]:
        """Which blocks, by what they hold, speak of the most telling thing that any of them speaks of."""
        most = np.max(blocks, axis=0) if blocks else np.zeros(len(self.words), np.float32)
        known = np.flatnonzero(self.naming & (most >= IN_OTHER_WORDS))
        if not len(known):
            return [True] * len(blocks)
        matter = known[np.argmax(self.shares[known])]
        return [bool(held[matter] >= IN_PART) for held in blocks]


def telling(question: Question, hits: Sequence[Hit]) -> Telling:
    """What a question tells, by the reasons that the search gave for its hits."""
    rarity = dict(hits[0].why.rarity) if hits else {}
    named = frozenset(names(question))
    naming = np.array([_names(word, named) for word in rarity], np.bool_)
    weights = np.array(list(rarity.values()), np.float32) * np.where(naming, 1.0, OF_OTHER_WORDS)
    shares = (weights / (float(weights.sum()) or 1.0)).astype(np.float32)
    return Telling(tuple(rarity), shares, naming, _forms(tuple(rarity), hits))


def over(block: Evidence) -> str:
    """What stands over a block: the title of its document and its headings."""
    return "\n".join((block.hit.document.title, *block.headings))


def _names(word: str, named: frozenset[str]) -> bool:
    return any(part in named for part in folded_words(word))


def _forms(words: Sequence[str], hits: Iterable[Hit]) -> dict[str, Array]:
    forms: dict[str, Array] = {}
    for hit in hits:
        for word, found in hit.why.words.items():
            if word in words:
                for form in found:
                    held = forms.setdefault(form, np.zeros(len(words), np.float32))
                    held[words.index(word)] = _strength(word, form)
    return forms


def _strength(word: str, form: str) -> float:
    """How far a form speaks of a word: it is or holds the word, shares a part with it, or is another word."""
    said, own = set(roots(form)), terms(word)
    if any(stem in said or as_part(stem) in said or stem in fold(form) for stem in own.stems):
        return 1.0
    shared = [part in said or as_part(part) in said for part in own.parts]
    if not any(shared):
        return IN_OTHER_WORDS
    return 1.0 if all(shared) else IN_PART
