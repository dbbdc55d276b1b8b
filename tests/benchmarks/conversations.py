"""What is understood in the conversations of `tests/data/conversations.jsonl`, and what is asked back.

    python -m tests.benchmarks.conversations [dev|check]

Each turn is put after the turns before it as they were understood, as the page does it; the last is measured.
Tune on `dev` only.
"""

import json
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from assistant.adviser import Adviser, Understood
from assistant.finder import Finder
from assistant.inquiry import Inquiry
from corpus.database import Database
from corpus.directory.directory import Directory
from corpus.directory.sample import add_sample
from index.encoder import load_encoder

CONVERSATIONS = Path(__file__).parents[1] / "data" / "conversations.jsonl"

Entry = dict[str, Any]


class Nothing:
    """Answers nothing: what is understood is measured, not what is answered."""

    def answer(self, *_: object) -> Any:
        raise AssertionError

    def ask(self, _: str) -> Any:
        raise AssertionError


def understood(adviser: Adviser, turns: list[str]) -> Understood:
    """The last turn as it is understood."""
    earlier: list[str] = []
    for turn in turns:
        one = adviser.understand(Inquiry(turn, tuple(earlier)))
        earlier.append(one.said.text)
    return one


def misses(entry: Entry, one: Understood) -> Iterator[str]:
    """What was not understood as it should be."""
    text, area = one.said.text.lower(), one.found.area
    yield from (
        f"fehlt: {word}"
        for word in entry.get("has", ())
        if not any(one in text for one in word.lower().split("|"))
    )
    yield from (f"zu viel: {word}" for word in entry.get("lacks", ()) if word.lower() in text)
    checks: dict[str, Callable[[Any], bool]] = {
        "need": lambda need: need in [found.need.id for found in one.found.needs],
        "area": lambda name: (area.area.name if area else None) == name,
        "town": lambda town: one.found.elsewhere == town,
        "reply": lambda _: bool(one.said.reply),
        "asks_back": lambda asked: bool(one.asks_back) == asked,
    }
    yield from (
        f"{field}: nicht {entry[field]}"
        for field, right in checks.items()
        if field in entry and not right(entry[field])
    )


def main() -> None:
    split = sys.argv[1] if len(sys.argv) > 1 else "dev"
    entries = [json.loads(line) for line in CONVERSATIONS.read_text("utf-8").splitlines()]
    right: dict[str, list[bool]] = defaultdict(list)
    with (
        tempfile.TemporaryDirectory() as folder,
        closing(Database(Path(folder) / "catalogue.sqlite")) as database,
    ):
        add_sample(Directory(database))
        adviser = Adviser(
            Nothing(), Finder(Directory(database), load_encoder("transformer")), lambda _: Nothing()
        )
        for entry in (entry for entry in entries if entry["split"] == split):
            one = understood(adviser, entry["turns"])
            missed = list(misses(entry, one))
            right[entry["kind"]].append(not missed)
            if missed and split == "dev":
                print(f"{entry['id']} {' | '.join(entry['turns'])} => {one.said.text} ({'; '.join(missed)})")
    for kind, each in right.items():
        print(f"{kind:10}{sum(each):4} of {len(each)}")


if __name__ == "__main__":
    main()
