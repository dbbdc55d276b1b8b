"""What training minimises."""

import torch
from torch import Tensor
from torch.nn import functional

TEMPERATURE = 0.05


def info_nce(left: Tensor, right: Tensor, groups: list[int]) -> Tensor:
    """Symmetric InfoNCE of unit vectors, both of shape (n, d); rows of one group are no negatives.

    Source: van den Oord et al. 2018, https://arxiv.org/abs/1807.03748.
    """
    scores = left @ right.T / TEMPERATURE
    numbers = torch.tensor(groups, device=scores.device)
    alike = numbers[:, None] == numbers[None, :]
    alike.fill_diagonal_(False)
    scores = scores.masked_fill(alike, -1e4)
    aims = torch.arange(len(scores), device=scores.device)
    return (functional.cross_entropy(scores, aims) + functional.cross_entropy(scores.T, aims)) / 2


def distance(left: Tensor, right: Tensor) -> Tensor:
    """Mean of one minus the cosine of unit vectors, both of shape (n, d)."""
    return (1 - (left * right).sum(1)).mean()
