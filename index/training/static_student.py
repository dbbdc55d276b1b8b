"""The static student: one row a piece, the mean of a text's rows is its vector."""

from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional

from index.training.batches import Batches
from index.training.loop import Plan, train
from index.training.losses import distance, info_nce

WIDTH = 384
COSINE_WEIGHT = 5.0
BATCH, ANCHOR_BATCH, PAIR_BATCH = 2048, 1024, 1024
STAGE_1 = Plan("static distillation", steps=1000, warmup=20, decay=980, keep_every=100)
STAGE_2 = Plan("static retrieval", steps=320, warmup=20, decay=300, keep_every=40)
RATE_1, RATE_2 = 0.05, 0.02


class StaticStudent(nn.Module):
    """Rows of 384 numbers and the tokenizer that chooses them."""

    def __init__(self, tokenizer: Tokenizer, seed: int) -> None:
        super().__init__()
        self.tokenizer = tokenizer
        self.rows = nn.EmbeddingBag(tokenizer.get_vocab_size(), WIDTH, mode="mean")
        generator = torch.Generator().manual_seed(seed)
        nn.init.normal_(self.rows.weight, std=0.1, generator=generator)

    def forward(self, texts: list[str]) -> Tensor:
        """Return unit vectors of shape (texts, 384)."""
        found = [each.ids for each in self.tokenizer.encode_batch_fast(texts, add_special_tokens=False)]
        lengths = torch.tensor([len(ids) for ids in found])
        flat = torch.tensor([number for ids in found for number in ids])
        return functional.normalize(self.rows(flat, lengths.cumsum(0) - lengths), dim=1)


def distil_static(tokenizer: Tokenizer, batches: Batches, folder: Path, seed: int) -> StaticStudent:
    """Train stage 1, into the teacher's space, or load it from the folder."""
    student = StaticStudent(tokenizer, seed)

    def loss(step: int) -> Tensor:
        return distillation(student, batches, step, BATCH)

    train(student, adam(student, RATE_1), loss, STAGE_1, folder / "static-1.pt")
    return student


def teach_static(student: StaticStudent, batches: Batches, folder: Path) -> None:
    """Train stage 2, German retrieval anchored in the teacher's space."""

    def loss(step: int) -> Tensor:
        pairs = batches.pair(step, PAIR_BATCH)
        found = info_nce(student(pairs.queries), student(pairs.passages), pairs.groups)
        return found + distillation(student, batches, STAGE_1.steps + step, ANCHOR_BATCH)

    train(student, adam(student, RATE_2), loss, STAGE_2, folder / "static-2.pt")


def adam(student: StaticStudent, rate: float) -> torch.optim.Optimizer:
    """Make the optimiser of one stage."""
    return torch.optim.Adam(student.parameters(), lr=rate)


def distillation(student: StaticStudent, batches: Batches, step: int, size: int) -> Tensor:
    """Pull German texts to the teacher's vectors of their English twins.

    Source: Reimers and Gurevych 2020, https://arxiv.org/abs/2004.09813.
    """
    batch = batches.parallel(step, size)
    vectors = student(batch.texts)
    return info_nce(vectors, batch.targets, batch.groups) + COSINE_WEIGHT * distance(vectors, batch.targets)
