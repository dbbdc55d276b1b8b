"""A logistic model by Newton's method."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.features import Array
from assistant.trees import Linear

NEWTON_STEPS = 25


def logistic(
    rows: Array, labels: NDArray[Any], penalty: float, counts: NDArray[np.float64] | None = None
) -> Linear:
    """A ridge-penalised logistic model over standardised rows; `counts` says how much each row counts."""
    weighed = np.ones(len(rows)) if counts is None else counts
    centre, spread = rows.mean(axis=0), rows.std(axis=0) + 1e-6
    design = np.hstack([np.ones((len(rows), 1)), ((rows - centre) / spread).astype(np.float64)])
    ridge = np.full(design.shape[1], penalty)
    ridge[0] = 0.0
    weights = np.zeros(design.shape[1])
    for _ in range(NEWTON_STEPS):
        found = 1 / (1 + np.exp(-design @ weights))
        slope = design.T @ (weighed * (found - labels)) + ridge * weights
        curve = (design * (weighed * found * (1 - found))[:, None]).T @ design + np.diag(ridge + 1e-9)
        weights = weights - np.linalg.solve(curve, slope)
    return Linear(float(weights[0]), weights[1:].astype(np.float32), centre, spread)
