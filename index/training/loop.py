"""Steps of training with a learning-rate plan, and checkpoints that an interruption falls back on."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.optim import Optimizer

from index.training.errors import ForeignCheckpoint
from index.training.files import written

log = logging.getLogger(__name__)
LOG_EVERY = 10


@dataclass(frozen=True)
class Plan:
    """How long a stage trains: rates rise over `warmup` steps and fall to zero over the last `decay`."""

    name: str
    steps: int
    warmup: int
    decay: int
    keep_every: int

    def factor(self, step: int) -> float:
        """Return the share of the full learning rate at a step counted from 0.

        >>> Plan("x", 10, 2, 5, 1).factor(0), Plan("x", 10, 2, 5, 1).factor(9)
        (0.5, 0.2)
        """
        rise = (step + 1) / self.warmup if step < self.warmup else 1.0
        return min(rise, (self.steps - step) / self.decay, 1.0)


def train(
    module: nn.Module, optimizer: Optimizer, loss: Callable[[int], Tensor], plan: Plan, checkpoint: Path
) -> None:
    """Take the plan's remaining steps; a checkpoint found is continued, a finished one only loaded.

    Raises `ForeignCheckpoint` if the checkpoint was written under another plan's name.
    """
    rates = [group["lr"] for group in optimizer.param_groups]
    for step in range(resume(module, optimizer, plan, checkpoint), plan.steps):
        for group, rate in zip(optimizer.param_groups, rates, strict=True):
            group["lr"] = rate * plan.factor(step)
        value = loss(step)
        optimizer.zero_grad()
        value.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(module.parameters(), 1.0)
        optimizer.step()
        if step % LOG_EVERY == 0:
            log.info("%s: step %d of %d, loss %.4f", plan.name, step, plan.steps, value.item())
        if (step + 1) % plan.keep_every == 0 or step + 1 == plan.steps:
            keep(module, optimizer, plan, checkpoint, step + 1)


def keep(module: nn.Module, optimizer: Optimizer, plan: Plan, checkpoint: Path, step: int) -> None:
    """Write the state after `step` steps."""
    state = {
        "plan": plan.name,
        "step": step,
        "module": module.state_dict(),
        "optimizer": optimizer.state_dict(),
    }
    with written(checkpoint) as partial:
        torch.save(state, partial)


def resume(module: nn.Module, optimizer: Optimizer, plan: Plan, checkpoint: Path) -> int:
    """Load a checkpoint if there is one and return the number of steps already taken."""
    if not checkpoint.exists():
        return 0
    state = torch.load(checkpoint, map_location="cpu", weights_only=True)
    if state["plan"] != plan.name:
        belongs = f"{checkpoint} gehört zu {state['plan']!r}, nicht zu {plan.name!r}"
        raise ForeignCheckpoint(f"{belongs}. Abhilfe: einen anderen --out-Ordner wählen")
    module.load_state_dict(state["module"])
    optimizer.load_state_dict(state["optimizer"])
    return int(state["step"])
