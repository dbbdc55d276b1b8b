"""Words that mean the same in questions and in tables, by their stems."""

from functools import cache
from pathlib import Path

from corpus.yaml_text import read_yaml
from index.german import fold, terms

FILE = Path(__file__).parent / "data" / "figure_words.yaml"


def same(stem: str) -> str:
    """The stem that stands for all that mean the same."""
    return _standing().get(stem, stem)


@cache
def _standing() -> dict[str, str]:
    groups: list[list[str]] = read_yaml(FILE.read_text("utf-8"))
    return {_stem(word): _stem(group[0]) for group in groups for word in group}


def _stem(word: str) -> str:
    stems = terms(word).stems
    return stems[0] if stems else fold(word)
