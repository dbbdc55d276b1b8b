"""How far evidence supports an answer to a question: the numbers by which refusal is decided."""

import re
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from assistant.evidence import Evidence
from assistant.features import Array
from assistant.gaps import described, gaps
from assistant.naming import asks_number, names
from assistant.question import Question
from assistant.telling import IN_OTHER_WORDS, Telling, over
from assistant.wording import folded, grams, words
from index.hit import Hit

COLUMNS = (
    "gap_on_top",
    "gap_everywhere",
    "near",
    "asks_number",
    "number_far",
    "similarity",
    "unsaid",
)
SIMILARITY = COLUMNS.index("similarity")
NEAREST = 3  # hits
TOP = 2
SHORTEST_PART = 4
OTHER_WORD = 0.3  # a form that shares less of a word's grams is another word for the same
ENDINGS = ("en", "er", "es", "em", "e", "n", "s")
DIGIT = re.compile(r"\d")

Letters = NDArray[np.bool_]


def support(question: Question, hits: Sequence[Hit], blocks: Sequence[Evidence], told: Telling) -> Array:
    """One number a column for hits and the blocks of some of them, best first."""
    missing = [bool(gaps(question, block)) for block in blocks]
    speaking = [b for b, gap in zip(blocks, missing, strict=True) if not gap] or list(blocks)
    named = names(question)
    counts = asks_number(question)
    row: list[float] = [
        float(all(missing[:TOP])),
        float(all(missing)),
        max((_nearest(named, block) for block in speaking), default=0.0),
        float(counts),
        1.0 - max((_beside_number(named, block) for block in speaking), default=0.0) if counts else 0.0,
        _similarity(hits),
        _unsaid(told, speaking),
    ]
    return np.array(row, np.float32)


def _similarity(hits: Sequence[Hit]) -> float:
    """How near the nearest passages are in meaning; the numbers of two encoders do not compare."""
    best = sorted((hit.similarity for hit in hits), reverse=True)[:NEAREST]
    return float(np.mean(best)) if best else 0.0


def _unsaid(told: Telling, blocks: Sequence[Evidence]) -> float:
    """How much of what the question tells are names that no block speaks of, 0 to 1."""
    texts = ("\n".join((over(block), *(line.text for line in block.lines))) for block in blocks)
    said = [told.held(text) for text in texts]
    most = np.max(said, axis=0) if said else np.zeros(len(told.words), np.float32)
    return float(told.shares[told.naming & (most < IN_OTHER_WORDS)].sum())


def held(named: Sequence[str], tokens: Iterable[str]) -> Letters:
    """Which letters of the words (one after another) are part of a token, so that compounds count in part."""
    parts = {stem(token) for token in tokens if len(token) >= SHORTEST_PART}
    return np.concatenate([_of_word(stem(word), parts) for word in named] or [np.ones(1, np.bool_)])


def stem(word: str) -> str:
    """A word without its ending."""
    cut = (
        word[: -len(end)] for end in ENDINGS if word.endswith(end) and len(word) - len(end) >= SHORTEST_PART
    )
    return next(cut, word)


def _of_word(word: str, parts: Iterable[str]) -> Letters:
    letters = np.zeros(len(word), np.bool_)
    for part in parts:
        if word in part:
            return np.ones(len(word), np.bool_)
        if len(part) >= SHORTEST_PART and (start := word.find(part)) >= 0:
            letters[start : start + len(part)] = True
    return letters


def _nearest(named: Sequence[str], block: Evidence) -> float:
    """The largest share of the words' letters that three lines with what stands over them hold."""
    over = held(named, words(described(block))) | _said_otherwise(named, block)
    lines = np.stack([held(named, words(line.text)) for line in block.lines] or [over])
    before, after = np.vstack([lines[:1], lines[:-1]]), np.vstack([lines[1:], lines[-1:]])
    return float((lines | before | after | over).mean(axis=1).max())


def _beside_number(named: Sequence[str], block: Evidence) -> float:
    """The largest share of the words' letters that one line with a number holds."""
    lines = (line.text for line in block.lines if DIGIT.search(line.text))
    return max((float(held(named, words(line)).mean()) for line in lines), default=0.0)


def _said_otherwise(named: Sequence[str], block: Evidence) -> Letters:
    """The letters of words for which the search found another word for the same."""
    found = {
        word
        for typed, forms in block.hit.why.words.items()
        for word in words(typed)
        if any(len(grams(word) & grams(folded(form))) < OTHER_WORD * len(grams(word)) for form in forms)
    }
    return np.concatenate([np.full(len(stem(w)), w in found) for w in named] or [np.zeros(1, np.bool_)])
