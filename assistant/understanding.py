"""From the words of a person to an understood question."""

import re
from functools import lru_cache

from assistant.errors import UnusableQuestion
from assistant.question import Asks, Intent, Question
from assistant.wording import DATA, content_words, folded
from corpus.places.areas import Places, load_places
from corpus.yaml_text import read_yaml

LONGEST = 1000
SHORTEST_PLACE = 6  # shorter names are everyday words: Mitte, Heide
YEAR = re.compile(r"(?<![\d.,])(?:19[5-9]\d|20[0-4]\d)(?![\d.,]*\d)")


def understand(text: str, places: Places | None = None) -> Question:
    """Read a question; raises UnusableQuestion when it is empty or longer than 1,000 characters.

    `places` are the parts of the city that may be named; without them those that ship.
    """
    asked = " ".join(text.split())
    if not any(character.isalnum() for character in asked):
        raise UnusableQuestion("Die Frage ist leer. Bitte schreiben Sie, was Sie wissen möchten.")
    if len(asked) > LONGEST:
        raise UnusableQuestion(
            f"Die Frage hat {len(asked)} Zeichen, erlaubt sind {LONGEST}. Bitte stellen Sie sie kürzer."
        )
    years = tuple(dict.fromkeys(int(year) for year in YEAR.findall(asked)))
    kind, content = asks(asked), tuple(content_words(asked))
    known = places or load_places()
    named = frozenset(word for word in content if len(word) >= SHORTEST_PLACE and known.by_name(word))
    return Question(asked, _intent(kind), kind, content, years, named)


def asks(text: str) -> Asks:
    """What kind of thing a German or English question asks for, by its first telling phrase."""
    asked = folded(text)
    found = [
        (match.start(), kind) for kind, pattern in _patterns().items() if (match := pattern.search(asked))
    ]
    return min(found, key=lambda each: each[0], default=(0, Asks.WHETHER))[1]


@lru_cache(maxsize=1)
def _patterns() -> dict[Asks, re.Pattern[str]]:
    listed: dict[str, list[str]] = read_yaml((DATA / "asking.yaml").read_text(encoding="utf-8"))
    return {
        Asks(kind): re.compile(r"\b(?:" + "|".join(map(folded, phrases)) + r")\b")
        for kind, phrases in listed.items()
    }


def _intent(kind: Asks) -> Intent:
    if kind is Asks.HOW_MUCH:
        return Intent.FIGURE
    return Intent.OFFER if kind in {Asks.WHO, Asks.WHERE} else Intent.QUESTION
