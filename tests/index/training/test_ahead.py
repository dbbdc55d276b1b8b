import os

import pytest

from index.training.ahead import ahead


def drawn(step: int) -> tuple[int, int]:
    return step, os.getpid()


@pytest.mark.parametrize("workers", [0, 2])
def test_batches_drawn_ahead_come_in_the_order_of_their_steps(workers: int):
    with ahead(drawn, workers) as draw:
        assert [draw(step)[0] for step in range(7, 40)] == list(range(7, 40))


def test_other_processes_draw_where_there_are_any():
    with ahead(drawn, 2) as draw:
        assert os.getpid() not in {draw(step)[1] for step in range(10)}
    with ahead(drawn, 0) as draw:
        assert draw(0)[1] == os.getpid()


def test_what_goes_wrong_in_another_process_is_told():
    def broken(step: int) -> int:
        raise ValueError(f"step {step}")

    with pytest.raises(ValueError, match="step 3"), ahead(broken, 1) as draw:
        draw(3)
