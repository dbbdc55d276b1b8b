"""Whether an accident lies in the past: »ist vor Wochen gestürzt und braucht jetzt Hilfe«."""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from assistant.finding.words import Word
from assistant.wording import folded
from corpus.yaml_text import read_yaml

FILE = Path(__file__).parent / "data" / "crisis_past.yaml"


def lies_in_the_past(situation: str, telling: frozenset[int], words: Sequence[Word]) -> bool:
    """Whether the telling words of an emergency stand only in clauses that speak of what is long over."""
    if situation not in _content()["situations"]:
        return False
    clauses = _clauses(words)
    texts = [folded(" ".join(word.text for word in clause)) for clause in clauses]
    concerned = [i for i, clause in enumerate(clauses) if any(word.position in telling for word in clause)]
    if any(_says("now", texts[i]) for i in concerned):
        return False
    return _follows_an_event(telling, words) or all(_is_over(i, texts) for i in concerned)


def _is_over(place: int, texts: Sequence[str]) -> bool:
    """Whether a clause says that it was long ago, or one near it says so."""
    text, others = texts[place], [*texts[:place], *texts[place + 1 :]]
    if _says("ago", text) or any(_says("before", one) for one in texts[max(0, place - 1) : place]):
        return True
    if any(_says("after", one) for one in texts[place + 1 : place + 2]):
        return True
    return _says("told", text) and any(_says("beside", one) and not _says("now", one) for one in others)


def _follows_an_event(telling: frozenset[int], words: Sequence[Word]) -> bool:
    """»Nach einem Sturz«, »seit dem Unfall«: the event is named as a noun, and is over."""
    first, last = min(telling), max(telling)
    if not re.search(_content()["event"], folded(words[last].text)):
        return False
    before = [
        word for word in words[:first] if not any(one.ends_clause for one in words[word.position : first])
    ]
    return _says("since", "".join(f"{folded(word.text)} " for word in before))


def _clauses(words: Sequence[Word]) -> list[list[Word]]:
    clauses: list[list[Word]] = [[]]
    for word in words:
        clauses[-1].append(word)
        if word.ends_clause:
            clauses.append([])
    return [clause for clause in clauses if clause]


def _says(name: str, text: str) -> bool:
    return bool(_patterns()[name].search(text))


@cache
def _patterns() -> Mapping[str, re.Pattern[str]]:
    listed = {name: one for name, one in _content().items() if name != "situations"}
    return {name: re.compile("|".join(one) if isinstance(one, list) else one) for name, one in listed.items()}


@cache
def _content() -> Any:
    return read_yaml(FILE.read_text("utf-8"))
