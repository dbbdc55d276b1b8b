"""A transformer as an ONNX graph: a question's vector without the seconds that torch takes to load."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

GRAPH = "model.onnx"
INPUTS = ("ids", "mask")
OUTPUT = "vectors"
ON_CPU = "CPUExecutionProvider"
LONGEST_TEXT = 256  # tokens


class Graph:
    """An opened graph with its tokenizer; safe to use from several threads."""

    def __init__(self, folder: Path) -> None:
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.enable_truncation(LONGEST_TEXT)
        self._tokenizer.enable_padding()
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1  # a question is too short to share, and waiting threads would spin
        self._session = onnxruntime.InferenceSession(str(folder / GRAPH), options, [ON_CPU])

    @property
    def dimensions(self) -> int:
        """Length of each vector."""
        return int(self._session.get_outputs()[0].shape[1])

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Unit vectors of a few texts, [texts, dimensions]."""
        encoded = self._tokenizer.encode_batch_fast(list(texts))
        ids = np.array([one.ids for one in encoded], np.int64)
        mask = np.array([one.attention_mask for one in encoded], np.int64)
        found = self._session.run([OUTPUT], dict(zip(INPUTS, (ids, mask), strict=True)))
        return np.asarray(found[0], np.float32)
