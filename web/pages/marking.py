"""What is marked: the sentence of a hit that fits the question best, and the line that prints a figure."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from corpus.reading.sentences import sentences
from index.german import placed_tokens, terms
from index.reasons import is_typed, phrase_places
from web.api.shapes import HitShape

MOST_CHARACTERS = 420
MOST_WORDS = 1000  # of a question: a sentence with a text in quotation marks outweighs one with as many words
TYPED, AKIN = "getippt", "verwandt"


Phrases = Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text; `mark` says whether it was typed, or is a word akin to one that was."""

    text: str
    mark: str = ""


def in_context(hit: HitShape, phrases: Phrases = ()) -> list[Piece]:
    """The best sentence of the passage with its neighbours, cut into plain and marked pieces.

    Words of `phrases`, as they were parsed from the question, are marked only where they stand together.
    """
    together = {word for phrase in phrases for word in phrase}
    alone = {word: forms for word, forms in hit.why.words.items() if together.isdisjoint(terms(word).words)}
    marks = _marks(alone)
    return _pieces(_excerpt(hit.text, marks, phrases), marks, phrases)


def akin(word: str, forms: list[str]) -> list[str]:
    """The forms found for a word that are another word of like meaning or spelling."""
    return [form for form in forms if not is_typed(word, form)]


def _marks(found: Mapping[str, list[str]]) -> dict[str, str]:
    """How each form is marked; what was typed itself wins."""
    marks: dict[str, str] = {}
    for word, forms in found.items():
        for form in forms:
            if is_typed(word, form):
                marks[_same(form)] = TYPED
            else:
                marks.setdefault(_same(form), AKIN)
    return marks


def _same(word: str) -> str:
    """A word as it is compared: in small letters, on one line."""
    return " ".join(word.lower().split())


def line_in(text: str, line: str) -> str:
    """The line of a table, or the sentence, as the text of its page has it; empty where it has not."""
    words = re.findall(r"[^\s|]+", line)
    found = re.search(r"[\s|]+".join(map(re.escape, words)), text) if words else None
    return found[0] if found else ""


def _excerpt(text: str, marks: Mapping[str, str], phrases: Phrases) -> str:
    """The stretch of whole sentences around the one with the most that was asked for."""
    spans = sentences(text) or [(0, len(text))]
    words = [(start, {_same(word)}) for word, start, _ in placed_tokens(text) if _same(word) in marks]
    exact = [start for start, _ in phrase_places(text, phrases)]
    counts = [
        MOST_WORDS * any(a <= start < b for start in exact)
        + len(set[str]().union(*(word for start, word in words if a <= start < b)))
        for a, b in spans
    ]
    best = counts.index(max(counts))
    first = last = best
    while True:
        before = spans[first - 1][0] if first > 0 else None
        after = spans[last + 1][1] if last + 1 < len(spans) else None
        if after is not None and after - spans[first][0] <= MOST_CHARACTERS:
            last += 1
        elif before is not None and spans[last][1] - before <= MOST_CHARACTERS:
            first -= 1
        else:
            break
    start = "… " if first > 0 else ""
    end = " …" if last + 1 < len(spans) else ""
    return start + " ".join(text[spans[first][0] : spans[last][1]].split()) + end


def _pieces(text: str, marks: Mapping[str, str], phrases: Phrases) -> list[Piece]:
    exact = phrase_places(text, phrases)
    single = [
        (start, end, marks[_same(word)])
        for word, start, end in placed_tokens(text)
        if _same(word) in marks and not any(a < end and start < b for a, b in exact)
    ]
    pieces: list[Piece] = []
    at = 0
    for start, end, mark in sorted([*single, *((start, end, TYPED) for start, end in exact)]):
        pieces += [Piece(text[at:start]), Piece(text[start:end], mark)]
        at = end
    return [piece for piece in [*pieces, Piece(text[at:])] if piece.text]
