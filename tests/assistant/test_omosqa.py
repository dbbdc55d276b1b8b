"""Scoring the choice of lines, against a worked example, and reading every layout of the file."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from assistant.errors import UnreadableQuestions
from assistant.omosqa import Scores, evaluate_omosqa, read_omosqa
from assistant.sentences import Choice

ROWS: list[dict[str, Any]] = [
    {"id": 1, "question": "a", "context": "x\ny\nz", "answers": [0, 1], "language": "de"},
    {"id": 2, "question": "b", "context": "x\ny", "answers": [1], "language": "de"},
    {"id": 3, "question": "c", "context": "x", "answers": [], "language": "de"},
    {"id": 4, "question": "d", "context": "x", "answers": [], "language": "de"},
    {"id": 5, "question": "e", "context": "x", "answers": [0], "language": "en"},
]
CHOSEN = {"a": (1, 2), "b": (), "c": (), "d": (0,), "e": (0,)}


class Fixed:
    """Chooses what was written down beforehand."""

    def choose(self, question: str, lines: Sequence[str]) -> Choice:
        return Choice((0.0,) * len(lines), CHOSEN[question], 0.0)


def jsonl(rows: list[dict[str, Any]]) -> str:
    return "\n".join(json.dumps(row) for row in rows)


def test_lines_are_scored_over_all_answerable_questions_together(tmp_path: Path) -> None:
    path = tmp_path / "dev.jsonl"
    path.write_text(jsonl(ROWS))
    report = evaluate_omosqa(path, Fixed(), predictions=tmp_path / "chosen.jsonl")
    assert report.lines == Scores(1 / 2, 1 / 3, pytest.approx(0.4))
    assert report.unanswerable == Scores(1 / 2, 1 / 2, pytest.approx(0.5))
    assert json.loads((tmp_path / "chosen.jsonl").read_text().splitlines()[0]) == {
        "id": "1",
        "answers": [1, 2],
    }


def test_another_language_is_scored_apart(tmp_path: Path) -> None:
    path = tmp_path / "dev.jsonl"
    path.write_text(jsonl(ROWS))
    assert evaluate_omosqa(path, Fixed(), "en").lines.f1 == 1.0


@pytest.mark.parametrize(
    "layout", [json.dumps(ROWS), json.dumps({"data": ROWS}), jsonl(ROWS), jsonl(ROWS[:1])]
)
def test_lists_objects_and_json_lines_are_read_alike(tmp_path: Path, layout: str) -> None:
    path = tmp_path / "file.json"
    path.write_text(layout)
    assert next(read_omosqa(path)).lines == ("x", "y", "z")


def test_answers_may_be_missing(tmp_path: Path) -> None:
    path = tmp_path / "file.json"
    path.write_text(json.dumps([{"question": "a", "context": "x\ny"}]))
    assert next(read_omosqa(path)).answers == frozenset()


def test_a_file_in_another_layout_is_refused_naming_entry_and_cure(tmp_path: Path) -> None:
    path = tmp_path / "file.json"
    path.write_text(json.dumps([{"question": "a"}]))
    with pytest.raises(UnreadableQuestions, match="Eintrag 1 .* context"):
        list(read_omosqa(path))


def test_a_file_without_the_language_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "file.json"
    path.write_text(jsonl(ROWS))
    with pytest.raises(UnreadableQuestions, match="tr"):
        evaluate_omosqa(path, Fixed(), "tr")
