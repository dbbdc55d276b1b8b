"""Joins both sides of a search: a weighted sum of z-scores over the union of their best passages."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Scores = npt.NDArray[np.float64]

CONTEXT = 0.1


@dataclass(frozen=True, slots=True)
class Joined:
    """Scores of the candidates in their order, and how much of each the dense side gave (0 to 1)."""

    scores: Scores
    dense_shares: Scores


def join(lexical: npt.ArrayLike, dense: npt.ArrayLike, weight: float) -> Joined:
    """`weight` times the dense z-scores plus the rest times the lexical ones.

    >>> join([2.0, 0.0], [0.1, 0.5], 0.25).scores.tolist()
    [0.5, -0.5]
    """
    lexical_part, dense_part = (1 - weight) * z_scores(lexical), weight * z_scores(dense)
    return Joined(lexical_part + dense_part, _shares(lexical_part, dense_part))


def z_scores(values: npt.ArrayLike) -> Scores:
    """How many standard deviations each value is from the mean; all 0 where nothing differs.

    >>> z_scores([1.0, 3.0]).tolist()
    [-1.0, 1.0]
    """
    found = np.asarray(values, dtype=np.float64)
    spread = found.std() if found.size else 0.0
    return (found - found.mean()) / spread if spread > 0 else np.zeros_like(found)


def in_context(scores: Scores, keys: npt.NDArray[np.int64], groups: npt.NDArray[np.int32]) -> Scores:
    """Scores lifted a little by those of the passage before and the one behind, if they are candidates too.

    `keys` ascend; passages whose keys follow each other in one group (document) are neighbours.

    >>> in_context(np.array([0.0, 1.0, 0.0]), np.array([1, 2, 9]), np.array([7, 7, 7])).tolist()
    [0.05, 1.0, 0.0]
    """
    if not len(scores):
        return scores
    lowest = scores.min()
    follows = (np.diff(keys) == 1) & (groups[1:] == groups[:-1])
    before = np.concatenate([[lowest], np.where(follows, scores[:-1], lowest)])
    behind = np.concatenate([np.where(follows, scores[1:], lowest), [lowest]])
    lifted: Scores = scores + CONTEXT * (before + behind - 2 * lowest) / 2
    return lifted


def _shares(lexical: Scores, dense: Scores) -> Scores:
    """The dense part of what lifts each candidate above the worst on either side; half where nothing does."""
    if not lexical.size:
        return np.zeros(0)
    above_lexical, above_dense = lexical - lexical.min(), dense - dense.min()
    total = above_lexical + above_dense
    shares: Scores = np.divide(above_dense, total, out=np.full_like(total, 0.5), where=total > 0)
    return shares
