"""Thresholds of lines and pages, and the curve they were taken from."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from assistant.omosqa import Asked, OmosReport, score
from assistant.training.examples import Example
from assistant.training.recipe import Scored

LINES = np.arange(0.10, 0.50, 0.02)
PAGES = np.arange(0.40, 0.95, 0.01)


@dataclass(frozen=True, slots=True)
class Point:
    """Thresholds, and how the choice scores with them."""

    line: float
    page: float
    report: OmosReport

    @property
    def worth(self) -> float:
        """The sum of both F1 scores."""
        return self.report.lines.f1 + self.report.unanswerable.f1


def best_point(examples: Sequence[Example], scored: Scored) -> Point:
    """The thresholds with the best sum of both F1 scores."""
    return max(
        (measure(examples, scored, float(line), float(page)) for line in LINES for page in PAGES),
        key=lambda point: point.worth,
    )


def curve(examples: Sequence[Example], scored: Scored, line: float) -> list[Point]:
    """How the choice scores at every threshold of pages."""
    return [measure(examples, scored, line, float(page)) for page in PAGES]


def measure(examples: Sequence[Example], scored: Scored, line: float, page: float) -> Point:
    """How the choice scores with these thresholds."""
    asked = [Asked("", "", (), frozenset(np.flatnonzero(e.labels).tolist()), "de") for e in examples]
    chosen = [
        frozenset(np.flatnonzero(scores >= min(line, scores.max())).tolist())
        if answers >= page
        else frozenset()
        for scores, answers in zip(scored.lines, scored.pages, strict=True)
    ]
    return Point(round(line, 3), round(page, 3), score(asked, chosen))
