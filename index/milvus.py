"""A twin of the local engine in Milvus: German is analysed here, terms go there as sparse weights.

Passages are written in place, so one database serves one data folder, and what is removed is gone at once.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
from pymilvus import DataType, MilvusClient
from pymilvus.exceptions import MilvusException

from index.contents import Contents
from index.encoder import Vectors
from index.engine import PUBLIC_FOLDER, Change, Sides
from index.errors import EngineUnavailable
from index.lexical import GRAM_WEIGHT, STEM_WEIGHT, Entry, Limits, Wanted
from index.ranking import Keys, Ranking, Scores
from index.statistics import Statistics, number_of
from index.vocabulary import Vocabulary

COLLECTION = "passages"
BATCH = 500
PAGE = 2_000
MOST_NAMED = 16_384
LONGEST_WORDS = 65_000
_DENSE, _SPARSE = "vector", "terms"
EXACT_UP_TO = 200_000  # vectors; the local engine compares them all in larger collections too, by a sketch
LINKS = {"M": 32, "efConstruction": 200}
LOOKED_AT = 4  # times as many as are asked for, where a graph is searched


class MilvusEngine:
    """Vectors and terms in a Milvus server, or with a file name as address in milvus-lite."""

    takes_all_after_removal = False

    def __init__(self, address: str, token: str = "", exact_up_to: int = EXACT_UP_TO) -> None:
        self._exact_up_to = exact_up_to
        self.name = f"milvus {address}"
        try:
            self._client = MilvusClient(uri=address, token=token)
        except (MilvusException, OSError, ValueError) as error:
            raise EngineUnavailable(
                f"Die Datenbank {address} antwortet nicht. Prüfen Sie LOTSE_ENGINE_URL, "
                "oder lassen Sie es leer, um auf diesem Rechner zu suchen."
            ) from error

    def write(self, generation: Path, change: Change) -> None:
        """Add and remove passages; the counts of their terms go into the generation's folder."""
        entries = list(change.entries)
        if change.older is None:
            self._create(*change.new.vectors.shape)
        counts = self._counted(entries, change)
        if change.older is None and (generation / PUBLIC_FOLDER).is_dir():
            counts.take_means(Statistics.read(generation / PUBLIC_FOLDER))
        self._insert(entries, change, counts)
        counts.write(generation)
        if len(change.gone):
            self._client.delete(COLLECTION, ids=change.gone.tolist())
        self._client.flush(COLLECTION)

    def write_public(self, generation: Path, change: Change) -> None:
        """Count the words of what the public may see; its passages lie with all others."""
        self._counted(list(change.entries), change).write(generation / PUBLIC_FOLDER)

    def open(self, generation: Path) -> Sides:
        """Open a generation for searching."""
        self._client.load_collection(COLLECTION)
        return MilvusSides(self._client, Contents.read(generation), Statistics.read(generation))

    def open_public(self, generation: Path) -> Sides:
        """Open what the public may see of a generation."""
        self._client.load_collection(COLLECTION)
        seen = generation / PUBLIC_FOLDER
        return MilvusSides(self._client, Contents.read(seen), Statistics.read(seen), among_others=True)

    def close(self) -> None:
        """Close the connection."""
        self._client.close()

    def _create(self, count: int, dimensions: int) -> None:
        if self._client.has_collection(COLLECTION):
            self._client.drop_collection(COLLECTION)
        schema = self._client.create_schema(auto_id=False, enable_dynamic_field=False)
        schema.add_field("key", DataType.INT64, is_primary=True)
        schema.add_field("document", DataType.VARCHAR, max_length=64)
        schema.add_field("words", DataType.VARCHAR, max_length=LONGEST_WORDS)
        schema.add_field(_DENSE, DataType.FLOAT_VECTOR, dim=dimensions)
        schema.add_field(_SPARSE, DataType.SPARSE_FLOAT_VECTOR)
        indexes = self._client.prepare_index_params()
        exact = count <= self._exact_up_to
        indexes.add_index(
            _DENSE,
            index_type="FLAT" if exact else "HNSW",
            metric_type="IP",
            params={} if exact else LINKS,
        )
        indexes.add_index(_SPARSE, index_type="SPARSE_INVERTED_INDEX", metric_type="IP")
        self._client.create_collection(
            COLLECTION, schema=schema, index_params=indexes, consistency_level="Strong"
        )

    def _insert(self, entries: Iterable[Entry], change: Change, counts: Statistics) -> None:
        vectors = dict(zip(change.new.keys.tolist(), change.new.vectors, strict=True))
        waiting = iter(entries)
        while batch := list(islice(waiting, BATCH)):
            rows = [
                {
                    "key": entry.key,
                    "document": entry.document_id,
                    "words": f" {entry.analysis.words} "[:LONGEST_WORDS],
                    _DENSE: vectors[entry.key].tolist(),
                    _SPARSE: counts.passage_weights(entry.analysis) or {0: 0.0},
                }
                for entry in batch
                if entry.key in vectors
            ]
            self._client.upsert(COLLECTION, rows)

    def _counted(self, entries: list[Entry], change: Change) -> Statistics:
        """The counts of the older generation with this change, or new ones."""
        if change.older:
            counts = Statistics.read(change.older)
            self._discount(change.gone, counts)
        else:
            counts = Statistics()
            counts.measure([entry.analysis for entry in entries])
        for entry in entries:
            counts.add(entry.analysis)
        return counts

    def _discount(self, gone: Keys, counts: Statistics) -> None:
        for start in range(0, len(gone), BATCH):
            some = gone[start : start + BATCH].tolist()
            rows = self._client.query(COLLECTION, filter=f"key in {some}", output_fields=["words", _SPARSE])
            for row in rows:
                counts.remove(row[_SPARSE], row["words"])


class MilvusSides:
    """Both sides in Milvus, seen through one generation: passages that it does not know are left out.

    Where the generation's passages lie `among_others`, the database is told whose they are.
    """

    def __init__(
        self, client: MilvusClient, contents: Contents, counts: Statistics, *, among_others: bool = False
    ) -> None:
        self._client = client
        self._keys = contents.keys
        self._documents = contents.documents if among_others else None
        self._counts = counts
        self.vocabulary = Vocabulary(self.words)

    def nearest(self, query: Vectors, k: int, limits: Limits) -> Ranking:
        """The `k` passages within the limits with the highest cosine to one unit vector."""
        return self._search(_DENSE, query.tolist(), k, self._condition(limits))

    def cosines(self, query: Vectors, keys: Sequence[int]) -> Scores:
        """The cosine of one unit vector with each of these passages, from the stored vectors themselves."""
        if not keys:
            return np.zeros(0, dtype=np.float32)
        rows = self._client.get(COLLECTION, ids=[int(key) for key in keys], output_fields=[_DENSE])
        found = {row["key"]: float(np.dot(np.asarray(row[_DENSE], dtype=np.float32), query)) for row in rows}
        return np.array([found.get(int(key), 0.0) for key in keys], dtype=np.float32)

    def best(self, wanted: Wanted, k: int, limits: Limits) -> Ranking:
        """The `k` best passages by BM25 within the limits that contain a wanted term."""
        weights = self._weights(wanted)
        if not weights:
            return Ranking(np.empty(0, dtype=np.int64), np.empty(0, dtype=np.float32))
        return self._search(_SPARSE, weights, k, self._condition(limits))

    def scores(self, wanted: Wanted, keys: Sequence[int]) -> Scores:
        """The BM25 score of each of these passages, 0 without a wanted term."""
        weights = self._weights(wanted)
        if not weights or not keys:
            return np.zeros(len(keys), dtype=np.float32)
        ranking = self._search(_SPARSE, weights, len(keys), f"key in {[int(key) for key in keys]}")
        found = dict(zip(ranking.keys.tolist(), ranking.scores.tolist(), strict=True))
        return np.array([found.get(int(key), 0.0) for key in keys], dtype=np.float32)

    def matching(self, limits: Limits, stems: Sequence[str] = ()) -> Keys:
        """The keys of the passages within the limits that hold one of the stems, if any, in no order.

        The database names at most 16,384 of those with a stem.
        """
        if not stems:
            rows = self._client.query(
                COLLECTION, filter=self._condition(limits) or "key >= 0", output_fields=["key"]
            )
            found = np.array([row["key"] for row in rows], dtype=np.int64)
            return found[np.isin(found, self._keys)]
        return self.best(Wanted(dict.fromkeys(stems, 1.0), {}), min(len(self._keys), MOST_NAMED), limits).keys

    def knows(self, field: str, term: str, limits: Limits) -> bool:
        """True if some passage within the limits has this term; a word counts wherever it stands."""
        if field == "words":
            return self._counts.words.get(term, 0) > 0
        weights = self._counts.question_weights({field: {term: 1.0}})
        within = limits == Limits() or (
            weights and len(self._search(_SPARSE, weights, 1, self._condition(limits)).keys)
        )
        return bool(weights and within)

    def holding(self, stem: str) -> int:
        """How many passages hold this stem."""
        return self._counts.terms[number_of("stems", stem)]

    def words(self, prefix: str = "", limit: int | None = None) -> list[str]:
        """The folded words that begin so, those in most passages first."""
        found = ((word, count) for word, count in self._counts.words.items() if word.startswith(prefix))
        return [word for word, _ in sorted(found, key=lambda pair: -pair[1])][:limit]

    def keys(self) -> Mapping[str, Keys]:
        """The keys that the database holds, ascending."""
        found: list[int] = []
        condition = self._condition(Limits())
        pages = self._client.query_iterator(
            COLLECTION, filter=condition, batch_size=PAGE, output_fields=["key"]
        )
        while page := pages.next():
            found += [row["key"] for row in page]
        pages.close()
        return {"Milvus": np.array(sorted(found), dtype=np.int64)}

    def _weights(self, wanted: Wanted) -> dict[int, float]:
        return self._counts.question_weights(
            {
                "stems": {term: STEM_WEIGHT * weight for term, weight in wanted.stems.items()},
                "grams": {term: GRAM_WEIGHT * weight for term, weight in wanted.grams.items()},
            }
        )

    def _condition(self, limits: Limits) -> str:
        """The limits in Milvus's language; folded words hold no sign that would have to be escaped."""
        parts = []
        chosen, out = limits.documents, limits.without_documents
        if chosen is None and self._documents is not None:
            chosen, out = tuple(one for one in self._documents if one not in out), ()
        if chosen is not None:
            parts.append(f"document in {list(chosen)}")
        if out:
            parts.append(f"document not in {list(out)}")
        parts += [_like(" ".join(words)) for words in limits.phrases]
        parts += [f"({' or '.join(map(_like, forms)) or 'key < 0'})" for forms in limits.forms]
        forbidden = (*limits.forbidden, *map(" ".join, limits.forbidden_phrases))
        parts += [f"not ({_like(text)})" for text in forbidden]
        return " and ".join(parts)

    def _search(self, field: str, query: Any, k: int, condition: str) -> Ranking:
        rows = self._client.search(
            COLLECTION,
            data=[query],
            anns_field=field,
            limit=k,
            filter=condition,
            output_fields=["key"],
            search_params={"params": {"ef": LOOKED_AT * k}} if field == _DENSE else {},
        )[0]
        keys = np.array([row["key"] for row in rows], dtype=np.int64)
        scores = np.array([row["distance"] for row in rows], dtype=np.float32)
        known = np.isin(keys, self._keys)
        return Ranking(keys[known], scores[known])


def _like(words: str) -> str:
    return f'words like "% {words} %"'
