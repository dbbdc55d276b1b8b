"""A logistic model over far more columns than rows, by Newton's method on how alike rows are."""

import numpy as np
from numpy.typing import NDArray

from assistant.features import Array

NEWTON_STEPS = 30
SETTLED = 1e-4
FLATTEST = 1e-6


def wide_logistic(rows: Array, labels: NDArray[np.float64], penalty: float) -> tuple[float, Array]:
    """Bias and weights of a ridge-penalised logistic model; the columns are taken as they are."""
    alike = (rows @ rows.T).astype(np.float64)
    counts, bias = np.zeros(len(labels)), 0.0
    for _ in range(NEWTON_STEPS):
        said = alike @ counts + bias
        found = 1 / (1 + np.exp(-said))
        curve = np.maximum(found * (1 - found), FLATTEST)
        aims = np.stack([said + (labels - found) / curve, np.ones(len(labels))], axis=1)
        solved = np.linalg.solve(alike + np.diag(penalty / curve), aims)
        bias = float(solved[:, 0].sum() / solved[:, 1].sum())
        before, counts = counts, solved[:, 0] - bias * solved[:, 1]
        if float(np.abs(counts - before).max()) < SETTLED:
            break
    weights: Array = (rows.T @ counts.astype(np.float32)).astype(np.float32)
    return bias, weights
