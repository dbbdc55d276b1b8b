"""A sentence-transformers model: few texts by its ONNX graph where it has one, many by torch."""

import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

from index.graph import GRAPH, Graph

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

BATCH = 32  # texts; more than that are worth the seconds that torch takes to load
HALF_PRECISION = "amx_bf16"


class Transformer:
    """A model in a folder or from the hub's cache; safe to use from several threads.

    Raises OSError, ValueError, KeyError or RuntimeError where it cannot be loaded.
    """

    def __init__(self, name: str, folder: Path) -> None:
        self._name = name
        self._loading = threading.Lock()
        self._loaded: SentenceTransformer | None = None
        self._graph = Graph(folder) if (folder / GRAPH).is_file() else None
        self.dimensions = (
            self._graph.dimensions if self._graph else self._model().get_embedding_dimension() or 0
        )

    def encode(self, texts: list[str]) -> Any:
        """Vectors, [texts, dimensions]; both ways give the same to four digits."""
        return self._graph.encode(texts) if self._graph and len(texts) <= BATCH else self._many(texts)

    def _many(self, texts: list[str]) -> Any:
        import torch  # noqa: PLC0415 - seconds and 400 MB that questions do not need

        halves = torch.cpu.get_capabilities().get(HALF_PRECISION, False)
        # Many texts go in bfloat16 where the processor has it: 2.6 times as fast, cosine above 0.9999.
        with torch.autocast("cpu", torch.bfloat16, enabled=halves and len(texts) > BATCH):
            return self._model().encode(texts, batch_size=BATCH, show_progress_bar=False)

    def _width(self) -> int:
        return self._model().get_embedding_dimension() or 0

    def _model(self) -> "SentenceTransformer":
        from sentence_transformers import SentenceTransformer  # noqa: PLC0415

        with self._loading:
            if self._loaded is None:
                self._loaded = SentenceTransformer(self._name, device="cpu", local_files_only=True)
            return self._loaded
