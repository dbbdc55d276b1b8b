"""Where a question names an indicator, and how one takes another's place."""

import re
from itertools import product

from assistant.place_names import WORD
from corpus.errors import InvalidData
from corpus.figures.indicators import Indicator, indicators

MOST_WORDS = 8
ARTICLE = re.compile(
    r"(?:\b(?:der|die|das|den|dem|des)\s)?(?:\b(?:Anteil|Zahl|Anzahl|Höhe)\s(?:der|des|an|von)\s)?$",
    re.IGNORECASE,
)
ALIKE = "quote"  # names that end so share their article


def indicator_of(id_: str) -> Indicator:
    """The indicator with this id; raises InvalidData."""
    known = indicators().by_id
    if id_ not in known:
        raise InvalidData(f"Die Kennzahl »{id_}« gibt es nicht. Bekannt sind: {', '.join(sorted(known))}")
    return known[id_]


def named_indicator(text: str) -> Indicator | None:
    """The indicator that a text names; of several the one with the longest name."""
    named = indicators().mentioned(text)
    return indicators().by_id[named[0]] if named else None


def about(text: str, indicator: Indicator) -> str:
    """The text with this indicator instead of the one that it names, or at its end."""
    named = named_indicator(text)
    if named == indicator:
        return text
    place = _place(text, named) if named else None
    if place is None:
        return f"{text.rstrip('?! .')} ({indicator.name})?"
    start, end = place
    before = text[:start]
    if not (text[start:end].lower().endswith(ALIKE) and indicator.name.lower().endswith(ALIKE)):
        before = ARTICLE.sub("", before)
    return before + indicator.name + text[end:]


def _place(text: str, named: Indicator) -> tuple[int, int] | None:
    """Where the fewest words stand that name this indicator."""
    words = [word.span() for word in WORD.finditer(text)]
    for count, first in product(range(1, MOST_WORDS + 1), range(len(words))):
        run = words[first : first + count]
        if len(run) == count and indicators().mentioned(text[run[0][0] : run[-1][1]])[:1] == [named.id]:
            return run[0][0], run[-1][1]
    return None
