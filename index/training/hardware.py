"""Where training runs: on a GPU if there is one, and in half precision only where that is faster."""

import torch


def device() -> torch.device:
    """Return the first GPU, or the processor."""
    return torch.device("cuda" if torch.cuda.is_available() else "cpu")


def fast_precision() -> torch.dtype:
    """Return bf16 where the hardware multiplies it, else fp32.

    A processor without such instructions (all before AVX-512) takes ten times as long over bf16.
    """
    able = device().type == "cuda" or "AVX512" in torch.backends.cpu.get_cpu_capability()
    return torch.bfloat16 if able else torch.float32
