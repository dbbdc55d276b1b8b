"""Vectors of passages in FAISS by passage key: exact when few, else compressed, when many with a sketch."""

from collections.abc import Sequence
from pathlib import Path

import faiss
import numpy as np

from index.encoder import Vectors
from index.errors import InvalidVectorIndex
from index.ranking import Flags, Keys, Ranking

FILE = "vectors.faiss"
SKETCH_FILE = "vectors_sketch.faiss"
FRESH_FILE = "vectors_fresh.faiss"
FEW = "Flat"  # the FAISS string for vectors that nothing is left out of
EXACT_UP_TO = 2_000
SKETCH_FROM = 20_000
SKETCHED = (1000, 5)  # looked at in full: so many, or so many times what is asked for
LINKED_FROM = 200_000
FRESH_SHARE = 0.02  # so much of a large collection may wait beside it, uncompressed, before it is merged in
PROBES = 192  # where a setting asks for cells
TRAINING_VECTORS = 200_000
CHUNK = 50_000


class Dense:
    """The vectors of one generation, read-only; safe to use from several threads."""

    def __init__(self, parts: Sequence["_Part"]) -> None:
        self._parts = parts
        self.dimensions: int = parts[0].codes.d

    @classmethod
    def open(cls, folder: Path) -> "Dense":
        """Open the vectors of a generation: mapped into memory, so that processes share them."""
        sketch, fresh = folder / SKETCH_FILE, folder / FRESH_FILE
        main = _Part(_mapped(folder / FILE), _mapped(sketch) if sketch.exists() else None)
        return cls([main, _Part(_mapped(fresh))] if fresh.exists() else [main])

    @property
    def count(self) -> int:
        """How many vectors there are."""
        return sum(len(part.keys) for part in self._parts)

    def nearest(self, query: Vectors, k: int, allowed: Flags | None = None) -> Ranking:
        """The `k` nearest passages to one unit vector, among `allowed` (a flag for each key) if given."""
        faiss.omp_set_num_threads(1)
        found = [part.nearest(query, k, allowed) for part in self._parts]
        keys = np.concatenate([ranking.keys for ranking in found])
        cosines = np.concatenate([ranking.scores for ranking in found])
        best = np.argsort(-cosines, kind="stable")[:k]
        return Ranking(keys[best], cosines[best])

    def cosines(self, query: Vectors, keys: Sequence[int]) -> Vectors:
        """The cosine of one unit vector with each of these passages."""
        found: Vectors = self.vectors(keys) @ query
        return found

    def vectors(self, keys: Sequence[int]) -> Vectors:
        """The stored vectors of these passages, one a row; raises KeyError."""
        wanted = np.asarray(keys, dtype=np.int64)
        rows = np.empty((len(wanted), self.dimensions), dtype=np.float32)
        missing = np.ones(len(wanted), dtype=np.bool_)
        for part in self._parts:
            places = part.rows_of(wanted)
            held = places >= 0
            rows[held] = part.vectors(places[held])
            missing &= ~held
        if missing.any():
            raise KeyError(*wanted[missing].tolist())
        return rows

    def keys(self) -> Keys:
        """All keys, ascending."""
        found: Keys = np.sort(np.concatenate([part.keys for part in self._parts]))
        return found


class _Part:
    """Vectors in rows and the key of each row; a sketch names those that are worth a full look."""

    def __init__(self, stored: faiss.IndexIDMap, sketch: faiss.IndexPQ | None = None) -> None:
        self.stored = stored
        self.codes = faiss.downcast_index(stored.index)
        self.keys: Keys = faiss.vector_to_array(stored.id_map)
        self._order = np.argsort(self.keys, kind="stable")
        if isinstance(self.codes, faiss.IndexIVF):
            self.codes.make_direct_map()
        self._quick = _quick(sketch) if sketch else None
        self._refined = faiss.IndexRefine(self._quick, self.codes) if sketch else None

    def nearest(self, query: Vectors, k: int, allowed: Flags | None) -> Ranking:
        """The `k` nearest, fewer if there are fewer."""
        if not len(self.keys):
            return Ranking(np.empty(0, dtype=np.int64), np.empty(0, dtype=np.float32))
        k = min(k, len(self.keys))
        bits = None if allowed is None else self._bits(allowed)
        selector = None if bits is None else faiss.IDSelectorBitmap(bits)
        searched = self._refined or self.codes
        cosines, rows = searched.search(query[None, :], k, params=self._parameters(k, selector, allowed))
        found = rows[0] >= 0
        return Ranking(self.keys[rows[0][found]], cosines[0][found])

    def rows_of(self, keys: Keys) -> Keys:
        """The row of each key, -1 for one that is not here."""
        if not len(self.keys):
            return np.full(len(keys), -1, dtype=np.int64)
        places = np.searchsorted(self.keys, keys, sorter=self._order)
        rows = self._order[np.minimum(places, len(self.keys) - 1)]
        found: Keys = np.where(self.keys[rows] == keys, rows, -1)
        return found

    def vectors(self, rows: Keys) -> Vectors:
        """The stored vectors of these rows."""
        if not len(rows):
            return np.empty((0, self.codes.d), dtype=np.float32)
        found: Vectors = self.codes.reconstruct_batch(np.ascontiguousarray(rows))
        return found

    def _bits(self, allowed: Flags) -> "np.ndarray[tuple[int], np.dtype[np.uint8]]":
        inside = self.keys < len(allowed)
        return np.packbits(inside & allowed[np.where(inside, self.keys, 0)], bitorder="little")

    def _parameters(
        self, k: int, selector: faiss.IDSelector | None, allowed: Flags | None
    ) -> faiss.SearchParameters | None:
        """Search parameters; the rarer the allowed passages, the more cells are looked into."""
        if self._refined:
            first = faiss.SearchParametersIVF(sel=selector, nprobe=1)
            most, times = SKETCHED
            return faiss.IndexRefineSearchParameters(k_factor=max(times, most / k), base_index_params=first)
        if isinstance(self.codes, faiss.IndexIVF):
            held = len(self.keys)
            share = 1.0 if allowed is None else max(float(allowed.sum()) / held, 1 / self.codes.nlist)
            probes = min(self.codes.nlist, int(self.codes.nprobe / share))
            return faiss.SearchParametersIVF(sel=selector, nprobe=probes)
        return None if selector is None else faiss.SearchParameters(sel=selector)


def create(folder: Path, keys: Keys, vectors: Vectors, factory: str | None = None) -> None:
    """Write the vectors of a generation from nothing; `factory` is for FAISS, chosen by size if None."""
    codes = _trained(factory or factory_for(len(keys)), vectors)
    if isinstance(codes, faiss.IndexIVF):
        codes.nprobe = PROBES
    main = faiss.IndexIDMap(codes)
    main.add_with_ids(vectors, keys)
    _write(folder, main, _sketch(codes) if factory is None else None)


def factory_for(count: int) -> str:
    """The FAISS factory string for so many vectors."""
    return FEW if count <= EXACT_UP_TO else "SQ8"


def update(
    old: Path,
    new: Path,
    gone: Keys,
    keys: Keys,
    vectors: Vectors,
    factory: str | None = None,
    linked_from: int = LINKED_FROM,
) -> None:
    """Write a generation that is an older one without the `gone` keys and with new ones.

    From `linked_from` vectors on only the newest part is written; the rest is linked.
    """
    if not len(gone) and not len(keys):
        _link(old, new)
        return
    dense = Dense.open(old)
    held = dense.count
    if (factory or factory_for(held)) != (factory or factory_for(held - len(gone) + len(keys))) or not (
        _is_flat(dense._parts[0].stored)
    ):
        kept = np.setdiff1d(dense.keys(), gone)
        rows = np.vstack([dense.vectors(kept.tolist()), vectors]) if len(kept) else vectors
        create(new, np.concatenate([kept, keys]), rows, factory)
    elif held >= linked_from and not len(gone) and _waiting(dense) + len(keys) <= FRESH_SHARE * held:
        _add_beside(old, new, keys, vectors)
    else:
        _update_flat(old, new, gone, keys, vectors, sketched=factory is None)


def _link(old: Path, new: Path, names: Sequence[str] = (FILE, SKETCH_FILE, FRESH_FILE)) -> None:
    for name in names:
        if (old / name).exists():
            (new / name).hardlink_to(old / name)


def _is_flat(stored: faiss.IndexIDMap) -> bool:
    """True if single vectors can be taken out, which cells and graphs do not allow."""
    return isinstance(faiss.downcast_index(stored.index), faiss.IndexFlatCodes)


def _waiting(dense: Dense) -> int:
    return sum(len(part.keys) for part in dense._parts[1:])


def _add_beside(old: Path, new: Path, keys: Keys, vectors: Vectors) -> None:
    """Link what there is, and write the newest vectors into the small part beside it."""
    _link(old, new, (FILE, SKETCH_FILE))
    fresh = old / FRESH_FILE
    waiting = _read(fresh) if fresh.exists() else faiss.IndexIDMap(faiss.IndexFlatIP(vectors.shape[1]))
    waiting.add_with_ids(vectors, keys)
    faiss.write_index(waiting, str(new / FRESH_FILE))


def _update_flat(old: Path, new: Path, gone: Keys, keys: Keys, vectors: Vectors, *, sketched: bool) -> None:
    """Take codes out, put codes in, also those that waited: the compression stays as it was trained."""
    main, part = _read(old / FILE), Dense.open(old)._parts[1:]
    if part:
        staying = np.flatnonzero(~np.isin(part[0].keys, gone))
        keys = np.concatenate([part[0].keys[staying], keys])
        vectors = np.vstack([part[0].vectors(staying), vectors])
    sketch = _read(old / SKETCH_FILE) if (old / SKETCH_FILE).exists() else None
    rows = np.flatnonzero(np.isin(faiss.vector_to_array(main.id_map), gone))
    if len(rows):
        main.remove_ids(gone)
        if sketch:
            sketch.remove_ids(rows)
    if len(keys):
        main.add_with_ids(vectors, keys)
        if sketch:
            sketch.add(vectors)
    if sketched and sketch is None:
        sketch = _sketch(faiss.downcast_index(main.index))
    _write(new, main, sketch)


def _sketch(codes: faiss.Index) -> faiss.IndexPQ | None:
    """Four bits for each pair of dimensions of each row, for collections that are large enough to need it."""
    if codes.ntotal < SKETCH_FROM or codes.d % 2:
        return None
    sketch = faiss.IndexPQ(codes.d, codes.d // 2, 4, faiss.METRIC_INNER_PRODUCT)
    rows = np.random.default_rng(0).choice(codes.ntotal, SKETCH_FROM, replace=False)
    sketch.train(codes.reconstruct_batch(np.sort(rows)))
    for start in range(0, codes.ntotal, CHUNK):
        sketch.add(codes.reconstruct_n(start, min(CHUNK, codes.ntotal - start)))
    return sketch


def _quick(sketch: faiss.IndexPQ) -> faiss.IndexIVFPQFastScan:
    """The sketch in the order in which processors compare it fastest; one cell, for those take selectors."""
    cell = faiss.IndexFlatIP(sketch.d)
    cell.add(np.zeros((1, sketch.d), dtype=np.float32))
    plain = faiss.IndexIVFPQ(cell, sketch.d, 1, sketch.pq.M, sketch.pq.nbits, faiss.METRIC_INNER_PRODUCT)
    plain.by_residual, plain.pq, plain.is_trained = False, sketch.pq, True
    codes, rows = faiss.vector_to_array(sketch.codes), np.arange(sketch.ntotal, dtype=np.int64)
    plain.invlists.add_entries(0, sketch.ntotal, faiss.swig_ptr(rows), faiss.swig_ptr(codes))
    plain.ntotal = sketch.ntotal
    quick = faiss.IndexIVFPQFastScan(plain)
    quick.referenced_objects = [cell]
    return quick


def _trained(factory: str, vectors: Vectors) -> faiss.Index:
    """An index that has learned from these vectors; one that keeps them whole where they are too few."""
    codes = _empty(vectors.shape[1], factory)
    try:
        codes.train(_sample(vectors))
    except RuntimeError:
        return _empty(vectors.shape[1], FEW)
    return codes


def _empty(dimensions: int, factory: str) -> faiss.Index:
    """An index by its factory string; raises InvalidVectorIndex."""
    try:
        return faiss.index_factory(dimensions, factory, faiss.METRIC_INNER_PRODUCT)
    except RuntimeError as error:
        raise InvalidVectorIndex(
            f"FAISS kennt keinen Vektorindex »{factory}« für {dimensions} Werte je Vektor. Geben Sie in "
            "LOTSE_VECTOR_INDEX zum Beispiel »SQ8« oder »IVF1024,SQ8« an, oder lassen Sie es leer."
        ) from error


def _mapped(path: Path) -> faiss.Index:
    return faiss.read_index(str(path), faiss.IO_FLAG_MMAP_IFC)


def _read(path: Path) -> faiss.Index:
    return faiss.read_index(str(path))


def _write(folder: Path, main: faiss.IndexIDMap, sketch: faiss.IndexPQ | None) -> None:
    faiss.write_index(main, str(folder / FILE))
    if sketch:
        faiss.write_index(sketch, str(folder / SKETCH_FILE))


def _sample(vectors: Vectors) -> Vectors:
    if len(vectors) <= TRAINING_VECTORS:
        return vectors
    rows = np.random.default_rng(0).choice(len(vectors), TRAINING_VECTORS, replace=False)
    sample: Vectors = vectors[np.sort(rows)]
    return sample
