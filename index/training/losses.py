"""What training minimises."""

import torch
from torch import Tensor
from torch.nn import functional

TEMPERATURE = 0.05


def info_nce(left: Tensor, right: Tensor, groups: list[int]) -> Tensor:
    """Symmetric InfoNCE of unit vectors, both of shape (n, d); rows of one group are no negatives.

    Source: van den Oord et al. 2018, https://arxiv.org/abs/1807.03748.
    """
    return with_rivals(left, right, right[:0], groups, [])


def distance(left: Tensor, right: Tensor) -> Tensor:
    """Mean of one minus the cosine of unit vectors, both of shape (n, d)."""
    return (1 - (left * right).sum(1)).mean()


def with_rivals(
    queries: Tensor, passages: Tensor, rivals: Tensor, groups: list[int], owners: list[int]
) -> Tensor:
    """Symmetric InfoNCE in which `rivals` are negatives too, of every query but those of their group.

    Unit vectors: `queries` and `passages` of shape (n, d), of `groups`; `rivals` (m, d), of `owners`.
    """
    own, others = torch.tensor(groups), torch.tensor(owners)
    alike = torch.cat([own[:, None] == own[None, :], own[:, None] == others[None, :]], dim=1)
    alike[:, : len(own)].fill_diagonal_(False)
    alike = alike.to(queries.device)
    scores = (queries @ torch.cat([passages, rivals]).T / TEMPERATURE).masked_fill(alike, -1e4)
    aims = torch.arange(len(queries), device=scores.device)
    back = scores[:, : len(own)].T
    return (functional.cross_entropy(scores, aims) + functional.cross_entropy(back, aims)) / 2
