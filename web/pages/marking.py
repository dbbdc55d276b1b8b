"""What is marked: the sentence of a hit that fits the question best, and the line that prints a figure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from corpus.reading.sentences import sentences
from index.reasons import is_typed
from web.api.shapes import HitShape

MOST_CHARACTERS = 420
WORD = re.compile(r"\w+")
TYPED, AKIN = "getippt", "verwandt"


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text; `mark` says whether it is a word that was typed, or one akin to it."""

    text: str
    mark: str = ""


def in_context(hit: HitShape) -> list[Piece]:
    """The best sentence of the passage with its neighbours, cut into plain and marked pieces."""
    marks = _marks(hit.why.words)
    return _pieces(_excerpt(hit.text, set(marks)), marks)


def akin(word: str, forms: list[str]) -> list[str]:
    """The forms found for a word that are another word of like meaning or spelling."""
    return [form for form in forms if not is_typed(word, form)]


def _marks(found: Mapping[str, list[str]]) -> dict[str, str]:
    """How each form is marked; what was typed itself wins."""
    marks: dict[str, str] = {}
    for word, forms in found.items():
        for form in forms:
            if is_typed(word, form):
                marks[form.lower()] = TYPED
            else:
                marks.setdefault(form.lower(), AKIN)
    return marks


def line_in(text: str, line: str) -> str:
    """The line of a table, or the sentence, as the text of its page has it; empty where it has not."""
    words = re.findall(r"[^\s|]+", line)
    found = re.search(r"[\s|]+".join(map(re.escape, words)), text) if words else None
    return found[0] if found else ""


def _excerpt(text: str, forms: set[str]) -> str:
    """The stretch of whole sentences around the one with the most matched words."""
    spans = sentences(text) or [(0, len(text))]
    counts = [len(forms & {w.lower() for w in WORD.findall(text[a:b])}) for a, b in spans]
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


def _pieces(text: str, marks: Mapping[str, str]) -> list[Piece]:
    pieces: list[Piece] = []
    at = 0
    for word in WORD.finditer(text):
        if mark := marks.get(word[0].lower()):
            pieces += [Piece(text[at : word.start()]), Piece(word[0], mark)]
            at = word.end()
    return [piece for piece in [*pieces, Piece(text[at:])] if piece.text]
