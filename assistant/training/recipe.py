"""Fitting the chooser: lines first, lines in context, lines of any page, then pages; and its thresholds.

Everything a later stage sees of an earlier one comes from folds that the earlier one was not fitted on, and
questions on one page are always in one fold.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.features import Array
from assistant.judgement import Judgement
from assistant.stages import in_context, page_row
from assistant.training.boosting import LINES, PAGES, boost
from assistant.training.examples import Example, folds
from assistant.training.logistic import logistic
from assistant.trees import Linear, Trees

FOLDS = 5
LINE_ROUNDS, CONTEXT_ROUNDS, PAGE_ROUNDS = 400, 250, 120
SEEDS, PAGE_SEEDS = (1, 2), (1, 2, 3, 4, 5)
PENALTY = 100.0
CONTEXT_FOLDS_SEED, PAGE_FOLDS_SEED = 10, 20

Scores = list[Array]
Fit = Callable[[Sequence[int]], Callable[[int], Array]]


@dataclass(frozen=True, slots=True)
class Scored:
    """Out-of-fold scores: of the lines of each example, in context, and how likely each page answers."""

    lines: Scores
    pages: NDArray[np.float64]


def fit(examples: Sequence[Example]) -> tuple[Judgement, Scored]:
    """All models, thresholds still to be set, and what models that have not seen an example's page say."""
    first, context, any_lines = _line_scores(examples)
    rows = _page_rows(examples, first, context, any_lines)
    everything = range(len(examples))
    linear, pages = _page_models(examples, rows, everything)
    judgement = Judgement(
        lines=_lines(examples, everything),
        context=_in_context(examples, first, everything),
        any_lines=_any_lines(examples, everything),
        pages=pages,
        linear=linear,
        line_threshold=0.0,
        page_threshold=0.0,
    )
    return judgement, Scored(context, _page_scores(examples, rows))


def _page_scores(examples: Sequence[Example], rows: Array) -> NDArray[np.float64]:
    """How likely each page answers, by models that have not seen it."""
    parts = folds(examples, FOLDS, PAGE_FOLDS_SEED)
    scores = np.zeros(len(examples))
    for part in range(FOLDS):
        linear, pages = _page_models(examples, rows, np.flatnonzero(parts != part).tolist())
        held = parts == part
        scores[held] = (linear.probabilities(rows[held]) + pages.probabilities(rows[held])) / 2
    return scores


def _page_models(examples: Sequence[Example], rows: Array, kept: Sequence[int]) -> tuple[Linear, Trees]:
    answered = np.array([examples[i].answered for i in kept], dtype=float)
    shown = rows[list(kept)]
    return logistic(shown, answered, PENALTY), boost(shown, answered, PAGE_ROUNDS, PAGE_SEEDS, PAGES)


def apply(judgement: Judgement, examples: Sequence[Example]) -> Scored:
    """What fitted models say about examples."""
    scores = [judgement.line_scores(example.rows) for example in examples]
    pages = [judgement.page_score(e.rows, *s) for e, s in zip(examples, scores, strict=True)]
    return Scored([each[1] for each in scores], np.array(pages))


def _line_scores(examples: Sequence[Example]) -> tuple[Scores, Scores, Scores]:
    first = _crossed(examples, 0, lambda kept: _over_rows(examples, _lines(examples, kept)))
    context = _crossed(
        examples,
        CONTEXT_FOLDS_SEED,
        lambda kept: _over_context(examples, first, _in_context(examples, first, kept)),
    )
    any_lines = _crossed(examples, 0, lambda kept: _over_rows(examples, _any_lines(examples, kept)))
    return first, context, any_lines


def _crossed(examples: Sequence[Example], seed: int, fit_on: Fit) -> Scores:
    parts = folds(examples, FOLDS, seed)
    scores: dict[int, Array] = {}
    for part in range(FOLDS):
        score = fit_on([i for i in range(len(examples)) if parts[i] != part])
        scores |= {i: score(i) for i in range(len(examples)) if parts[i] == part}
    return [scores[i] for i in range(len(examples))]


def _over_rows(examples: Sequence[Example], trees: Trees) -> Callable[[int], Array]:
    return lambda i: trees.probabilities(examples[i].rows)


def _over_context(examples: Sequence[Example], first: Scores, trees: Trees) -> Callable[[int], Array]:
    return lambda i: trees.probabilities(in_context(examples[i].rows, first[i]))


def _lines(examples: Sequence[Example], kept: Sequence[int]) -> Trees:
    """Lines of pages that answer: which of them do."""
    answered = [examples[i] for i in kept if examples[i].answered]
    rows, labels = np.vstack([e.rows for e in answered]), np.concatenate([e.labels for e in answered])
    return boost(rows, labels, LINE_ROUNDS, SEEDS, LINES)


def _in_context(examples: Sequence[Example], first: Scores, kept: Sequence[int]) -> Trees:
    answered = [i for i in kept if examples[i].answered]
    rows = np.vstack([in_context(examples[i].rows, first[i]) for i in answered])
    labels = np.concatenate([examples[i].labels for i in answered])
    return boost(rows, labels, CONTEXT_ROUNDS, SEEDS, LINES)


def _any_lines(examples: Sequence[Example], kept: Sequence[int]) -> Trees:
    """Lines of all pages, also of those that do not answer."""
    rows = np.vstack([examples[i].rows for i in kept])
    labels = np.concatenate([examples[i].labels for i in kept])
    return boost(rows, labels, LINE_ROUNDS, SEEDS, LINES)


def _page_rows(examples: Sequence[Example], *scores: Scores) -> Array:
    return np.stack([page_row(e.rows, *(each[i] for each in scores)) for i, e in enumerate(examples)])
