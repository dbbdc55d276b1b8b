"""Boosted decision trees and logistic models, evaluated with numpy alone."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int16]
Arrays = dict[str, NDArray[Any]]


@dataclass(frozen=True, slots=True)
class Trees:
    """An ensemble of trees; every array has shape (trees, nodes), and a leaf is its own child.

    A row goes left where its feature is at most the threshold. `share` is what the sum of all leaves is
    multiplied with before the logistic function (one over the number of ensembles joined).
    """

    feature: Ints
    threshold: Floats
    left: Ints
    right: Ints
    value: Floats
    depth: int
    share: float

    def probabilities(self, rows: Floats) -> Floats:
        """How likely each row is positive; shape (rows,)."""
        trees, nodes = self.feature.shape
        first = np.arange(trees, dtype=np.int32) * nodes
        feature, threshold = self.feature.ravel(), self.threshold.ravel()
        left, right = ((side + first[:, None]).astype(np.int32).ravel() for side in (self.left, self.right))
        flat = np.ascontiguousarray(rows).ravel()
        start = (np.arange(len(rows), dtype=np.int32) * rows.shape[1])[:, None]
        node = np.broadcast_to(first, (len(rows), trees))
        for _ in range(self.depth):
            goes_left = flat.take(start + feature.take(node)) <= threshold.take(node)
            node = np.where(goes_left, left.take(node), right.take(node))
        score = self.value.ravel().take(node).sum(axis=1) * self.share
        found: Floats = 1.0 / (1.0 + np.exp(-score))
        return found

    def arrays(self, name: str) -> Arrays:
        """The ensemble as named arrays, to be stored in an npz file."""
        return {
            f"{name}.feature": self.feature,
            f"{name}.threshold": self.threshold,
            f"{name}.left": self.left,
            f"{name}.right": self.right,
            f"{name}.value": self.value,
            f"{name}.shape": np.array([self.depth, self.share], dtype=np.float64),
        }


def read_trees(stored: Arrays, name: str) -> Trees:
    """The ensemble that `Trees.arrays` stored under this name."""
    depth, share = stored[f"{name}.shape"].astype(np.float64)
    return Trees(
        feature=stored[f"{name}.feature"].astype(np.int16),
        threshold=stored[f"{name}.threshold"].astype(np.float32),
        left=stored[f"{name}.left"].astype(np.int16),
        right=stored[f"{name}.right"].astype(np.int16),
        value=stored[f"{name}.value"].astype(np.float32),
        depth=int(depth),
        share=float(share),
    )


@dataclass(frozen=True, slots=True)
class Linear:
    """A logistic model over standardised columns; arrays of shape (columns,)."""

    bias: float
    weights: Floats
    centre: Floats
    spread: Floats

    def probabilities(self, rows: Floats) -> Floats:
        """How likely each row is positive; shape (rows,)."""
        score = self.bias + (rows - self.centre) / self.spread @ self.weights
        return (1.0 / (1.0 + np.exp(-score))).astype(np.float32)

    def arrays(self, name: str) -> Arrays:
        """The model as named arrays, to be stored in an npz file."""
        return {
            f"{name}.bias": np.array([self.bias]),
            f"{name}.weights": self.weights,
            f"{name}.centre": self.centre,
            f"{name}.spread": self.spread,
        }


def read_linear(stored: Arrays, name: str) -> Linear:
    """The model that `Linear.arrays` stored under this name."""
    weights, centre, spread = (stored[f"{name}.{part}"] for part in ("weights", "centre", "spread"))
    return Linear(float(stored[f"{name}.bias"][0]), weights, centre, spread)
