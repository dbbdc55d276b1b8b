"""What either side of the index gives back."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Keys = npt.NDArray[np.int64]
Scores = npt.NDArray[np.float32]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Ranking:
    """Passage keys with their scores, best first."""

    keys: Keys
    scores: Scores
