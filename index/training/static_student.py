"""The static student: one row a piece, the mean of a text's rows is its vector."""

from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional

from index.training.ahead import ahead
from index.training.batches import Batches, PairBatch, ParallelBatch
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
        device = self.rows.weight.device
        lengths = torch.tensor([len(ids) for ids in found]).to(device)
        flat = torch.tensor([number for ids in found for number in ids]).to(device)
        return functional.normalize(self.rows(flat, lengths.cumsum(0) - lengths), dim=1)


def distil_static(student: StaticStudent, batches: Batches, folder: Path, workers: int) -> None:
    """Train stage 1, into the teacher's space, or load it from the folder."""

    def draw(step: int) -> ParallelBatch:
        return batches.parallel(step, BATCH)

    with ahead(draw, workers) as drawn:

        def loss(step: int) -> Tensor:
            return distillation(student, batches, drawn(step))

        train(student, adam(student, RATE_1), loss, STAGE_1, folder / "static-1.pt")


def teach_static(student: StaticStudent, batches: Batches, folder: Path, workers: int) -> None:
    """Train stage 2, German retrieval anchored in the teacher's space."""

    def draw(step: int) -> tuple[PairBatch, ParallelBatch]:
        return batches.pair(step, PAIR_BATCH), batches.parallel(STAGE_1.steps + step, ANCHOR_BATCH)

    with ahead(draw, workers) as drawn:

        def loss(step: int) -> Tensor:
            pairs, anchor = drawn(step)
            found = info_nce(student(pairs.queries), student(pairs.passages), pairs.groups)
            return found + distillation(student, batches, anchor)

        train(student, adam(student, RATE_2), loss, STAGE_2, folder / "static-2.pt")


def adam(student: StaticStudent, rate: float) -> torch.optim.Optimizer:
    """Make the optimiser of one stage."""
    return torch.optim.Adam(student.parameters(), lr=rate)


def distillation(student: StaticStudent, batches: Batches, batch: ParallelBatch) -> Tensor:
    """Pull German texts to the teacher's vectors of their English twins.

    Source: Reimers and Gurevych 2020, https://arxiv.org/abs/2004.09813.
    """
    vectors = student(batch.texts)
    targets = batches.targets(batch).to(vectors.device)
    return info_nce(vectors, targets, batch.twins) + COSINE_WEIGHT * distance(vectors, targets)
