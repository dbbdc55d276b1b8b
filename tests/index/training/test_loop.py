from pathlib import Path

import pytest
import torch
from torch import Tensor, nn

from index.training.errors import ForeignCheckpoint
from index.training.loop import Plan, train


class Lever(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.ones(3))

    def loss(self, step: int) -> Tensor:
        return ((self.weight - step) ** 2).sum()


def trained(plan: Plan, checkpoint: Path) -> Tensor:
    lever = Lever()
    train(lever, torch.optim.Adam(lever.parameters(), lr=0.1), lever.loss, plan, checkpoint)
    return lever.weight.detach()


class Interrupted(Exception):
    pass


def test_an_interrupted_run_ends_in_the_same_state(tmp_path: Path):
    plan = Plan("lever", steps=20, warmup=3, decay=8, keep_every=5)
    lever = Lever()

    def torn(step: int) -> Tensor:
        if step == 13:
            raise Interrupted
        return lever.loss(step)

    with pytest.raises(Interrupted):
        train(lever, torch.optim.Adam(lever.parameters(), lr=0.1), torn, plan, tmp_path / "torn.pt")
    assert torch.equal(trained(plan, tmp_path / "torn.pt"), trained(plan, tmp_path / "whole.pt"))


def test_a_finished_stage_is_only_loaded(tmp_path: Path):
    plan = Plan("lever", steps=5, warmup=1, decay=5, keep_every=5)
    first = trained(plan, tmp_path / "lever.pt")
    assert torch.equal(trained(plan, tmp_path / "lever.pt"), first)


def test_a_checkpoint_of_another_stage_is_refused(tmp_path: Path):
    trained(Plan("lever", steps=2, warmup=1, decay=2, keep_every=2), tmp_path / "lever.pt")
    with pytest.raises(ForeignCheckpoint, match="'lever'"):
        trained(Plan("other", steps=2, warmup=1, decay=2, keep_every=2), tmp_path / "lever.pt")


def test_rates_rise_stay_and_fall():
    plan = Plan("lever", steps=10, warmup=2, decay=4, keep_every=1)
    assert [plan.factor(step) for step in (0, 1, 5, 8, 9)] == [0.5, 1.0, 1.0, 0.5, 0.25]
