"""The numbers by which a line is judged: words, meaning, place and kind, each seen with its surroundings."""

import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.lines import KINDS, Layout, lay_out
from assistant.question import Asks
from assistant.understanding import asks
from assistant.wording import content_words, grams, words
from index.encoder import Encoder

Array = NDArray[np.float32]

BUCKETS = 1 << 15
WINDOWS = (1, 2)
STEM = 5
NEAR = 0.6
SIGNALS = 9
PER_SIGNAL = 26
OF_PAGE = 5  # the last columns of each signal are the same for all lines of a page
ASKED = len(Asks) + 2  # the last columns of all
PAGE_COLUMNS = [s * PER_SIGNAL + PER_SIGNAL - 1 - i for s in range(SIGNALS) for i in range(OF_PAGE)]


@dataclass(frozen=True, slots=True)
class Rarity:
    """How rare character grams are, by hashed gram: `weights` has shape (BUCKETS,)."""

    weights: Array

    def of(self, gram: str) -> float:
        """The weight of a gram; rare ones weigh more."""
        return float(self.weights[bucket(gram)])


def bucket(gram: str) -> int:
    """The place of a gram in the table of rarities."""
    return zlib.crc32(gram.encode()) % BUCKETS


def features(question: str, lines: Sequence[str], encoder: Encoder, rarity: Rarity) -> Array:
    """One row of numbers a line; shape (lines, features)."""
    layout = lay_out(lines)
    signals = [
        *_overlaps(question, lines, rarity),
        *_alignments(question, lines, encoder, rarity),
        *_meanings(question, lines, encoder),
    ]
    columns = [column for signal in signals for column in _in_surroundings(signal, layout)]
    columns += _places(lines, layout)
    columns += _kinds(layout)
    columns += _asked(question, len(lines))
    return np.stack(columns, axis=1).astype(np.float32)


@dataclass(frozen=True, slots=True)
class _Signal:
    """What each line holds of something (one row a line), how rows are joined, and how a row is scored."""

    rows: Array
    join: Callable[[Array], Array]
    score: Callable[[Array], float]


def _meanings(question: str, lines: Sequence[str], encoder: Encoder) -> list[_Signal]:
    """The nearness of question and line, as they are and apart from what the whole page is about."""
    vectors = encoder.encode_passages(list(lines))
    asked = encoder.encode_queries([question])[0]
    topic = vectors.mean(axis=0)
    topic /= float(np.linalg.norm(topic)) or 1.0
    rest = vectors - np.outer(vectors @ topic, topic)
    asked_rest = asked - float(asked @ topic) * topic
    asked_rest /= float(np.linalg.norm(asked_rest)) or 1.0
    return [_summed(vectors, asked), _summed(rest, asked_rest)]


def _summed(rows: Array, asked: Array) -> _Signal:
    return _Signal(rows, lambda some: some.sum(axis=0), lambda row: _cosine(row, asked))


def _cosine(part: Array, asked: Array) -> float:
    norm = float(np.linalg.norm(part))
    return float(part @ asked) / norm if norm else 0.0


def _alignments(question: str, lines: Sequence[str], encoder: Encoder, rarity: Rarity) -> list[_Signal]:
    """For each word of the question its nearest word in the line, by meaning."""
    asked = content_words(question) or words(question)
    held = [content_words(line) for line in lines]
    known = list(dict.fromkeys(word for line in held for word in line))
    if not asked or not known:
        return [_weighted_signal(np.zeros((len(lines), 1), np.float32), [1.0])] * 2
    near = encoder.encode_passages(known) @ encoder.encode_passages(list(asked)).T
    place = {word: i for i, word in enumerate(known)}
    empty = np.zeros(len(asked), np.float32)
    rows = np.stack([near[[place[word] for word in line]].max(axis=0) if line else empty for line in held])
    weights = [max(rarity.of(part) for part in stems(word)) for word in asked]
    return [_weighted_signal(rows, weights), _weighted_signal(rows, _rare_here(rows > NEAR, weights))]


def _rare_here(held: NDArray[np.bool_], weights: Sequence[float]) -> list[float]:
    """Weights that fall for what many lines of the page hold: its topic tells no line from another."""
    lines = len(held)
    counts = held.sum(axis=0)
    return [float(w * np.log1p(lines / (1.0 + count))) for w, count in zip(weights, counts, strict=True)]


def _weighted_signal(rows: Array, weights: Sequence[float]) -> _Signal:
    """Rows are joined by their maxima and scored by their weighted mean."""
    share = np.array(weights, dtype=np.float32)
    share /= float(share.sum()) or 1.0
    return _Signal(rows, lambda some: some.max(axis=0), lambda row: float(row @ share))


def _overlaps(question: str, lines: Sequence[str], rarity: Rarity) -> list[_Signal]:
    """For each part of the question's words whether the line holds it: short parts, long parts, stems."""
    asked = content_words(question)
    held = [content_words(line) for line in lines]
    return [
        *_overlap(_weighted(asked, rarity, lambda w: grams(w, 4)), [_parts(w, 4) for w in held]),
        *_overlap(_weighted(asked, rarity, lambda w: grams(w, 6)), [_parts(w, 6) for w in held])[:1],
        *_overlap(_weighted(asked, rarity, stems), [frozenset(x for v in w for x in stems(v)) for w in held]),
    ]


def _parts(held: Sequence[str], size: int) -> frozenset[str]:
    return frozenset[str]().union(*(grams(word, size) for word in held))


def stems(word: str) -> frozenset[str]:
    """The rough stem of a word: its first letters without its ending."""
    return frozenset((word[: max(STEM, len(word) - 3)],))


def _weighted(
    asked: Sequence[str], rarity: Rarity, parts: Callable[[str], frozenset[str]]
) -> dict[str, float]:
    return {part: rarity.of(part) for word in asked for part in parts(word)}


def _overlap(wanted: dict[str, float], held: Sequence[frozenset[str]]) -> list[_Signal]:
    parts = list(wanted) or [""]
    rows = np.array([[part in line for part in parts] for line in held], dtype=np.float32)
    weights = [wanted.get(part, 1.0) for part in parts]
    return [_weighted_signal(rows, weights), _weighted_signal(rows, _rare_here(rows > 0, weights))]


def _in_surroundings(signal: _Signal, layout: Layout) -> list[Array]:
    n = len(signal.rows)

    def between(start: int, end: int) -> float:
        return signal.score(signal.join(signal.rows[max(0, start) : end]))

    def at(i: int) -> float:
        return signal.score(signal.rows[i]) if 0 <= i < n else 0.0

    own = np.array([at(i) for i in range(n)], np.float32)
    raw = [
        own,
        *(np.array([between(i - w, i + w + 1) for i in range(n)], np.float32) for w in WINDOWS),
        np.array([at(layout.headings[i]) for i in range(n)], np.float32),
        np.array([at(layout.lead_ins[i]) for i in range(n)], np.float32),
        np.array([between(layout.starts[i], layout.ends[i]) for i in range(n)], np.float32),
        np.array([_heading_and_line(signal, layout, i) for i in range(n)], np.float32),
    ]
    whole = between(0, n)
    title = at(0)
    return [
        *raw,
        *(column - column.max() for column in raw),
        *(_ranks(column) for column in raw[:3]),
        np.array([at(i - 1) for i in range(n)], np.float32),
        np.array([at(i + 1) for i in range(n)], np.float32),
        np.array([own[: i + 1].max() for i in range(n)], np.float32),
        np.array([own[i:].max() for i in range(n)], np.float32),
        np.full(n, title, np.float32),
        np.full(n, whole, np.float32),
        np.full(n, own.max(), np.float32),
        np.full(n, own.mean(), np.float32),
        np.full(n, np.sort(own)[-3:].mean(), np.float32),
    ]


def _heading_and_line(signal: _Signal, layout: Layout, i: int) -> float:
    above = [k for k in (layout.headings[i], layout.lead_ins[i]) if k >= 0]
    return signal.score(signal.join(signal.rows[[i, *above]]))


def _ranks(column: Array) -> Array:
    order = np.argsort(np.argsort(-column, kind="stable"), kind="stable")
    return (order / max(1, len(column) - 1)).astype(np.float32)


def _places(lines: Sequence[str], layout: Layout) -> list[Array]:
    n = len(lines)
    i = np.arange(n, dtype=np.float32)
    lengths = np.array([len(line) for line in lines], np.float32)
    words = np.array([len(line.split()) for line in lines], np.float32)
    below = i - np.array(layout.headings, np.float32)
    led = np.where(np.array(layout.lead_ins) >= 0, i - np.array(layout.lead_ins, np.float32), 99)
    capitals = [sum(w[:1].isupper() for w in line.split()) / max(1, len(line.split())) for line in lines]
    repeats = [float(lines[k] in lines[:k]) for k in range(n)]
    return [
        i,
        (i / max(1, n - 1)).astype(np.float32),
        np.full(n, n, np.float32),
        lengths,
        words,
        np.concatenate([lengths[1:], np.zeros(1, np.float32)]),
        np.concatenate([np.zeros(1, np.float32), lengths[:-1]]).astype(np.float32),
        below,
        led,
        i - np.array(layout.starts, np.float32),
        np.array(layout.ends, np.float32) - i,
        np.array(layout.is_heading, np.float32),
        np.array(capitals, np.float32),
        np.array(repeats, np.float32),
    ]


def _kinds(layout: Layout) -> list[Array]:
    own = np.array(layout.kinds, np.float32).reshape(len(layout.kinds), len(KINDS))
    blank = np.zeros((1, own.shape[1]), np.float32)
    before, after = np.vstack([blank, own[:-1]]), np.vstack([own[1:], blank])
    return [*own.T, *before.T, *after.T]


def _asked(question: str, n: int) -> list[Array]:
    kind = asks(question)
    values = [float(kind is each) for each in Asks] + [
        float(len(question)),
        float(len(content_words(question))),
    ]
    return [np.full(n, value, np.float32) for value in values]
