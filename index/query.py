"""What a person typed: words, "phrases", -unwanted words or -"phrases", and begin* of words."""

import re
from dataclasses import dataclass

from index.german import terms, tokens

_SPECIAL = re.compile(
    r'((?:(?<=\s)|^)-)?["„“”»«]([^"„“”»«]+)["„“”»«]|(?:(?<=\s)|^)-(\w[\w-]*)|(\w{3,})\*(?!\w)'
)


@dataclass(frozen=True, slots=True)
class Query:
    """A parsed question; `text` is what is left to understand, `words` are its meaningful tokens as typed.

    `phrases`, `unwanted` and `unwanted_phrases` are folded words, `prefixes` folded beginnings of words.
    """

    text: str
    words: tuple[str, ...]
    phrases: tuple[tuple[str, ...], ...] = ()
    unwanted: tuple[str, ...] = ()
    prefixes: tuple[str, ...] = ()
    unwanted_phrases: tuple[tuple[str, ...], ...] = ()

    @property
    def empty(self) -> bool:
        """True if there is nothing to look for."""
        return not self.prefixes and not tokens(self.text)


def parse(typed: str) -> Query:
    """Take a typed question apart; phrases stay part of the text, unwanted words and begin* do not."""
    phrases: list[tuple[str, ...]] = []
    unwanted_phrases: list[tuple[str, ...]] = []
    unwanted: list[str] = []
    prefixes: list[str] = []
    for without, phrase, minus, prefix in _SPECIAL.findall(typed):
        if phrase:
            (unwanted_phrases if without else phrases).append(_folded(phrase))
        elif minus:
            unwanted.extend(_folded(minus))
        else:
            prefixes.extend(_folded(prefix))
    text = _SPECIAL.sub(lambda match: match[2] if match[2] and not match[1] else " ", typed)
    words = tuple(dict.fromkeys(word for word in tokens(text) if terms(word).stems))
    return Query(
        text,
        words,
        tuple(filter(None, phrases)),
        tuple(unwanted),
        tuple(prefixes),
        tuple(filter(None, unwanted_phrases)),
    )


def _folded(text: str) -> tuple[str, ...]:
    return tuple(word for token in tokens(text) for word in terms(token).words)
