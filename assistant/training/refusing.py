"""Fit when to refuse: python -m assistant.training.refusing QUESTIONS ... --data DIR --out FILE.

Only questions of the split `dev` are used. Each answerable one is asked twice: of all documents, and of those
that do not answer it, as one more question without an answer (with less weight: nobody asked it so).
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

from assistant.evidence import gather
from assistant.features import Array
from assistant.support import COLUMNS, SIMILARITY, support
from assistant.telling import telling
from assistant.training.logistic import logistic
from assistant.understanding import understand
from corpus.catalogue import Catalogue
from corpus.document import Visibility
from index.encoder import Encoder, load_encoder
from index.hit import Filters
from index.search import Index

HITS = 20
PENALTY, WITHOUT_WEIGHT = 3.0, 0.3
FOLDS, REPEATS = 10, 5
MOST_WRONGLY_REFUSED = 0.10
STEPS = np.arange(0.1, 0.96, 0.02)
HEAD = """\
# When an answer is refused: a logistic model over the columns of assistant/support.py, the threshold (an
# answer is given from there on), and the operating curve: shares refused of the dev questions that the
# reports answer, of those that they do not, and of answerable ones asked of the other reports alone;
# always by models that had not seen the question. Made by python -m assistant.training.refusing; nothing
# was fitted on `check`.
"""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with its row of support; `apart` are those asked of the documents that do not answer.

    `topic` is the document that answers, or the question's own id: what is held out together.
    """

    id: str
    topic: str
    row: Array
    answerable: bool
    apart: bool


def main() -> None:
    """Fit, cross-validate, choose the threshold and write everything to one file."""
    parser = argparse.ArgumentParser(prog="python -m assistant.training.refusing", description=__doc__)
    parser.add_argument("questions", type=Path, nargs="+")
    parser.add_argument("--data", type=Path, required=True, help="data folder with the reports")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--encoder", default="transformer")
    given = parser.parse_args()
    encoder = load_encoder(given.encoder)
    asked = list(_asked(given.questions, given.data, encoder))
    curve = [_point(asked, _held_out(asked), float(step)) for step in STEPS]
    kept = [point for point in curve if point["refused_answerable"] <= MOST_WRONGLY_REFUSED]
    bias, weights = _fitted(asked)
    stored = {
        "encoder": encoder.fingerprint,
        "usual_similarity": _usual_similarity(asked),
        "threshold": kept[-1]["threshold"],
        "bias": round(bias, 4),
        "weights": {name: round(float(w), 4) for name, w in zip(COLUMNS, weights, strict=True)},
        "curve": curve,
    }
    given.out.write_text(HEAD + yaml.safe_dump(stored, sort_keys=False, default_flow_style=None), "utf-8")


def _asked(files: Sequence[Path], data: Path, encoder: Encoder) -> Iterator[Asked]:
    catalogue = Catalogue(data)
    index = Index.open(data / "index", catalogue, encoder)
    ids = {document.file: document.id for document in catalogue.documents()}
    for entry in _dev(files):
        topic = entry["document"] or entry["id"]
        row = _row(index, catalogue, entry, ())
        yield Asked(entry["id"], topic, row, bool(entry["answerable"]), apart=False)
        if entry["answerable"]:
            right = {entry["document"], *(other["document"] for other in entry.get("also", ()))}
            others = tuple(id_ for file, id_ in ids.items() if file not in right)
            row = _row(index, catalogue, entry, others)
            yield Asked(entry["id"], topic, row, answerable=False, apart=True)
    catalogue.close()


def _dev(files: Sequence[Path]) -> Iterator[dict[str, Any]]:
    for path in files:
        entries = (json.loads(line) for line in path.read_text("utf-8").splitlines() if line)
        yield from (entry for entry in entries if entry["split"] == "dev")


def _row(index: Index, catalogue: Catalogue, entry: dict[str, Any], documents: tuple[str, ...]) -> Array:
    question = understand(entry["question"])
    hits = index.search(question.text, HITS, Filters(documents=documents, visibilities=tuple(Visibility)))
    return support(question, hits, gather(hits, catalogue.passage), telling(question, hits))


def _fitted(asked: Sequence[Asked]) -> tuple[float, Array]:
    rows = np.stack([one.row for one in asked])
    labels = np.array([one.answerable for one in asked], float)
    weights = np.array([WITHOUT_WEIGHT if one.apart else 1.0 for one in asked])
    linear = logistic(rows, labels, PENALTY, weights)
    scaled = linear.weights / linear.spread
    return linear.bias - float(linear.centre @ scaled), scaled


def _usual_similarity(asked: Sequence[Asked]) -> float:
    """Halfway between questions with and without an answer, so that it speaks for neither."""
    means = [
        float(
            np.mean([one.row[SIMILARITY] for one in asked if one.answerable == answerable and not one.apart])
        )
        for answerable in (True, False)
    ]
    return round(sum(means) / 2, 4)


def _held_out(asked: Sequence[Asked]) -> NDArray[np.float64]:
    """How likely each question is answered, by models that saw no question of its document."""
    names = sorted({one.topic for one in asked})
    found = np.zeros(len(asked))
    for seed in range(REPEATS):
        fold = dict(zip(names, np.random.default_rng(seed).permutation(len(names)) % FOLDS, strict=True))
        parts = np.array([fold[one.topic] for one in asked])
        for part in range(FOLDS):
            bias, weights = _fitted([one for one, its in zip(asked, parts, strict=True) if its != part])
            for i in np.flatnonzero(parts == part).tolist():
                found[i] += 1 / (1 + np.exp(-bias - float(asked[i].row @ weights))) / REPEATS
    return found


def _point(asked: Sequence[Asked], found: NDArray[np.float64], threshold: float) -> dict[str, float]:
    def refused(answerable: bool, apart: bool) -> float:
        chosen = [one.answerable == answerable and one.apart == apart for one in asked]
        return round(float((found[chosen] < threshold).mean()), 3)

    return {
        "threshold": round(threshold, 2),
        "refused_answerable": refused(answerable=True, apart=False),
        "refused_unanswerable": refused(answerable=False, apart=False),
        "refused_apart": refused(answerable=False, apart=True),
    }


if __name__ == "__main__":
    main()
