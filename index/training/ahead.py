"""Batches drawn ahead of the steps that need them, by other processes, so that a GPU need not wait."""

import multiprocessing
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from typing import Generic, TypeVar, cast

Batch = TypeVar("Batch")
STEPS_AHEAD = 4  # for each process


class Ahead(Generic[Batch]):
    """Gives the batch of each step in turn; `pool` draws those of the next steps meanwhile."""

    def __init__(self, draw: Callable[[int], Batch], pool: ProcessPoolExecutor, depth: int) -> None:
        self.draw, self.pool, self.depth = draw, pool, depth
        self.waiting: deque[tuple[int, Future[Batch]]] = deque()

    def __call__(self, step: int) -> Batch:
        """Return the batch of a step; steps are asked for one after another, from any first one."""
        following = self.waiting[-1][0] + 1 if self.waiting else step
        for later in range(following, step + self.depth):
            self.waiting.append((later, self.pool.submit(self.draw, later)))
        return self.waiting.popleft()[1].result()


@contextmanager
def ahead(draw: Callable[[int], Batch], workers: int) -> Iterator[Callable[[int], Batch]]:
    """Let `workers` processes draw ahead; none means that each step draws its own batch."""
    if not workers:
        yield draw
        return
    context = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(workers, context, _remember, (draw,)) as pool:
        try:
            yield Ahead(cast(Callable[[int], Batch], _drawn), pool, STEPS_AHEAD * workers)
        finally:
            pool.shutdown(cancel_futures=True)


_known: list[Callable[[int], object]] = []


def _remember(draw: Callable[[int], object]) -> None:
    """Keep the drawing function in a new process, which has it by being forked."""
    _known.append(draw)


def _drawn(step: int) -> object:
    return _known[0](step)
