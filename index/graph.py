"""A transformer as an ONNX graph: vectors on a plain processor, without torch."""

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import onnxruntime
from tokenizers import Encoding, Tokenizer

from index.encoder import GRAPH, Vectors

INPUT = "ids"
OUTPUT = "vectors"
ON_CPU = "CPUExecutionProvider"
LONGEST_TEXT = 256  # tokens


class Graph:
    """An opened graph with its tokenizer; safe to use from several threads.

    Each text goes through it alone: no padding is computed, and no vector depends on a text's neighbours.
    """

    def __init__(self, folder: Path) -> None:
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.enable_truncation(LONGEST_TEXT)
        self._tokenizer.no_padding()
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1  # texts are shared out instead, and waiting threads would spin
        self._session = onnxruntime.InferenceSession(str(folder / GRAPH), options, [ON_CPU])

    @property
    def dimensions(self) -> int:
        """Length of each vector."""
        return int(self._session.get_outputs()[0].shape[1])

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors, [texts, dimensions]; several texts are shared out over the processor's cores."""
        encoded = self._tokenizer.encode_batch_fast(list(texts))
        if len(encoded) == 1:
            return self._vector(encoded[0])
        with ThreadPoolExecutor(os.cpu_count()) as cores:
            return np.concatenate(list(cores.map(self._vector, encoded)))

    def _vector(self, text: Encoding) -> Vectors:
        found = self._session.run([OUTPUT], {INPUT: np.array([text.ids], np.int64)})
        return np.asarray(found[0], np.float32)
