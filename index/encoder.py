"""Encoders turn texts into vectors, offline: static ones by model2vec, graphs by ONNX, others by torch."""

import hashlib
import json
from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
import numpy.typing as npt

from corpus.yaml_text import read_yaml
from index.errors import EncoderUnavailable
from index.hashing import HashingEncoder

if TYPE_CHECKING:
    from index.graph import Graph
    from index.transformer import Transformer

Vectors = npt.NDArray[np.float32]

MODELS = Path(__file__).parent / "models"
GRAPH = "model.onnx"
HASHING = "hashing"
CARD = "card.yaml"
WEIGHING = frozenset({".safetensors", ".onnx", ".json", ".txt", ".model", ".bin"})
STATIC_WEIGHT = 0.4
TRANSFORMER_WEIGHT = 0.65
_CHUNK = 1 << 20


class Encoder(Protocol):
    """Turns texts into unit vectors; `fingerprint` changes when its vectors would."""

    @property
    def fingerprint(self) -> str:
        """Hash over weights and prefixes."""

    @property
    def dimensions(self) -> int:
        """Length of each vector."""

    @property
    def dense_weight(self) -> float:
        """How much its cosines count beside BM25 when both are joined, 0 to 1."""

    def encode_queries(self, texts: list[str]) -> Vectors:
        """Unit vectors of questions, [texts, dimensions]; a text without words gives zeros."""

    def encode_passages(self, texts: list[str]) -> Vectors:
        """Unit vectors of passages, [texts, dimensions]; a text without words gives zeros."""


class ModelEncoder:
    """An encoder over a loaded model; empty texts never reach the model, since some answer them with NaN."""

    def __init__(
        self,
        encode: Callable[[list[str]], Any],
        dimensions: int,
        fingerprint: str,
        prefixes: tuple[str, str],
        dense_weight: float,
    ) -> None:
        self._encode = encode
        self._prefixes = prefixes
        self.dense_weight = dense_weight
        self.dimensions = dimensions
        self.fingerprint = fingerprint

    def encode_queries(self, texts: list[str]) -> Vectors:
        """Unit vectors of questions, with the query prefix in front."""
        return self._vectors(texts, self._prefixes[0])

    def encode_passages(self, texts: list[str]) -> Vectors:
        """Unit vectors of passages, with the passage prefix in front."""
        return self._vectors(texts, self._prefixes[1])

    def _vectors(self, texts: Sequence[str], prefix: str) -> Vectors:
        vectors = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        filled = [row for row, text in enumerate(texts) if text.strip()]
        if filled:
            vectors[filled] = unit(self._encode([prefix + texts[row] for row in filled]))
        return vectors


def unit(vectors: Any) -> Vectors:
    """Rows scaled to length 1; rows of zeros or with NaN become zeros."""
    found = np.nan_to_num(np.asarray(vectors, dtype=np.float32), nan=0.0, posinf=0.0, neginf=0.0)
    norms = np.linalg.norm(found, axis=1, keepdims=True)
    scaled: Vectors = np.divide(found, norms, out=np.zeros_like(found), where=norms > 0)
    return scaled


def load_encoder(name: str, query_prefix: str = "", passage_prefix: str = "") -> Encoder:
    """The encoder `name`: "static" or "transformer" (shipped), "hashing", a folder, or a cached hub model.

    Nothing is ever downloaded; raises EncoderUnavailable.
    """
    if name == HASHING:
        return HashingEncoder()
    shipped = MODELS / name
    folder = shipped if "/" not in name and shipped.is_dir() else Path(name)
    prefixes = (query_prefix, passage_prefix)
    if not folder.is_dir():
        return _transformer(name, _cached(name), prefixes)
    load = _static if is_static(folder) else _transformer
    return load(str(folder), folder, prefixes)


def is_static(folder: Path) -> bool:
    """True if the folder holds a table of word vectors and nothing that needs torch."""
    modules = folder / "modules.json"
    if not modules.is_file():
        return (folder / "model.safetensors").is_file() and not (folder / "modules.json").exists()
    kinds = [str(module["type"]) for module in json.loads(modules.read_text("utf-8"))]
    return bool(kinds) and "StaticEmbedding" in kinds[0]


def _static(name: str, folder: Path, prefixes: tuple[str, str]) -> Encoder:
    from model2vec import StaticModel  # noqa: PLC0415 - takes time that only static encoders need

    try:
        model = StaticModel.from_pretrained(name)
    except (OSError, ValueError, KeyError) as error:
        raise EncoderUnavailable(_unreadable(name)) from error
    weight = _weight(folder, STATIC_WEIGHT)
    return ModelEncoder(model.encode, model.dim, _fingerprint(folder, prefixes), prefixes, weight)


def _transformer(name: str, folder: Path, prefixes: tuple[str, str]) -> Encoder:
    try:
        model = _graph(folder) if (folder / GRAPH).is_file() else _with_torch(name)
    except (OSError, ValueError, KeyError, RuntimeError) as error:
        raise EncoderUnavailable(_unreadable(name)) from error
    weight = _weight(folder, TRANSFORMER_WEIGHT)
    return ModelEncoder(model.encode, model.dimensions, _fingerprint(folder, prefixes), prefixes, weight)


def _graph(folder: Path) -> "Graph":
    from index.graph import Graph  # noqa: PLC0415 - takes time that only graphs need

    return Graph(folder)


def _with_torch(name: str) -> "Transformer":
    """A model by torch; raises EncoderUnavailable where torch is not installed."""
    try:
        from index.transformer import Transformer  # noqa: PLC0415 - takes seconds and 400 MB
    except ImportError as error:
        raise EncoderUnavailable(_without_torch(name)) from error
    return Transformer(name)


def _weight(folder: Path, usual: float) -> float:
    """The weight that the model's card names, fitted on questions set aside for it, or the usual one."""
    card = folder / CARD
    values = read_yaml(card.read_text("utf-8")) if card.is_file() else {}
    return float(values.get("dense_weight", usual))


def _unreadable(name: str) -> str:
    return (
        f"Das Sprachmodell »{name}« lässt sich nicht laden. Geben Sie in LOTSE_ENCODER einen Ordner "
        "mit einem sentence-transformers-Modell an, »static« oder »transformer«."
    )


def _without_torch(name: str) -> str:
    return (
        f"Für das Sprachmodell »{name}« fehlen Programme. Installieren Sie Soziallotse mit dem Zusatz »hub« "
        "(pip install -e '.[hub]'), oder geben Sie in LOTSE_ENCODER »static« oder »transformer« an."
    )


def _cached(name: str) -> Path:
    """The folder of a model in the hub's cache; raises EncoderUnavailable."""
    from huggingface_hub import snapshot_download  # noqa: PLC0415
    from huggingface_hub.errors import LocalEntryNotFoundError  # noqa: PLC0415

    try:
        return Path(snapshot_download(name, local_files_only=True))
    except (LocalEntryNotFoundError, ValueError, OSError) as error:
        raise EncoderUnavailable(_unreadable(name)) from error


def _fingerprint(folder: Path, prefixes: tuple[str, str]) -> str:
    """SHA-256 over the files that the vectors depend on, and the prefixes; 16 hex digits."""
    files = sorted(p for p in folder.rglob("*") if p.suffix in WEIGHING)
    marks = tuple((str(p), p.stat().st_size, p.stat().st_mtime_ns) for p in files)
    digest = hashlib.sha256(_contents(folder, marks).encode())
    digest.update("\0".join(prefixes).encode())
    return digest.hexdigest()[:16]


@lru_cache(maxsize=8)
def _contents(folder: Path, marks: tuple[tuple[str, int, int], ...]) -> str:
    """Hash of the named files; the sizes and times in `marks` only serve to notice a change."""
    digest = hashlib.sha256()
    for name, _size, _time in marks:
        digest.update(Path(name).relative_to(folder).as_posix().encode())
        with Path(name).open("rb") as file:
            while chunk := file.read(_CHUNK):
                digest.update(chunk)
    return digest.hexdigest()
