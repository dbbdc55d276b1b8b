"""The twin in Milvus beside the local engine: the same passages and questions, and how many answers agree.

python tests/benchmarks/engines.py [--passages 20000] [--questions 200] [--encoder static] [--laws FILE]
Passages and questions are those of scale.py; the twin is milvus-lite, a file in the place of a server.
"""

import argparse
import tempfile
from collections.abc import Callable
from itertools import islice
from pathlib import Path

from scale import LAWS, PER_DOCUMENT, add, latencies, law_sentences, passages, queries, row, spread, timed

from corpus.catalogue import Catalogue
from index.build import build
from index.encoder import load_encoder
from index.engine import LocalEngine
from index.milvus import MilvusEngine
from index.search import Index

DEPTHS = (1, 5, 10)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--passages", type=int, default=20_000)
    parser.add_argument("--questions", type=int, default=200)
    parser.add_argument("--encoder", default="static")
    parser.add_argument("--laws", type=Path, default=LAWS)
    given = parser.parse_args()
    sentences = list(law_sentences(given.laws))
    asked = list(islice(queries(sentences), given.questions))
    with tempfile.TemporaryDirectory() as place:
        data = Path(place)
        catalogue = Catalogue(data)
        texts = list(passages(given.passages, sentences))
        for start in range(0, given.passages, PER_DOCUMENT):
            add(catalogue, f"Sammlung {start // PER_DOCUMENT}", texts[start : start + PER_DOCUMENT])
        compare(catalogue, data, given.encoder, asked)


def compare(catalogue: Catalogue, data: Path, encoder_name: str, asked: list[str]) -> None:
    encoder, named = load_encoder(encoder_name), []
    for engine in (LocalEngine(), MilvusEngine(str(data / "milvus.db"))):
        folder = data / engine.name.partition(" ")[0]
        seconds = timed(lambda engine=engine, folder=folder: build(catalogue, folder, encoder, engine=engine))
        index = Index.open(folder, catalogue, encoder, engine=engine)
        row(f"{engine.name.partition(' ')[0]}: build", f"{seconds:.0f} s")
        row("a question", spread(latencies(index.search, asked)))
        named.append(answers(index.search, asked))
    for depth in DEPTHS:
        same = [left[:depth] == right[:depth] for left, right in zip(*named, strict=True)]
        kept = [
            len(set(left[:depth]) & set(right[:depth])) / depth for left, right in zip(*named, strict=True)
        ]
        row(f"the same first {depth}", f"{sum(same)} of {len(same)}; in common {sum(kept) / len(kept):.4f}")


def answers(search: Callable[..., list], asked: list[str]) -> list[list[str]]:  # type: ignore[type-arg]
    return [[hit.passage.id for hit in search(question, max(DEPTHS))] for question in asked]


if __name__ == "__main__":
    main()
