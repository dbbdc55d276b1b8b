"""Trees over arrays give what walking the tree by hand gives."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.trees import Linear, Trees, read_linear, read_trees

STUMPS = Trees(
    feature=np.array([[0, 1, 0, 0, 0], [1, 0, 0, 0, 0]], np.int16),
    threshold=np.array([[0.5, 2.0, 0, 0, 0], [1.0, 0, 0, 0, 0]], np.float32),
    left=np.array([[1, 3, 2, 3, 4], [1, 1, 2, 3, 4]], np.int16),
    right=np.array([[2, 4, 2, 3, 4], [2, 1, 2, 3, 4]], np.int16),
    value=np.array([[0, 0, 3.0, -1.0, 1.0], [0, -0.5, 0.5, 0, 0]], np.float32),
    depth=2,
    share=0.5,
)


def by_hand(x: float, y: float) -> float:
    first = (-1.0 if y <= 2.0 else 1.0) if x <= 0.5 else 3.0
    second = -0.5 if y <= 1.0 else 0.5
    return 1 / (1 + np.exp(-(first + second) / 2))


@given(st.floats(-9, 9, width=32), st.floats(-9, 9, width=32))
def test_trees_over_arrays_agree_with_walking_them(x: float, y: float) -> None:
    found = STUMPS.probabilities(np.array([[x, y]], np.float32))
    assert found[0] == pytest.approx(by_hand(x, y), rel=1e-5)


def test_stored_models_are_read_back_as_they_were() -> None:
    rows = np.array([[0.1, 3.0], [4.0, 0.2]], np.float32)
    linear = Linear(0.5, np.array([1, -1], np.float32), np.zeros(2, np.float32), np.ones(2, np.float32))
    stored = {**STUMPS.arrays("a"), **linear.arrays("b")}
    assert read_trees(stored, "a").probabilities(rows) == pytest.approx(STUMPS.probabilities(rows))
    assert read_linear(stored, "b").probabilities(rows) == pytest.approx(linear.probabilities(rows))
