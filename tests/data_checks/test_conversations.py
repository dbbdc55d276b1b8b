"""The conversations that measure what is understood keep their form and their halves."""

import json
from pathlib import Path
from typing import Any

LINES = (Path(__file__).parents[1] / "data" / "conversations.jsonl").read_text("utf-8").splitlines()
ENTRIES: list[dict[str, Any]] = [json.loads(line) for line in LINES]
SAID = {"has", "lacks", "need", "area", "town", "reply", "asks_back"}


def test_every_conversation_says_what_is_to_be_understood() -> None:
    for entry in ENTRIES:
        assert {"id", "split", "kind", "turns"} <= entry.keys() <= {"id", "split", "kind", "turns", *SAID}
        assert entry["split"] in {"dev", "check"}
        assert entry.keys() & SAID, entry["id"]
        assert all(turn.strip() for turn in entry["turns"])


def test_conversations_and_their_ids_are_unique() -> None:
    assert len({entry["id"] for entry in ENTRIES}) == len(ENTRIES)
    assert len({tuple(entry["turns"]) for entry in ENTRIES}) == len(ENTRIES)


def test_the_halves_hold_as_many_of_each_kind() -> None:
    for kind in {entry["kind"] for entry in ENTRIES}:
        halves = [entry["split"] for entry in ENTRIES if entry["kind"] == kind]
        assert abs(halves.count("dev") - halves.count("check")) <= 1
