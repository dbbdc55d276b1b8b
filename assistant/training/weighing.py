"""Fit how lines are weighed: python -m assistant.training.weighing QUESTIONS --data DIR --out weighing.yaml.

Only answerable questions of the split `dev` are used. A line belongs to the answer where it holds the answer
that was written down, or part of it, on an accepted page.
"""

import argparse
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from numpy.typing import NDArray

from assistant.citations import normalised
from assistant.evidence import Evidence, gather
from assistant.features import Array
from assistant.selection import verdict
from assistant.sentences import Chooser, load_chooser
from assistant.telling import telling
from assistant.training.logistic import logistic
from assistant.understanding import understand
from assistant.weighing import COLUMNS, columns
from corpus.catalogue import Catalogue
from index.encoder import load_encoder
from index.search import Index

HITS = 20
PENALTY = 3.0
SHORTEST = 8  # letters; a shorter line is part of many an answer
TELLS = 40  # letters of an answer that only it has
HEAD = """\
# How likely a line belongs to the answer: a logistic model over the columns of assistant/weighing.py, fitted
# on the answerable dev questions (python -m assistant.training.weighing); nothing was fitted on `check`.
"""


@dataclass(frozen=True, slots=True)
class Labelled:
    """The lines of one question's evidence, with those that belong to the answer."""

    id: str
    document: str
    rows: Array
    labels: NDArray[np.bool_]


def main() -> None:
    """Fit and write the model."""
    parser = argparse.ArgumentParser(prog="python -m assistant.training.weighing", description=__doc__)
    parser.add_argument("questions", type=Path, nargs="+")
    parser.add_argument("--data", type=Path, required=True, help="data folder with the reports")
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    bias, weights = fitted(list(labelled(given.questions, given.data)))
    stored = {
        "bias": round(bias, 4),
        "weights": {name: round(float(w), 4) for name, w in zip(COLUMNS, weights, strict=True)},
    }
    given.out.write_text(HEAD + yaml.safe_dump(stored, sort_keys=False, default_flow_style=None), "utf-8")


def fitted(questions: Sequence[Labelled]) -> tuple[float, Array]:
    """Bias and weights of the model."""
    rows = np.vstack([one.rows for one in questions])
    linear = logistic(rows, np.concatenate([one.labels for one in questions]).astype(float), PENALTY)
    scaled = linear.weights / linear.spread
    return linear.bias - float(linear.centre @ scaled), scaled


def labelled(files: Sequence[Path], data: Path) -> Iterator[Labelled]:
    """The answerable dev questions of these files with their evidence."""
    catalogue = Catalogue(data)
    index = Index.open(data / "index", catalogue, load_encoder("transformer"))
    chooser = load_chooser()
    for path in files:
        for entry in map(json.loads, path.read_text("utf-8").splitlines()):
            if entry["split"] == "dev" and entry["answerable"]:
                yield _labelled(index, catalogue, chooser, entry)
    catalogue.close()


def _labelled(index: Index, catalogue: Catalogue, chooser: Chooser, entry: dict[str, Any]) -> Labelled:
    question = understand(entry["question"])
    hits = index.search(question.text, HITS)
    blocks = gather(hits, catalogue.passage)
    choices = [verdict(question, block, chooser) for block in blocks]
    rows = columns(question, blocks, choices, telling(question, hits))
    places = _accepted(entry)
    labels = [answers(entry["answer"], block, places) for block in blocks]
    return Labelled(entry["id"], entry["document"], np.vstack(rows), np.concatenate(labels))


def answers(answer: str, block: Evidence, places: frozenset[tuple[str, int]]) -> NDArray[np.bool_]:
    """Which lines of a block hold the answer, or part of it, on one of these pages."""
    wanted = normalised(answer)
    return np.array(
        [
            _same(wanted, normalised(line.text))
            and any((block.hit.document.file, span.page) in places for span in line.passage.spans)
            for line in block.lines
        ],
        np.bool_,
    )


def _same(wanted: str, line: str) -> bool:
    if len(line) <= SHORTEST:
        return False
    parted = len(wanted) > TELLS and (wanted[:TELLS] in line or wanted[-TELLS:] in line)
    return wanted in line or line in wanted or parted


def _accepted(entry: dict[str, Any]) -> frozenset[tuple[str, int]]:
    own = {(entry["document"], page) for page in entry.get("pages") or [entry["page"]]}
    others = {(other["document"], page) for other in entry.get("also", ()) for page in other["pages"]}
    return frozenset(own | others)


if __name__ == "__main__":
    main()
