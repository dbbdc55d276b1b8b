"""How likely each line of evidence belongs to the answer: the chooser's verdict beside search and words."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from assistant.evidence import Evidence
from assistant.features import Array
from assistant.naming import asks_number
from assistant.question import Question
from assistant.quotable import leans
from assistant.sentences import Choice
from assistant.telling import Telling, over
from assistant.wording import DATA
from corpus.yaml_text import read_yaml

COLUMNS = ("verdict", "page", "score", "rank", "line", "around", "row", "leaning")
LINE = COLUMNS.index("line")
BESIDE = 0.5
CELLS = re.compile(r"\t.*\d")


@dataclass(frozen=True, slots=True)
class Weighing:
    """A logistic model over the columns."""

    bias: float
    weights: Array

    def of(self, rows: Array) -> Array:
        """How likely each row's line belongs to the answer, 0 to 1."""
        return np.asarray(1 / (1 + np.exp(-self.bias - rows @ self.weights)), np.float32)


@lru_cache(maxsize=1)
def load_weighing() -> Weighing:
    """The fitted model; `data/weighing.yaml` says what it was fitted on."""
    stored = read_yaml((DATA / "weighing.yaml").read_text(encoding="utf-8"))
    weights = np.array([stored["weights"][column] for column in COLUMNS], np.float32)
    return Weighing(stored["bias"], weights)


def weighed(
    question: Question, blocks: Sequence[Evidence], choices: Sequence[Choice], told: Telling
) -> list[Array]:
    """How likely each line of each block belongs to the answer.

    A block that does not speak of the matter counts half; so does a line that tells nothing of the question.
    """
    rows = columns(question, blocks, choices, told)
    speaking = told.speaking([_whole(block, told) for block in blocks])
    model = load_weighing()
    return [
        model.of(each) * (1.0 if speaks else BESIDE) * np.where(each[:, LINE] > 0, 1.0, BESIDE)
        for each, speaks in zip(rows, speaking, strict=True)
    ]


def columns(
    question: Question, blocks: Sequence[Evidence], choices: Sequence[Choice], told: Telling
) -> list[Array]:
    """For each block one row of numbers a line.

    What stands around a line tells as much of the question as a share of the most that is told anywhere.
    """
    top = max((block.hit.score for block in blocks), default=0.0)
    counts = asks_number(question)
    held = [_held(block, told) for block in blocks]
    most = max((float(around.max()) for _, around in held if len(around)), default=0.0) or 1.0
    return [
        np.stack(
            [
                np.array(choice.scores, np.float32),
                np.full(len(line), choice.answerable),
                np.full(len(line), block.hit.score / top if top > 0 else 0.0),
                np.full(len(line), np.log1p(place)),
                line,
                around / most,
                np.array([counts and bool(CELLS.search(each.text)) for each in block.lines]),
                np.array([leans(each.text) for each in block.lines]),
            ],
            axis=1,
        ).astype(np.float32)
        for place, (block, choice, (line, around)) in enumerate(zip(blocks, choices, held, strict=True))
    ]


def _held(block: Evidence, told: Telling) -> tuple[Array, Array]:
    """How much of the question each line tells, and it with its neighbours and what stands over them."""
    above = told.held(over(block))
    held = [told.held(line.text) for line in block.lines]
    around = [np.max([above, *held[max(0, i - 1) : i + 2]], axis=0) for i in range(len(held))]
    return _shares(told, held), _shares(told, around)


def _whole(block: Evidence, told: Telling) -> Array:
    held: Array = np.max([told.held(over(block)), *(told.held(line.text) for line in block.lines)], axis=0)
    return held


def _shares(told: Telling, held: Sequence[Array]) -> Array:
    return np.array([told.share(each) for each in held], np.float32)
