"""Quality of retrieval: this product beside other systems on the same passages and the same encoder.

python tests/benchmarks/retrieval.py [--encoder static] [--omosqa ../shared/data/omosqa]
    [--reports ../shared/data/reports] [--questions tests/data/questions.jsonl] [--splits dev]
Cells are percent: recall at 1, 5 and 10, and MRR at 10. OMoS-QA dev: 494 county pages, the other county's
twin counts as wrong. Reports: questions as people ask them, a hit is the right page of the right report.
"""

import argparse
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from peers import Bm25, EncoderAlone, Haystack, Rank, TwoFields, Txtai, plain_words, stemmed_words

from corpus.archive import Archive
from corpus.catalogue import Catalogue
from corpus.intake import plan, take_in
from corpus.reading.limits import Limits
from index import evaluate
from index.build import build
from index.encoder import Encoder, load_encoder
from index.encoding import searchable
from index.metrics import recall, reciprocal_rank
from index.search import Index
from index.training.omos_beir import retrieval_set, write_beir
from web.commands.evaluate import read_questions

DEPTH = 50
INDEX = "index"


@dataclass(frozen=True)
class Collection:
    """Passages, and questions with the units (pages, documents) that answer them."""

    name: str
    index: Index
    keys: list[int]
    ids: list[str]
    texts: list[str]
    units: list[str]  # of each passage
    questions: list[tuple[str, frozenset[str]]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--encoder", default="static")
    parser.add_argument("--omosqa", type=Path, default=Path("../shared/data/omosqa"))
    parser.add_argument("--reports", type=Path, default=Path("../shared/data/reports"))
    parser.add_argument("--questions", type=Path, default=Path("tests/data/questions.jsonl"))
    parser.add_argument("--splits", nargs="*", default=["dev"])
    given = parser.parse_args()
    encoder = load_encoder(given.encoder)
    with tempfile.TemporaryDirectory() as scratch:
        compare(omos(given.omosqa, Path(scratch) / "omos", encoder), encoder)
        for collection in reports(given.reports, given.questions, given.splits, Path(scratch) / "r", encoder):
            compare(collection, encoder)


def compare(collection: Collection, encoder: Encoder) -> None:
    print(f"\n{collection.name}: {len(collection.texts)} passages, {len(collection.questions)} questions")
    print(f"{'':44}" + "".join(f"{name:>8}" for name in ("R@1", "R@5", "R@10", "MRR@10")))
    for name, rank in systems(collection, encoder):
        row = measured(collection, rank)
        print(f"{name:44}" + "".join(f"{100 * value:8.1f}" for value in row), flush=True)


def systems(collection: Collection, encoder: Encoder) -> Iterator[tuple[str, Rank]]:
    texts = collection.texts
    vectors = encoder.encode_passages(texts)
    yield "BM25, words split at white space", Bm25(texts, plain_words)
    yield "BM25, Snowball stems, stop words", Bm25(texts, stemmed_words)
    yield "BM25, two fields (.4 parts, .6 4-grams)", TwoFields(texts)
    yield "encoder alone", EncoderAlone(encoder, vectors)
    yield "txtai, hybrid with its defaults", Txtai(texts, encoder, vectors)
    yield "Haystack, BM25 + embeddings, RRF", Haystack(texts, encoder, vectors)
    yield "Soziallotse", ours(collection)


def ours(collection: Collection) -> Rank:
    places = {passage_id: n for n, passage_id in enumerate(collection.ids)}
    return lambda question, k: [places[hit.passage.id] for hit in collection.index.search(question, k)]


def measured(collection: Collection, rank: Rank) -> list[float]:
    rows = []
    for question, right in collection.questions:
        ranking = list(dict.fromkeys(collection.units[place] for place in rank(question, DEPTH)))
        found = [float(any(recall(ranking, {unit}, k) for unit in right)) for k in (1, 5, 10)]
        rows.append([*found, reciprocal_rank(ranking, right)])
    return np.mean(rows, axis=0).tolist()


def omos(source: Path, scratch: Path, encoder: Encoder) -> Collection:
    write_beir(retrieval_set(source, "dev"), scratch)
    catalogue = Catalogue(scratch)
    names = dict(evaluate._filled(catalogue, scratch))
    judged, asked = evaluate._judged(scratch), evaluate._queries(scratch)
    questions = [(asked[query], right) for query, right in judged.items()]
    return collected("OMoS-QA dev", catalogue, encoder, questions, lambda passage: names[passage.document_id])


def reports(
    source: Path, questions: Path, splits: Sequence[str], scratch: Path, encoder: Encoder
) -> Iterator[Collection]:
    catalogue = Catalogue(scratch)
    for _ in take_in(catalogue, Archive(scratch), plan(catalogue, [source]).todo, Limits()):
        pass
    files = {document.id: document.file for document in catalogue.documents()}
    for split in splits:
        asked = [
            (one.question, frozenset(f"{file}:{page}" for file, page in one.places))
            for one in read_questions(questions, split)
            if one.answerable
        ]
        yield collected(
            f"Reports, {split}", catalogue, encoder, asked, lambda p: f"{files[p.document_id]}:{p.page}"
        )


def collected(name, catalogue, encoder, questions, unit) -> Collection:  # type: ignore[no-untyped-def]
    build(catalogue, catalogue.folder / INDEX, encoder)
    documents = {document.id: document for document in catalogue.documents()}
    keys = catalogue.owners()
    passages = [catalogue.passages_by_key([key])[key] for key in keys]
    texts = [searchable(documents[passage.document_id], passage) for passage in passages]
    index = Index.open(catalogue.folder / INDEX, catalogue, encoder)
    ids = [passage.id for passage in passages]
    return Collection(name, index, keys, ids, texts, [unit(passage) for passage in passages], questions)


if __name__ == "__main__":
    main()
