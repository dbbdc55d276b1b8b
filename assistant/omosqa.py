"""Measuring the choice of answer lines on OMoS-QA (Kleinle and others 2024), as its authors score it."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.errors import UnreadableQuestions
from assistant.sentences import Chooser

QUESTION_LISTS = ("data", "questions", "rows", "examples")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question over one page; `answers` are the numbers of the lines that answer, from 0."""

    id: str
    question: str
    lines: tuple[str, ...]
    answers: frozenset[int]
    language: str


@dataclass(frozen=True, slots=True)
class Scores:
    """Precision, recall and their harmonic mean, each between 0 and 1."""

    precision: float
    recall: float
    f1: float


@dataclass(frozen=True, slots=True)
class OmosReport:
    """Micro scores over the lines of answerable questions, and scores of 'no line answers'."""

    lines: Scores
    unanswerable: Scores


def evaluate_omosqa(
    path: Path, chooser: Chooser, language: str = "de", predictions: Path | None = None
) -> OmosReport:
    """Let the chooser answer a file in the layout of OMoS-QA; writes the chosen lines to `predictions`.

    Raises UnreadableQuestions for a file that is not in that layout or holds nothing in the language.
    """
    asked = [one for one in read_omosqa(path) if one.language == language]
    if not asked:
        raise UnreadableQuestions(
            f"»{path}« enthält keine Fragen in der Sprache »{language}«. Andere Sprache: --language en"
        )
    chosen = [frozenset(chooser.choose(one.question, one.lines).chosen) for one in asked]
    if predictions is not None:
        _write(predictions, asked, chosen)
    return score(asked, chosen)


def score(asked: Sequence[Asked], chosen: Sequence[frozenset[int]]) -> OmosReport:
    """Micro scores: lines count over all answerable questions together, pages without an answer apart."""
    pairs = list(zip(asked, chosen, strict=True))
    answerable = [(one.answers, picked) for one, picked in pairs if one.answers]
    lines = _scores(
        sum(len(answers & picked) for answers, picked in answerable),
        sum(len(picked) for _, picked in answerable),
        sum(len(answers) for answers, _ in answerable),
    )
    unanswerable = _scores(
        sum(not one.answers and not picked for one, picked in pairs),
        sum(not picked for _, picked in pairs),
        sum(not one.answers for one, _ in pairs),
    )
    return OmosReport(lines, unanswerable)


def read_omosqa(path: Path) -> Iterator[Asked]:
    """The questions of a file: a JSON list, an object with a list in it, or one object a line."""
    for number, entry in enumerate(_entries(path), start=1):
        try:
            yield _asked(number, entry)
        except (KeyError, TypeError, ValueError) as error:
            raise UnreadableQuestions(
                f"Eintrag {number} in »{path}« ist unvollständig ({error}). "
                "Nötig sind die Felder question und context, dazu answers mit Zeilennummern ab 0."
            ) from error


def _entries(path: Path) -> Iterable[Mapping[str, Any]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableQuestions(
            f"»{path}« lässt sich nicht lesen. Bitte prüfen Sie den Dateinamen."
        ) from error
    try:
        return _listed(json.loads(text))
    except json.JSONDecodeError:
        pass
    try:
        return [json.loads(line) for line in text.splitlines() if line.strip()]
    except json.JSONDecodeError as error:
        raise UnreadableQuestions(f"»{path}« ist weder JSON noch JSON Lines ({error}).") from error


def _listed(data: Any) -> list[Mapping[str, Any]]:
    if isinstance(data, list):
        return data
    for name in QUESTION_LISTS:
        if isinstance(data.get(name), list):
            listed: list[Mapping[str, Any]] = data[name]
            return listed
    if "question" in data:
        return [data]
    return [{"id": key, **value} for key, value in data.items() if isinstance(value, dict)]


def _asked(number: int, entry: Mapping[str, Any]) -> Asked:
    context = entry["context"]
    lines = tuple(context) if isinstance(context, list) else tuple(str(context).split("\n"))
    return Asked(
        id=str(entry.get("id", number)),
        question=str(entry["question"]),
        lines=lines,
        answers=frozenset(int(answer) for answer in entry.get("answers") or ()),
        language=str(entry.get("language") or "de"),
    )


def _scores(right: int, chosen: int, wanted: int) -> Scores:
    precision = right / chosen if chosen else 0.0
    recall = right / wanted if wanted else 0.0
    total = precision + recall
    return Scores(precision, recall, 2 * precision * recall / total if total else 0.0)


def _write(path: Path, asked: Sequence[Asked], chosen: Sequence[frozenset[int]]) -> None:
    rows = ({"id": one.id, "answers": sorted(lines)} for one, lines in zip(asked, chosen, strict=True))
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
