"""How many lines are quoted, and how many of them hold the answer or stand on an accepted page.

    python -m tests.benchmarks.quoting DATA [dev|check]

DATA holds the real reports. Over the answerable questions of three files; the weights of lines were fitted on
the dev halves, so only `check` tells of questions that nobody has seen.
"""

import json
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.answer import Answer, Citation
from assistant.assistant import Assistant
from assistant.citations import normalised
from assistant.refusal import load_refusal
from assistant.sentences import load_chooser
from corpus.catalogue import Catalogue
from index.encoder import load_encoder
from index.search import Index

FILES = ("questions.jsonl", "questions_more.jsonl", "questions_refusal.jsonl")
SHORTEST = 8  # letters; a shorter quote is part of many an answer


@dataclass
class Tally:
    questions: int = 0
    answered: int = 0
    lines: int = 0
    golden: int = 0
    on_page: int = 0
    holding: int = 0

    def add(self, entry: dict[str, Any], answer: Answer) -> None:
        golden = [_holds(entry["answer"], citation) for citation in answer.citations]
        self.questions += 1
        self.answered += not answer.abstained
        self.lines += len(golden)
        self.golden += sum(golden)
        self.on_page += sum((c.document.file, c.page) in _accepted(entry) for c in answer.citations)
        self.holding += any(golden)


def asked(split: str) -> Iterator[dict[str, Any]]:
    for name in FILES:
        lines = (Path(__file__).parents[1] / "data" / name).read_text("utf-8").splitlines()
        yield from (e for e in map(json.loads, lines) if e["split"] == split and e["answerable"])


def _holds(answer: str, citation: Citation) -> bool:
    wanted, quoted = normalised(answer), normalised(citation.quote)
    return len(quoted) > SHORTEST and (wanted in quoted or quoted in wanted)


def _accepted(entry: dict[str, Any]) -> set[tuple[str, int]]:
    own = {(entry["document"], page) for page in entry.get("pages") or [entry["page"]]}
    return own | {(other["document"], page) for other in entry.get("also", ()) for page in other["pages"]}


def main() -> None:
    data, split = Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else "dev"
    encoder, tally = load_encoder("transformer"), Tally()
    with closing(Catalogue(data)) as catalogue:
        index = Index.open(data / "index", catalogue, encoder)
        refusing = load_refusal(encoder.fingerprint)
        assistant = Assistant(index, catalogue, load_chooser(), refusing)
        for entry in asked(split):
            tally.add(entry, assistant.ask(entry["question"]))
    print(f"{tally.questions} questions, {tally.answered} answered, {tally.lines} lines quoted")
    print(f"lines that hold the answer {tally.golden}, on an accepted page {tally.on_page}")
    print(f"questions whose answer is quoted {tally.holding}")


if __name__ == "__main__":
    main()
