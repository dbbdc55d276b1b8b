"""Words as people type them: letters swapped or lost, umlauts flattened, compounds split, other words."""

import re
from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass
from random import Random

from index.training.tokenizer import plain

WORD = re.compile(r"[^\W\d_]+")
TYPO, FLAT, SPLIT, SYNONYM = 0.07, 0.03, 0.05, 0.20
SHORTEST_TYPO, SHORTEST_COMPOUND, SHORTEST_PART = 5, 10, 4
FLATTENED = str.maketrans("äöüÄÖÜ", "aouAOU")


@dataclass(frozen=True)
class Lexicon:
    """The common words, and other words for a word; keys are spelled as the tokenizer sees them."""

    words: Set[str]
    synonyms: Mapping[str, tuple[str, ...]]


def mistype(word: str, rng: Random) -> str:
    """Swap two neighbouring letters, or drop, double or replace one; the first letter stays."""
    if len(word) < SHORTEST_TYPO:
        return word
    place = rng.randrange(1, len(word) - 1)
    before, letter, after = word[:place], word[place], word[place + 1 :]
    edits = (
        before + after,
        before + letter + letter + after,
        before + after[0] + letter + after[1:],
        before + rng.choice("aeinrst") + after,
    )
    return rng.choice(edits)


def split_compound(word: str, lexicon: Lexicon) -> str:
    """Write a compound of two common words apart (`Wohnungsmarkt` as `Wohnungs markt`), else return it."""
    if len(word) < SHORTEST_COMPOUND:
        return word
    for cut in range(len(word) - SHORTEST_PART, SHORTEST_PART - 1, -1):
        head, tail = plain(word[:cut]), plain(word[cut:])
        if tail in lexicon.words and (head in lexicon.words or head.removesuffix("s") in lexicon.words):
            return f"{word[:cut]} {word[cut:]}"
    return word


def other_word(word: str, lexicon: Lexicon, rng: Random) -> str:
    """Replace a word by one that the dictionary lists beside it, else return it."""
    others = lexicon.synonyms.get(plain(word))
    return rng.choice(others) if others else word


def roughen(text: str, lexicon: Lexicon, rng: Random, *, synonyms: bool = True) -> str:
    """Write a text as a hurried person might; each word is changed with a small chance."""

    def rough(match: re.Match[str]) -> str:
        return rough_word(match.group(), lexicon, rng, synonyms=synonyms)

    return WORD.sub(rough, text)


def rough_word(word: str, lexicon: Lexicon, rng: Random, *, synonyms: bool) -> str:
    """Apply each kind of noise to one word with its own chance."""
    changes: tuple[tuple[float, Callable[[str], str]], ...] = (
        (SYNONYM if synonyms else 0.0, lambda plain: other_word(plain, lexicon, rng)),
        (SPLIT, lambda plain: split_compound(plain, lexicon)),
        (FLAT, lambda plain: plain.translate(FLATTENED)),
        (TYPO, lambda plain: mistype(plain, rng)),
    )
    for chance, change in changes:
        if rng.random() < chance:
            word = change(word)
    return word
