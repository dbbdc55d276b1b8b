"""OMoS-QA as a retrieval set in BEIR layout: questions to county pages, the other county's as distractors.

Run `python -m index.training.omos_beir ../shared/data/omosqa dev FOLDER`, then `lotse evaluate beir FOLDER`.
"""

import json
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from index.training.county_pages import CountyPage, county_pages, questions
from index.training.examples import Question

QRELS_HEADER = "query-id\tcorpus-id\tscore"


@dataclass(frozen=True)
class RetrievalSet:
    """German pages, and answered questions with the number of the page each belongs to."""

    pages: tuple[CountyPage, ...]
    questions: tuple[tuple[Question, int], ...]


def retrieval_set(omosqa: Path, part: str) -> RetrievalSet:
    """Read the pages and the answered questions of `train` or `dev` whose page is there.

    A question that was asked in English names the English page; its German twin counts.
    """
    pages = tuple(county_pages(omosqa, "de"))
    places = {number: place for place, page in enumerate(pages) for number in (page.twin, page.id)}
    asked = [each for each in questions(omosqa, part) if each.answered and each.page in places]
    return RetrievalSet(pages, tuple((each, places[each.page]) for each in asked))


def untouched(found: RetrievalSet, trained: RetrievalSet) -> RetrievalSet:
    """Leave out the questions to pages that a question of `trained`, and so an answer passage, is about."""
    seen = {place for _, place in trained.questions}
    return RetrievalSet(found.pages, tuple(each for each in found.questions if each[1] not in seen))


def write_beir(found: RetrievalSet, folder: Path) -> None:
    """Write corpus.jsonl, queries.jsonl and qrels/test.tsv."""
    (folder / "qrels").mkdir(parents=True, exist_ok=True)
    corpus = ({"_id": str(page.id), "title": page.title, "text": page.text} for page in found.pages)
    queries = ({"_id": question.id, "text": question.text} for question, _ in found.questions)
    judged = [f"{question.id}\t{found.pages[place].id}\t1" for question, place in found.questions]
    write_lines(folder / "corpus.jsonl", corpus)
    write_lines(folder / "queries.jsonl", queries)
    (folder / "qrels" / "test.tsv").write_text("\n".join([QRELS_HEADER, *judged]) + "\n", "utf-8")


def write_lines(path: Path, rows: Iterable[Mapping[str, str]]) -> None:
    """Write one JSON object a line."""
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")


if __name__ == "__main__":
    source, wanted, target = sys.argv[1:4]
    write_beir(retrieval_set(Path(source), wanted), Path(target))
