"""Which of the figures that may be meant is the likeliest: a linear model over what speaks for each."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from assistant.features import Array
from assistant.figure_columns import COLUMNS
from corpus.yaml_text import read_yaml

FILE = Path(__file__).parent / "data" / "figure_ranking.yaml"


@dataclass(frozen=True, slots=True)
class Ranking:
    """A weight for each column."""

    weights: Array

    def fits(self, rows: Array) -> list[float]:
        """How likely each candidate is meant, against the others alone; `rows` by figure_columns."""
        return [round(float(fit), 4) for fit in rows @ self.weights]


@cache
def load_ranking() -> Ranking:
    """The model that ships."""
    stored = read_yaml(FILE.read_text("utf-8"))
    return Ranking(np.array([stored["weights"][name] for name in COLUMNS], np.float32))
