"""Vectors of passages in FAISS by passage key: exact when few, compressed when many, else in cells."""

from collections.abc import Sequence
from pathlib import Path

import faiss
import numpy as np

from index.encoder import Vectors
from index.errors import InvalidVectorIndex
from index.ranking import Flags, Keys, Ranking

FILE = "vectors.faiss"
FRESH_FILE = "vectors_fresh.faiss"
EXACT_UP_TO = 2_000
CELLS_FROM = 200_000
FRESH_SHARE = 0.02  # so much of a large collection may wait beside it, uncompressed, before it is merged in
PROBES = 192  # cells: at a million random passages recall@10 .85 in 4 ms, with 24 it was .63 in 1 ms
TRAINING_VECTORS = 200_000


class Dense:
    """The vectors of one generation, read-only; safe to use from several threads."""

    def __init__(self, main: faiss.Index, fresh: faiss.Index | None = None) -> None:
        self._parts = [part for part in (main, fresh) if part is not None]
        for part in self._parts:
            if isinstance(part, faiss.IndexIVF):
                part.set_direct_map_type(faiss.DirectMap.Hashtable)
        self.dimensions: int = main.d

    @classmethod
    def open(cls, folder: Path) -> "Dense":
        """Open the vectors of a generation; large ones are mapped into memory, not read."""
        main = _read(folder / FILE)
        fresh = folder / FRESH_FILE
        return cls(main, _read(fresh) if fresh.exists() else None)

    @property
    def count(self) -> int:
        """How many vectors there are."""
        return sum(part.ntotal for part in self._parts)

    def nearest(self, query: Vectors, k: int, allowed: Flags | None = None) -> Ranking:
        """The `k` nearest passages to one unit vector, among `allowed` (a flag for each key) if given."""
        faiss.omp_set_num_threads(1)
        found = [_search(part, query, k, allowed) for part in self._parts]
        keys = np.concatenate([keys for keys, _ in found])
        cosines = np.concatenate([cosines for _, cosines in found])
        best = np.argsort(-cosines, kind="stable")[:k]
        return Ranking(keys[best], cosines[best])

    def cosines(self, query: Vectors, keys: Sequence[int]) -> Vectors:
        """The cosine of one unit vector with each of these passages."""
        rows = self.vectors(keys)
        found: Vectors = rows @ query
        return found

    def vectors(self, keys: Sequence[int]) -> Vectors:
        """The stored vectors of these passages, one a row; raises KeyError."""
        if len(self._parts) == 1:
            return _reconstructed(self._parts[0], keys)
        rows = np.empty((len(keys), self.dimensions), dtype=np.float32)
        for row, key in zip(rows, keys, strict=True):
            row[:] = self._vector(int(key))
        return rows

    def keys(self) -> Keys:
        """All keys, ascending."""
        found: Keys = np.sort(np.concatenate([_keys(part) for part in self._parts]))
        return found

    def _vector(self, key: int) -> Vectors:
        for part in self._parts:
            try:
                return _reconstructed(part, [key])
            except KeyError:
                continue
        raise KeyError(key)


def create(folder: Path, keys: Keys, vectors: Vectors, factory: str | None = None) -> None:
    """Write the vectors of a generation from nothing; `factory` is for FAISS, chosen by size if None."""
    main = _empty(vectors.shape[1], factory or factory_for(len(keys)))
    if not main.is_trained:
        main.train(_sample(vectors))
    if isinstance(main, faiss.IndexIVF):
        main.nprobe = PROBES
    else:
        main = faiss.IndexIDMap2(main)
    main.add_with_ids(vectors, keys)
    faiss.write_index(main, str(folder / FILE))


def factory_for(count: int) -> str:
    """The FAISS factory string for so many vectors."""
    if count <= EXACT_UP_TO:
        return "Flat"
    if count <= CELLS_FROM:
        return "SQ8"
    return f"IVF{int(4 * count**0.5)},SQ8"


def update(
    old: Path, new: Path, gone: Keys, keys: Keys, vectors: Vectors, factory: str | None = None
) -> None:
    """Write a generation that is an older one without the `gone` keys and with new ones.

    Of a large collection only the newest part is written; the rest is linked.
    """
    dense = Dense.open(old)
    total = dense.count - len(gone) + len(keys)
    wanted = factory or factory_for(total)
    if wanted.startswith("IVF") and isinstance(dense._parts[0], faiss.IndexIVF):
        _update_cells(old, new, gone, keys, vectors)
        return
    if wanted == (factory or factory_for(dense.count)) and _is_flat(dense._parts[0]):
        _update_flat(old, new, gone, keys, vectors)
        return
    kept = np.setdiff1d(dense.keys(), gone)
    rows = np.vstack([dense.vectors(kept.tolist()), vectors]) if len(kept) else vectors
    create(new, np.concatenate([kept, keys]), rows, factory)


def _is_flat(main: faiss.Index) -> bool:
    """True if single vectors can be taken out, which graphs do not allow."""
    codes = faiss.downcast_index(main.index) if isinstance(main, faiss.IndexIDMap) else main
    return isinstance(codes, faiss.IndexFlatCodes)


def _update_flat(old: Path, new: Path, gone: Keys, keys: Keys, vectors: Vectors) -> None:
    """Copy the codes, take some out, put some in: the compression stays as it was trained."""
    main = faiss.read_index(str(old / FILE))
    if len(gone):
        main.remove_ids(gone)
    if len(keys):
        main.add_with_ids(vectors, keys)
    faiss.write_index(main, str(new / FILE))


def _update_cells(old: Path, new: Path, gone: Keys, keys: Keys, vectors: Vectors) -> None:
    main, fresh = old / FILE, old / FRESH_FILE
    waiting = faiss.read_index(str(fresh)) if fresh.exists() else _exact(vectors.shape[1])
    if len(gone):
        waiting.remove_ids(gone)
    waiting.add_with_ids(vectors, keys)
    if not len(gone) and waiting.ntotal <= FRESH_SHARE * _read(main).ntotal:
        (new / FILE).hardlink_to(main)
        faiss.write_index(waiting, str(new / FRESH_FILE))
        return
    cells = faiss.read_index(str(main))
    cells.set_direct_map_type(faiss.DirectMap.NoMap)
    if len(gone):
        cells.remove_ids(gone)
    if waiting.ntotal:
        fresh_keys = _keys(waiting)
        cells.add_with_ids(np.vstack([waiting.reconstruct(int(key)) for key in fresh_keys]), fresh_keys)
    faiss.write_index(cells, str(new / FILE))


def _reconstructed(part: faiss.Index, keys: Sequence[int]) -> Vectors:
    try:
        rows: Vectors = part.reconstruct_batch(np.asarray(keys, dtype=np.int64))
    except RuntimeError as error:
        raise KeyError(*keys) from error
    return rows


def _empty(dimensions: int, factory: str) -> faiss.Index:
    """An index by its factory string; raises InvalidVectorIndex."""
    try:
        return faiss.index_factory(dimensions, factory, faiss.METRIC_INNER_PRODUCT)
    except RuntimeError as error:
        raise InvalidVectorIndex(
            f"FAISS kennt keinen Vektorindex »{factory}« für {dimensions} Werte je Vektor. Geben Sie in "
            "LOTSE_VECTOR_INDEX zum Beispiel »SQ8« oder »IVF1024,SQ8« an, oder lassen Sie es leer."
        ) from error


def _exact(dimensions: int) -> faiss.Index:
    return faiss.IndexIDMap2(faiss.IndexFlatIP(dimensions))


def _read(path: Path) -> faiss.Index:
    return faiss.read_index(str(path), faiss.IO_FLAG_MMAP)


def _sample(vectors: Vectors) -> Vectors:
    if len(vectors) <= TRAINING_VECTORS:
        return vectors
    rows = np.random.default_rng(0).choice(len(vectors), TRAINING_VECTORS, replace=False)
    sample: Vectors = vectors[np.sort(rows)]
    return sample


def _search(part: faiss.Index, query: Vectors, k: int, allowed: Flags | None) -> tuple[Keys, Vectors]:
    if part.ntotal == 0:
        return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.float32)
    cosines, keys = part.search(query[None, :], min(k, part.ntotal), params=_parameters(part, allowed))
    found = keys[0] >= 0
    return keys[0][found], cosines[0][found]


def _parameters(part: faiss.Index, allowed: Flags | None) -> faiss.SearchParameters | None:
    """Search parameters; the rarer the allowed passages, the more cells are looked into."""
    selector = None if allowed is None else _selector(allowed)
    if isinstance(part, faiss.IndexIVF):
        share = 1.0 if allowed is None else max(float(allowed.sum()) / max(part.ntotal, 1), 1 / part.nlist)
        probes = min(part.nlist, int(part.nprobe / share))
        return faiss.SearchParametersIVF(sel=selector, nprobe=probes)
    return None if selector is None else faiss.SearchParameters(sel=selector)


def _selector(allowed: Flags) -> faiss.IDSelector:
    bits = np.packbits(allowed, bitorder="little")
    return faiss.IDSelectorBitmap(bits)


def _keys(part: faiss.Index) -> Keys:
    if isinstance(part, faiss.IndexIVF):
        lists = part.invlists
        found = [
            faiss.rev_swig_ptr(lists.get_ids(cell), lists.list_size(cell)).copy()
            for cell in range(part.nlist)
            if lists.list_size(cell)
        ]
        return np.concatenate(found) if found else np.empty(0, dtype=np.int64)
    keys: Keys = faiss.vector_to_array(part.id_map)
    return keys
