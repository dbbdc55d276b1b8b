"""Boosted trees by LightGBM, handed over as plain arrays."""

from collections.abc import Sequence
from typing import Any

import lightgbm
import numpy as np
from numpy.typing import NDArray

from assistant.features import Array
from assistant.trees import Trees

SHARED: dict[str, Any] = {
    "objective": "binary",
    "learning_rate": 0.03,
    "extra_trees": True,
    "bagging_fraction": 0.7,
    "bagging_freq": 1,
    "lambda_l2": 5,
    "verbose": -1,
    "num_threads": 1,
    "deterministic": True,
    "boost_from_average": True,
}
LINES: dict[str, Any] = {"num_leaves": 31, "min_data_in_leaf": 30, "feature_fraction": 0.15}
PAGES: dict[str, Any] = {"num_leaves": 7, "min_data_in_leaf": 15, "feature_fraction": 0.2}


def boost(
    rows: Array, labels: NDArray[Any], rounds: int, seeds: Sequence[int], shape: dict[str, Any]
) -> Trees:
    """Ensembles of several seeds joined into one, whose scores are averaged."""
    data = {seed: lightgbm.Dataset(rows, labels) for seed in seeds}
    grown = [lightgbm.train({**SHARED, **shape, "seed": seed}, each, rounds) for seed, each in data.items()]
    trees = [tree["tree_structure"] for booster in grown for tree in booster.dump_model()["tree_info"]]
    return _joined(trees, len(grown))


def _joined(trees: Sequence[dict[str, Any]], ensembles: int) -> Trees:
    flat = [_flat(tree) for tree in trees]
    nodes = max(len(each) for each in flat)
    filled = np.zeros((len(flat), nodes, 5))
    for i, each in enumerate(flat):
        filled[i, : len(each)] = each
    return Trees(
        feature=filled[:, :, 0].astype(np.int16),
        threshold=filled[:, :, 1].astype(np.float32),
        left=filled[:, :, 2].astype(np.int16),
        right=filled[:, :, 3].astype(np.int16),
        value=filled[:, :, 4].astype(np.float32),
        depth=max(_depth(tree) for tree in trees),
        share=1.0 / ensembles,
    )


def _flat(tree: dict[str, Any]) -> list[tuple[float, ...]]:
    """Nodes as (feature, threshold, left, right, value), the root first; a leaf is its own child."""
    nodes: list[tuple[float, ...]] = []

    def put(node: dict[str, Any]) -> int:
        place = len(nodes)
        nodes.append((0, 0.0, place, place, float(node.get("leaf_value", 0.0))))
        if "split_feature" in node:
            left, right = put(node["left_child"]), put(node["right_child"])
            threshold = _rounded_down(float(node["threshold"]))
            nodes[place] = (int(node["split_feature"]), threshold, left, right, 0.0)
        return place

    put(tree)
    return nodes


def _rounded_down(threshold: float) -> float:
    """The largest float32 that is not above the threshold, so that float32 rows fall on the same side."""
    near = np.float32(threshold)
    return float(near if float(near) <= threshold else np.nextafter(near, np.float32(-np.inf)))


def _depth(tree: dict[str, Any]) -> int:
    if "split_feature" not in tree:
        return 0
    return 1 + max(_depth(tree["left_child"]), _depth(tree["right_child"]))
