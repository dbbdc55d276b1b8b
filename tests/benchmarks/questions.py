"""Search and answers on questions over real reports, beside plain BM25 over page text in the same run.

python tests/benchmarks/questions.py ../shared/data/reports tests/data/questions.jsonl [--data DIR]
"""

import argparse
import re
import tempfile
from collections.abc import Sequence
from pathlib import Path

from rank_bm25 import BM25Okapi

from assistant.evaluate import TestQuestion, outcome, report
from corpus.archive import Archive
from corpus.catalogue import Catalogue
from corpus.document import Visibility
from corpus.intake import plan, take_in
from index.build import build
from index.hit import Filters
from web.commands.evaluate import read_questions
from web.services import INDEX, encoder_of, open_services
from web.settings import settings

SPLITS = ("dev", "check")
MEASURES = ("document@5", "page@1", "page@5")
WORD = re.compile(r"\w+")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("reports", type=Path)
    parser.add_argument("questions", type=Path)
    parser.add_argument("--data", type=Path)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        data = given.data or Path(scratch)
        load(data, given.reports)
        measure(data, given.questions)


def load(data: Path, reports: Path) -> None:
    catalogue = Catalogue(data)
    planned = plan(catalogue, [reports])
    for _ in take_in(catalogue, Archive(data), planned.todo, settings().limits()):
        pass
    build(catalogue, data / INDEX, encoder_of(settings()))


def measure(data: Path, questions: Path) -> None:
    services = open_services(settings(), data)
    baseline = PlainBM25(services.catalogue)
    everything = Filters(visibilities=tuple(Visibility))
    print(f"{'':22}" + "".join(f"{name:>12}" for name in MEASURES))
    for split in SPLITS:
        asked = list(read_questions(questions, split))
        measured = report([outcome(one, services.index, services.adviser, everything) for one in asked])
        ours = (measured.document[5], measured.page[1], measured.page[5])
        row(f"{split}: Soziallotse", ours)
        row(f"{split}: plain BM25", baseline.measure([one for one in asked if one.answerable]))
        value = "–" if measured.value is None else f"{measured.value:.2f}"
        refused = measured.refused_unanswerable or 0.0
        print(
            f"  cites a right page {measured.cited:.2f}, exact value {value}, "
            f"refused: unanswerable {refused:.2f}, answerable {measured.refused_answerable:.2f}"
        )


def row(name: str, values: Sequence[float]) -> None:
    print(f"{name:22}" + "".join(f"{value:12.2f}" for value in values))


class PlainBM25:
    """BM25 (k1 1.5, b 0.75) over the lower-cased words of whole pages, without any German analysis."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.places = [(d.file, p.number) for d in catalogue.documents() for p in catalogue.pages(d.id)]
        texts = [p.text for d in catalogue.documents() for p in catalogue.pages(d.id)]
        self.bm25 = BM25Okapi([words(text) or ["\0"] for text in texts])

    def measure(self, asked: Sequence[TestQuestion]) -> tuple[float, float, float]:
        ranked = [(one, self.ranked(one.question)) for one in asked]
        files = [{file for file, _ in one.places} for one in asked]
        document = sum(
            any(f in right for f, _ in found[:5]) for (_, found), right in zip(ranked, files, strict=True)
        )
        first = sum(found[0] in one.places for one, found in ranked)
        five = sum(not one.places.isdisjoint(found[:5]) for one, found in ranked)
        return document / len(asked), first / len(asked), five / len(asked)

    def ranked(self, question: str) -> list[tuple[str, int]]:
        scores = self.bm25.get_scores(words(question))
        return [self.places[i] for i in scores.argsort()[::-1][:5]]


def words(text: str) -> list[str]:
    return WORD.findall(text.lower())


if __name__ == "__main__":
    main()
