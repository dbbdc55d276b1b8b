"""How much of a question stands beside a figure by runs of letters, whatever inflection and compounds do."""

import math
import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from assistant.figure_entry import Entry
from assistant.figure_sentences import near_words
from corpus.figure import Method
from index.german import fold

RUN = 5  # letters


def letters_of(entries: Sequence[Entry], question: str) -> list[tuple[float, float, float]]:
    """For each figure the share of its label that is asked, of the question found, and found in the label.

    A run counts by how few of the figures have it, since what all have tells none from another.
    """
    near = [_runs(_near(entry)) for entry in entries]
    whole = [_runs(_whole(entry)) for entry in entries]
    wanted = _runs(question)
    counts = Counter(run for runs in whole for run in runs)
    weight = {run: math.log(1 + len(whole) / (1 + counts[run])) for run in {*counts, *wanted}}
    total = sum(weight[run] for run in wanted) or 1.0

    def sum_of(runs: frozenset[str]) -> float:
        return sum(weight.get(run, 0.0) for run in runs)

    return [
        (
            sum_of(own & wanted) / (sum_of(own) or 1.0),
            sum_of(every & wanted) / total,
            sum_of(own & wanted) / total,
        )
        for own, every in zip(near, whole, strict=True)
    ]


def _near(entry: Entry) -> str:
    figure = entry.figure
    return near_words(figure) if figure.method is Method.PROSE else f"{figure.indicator} {figure.group}"


def _whole(entry: Entry) -> str:
    figure = entry.figure
    own = figure.line if figure.method is Method.PROSE else f"{figure.indicator} {figure.group}"
    return f"{figure.title} {own}"


@lru_cache(maxsize=50_000)
def _runs(text: str) -> frozenset[str]:
    found: set[str] = set()
    for word in re.findall(r"[a-z0-9]+", fold(text)):
        bound = f" {word} "
        found.update(bound[at : at + RUN] for at in range(max(1, len(bound) - RUN + 1)))
    return frozenset(found)
