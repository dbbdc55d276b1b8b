"""What of a German text may speak of despair: word pieces, neighbours, and kinds of words that meet."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations, pairwise
from math import sqrt
from typing import Any

from assistant.finding.languages import GERMAN, signs
from assistant.finding.spelling import readable
from assistant.wording import DATA, WORD, folded
from corpus.yaml_text import read_yaml

# How much one mark counts beside another of the same text; a word has many pieces, but few kinds.
PIECE, NEIGHBOURS, KIND, MEETING, SHAPE = 0.35, 0.8, 1.0, 0.8, 1.0
PIECES = (3, 4, 5)  # letters
LENGTHS, WORDS_A_LENGTH = 4, 4


@dataclass(frozen=True, slots=True)
class _Kinds:
    """The kinds that a whole word has, and those of all words that begin alike."""

    whole: dict[str, frozenset[str]]
    starts: tuple[tuple[str, str], ...]

    def of(self, word: str) -> frozenset[str]:
        """The kinds of a word."""
        begun = (kind for start, kind in self.starts if word.startswith(start))
        return self.whole.get(word, frozenset()).union(begun)


def marks(text: str) -> dict[str, float]:
    """The marks of a text, each with its share of the whole; the squares of all shares add up to one."""
    spoken = plain_words(text)
    found = dict(_marks(spoken, text.rstrip().endswith("?")))
    length = sqrt(sum(share * share for share in found.values()))
    return {mark: share / length for mark, share in found.items()}


def plain_words(text: str) -> list[str]:
    """The words of a text in one spelling; spoken forms ("nich") as their written ones ("nicht")."""
    written = signs()[GERMAN].variants
    return [folded(written.get(word.lower(), word)) for word in WORD.findall(readable(text))]


@cache
def despair_words() -> Any:
    """The lists of words behind the marks."""
    return read_yaml((DATA / "despair_words.yaml").read_text("utf-8"))


def _marks(words: Sequence[str], asks: bool) -> Iterator[tuple[str, float]]:
    for left, right in pairwise(["^", *words, "$"]):
        yield f"{left} {right}", NEIGHBOURS
    for word in words:
        yield from ((piece, PIECE) for piece in _pieces(f"<{word}>"))
    kinds = sorted(frozenset[str]().union(*map(_kinds().of, words)))
    yield from ((f"={kind}", KIND) for kind in kinds)
    yield from ((f"={one}+{other}", MEETING) for one, other in combinations(kinds, 2))
    yield f"#{min(LENGTHS, len(words) // WORDS_A_LENGTH)}", SHAPE
    if asks:
        yield "?", SHAPE
    if words and words[0] in _openings():
        yield "?wo", SHAPE


def _pieces(word: str) -> Iterator[str]:
    for size in PIECES:
        yield from (word[start : start + size] for start in range(len(word) - size + 1))


@cache
def _openings() -> frozenset[str]:
    return frozenset(map(folded, despair_words()["opening"]))


@cache
def _kinds() -> _Kinds:
    listed = [(kind, folded(word)) for kind, words in despair_words()["classes"].items() for word in words]
    whole: dict[str, frozenset[str]] = {}
    for kind, word in listed:
        whole[word] = whole.get(word, frozenset()) | {kind}
    return _Kinds(whole, tuple((word[:-1], kind) for kind, word in listed if word.endswith("*")))
