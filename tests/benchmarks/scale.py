"""Size and speed of the index: build, disk, memory, start, queries at 1 and 8 clients, one document more.

python tests/benchmarks/scale.py [--passages 10000 100000] [--encoder static] [--peers] [--laws FILE]
The passages are sentences of German federal laws, cut and recombined at random into about 100 words.
Recall compares the index with a matrix product over all its vectors. A query takes the whole
way: analysis, glossary, both sides, joining, texts and reasons from the catalogue.
"""

import argparse
import gzip
import hashlib
import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from statistics import median

import numpy as np

from corpus.catalogue import Catalogue, Origin
from corpus.document import Description, Page, Passage, Reading, Span
from index import snapshot
from index.build import build
from index.contents import Contents
from index.dense import Dense
from index.encoder import Encoder, load_encoder
from index.search import Index

LAWS = Path("../shared/data/training/laws.jsonl.gz")
WORDS = 100
PER_DOCUMENT = 500
QUERIES = 200
CLIENTS = 8
SLOW_QUERIES = 10


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--passages", type=int, nargs="*", default=[10_000, 100_000])
    parser.add_argument("--encoder", default="static")
    parser.add_argument("--laws", type=Path, default=LAWS)
    parser.add_argument("--peers", action="store_true")
    parser.add_argument("--measure", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.measure:
        measure(given.measure, given.encoder)
        return
    sentences = list(law_sentences(given.laws))
    for count in given.passages:
        with tempfile.TemporaryDirectory() as place:
            run(Path(place), count, sentences, given.encoder, given.peers)


def run(data: Path, count: int, sentences: list[str], encoder_name: str, peers: bool) -> None:
    encoder = load_encoder(encoder_name)
    catalogue = Catalogue(data)
    texts = list(passages(count, sentences))
    for start in range(0, count, PER_DOCUMENT):
        add(catalogue, f"Sammlung {start // PER_DOCUMENT}", texts[start : start + PER_DOCUMENT])
    (data / "queries.json").write_text(json.dumps(list(queries(sentences)), ensure_ascii=False), "utf-8")
    print(f"\n{count} passages", flush=True)
    seconds = timed(lambda: build(catalogue, data / "index", encoder))
    generation = snapshot.current(data / "index")
    size = sum(path.stat().st_size for path in generation.rglob("*") if path.is_file())
    row("build", f"{seconds:.0f} s, {count / seconds:.0f} passages/s")
    row("index on disk", f"{size >> 20} MiB")
    script = [sys.executable, __file__, "--measure", str(data), "--encoder", encoder_name]
    subprocess.run(script, check=True)
    one_more(catalogue, data, encoder, sentences)
    if peers:
        beside(texts, data, encoder)


def measure(data: Path, encoder_name: str) -> None:
    """In a process of its own, so that its memory is that of a service."""
    asked = json.loads((data / "queries.json").read_text("utf-8"))
    encoder = load_encoder(encoder_name)
    start = time.perf_counter()
    index = Index.open(data / "index", Catalogue(data), encoder)
    row("start of the index", f"{1000 * (time.perf_counter() - start):.0f} ms")
    for question in asked[:20]:
        index.search(question)
    row("query, 1 client", spread(latencies(index.search, asked)))
    row("query, processor time", f"p50 {1000 * busy(index.search, asked):.1f} ms")
    with ThreadPoolExecutor(CLIENTS) as clients:
        begin = time.perf_counter()
        times = list(clients.map(lambda question: timed(lambda: index.search(question)), asked * 2))
        row(
            f"query, {CLIENTS} clients",
            f"{spread(times)}, {len(times) / (time.perf_counter() - begin):.0f}/s",
        )
    row("memory after that", f"{resident_mib()} MiB")
    row("recall@10 of the vectors", f"{vector_recall(data, encoder, asked[:50]):.3f}")


def vector_recall(data: Path, encoder: Encoder, asked: list[str]) -> float:
    generation = snapshot.current(data / "index")
    index, keys = Dense.open(generation), Contents.read(generation).keys
    stored = index.vectors(keys.tolist())
    hits = 0
    for vector in encoder.encode_queries(asked):
        exhaustive = set(keys[np.argsort(-(stored @ vector))[:10]].tolist())
        hits += len(exhaustive & set(index.nearest(vector, 10).keys.tolist()))
    return hits / (10 * len(asked))


def one_more(catalogue: Catalogue, data: Path, encoder: Encoder, sentences: list[str]) -> None:
    index = Index.open(data / "index", catalogue, encoder)
    add(catalogue, "Neu", ["Das Zebrastreifenkomitee tagt.", *passages(20, sentences, seed=9)])

    def visible() -> None:
        build(catalogue, data / "index", encoder)
        index.refresh()

    row("one document more, visible after", f"{timed(visible):.2f} s")
    if "Zebrastreifenkomitee" not in index.search("Zebrastreifenkomitee", 1)[0].passage.text:
        raise AssertionError("the new document was not found")


def beside(texts: list[str], data: Path, encoder: Encoder) -> None:
    """The same passages and questions in txtai and Haystack, in the same run."""
    from peers import Haystack, Txtai  # noqa: PLC0415 - only where they are installed

    asked = json.loads((data / "queries.json").read_text("utf-8"))
    vectors = encoder.encode_passages(texts)
    for system, count in ((Txtai, QUERIES), (Haystack, SLOW_QUERIES)):
        before = resident_mib()
        start = time.perf_counter()
        rank = system(texts, encoder, vectors)
        seconds = time.perf_counter() - start
        rank(asked[0], 10)
        grown = resident_mib() - before
        times = latencies(lambda question, rank=rank: rank(question, 10), asked[:count])
        cost = 1000 * busy(lambda question, rank=rank: rank(question, 10), asked[:count])
        row(f"{system.__name__}, hybrid: 1 client", spread(times))
        row(f"{system.__name__}, processor time", f"p50 {cost:.1f} ms")
        row(f"{system.__name__}, build and memory", f"{seconds:.0f} s, +{grown} MiB")


def add(catalogue: Catalogue, title: str, texts: list[str]) -> None:
    digits = hashlib.sha256(title.encode()).hexdigest()
    parts = tuple(Passage("", "", n, text, (), (Span(1, 0, len(text)),)) for n, text in enumerate(texts))
    page = Page(1, None, "", 595, 842)
    catalogue.add(Origin(digits, f"{title}.txt", title), Reading(Description(title), (page,), parts))


def law_sentences(path: Path) -> Iterator[str]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            for paragraph in json.loads(line)["paragraphs"]:
                yield from (part for part in paragraph.split(". ") if 5 <= len(part.split()) <= WORDS)


def passages(count: int, sentences: list[str], seed: int = 1) -> Iterator[str]:
    choice = random.Random(seed)  # noqa: S311
    for _ in range(count):
        chosen: list[str] = []
        while sum(len(part.split()) for part in chosen) < WORDS:
            chosen.append(choice.choice(sentences))
        yield ". ".join(chosen)


def queries(sentences: list[str]) -> Iterator[str]:
    """Four to nine words out of one sentence."""
    choice = random.Random(5)  # noqa: S311
    for _ in range(QUERIES):
        words = choice.choice(sentences).split()
        yield " ".join(choice.sample(words, min(len(words), choice.randint(4, 9))))


def latencies(search: Callable[[str], object], asked: list[str]) -> list[float]:
    return [timed(lambda question=question: search(question)) for question in asked]


def timed(action: Callable[[], object]) -> float:
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def busy(search: Callable[[str], object], asked: list[str]) -> float:
    """Processor seconds of the middle query: what a query costs on a machine that does other work too."""
    times = []
    for question in asked:
        start = time.thread_time()
        search(question)
        times.append(time.thread_time() - start)
    return median(times)


def resident_mib() -> int:
    status = Path("/proc/self/status").read_text("utf-8")
    return int(next(line.split()[1] for line in status.splitlines() if line.startswith("VmRSS"))) >> 10


def spread(times: list[float]) -> str:
    return f"p50 {1000 * median(times):.1f} ms, p95 {1000 * sorted(times)[int(0.95 * len(times))]:.1f} ms"


def row(name: str, value: str) -> None:
    print(f"  {name:34} {value}", flush=True)


if __name__ == "__main__":
    main()
