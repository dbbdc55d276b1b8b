"""Which questions are nobody's business: what may never be kept, whoever asks for it to be kept."""

import re
from functools import cache
from pathlib import Path
from typing import Any

from assistant.crisis import touches_emergency
from assistant.despair import sounds_desperate
from assistant.finding.languages import GERMAN, languages_of
from corpus.yaml_text import read_yaml

FILE = Path(__file__).parent / "data" / "discretion.yaml"
_WORD = re.compile(r"[^\W\d_]+")


def speaks_of_harm(question: str) -> bool:
    """Whether a question holds a phrase of an emergency, even an excused one, a word of harm, or despair."""
    starts = tuple(_words()["harm"])
    if any(word.startswith(starts) for word in _spoken(question)):
        return True
    return touches_emergency(question) or sounds_desperate(question)


def may_be_noted(question: str) -> bool:
    """Whether a question may be kept without being asked: in German, of nobody in person, of no harm."""
    of_oneself = not frozenset(_words()["oneself"]).isdisjoint(_spoken(question))
    return languages_of(question)[0] == GERMAN and not of_oneself and not speaks_of_harm(question)


def _spoken(question: str) -> list[str]:
    return _WORD.findall(question.lower().replace("'", ""))


@cache
def _words() -> Any:
    return read_yaml(FILE.read_text("utf-8"))
