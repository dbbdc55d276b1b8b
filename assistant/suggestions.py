"""Headings that complete what a person is typing."""

import re
from collections.abc import Iterable, Iterator

SHORTEST, LONGEST = 4, 60  # letters of a heading that is worth suggesting
SHORTEST_TYPED = 2
MOST = 8
NUMBERING = re.compile(r"^(?:\d+(?:\.\d+)*\.?|[A-Z]\.|[IVX]+\.)\s+")
LETTER = re.compile(r"[^\W\d_]")


def phrases(headings: Iterable[str]) -> list[str]:
    """The headings that can stand as words of a search, without numbering, each once, in their order."""
    return list(dict.fromkeys(_usable(headings)))


def completions(known: Iterable[str], typed: str, most: int = MOST) -> list[str]:
    """The phrases in which what was typed begins the whole or a word; beginnings of the whole first.

    >>> completions(["Armut im Alter", "Alter und Pflege", "Wohnen"], "alt")
    ['Alter und Pflege', 'Armut im Alter']
    """
    wanted = " ".join(typed.lower().split())
    if len(wanted) < SHORTEST_TYPED:
        return []
    begins = [one for one in known if one.lower().startswith(wanted)]
    inside = [one for one in known if f" {wanted}" in one.lower() and one not in begins]
    return [*begins, *inside][:most]


def _usable(headings: Iterable[str]) -> Iterator[str]:
    for heading in headings:
        text = NUMBERING.sub("", " ".join(heading.split()))
        if SHORTEST <= len(text) <= LONGEST and LETTER.search(text):
            yield text
