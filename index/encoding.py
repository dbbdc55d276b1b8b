"""Encodes passages in windows sorted by length; each is kept on disk, so that a killed build goes on."""

import re
import shutil
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from corpus.document import Document, Passage
from index.encoder import Encoder, Vectors

PREFIX = "encoded-"
WINDOW = 1024
BATCH = 128


@dataclass(frozen=True, slots=True)
class Encoded:
    """Vectors of passages, one a row, by passage key."""

    keys: npt.NDArray[np.int64]
    vectors: Vectors

    def among(self, keys: Sequence[int]) -> "Encoded":
        """Those with one of these keys."""
        rows = np.isin(self.keys, keys)
        return Encoded(self.keys[rows], self.vectors[rows])


def searchable(document: Document, passage: Passage) -> str:
    """What is encoded and indexed of a passage: its title and heading trail in front of its text."""
    return "\n".join((document.title, *passage.headings, passage.text))


def encode(
    read: Callable[[Sequence[int]], dict[int, str]],
    folder: Path,
    keys: Sequence[int],
    encoder: Encoder,
    step: Callable[[int], None],
) -> Encoded:
    """Encode the passages with these keys; `step` is told how many more are done.

    What an interrupted run has left in `folder` for the same encoder is taken over.
    """
    parts = _parts_folder(folder, encoder)
    parts.mkdir(exist_ok=True)
    ready = _taken_over(parts, keys)
    step(sum(len(part.keys) for part in ready))
    done = {int(key) for part in ready for key in part.keys}
    missing = [key for key in keys if key not in done]
    for start in range(0, len(missing), WINDOW):
        part = _window(read(missing[start : start + WINDOW]), encoder, step)
        _keep(parts, part)
        ready.append(part)
    return _in_order(ready, encoder.dimensions)


def forget(folder: Path) -> None:
    """Remove what was kept for the case of an interruption."""
    for parts in folder.glob(f"{PREFIX}*"):
        shutil.rmtree(parts)


def _window(window: dict[int, str], encoder: Encoder, step: Callable[[int], None]) -> Encoded:
    ordered = sorted(window, key=lambda key: len(window[key]))
    rows = []
    for start in range(0, len(ordered), BATCH):
        batch = ordered[start : start + BATCH]
        rows.append(encoder.encode_passages([window[key] for key in batch]))
        step(len(batch))
    vectors = np.vstack(rows) if rows else np.empty((0, encoder.dimensions), dtype=np.float32)
    return Encoded(np.array(ordered, dtype=np.int64), vectors)


def _parts_folder(folder: Path, encoder: Encoder) -> Path:
    return folder / (PREFIX + re.sub(r"[^\w-]", "-", encoder.fingerprint))


def _keep(parts: Path, part: Encoded) -> None:
    if len(part.keys):
        fresh = parts / "fresh.tmp"
        with fresh.open("wb") as file:
            np.savez(file, keys=part.keys, vectors=part.vectors)
        fresh.rename(parts / f"{part.keys.min()}.npz")


def _taken_over(parts: Path, wanted: Sequence[int]) -> list[Encoded]:
    found = []
    for path in sorted(parts.glob("*.npz")):
        try:
            with np.load(path) as arrays:
                part = Encoded(arrays["keys"], arrays["vectors"])
        except (OSError, ValueError, KeyError, zipfile.BadZipFile):
            path.unlink()
            continue
        found.append(part.among(wanted))
    return found


def _in_order(parts: Sequence[Encoded], dimensions: int) -> Encoded:
    empty = Encoded(np.empty(0, dtype=np.int64), np.empty((0, dimensions), dtype=np.float32))
    keys = np.concatenate([part.keys for part in (empty, *parts)])
    vectors = np.vstack([part.vectors for part in (empty, *parts)])
    order = np.argsort(keys)
    return Encoded(keys[order], vectors[order])
