"""The sample corpus: where its documents lie, and questions that it answers."""

import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from corpus.yaml_text import read_yaml

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
    written = read_yaml(QUESTIONS.read_text("utf-8"))
    groups = tuple(Group(group["name"], tuple(group["questions"])) for group in written["groups"])
    return Examples(written["first"], groups)


@cache
def sample_checksums() -> frozenset[str]:
    """The SHA-256 of each sample document, by which the service knows that it holds invented figures."""
    files = (path for path in DOCUMENTS.iterdir() if path.suffix == ".pdf")
    return frozenset(hashlib.sha256(path.read_bytes()).hexdigest() for path in files)
