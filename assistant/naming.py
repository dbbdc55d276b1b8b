"""What a question names: the words that tell what it is about, and whether it asks for a number."""

import re
from functools import lru_cache

from assistant.question import Asks, Question
from assistant.wording import DATA, folded, words
from corpus.yaml_text import read_yaml

LONG = 9  # letters; a long German word names one thing
SPELLED = re.compile(r"[^\W_]+")
COUNTED = re.compile(
    r"quote|anteil|anzahl|zahl der|hoehe d|schnitt|prozent|defizit|pro quadrat|je qm|einwohner|rate\b"
)


def names(question: Question) -> tuple[str, ...]:
    """The words of a question that name something: nouns where capitals tell them, and long words."""
    spelled = SPELLED.findall(question.text)
    nouns = {folded(word) for word in spelled if word[0].isupper()}
    lower = not any(word[0].isupper() for word in spelled[1:])
    return tuple(
        word
        for word in question.words
        if word not in _everyday() and not word.isdigit() and (lower or word in nouns or len(word) > LONG)
    )


def asks_number(question: Question) -> bool:
    """Whether a question asks for a number, by its question word or by what it names."""
    return question.asks is Asks.HOW_MUCH or bool(COUNTED.search(folded(question.text)))


@lru_cache(maxsize=1)
def _everyday() -> frozenset[str]:
    listed: dict[str, str] = read_yaml((DATA / "everyday.yaml").read_text(encoding="utf-8"))
    return frozenset(words(listed["words"]))
