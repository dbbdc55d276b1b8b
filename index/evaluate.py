"""Measures the whole retrieval on a collection in BEIR layout, built in a temporary data folder."""

import csv
import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from tempfile import TemporaryDirectory

from corpus.catalogue import Catalogue, Origin
from corpus.document import Description, Page, Passage, Reading, Span
from corpus.reading.sentences import sentences
from index.build import build
from index.encoder import Encoder
from index.errors import NoCollection
from index.metrics import ndcg, recall, reciprocal_rank
from index.search import Index

WORDS = 120
DEPTH = 10
HITS = 5 * DEPTH  # several passages may come from one document


@dataclass(frozen=True, slots=True)
class BeirReport:
    """Means over all queries that have a right answer; a document counts by its best passage."""

    recall_1: float
    recall_5: float
    recall_10: float
    mrr_10: float
    ndcg_10: float
    queries: int


def evaluate_beir(folder: Path, encoder: Encoder) -> BeirReport:
    """Measure corpus.jsonl, queries.jsonl and qrels/test.tsv in `folder`; raises NoCollection."""
    judged, queries = _judged(folder), _queries(folder)
    with TemporaryDirectory() as place:
        data = Path(place)
        catalogue = Catalogue(data)
        names = dict(_filled(catalogue, folder))
        build(catalogue, data / "index", encoder)
        index = Index.open(data / "index", catalogue, encoder)
        rankings = {query: _ranking(index, names, queries[query]) for query in judged if query in queries}
        catalogue.close()
    return report(rankings, judged)


def report(rankings: Mapping[str, list[str]], judged: Mapping[str, frozenset[str]]) -> BeirReport:
    """Means over the queries that were asked.

    >>> report({"q": ["a", "b"]}, {"q": frozenset("b")}).mrr_10
    0.5
    """
    pairs = [(ranking, judged[query]) for query, ranking in rankings.items()]
    if not pairs:
        return BeirReport(0.0, 0.0, 0.0, 0.0, 0.0, 0)
    at_1, at_5, at_10 = (fmean(recall(*pair, k) for pair in pairs) for k in (1, 5, 10))
    mrr = fmean(reciprocal_rank(*pair, DEPTH) for pair in pairs)
    return BeirReport(at_1, at_5, at_10, mrr, fmean(ndcg(*pair, DEPTH) for pair in pairs), len(pairs))


def _ranking(index: Index, names: Mapping[str, str], question: str) -> list[str]:
    hits = index.search(question, HITS)
    return list(dict.fromkeys(names[hit.document.id] for hit in hits))


def _filled(catalogue: Catalogue, folder: Path) -> Iterator[tuple[str, str]]:
    """Put each document into the catalogue; yields its id there and its own."""
    for row in _rows(folder / "corpus.jsonl"):
        name, title, text = row["_id"], row["title"], row["text"]
        digest = hashlib.sha256(name.encode()).hexdigest()
        document = catalogue.add(Origin(digest, f"{digest}.txt", name), _reading(title, text))
        yield document.id, name


def _reading(title: str, text: str) -> Reading:
    spans = _spans(text) or [(0, len(text))]
    passages = tuple(
        Passage("", "", place, text[start:end] or title, (), (Span(1, start, end),))
        for place, (start, end) in enumerate(spans)
    )
    return Reading(Description(title), (Page(1, None, text, 0, 0),), passages)


def _spans(text: str) -> list[tuple[int, int]]:
    """Whole sentences up to about 120 words each."""
    spans: list[tuple[int, int]] = []
    words = WORDS
    for start, end in sentences(text):
        length = len(text[start:end].split())
        if words + length > WORDS:
            spans.append((start, end))
            words = length
        else:
            spans[-1] = (spans[-1][0], end)
            words += length
    return spans


def _judged(folder: Path) -> dict[str, frozenset[str]]:
    path = folder / "qrels" / "test.tsv"
    right: dict[str, set[str]] = defaultdict(set)
    try:
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file, delimiter="\t"):
                if int(row["score"]) > 0:
                    right[row["query-id"]].add(row["corpus-id"])
    except (OSError, KeyError, TypeError, ValueError) as error:
        raise NoCollection(_unreadable(path)) from error
    return {query: frozenset(documents) for query, documents in right.items()}


def _queries(folder: Path) -> dict[str, str]:
    return {row["_id"]: row["text"] for row in _rows(folder / "queries.jsonl")}


def _rows(path: Path) -> list[dict[str, str]]:
    try:
        rows = [json.loads(line) for line in path.read_text("utf-8").split("\n") if line.strip()]
        return [
            {"_id": str(row["_id"]), "title": row.get("title") or "", "text": row.get("text") or ""}
            for row in rows
        ]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise NoCollection(_unreadable(path)) from error


def _unreadable(path: Path) -> str:
    return (
        f"{path} fehlt oder ist nicht lesbar. Erwartet wird ein Ordner mit corpus.jsonl, queries.jsonl und "
        "qrels/test.tsv (BEIR)."
    )
