"""Fit what may hide despair: python -m assistant.training.despair FOLDER --out FILE.

FOLDER holds the collections of sentences (tests/data). A family of wordings is always in one part: whole
families are held out, so that what is measured are wordings that the model has not seen. The threshold comes
from held-out ordinary questions; nothing is fitted on `check`.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from assistant.crisis import crisis_notices
from assistant.despair import Model, pieces
from assistant.despair_marks import marks
from assistant.finding.languages import GERMAN, languages_of
from assistant.training.kernel import wide_logistic

PENALTY = 0.05
FOLDS = 8
FEWEST = 2  # texts that a mark must stand in
SMALLEST = 0.02  # a weight below moves nothing
MOST_ORDINARY = 0.015
EMERGENCIES = ("crisis", "crisis_indirect", "crisis_near")
SENTENCES = ("needs", "needs_more")
QUESTIONS = ("questions", "questions_more", "questions_refusal", "unanswerable")
DESPAIR = "suicide"


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence that hides despair or does not; `family` is held out together, `kind` is its collection."""

    text: str
    family: str
    kind: str
    despair: bool
    check: bool


def main() -> None:
    """Cross-validate, choose the threshold, measure `check` and write the model."""
    parser = argparse.ArgumentParser(prog="python -m assistant.training.despair", description=__doc__)
    parser.add_argument("folder", type=Path, help="folder of the collections")
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    examples = list(read(given.folder))
    dev = [one for one in examples if not one.check]
    said = held_out(dev)
    threshold = _threshold(dev, said)
    _report("dev, families held out", dev, said, threshold)
    model = fit(dev)
    check = [one for one in examples if one.check]
    _report("check", check, [model.of(one.text) for one in check], threshold)
    weights = {mark: round(weight, 2) for mark, weight in sorted(model.weights.items())}
    stored = {"threshold": round(threshold, 2), "bias": round(model.bias, 2), "weights": weights}
    given.out.write_text(json.dumps(stored, ensure_ascii=False, indent=0) + "\n", "utf-8")


def read(folder: Path) -> Iterator[Example]:
    """The German examples: hidden despair and its neighbours, open despair, what people ask for otherwise."""
    for one in _entries(folder, "despair"):
        yield Example(one["sentence"], one["family"], "hidden", one["despair"], one["split"] == "check")
    for name in EMERGENCIES:
        for one in _entries(folder, name):
            if one["crisis"] in (DESPAIR, None) and one.get("split") != "check":
                yield _apart(one["sentence"], "emergencies", one["crisis"] == DESPAIR)
    for name in SENTENCES:
        for one in _entries(folder, name):
            if not one.get("crisis"):
                yield _apart(one["sentence"], "ordinary", despair=False, check=one.get("split") == "check")
    for name in QUESTIONS:
        for one in _entries(folder, name):
            yield _apart(one["question"], "ordinary", despair=False, check=one.get("split") == "check")


def held_out(examples: Sequence[Example]) -> list[float]:
    """How much each example sounds like despair to a model that has seen nothing of its family."""
    names = sorted({one.family for one in examples})
    fold = dict(zip(names, np.random.default_rng(0).permutation(len(names)) % FOLDS, strict=True))
    models = [fit([one for one in examples if fold[one.family] != part]) for part in range(FOLDS)]
    return [models[fold[one.family]].of(one.text) for one in examples]


def fit(examples: Sequence[Example]) -> Model:
    """A model over the marks that stand in several examples; whatever is harmless is so in each piece."""
    rows_of = [(text, one.despair) for one in examples for text in _read_apart(one)]
    marked = [marks(text) for text, _ in rows_of]
    counted = Counter(mark for one in marked for mark in one)
    columns = {mark: i for i, mark in enumerate(sorted(m for m, n in counted.items() if n >= FEWEST))}
    rows = np.zeros((len(marked), len(columns)), np.float32)
    for row, one in zip(rows, marked, strict=True):
        for mark, share in one.items():
            if mark in columns:
                row[columns[mark]] = share
    bias, weights = wide_logistic(rows, np.array([despair for _, despair in rows_of], float), PENALTY)
    kept = {mark: float(weights[i]) for mark, i in columns.items() if abs(weights[i]) >= SMALLEST}
    return Model(bias, kept, 0.0)


def _read_apart(one: Example) -> Sequence[str]:
    return [one.text] if one.despair else list(pieces(one.text))


def _apart(text: str, kind: str, despair: bool, check: bool = False) -> Example:
    """An example that is a family by itself."""
    return Example(text, text, kind, despair, check)


def _entries(folder: Path, name: str) -> Iterator[dict[str, Any]]:
    for line in (folder / f"{name}.jsonl").read_text("utf-8").splitlines():
        entry = json.loads(line)
        if languages_of(entry.get("sentence") or entry["question"])[0] == GERMAN:
            yield entry


def _threshold(examples: Sequence[Example], said: Sequence[float]) -> float:
    """The lowest that shows the line to few enough of those who ask for something else."""
    calm = sorted(score for one, score in zip(examples, said, strict=True) if one.kind == "ordinary")
    return calm[len(calm) - 1 - int(MOST_ORDINARY * len(calm))] + 0.01


def _report(name: str, examples: Sequence[Example], said: Sequence[float], threshold: float) -> None:
    model = [score >= threshold for score in said]
    alarm = [bool(crisis_notices(one.text)) for one in examples]
    either = [any(shown) for shown in zip(alarm, model, strict=True)]
    counts = Counter(_part(one) for one in examples)
    print(f"{name} (threshold {threshold:.2f})")  # noqa: T201
    for title, shown in (("alarm", alarm), ("model", model), ("either", either)):
        told = Counter(_part(one) for one, is_shown in zip(examples, shown, strict=True) if is_shown)
        parts = ", ".join(f"{part} {told[part]} of {count}" for part, count in counts.items())
        print(f"  {title}: {parts}")  # noqa: T201


def _part(one: Example) -> str:
    return f"{one.kind} {'despair' if one.despair else 'harmless'}"


if __name__ == "__main__":
    main()
