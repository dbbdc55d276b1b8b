"""From scores of single lines to their context: what a second look at lines and a look at the page see."""

import numpy as np

from assistant.features import ASKED, PAGE_COLUMNS, Array

REACH = 3
WINDOWS = (2, 4)
LIKELY = 0.25
SURE = 0.5
TOP = 5


def in_context(rows: Array, scores: Array) -> Array:
    """The rows of one page with 20 columns more: the scores around each line, and its place among them."""
    n = len(scores)
    padded = np.pad(scores, REACH)
    at = np.arange(n)
    sums = np.concatenate([np.zeros(1, np.float32), np.cumsum(scores)])
    around = [padded[REACH + step : REACH + step + n] for step in range(-REACH, REACH + 1) if step]
    columns = [
        *around,
        scores,
        np.full(n, scores.max()),
        scores - scores.max(),
        np.full(n, scores.sum()),
        np.full(n, np.sort(scores)[-3:].mean()),
        np.full(n, scores.mean()),
        *(_means(sums, at, reach) for reach in WINDOWS),
        np.maximum.accumulate(scores),
        np.maximum.accumulate(scores[::-1])[::-1],
        np.argsort(np.argsort(-scores, kind="stable"), kind="stable"),
        at - int(scores.argmax()),
        np.full(n, (scores > LIKELY).sum()),
        np.full(n, np.sort(scores)[max(0, n - 2)]),
    ]
    return np.hstack([rows, np.stack(columns, axis=1)]).astype(np.float32)


def page_row(rows: Array, *scores: Array) -> Array:
    """One row for a whole page: how its lines scored, what was asked, and how the page as a whole matches."""
    summed = [number for each in scores for number in _summary(each)]
    return np.concatenate([summed, rows[0, -ASKED:], [len(rows)], rows[0, PAGE_COLUMNS]]).astype(np.float32)


def _summary(scores: Array) -> list[float]:
    ordered = np.sort(scores)[::-1]
    best = np.pad(ordered[:TOP], (0, max(0, TOP - len(ordered))), constant_values=ordered[-1])
    return [
        *(float(score) for score in best),
        float(scores.mean()),
        float(scores.sum()),
        float((scores > LIKELY).sum()),
        float((scores > SURE).sum()),
        float(ordered[:3].mean()),
        float(scores.std()),
    ]


def _means(sums: Array, at: np.ndarray[tuple[int], np.dtype[np.int_]], reach: int) -> Array:
    first, last = np.maximum(0, at - reach), np.minimum(len(at), at + reach + 1)
    means: Array = (sums[last] - sums[first]) / (last - first)
    return means
