"""Measures of retrieval over one ranking and the set of right answers; each between 0 and 1."""

import math
from collections.abc import Sequence
from collections.abc import Set as AbstractSet


def recall(ranking: Sequence[str], right: AbstractSet[str], k: int) -> float:
    """The share of right answers among the first `k`.

    >>> recall(["a", "b", "c"], {"b", "x"}, 2)
    0.5
    """
    return len(right & set(ranking[:k])) / len(right) if right else 0.0


def reciprocal_rank(ranking: Sequence[str], right: AbstractSet[str], k: int = 10) -> float:
    """1 over the rank of the first right answer, 0 if none is among the first `k`.

    >>> reciprocal_rank(["a", "b", "c"], {"b", "c"})
    0.5
    """
    ranks = (rank for rank, found in enumerate(ranking[:k], start=1) if found in right)
    first = next(ranks, None)
    return 1 / first if first else 0.0


def ndcg(ranking: Sequence[str], right: AbstractSet[str], k: int = 10) -> float:
    """Discounted cumulative gain over the best possible one (Järvelin and Kekäläinen 2002), all gains 1.

    >>> round(ndcg(["a", "b"], {"b"}), 4)
    0.6309
    """
    gain = sum(_discount(rank) for rank, found in enumerate(ranking[:k], start=1) if found in right)
    best = sum(_discount(rank) for rank in range(1, min(k, len(right)) + 1))
    return gain / best if best else 0.0


def _discount(rank: int) -> float:
    return 1 / math.log2(rank + 1)
