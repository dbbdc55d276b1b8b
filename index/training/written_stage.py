"""The transformer's last stage: questions in plain and in expert words, against passages alike."""

from pathlib import Path

import torch
from torch import Tensor

from index.training.ahead import ahead
from index.training.batches import Batches, PairBatch, ParallelBatch, WrittenBatch
from index.training.loop import Plan, train
from index.training.losses import with_rivals
from index.training.transformer_student import TransformerStudent, adam, distillation

TOKENS = 128
QUESTIONS, PAIRS, ANCHORS = 64, 24, 128
STAGE_3 = Plan("transformer questions", steps=315, warmup=10, decay=190, keep_every=20)
RATE_SHARE = 0.3
LATER = 10_000  # batches of the stages before are drawn from further on

Drawn = tuple[WrittenBatch, PairBatch, ParallelBatch]


def ask_transformer(student: TransformerStudent, batches: Batches, folder: Path, workers: int) -> None:
    """Train stage 3, beside pairs of stage 2 and anchored as it was, or load it from the folder."""

    def draw(step: int) -> Drawn:
        return (
            batches.asked(step, QUESTIONS),
            batches.pair(LATER + step, PAIRS),
            batches.parallel(LATER + step, ANCHORS),
        )

    with ahead(draw, workers) as drawn:

        def loss(step: int) -> Tensor:
            return _loss(student, batches, drawn(step))

        train(student, adam(student, RATE_SHARE), loss, STAGE_3, folder / "transformer-3.pt")


def _loss(student: TransformerStudent, batches: Batches, drawn: Drawn) -> Tensor:
    """What one step minimises: questions and pairs beside rivals, and the distance of the anchors."""
    asked, pairs, anchor = drawn
    queries, passages = [*asked.queries, *pairs.queries], [*asked.passages, *pairs.passages]
    sizes = [len(queries), len(passages), len(asked.rivals), len(anchor.texts)]
    vectors = student([*queries, *passages, *asked.rivals, *anchor.texts], TOKENS)
    left, right, rivals, anchored = torch.split(vectors, sizes)
    found = with_rivals(left, right, rivals, [*asked.groups, *pairs.groups], asked.owners)
    return found + distillation(anchored, batches.targets(anchor), anchor.twins)
