"""Other towns than ours, by the names that people write."""

import re
from functools import lru_cache

from assistant.wording import DATA, words
from corpus.yaml_text import read_yaml

OF_TOWN = "er"  # the ending of "Freiburger", "Kölner"
ESSEN = re.compile(r"\b(?:in|aus|nach|bei) (Essen)\b")  # the verb and the noun are written like the town


def town(word: str) -> str:
    """The town that a folded word names or is derived from, or nothing."""
    return next((name for name in (word, word.removesuffix(OF_TOWN)) if name in _towns()), "")


def town_named(question: str, own: str) -> str:
    """The other town that a question names, as it is written on signs; empty if there is none."""
    if ESSEN.search(question):
        return "Essen"
    folded = next((name for word in words(question) if (name := town(word))), "")
    name = _towns().get(folded, "")
    return "" if name.lower() == own.lower() else name


@lru_cache(maxsize=1)
def _towns() -> dict[str, str]:
    """Names by their folded form."""
    listed: dict[str, str] = read_yaml((DATA / "towns.yaml").read_text(encoding="utf-8"))
    return {words(name)[0]: name for name in listed["towns"].split()}
