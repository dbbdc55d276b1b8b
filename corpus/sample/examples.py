"""The sample corpus: where its documents lie, and questions that it answers."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

FOLDER = Path(__file__).parent
DOCUMENTS = FOLDER / "documents"
QUESTIONS = FOLDER / "fragen.yaml"


@dataclass(frozen=True, slots=True)
class Group:
    """Example questions of one kind of people."""

    name: str
    questions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Examples:
    """The question that is shown on first start, and the groups of the first page."""

    first: str
    groups: tuple[Group, ...]


@cache
def examples() -> Examples:
    """The example questions of `fragen.yaml`."""
    written = yaml.safe_load(QUESTIONS.read_text("utf-8"))
    groups = tuple(Group(group["name"], tuple(group["questions"])) for group in written["groups"])
    return Examples(written["first"], groups)
