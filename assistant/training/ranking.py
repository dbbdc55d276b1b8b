"""Fit which figure is the likeliest: python -m assistant.training.ranking QUESTIONS --data DIR --out FILE.

Only questions of the split `dev` are used. Right is a figure with the value, page and year of a question;
the model makes the right ones likely against all others that may be meant. Pages are held out together.
"""

import argparse
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from numpy.typing import NDArray

from assistant.features import Array
from assistant.figure_columns import COLUMNS, Candidate, columns
from assistant.figure_question import understood
from assistant.figure_shelf import RANKED, Shelf
from corpus.catalogue import Catalogue

CANDIDATES = 60  # of each question; more add others that nobody would mean
PENALTY, STEPS, STEP = 6.0, 150, 0.08
FADING, SQUARES_FADING, LEAST = 0.9, 0.999, 1e-8  # of Adam
FOLDS = 6
CLOSE = 1e-9
HEAD = """\
# Which figure is the likeliest meant: a linear model over the columns of assistant/figure_columns.py, fitted
# on the dev questions for figures (python -m assistant.training.ranking); nothing was fitted on `check`.
# `held_out` is the share of questions of which the likeliest figure is right, years and areas not yet asked
# for, by models that saw no question of its page; `points` the same by the points of figure_fit alone.
"""


@dataclass(frozen=True, slots=True)
class Asked:
    """The candidates of a question, and which of them are right; `page` is what is held out together."""

    page: str
    rows: Array
    right: NDArray[np.bool_]


def main() -> None:
    """Fit, cross-validate and write everything to one file."""
    parser = argparse.ArgumentParser(prog="python -m assistant.training.ranking", description=__doc__)
    parser.add_argument("questions", type=Path)
    parser.add_argument("--data", type=Path, required=True, help="data folder with the reports")
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    asked = list(_asked(given.questions, given.data))
    weights = fitted(asked)
    stored = {
        "weights": {name: round(float(w), 4) for name, w in zip(COLUMNS, weights, strict=True)},
        "held_out": _held_out(asked),
        "points": round(float(np.mean([one.right[:1].any() for one in asked])), 3),
    }
    given.out.write_text(HEAD + yaml.safe_dump(stored, sort_keys=False), "utf-8")


def _asked(path: Path, data: Path) -> Iterator[Asked]:
    catalogue = Catalogue(data)
    shelf = Shelf(catalogue)
    shelf.refresh()
    for entry in map(json.loads, path.read_text("utf-8").splitlines()):
        if entry["split"] == "dev":
            question = understood(entry["question"], shelf.areas, shelf.names)
            weighed = shelf.weighed(question)
            candidates = shelf.candidates(weighed)[:RANKED]
            rows = columns(candidates, weighed)[:CANDIDATES]  # seen among as many as when a question is asked
            page = f"{entry['document']} {entry['page']}"
            yield Asked(page, rows, _right(entry, candidates[:CANDIDATES]))
    catalogue.close()


def _right(entry: Mapping[str, Any], candidates: Sequence[Candidate]) -> NDArray[np.bool_]:
    """Those with the value on an accepted page, and of its year where any is."""
    pages = {entry["page"], *entry.get("also", ())}
    there = [
        one.entry.figure.value is not None
        and abs(float(one.entry.figure.value) - entry["value"]) < CLOSE
        and one.entry.figure.page in pages
        and Path(one.entry.document.file).stem == entry["document"]
        for one in candidates
    ]
    dated = [
        found and one.entry.figure.year == entry["year"] for found, one in zip(there, candidates, strict=True)
    ]
    return np.array(dated if any(dated) else there, bool)


def fitted(asked: Sequence[Asked]) -> Array:
    """The weights under which the right candidates are the likeliest, by Adam on standardised columns."""
    known = [one for one in asked if one.right.any()]
    spread = np.concatenate([one.rows for one in asked]).std(axis=0) + 1e-6
    rows = np.concatenate([one.rows for one in known]) / spread
    right = np.concatenate([one.right for one in known])
    starts = np.cumsum([0, *(len(one.rows) for one in known[:-1])])
    group = np.repeat(np.arange(len(known)), [len(one.rows) for one in known])
    weights, mean, square = (np.zeros(len(COLUMNS)) for _ in range(3))
    for step in range(1, STEPS + 1):
        odds = rows @ weights
        chance = np.exp(odds - np.maximum.reduceat(odds, starts)[group])
        among_right = chance * right
        share = chance / np.add.reduceat(chance, starts)[group]
        wanted = among_right / np.add.reduceat(among_right, starts)[group]
        slope = rows.T @ (share - wanted) + PENALTY * weights
        mean = FADING * mean + (1 - FADING) * slope
        square = SQUARES_FADING * square + (1 - SQUARES_FADING) * slope**2
        scale = np.sqrt(square / (1 - SQUARES_FADING**step)) + LEAST
        weights = weights - STEP * mean / (1 - FADING**step) / scale
    found: Array = (weights / spread).astype(np.float32)
    return found


def _held_out(asked: Sequence[Asked]) -> float:
    """The share of questions of which the likeliest is right, by models that saw none of its page."""
    pages = sorted({one.page for one in asked})
    fold = dict(zip(pages, np.random.default_rng(0).permutation(len(pages)) % FOLDS, strict=True))
    right = []
    for part in range(FOLDS):
        weights = fitted([one for one in asked if fold[one.page] != part])
        held = [one for one in asked if fold[one.page] == part and len(one.rows)]
        right += [bool(one.right[np.argmax(one.rows @ weights)]) for one in held]
    return round(sum(right) / len(asked), 3)


if __name__ == "__main__":
    main()
