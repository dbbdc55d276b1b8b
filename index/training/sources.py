"""The training files of `shared/data/training`, read into values."""

import gzip
import json
from collections.abc import Iterator
from pathlib import Path

from index.training.errors import MissingMaterial
from index.training.examples import Judged, Pair, Parallel, Section

FAQ_GROUP = 10_000_000
HELD_BACK = 17


def lines_of(path: Path) -> Iterator[str]:
    """Yield the lines of a gzipped UTF-8 file; raise `MissingMaterial` where there is none."""
    if not path.exists():
        raise MissingMaterial(f"Die Trainingsdatei {path} fehlt. Abhilfe: --data auf ihren Ordner setzen")
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield line.rstrip("\n")


def laws(folder: Path) -> list[Section]:
    """Read German federal law, one value a section, in the order of the file."""
    read = (json.loads(line) for line in lines_of(folder / "laws.jsonl.gz"))
    return [Section(row["section"], tuple(row["paragraphs"]), group) for group, row in enumerate(read)]


def tatoeba(folder: Path) -> list[Parallel]:
    """Read every Tatoeba sentence pair, in the order of the file."""
    rows = (line.split("\t") for line in lines_of(folder / "tatoeba.de-en.tsv.gz"))
    return [Parallel(german, english, sentence=True) for german, english, *_ in rows]


def held_back(sentences: list[Parallel]) -> tuple[list[Parallel], list[Parallel]]:
    """Split sentence pairs into those to train on and every 17th, kept back to measure."""
    kept = sentences[::HELD_BACK]
    return [pair for place, pair in enumerate(sentences) if place % HELD_BACK], kept


def faq(folder: Path) -> list[Pair]:
    """Read the question and answer pairs."""
    rows = (line.split("\t") for line in lines_of(folder / "faq.de.tsv.gz"))
    return [Pair(row[0], row[1], "faq", FAQ_GROUP + place) for place, row in enumerate(rows)]


def judged(folder: Path) -> list[Judged]:
    """Read German STS-b dev, which is only measured with."""
    rows = (line.split("\t") for line in lines_of(folder / "stsb_dev.de-en.tsv.gz"))
    return [Judged(row[0], row[1], float(row[2])) for row in rows]
