"""What a sentence is for: figures for a planner, or help for a person."""

import re
from collections.abc import Sequence, Set
from functools import cache
from pathlib import Path

from assistant.finding.languages import GERMAN
from assistant.finding.phrases import How, Phrase, PhraseTable
from assistant.finding.words import Word, all_keys, is_filler, key_of, words_of
from assistant.question import Asks
from assistant.understanding import asks
from assistant.wording import folded
from corpus.yaml_text import read_yaml
from index.german import fold, stop_words

OF_PLACES = frozenset((Asks.WHERE, Asks.WHO, Asks.WHEN, Asks.WHICH))
FILE = Path(__file__).parents[1] / "data" / "finder.yaml"


def asks_for_figures(words: Sequence[Word]) -> bool:
    """Whether a sentence asks how many there are of something, or for funds, and not for oneself."""
    if speaks_of_oneself(words):
        return False
    return any(found.how is not How.TYPO for found in _figures().find(words, (GERMAN,)))


def speaks_of_oneself(words: Sequence[Word]) -> bool:
    """Whether somebody speaks of oneself or asks for help, rather than about others."""
    own = _keys("oneself")
    return any(word.key in own for word in words)


def seeks_help(words: Sequence[Word]) -> bool:
    """Whether a sentence says that somebody looks for help."""
    seeking = _keys("seeking")
    return any(word.key in seeking for word in words)


def wants_places(text: str) -> bool:
    """Whether somebody looks for a place that helps, rather than for what documents say of the matter."""
    words, kind = words_of(text), asks(text)
    own, seeking = _speaks_first(words), seeks_help(words) or _any(words, "vague")
    if asks_for_figures(words) or _asks_what_holds(text, kind):
        return False
    if kind is Asks.WHERE:
        return True
    if kind is Asks.WHO:
        return own or seeking
    if kind is Asks.WHETHER:
        return not text.endswith("?") or (seeking and (own or _any(words, "anything")))
    if kind is Asks.HOW_MUCH:
        seeking = seeks_help(words)  # »ich weiß nicht mehr weiter« alone does not say what for
    return own and (seeking or _any(words, "next_step"))


def asks_when(text: str) -> bool:
    """Whether a day or an hour in a sentence is when somebody wants to come, not part of a tale."""
    words, kind = words_of(text), asks(text)
    if _any(words, "coming") or seeks_help(words) or _pattern("opening").search(folded(text)):
        return True
    if kind is Asks.WHETHER:
        return not _speaks_first(words)
    return kind in OF_PLACES


def names_no_matter(text: str, place: str) -> bool:
    """Whether somebody who looks for help does not say with what, or complains without a question."""
    words = words_of(text)
    if not (seeks_help(words) or _any(words, "vague")):
        return False
    telling_of_oneself = _speaks_first(words) and not text.endswith("?") and asks(text) is Asks.WHETHER
    idle = _keys("seeking") | _keys("anything") | _keys("vague") | _keys("persons")
    return telling_of_oneself or all(_is_idle(word, idle | set(all_keys(place))) for word in words)


def at_a_loss(text: str) -> bool:
    """Whether somebody says nothing but that they need help or do not know how to go on."""
    words = words_of(text)
    idle = frozenset[str]().union(*map(_keys, ("seeking", "vague", "next_step", "lost")))
    told = _any(words, "lost") or (seeks_help(words) and speaks_of_oneself(words))
    return told and all(_is_idle(word, idle) for word in words)


def makes_sense(words: Sequence[Word]) -> bool:
    """Whether at least half of the telling words are German; to an encoder »asdf« is near anything."""
    empty = _keys("seeking") | _keys("empty")
    telling = [
        word
        for word in words
        if not (fold(word.text) in stop_words() or is_filler(word.key) or word.key in empty)
    ]
    return bool(telling) and 2 * sum(word.known or bool(word.parts) for word in telling) >= len(telling)


def asks_for_anything(words: Sequence[Word], place: str) -> bool:
    """Whether a sentence names nothing but a place: »Sterkrade«, »Was gibt es in Sterkrade?«."""
    empty = _keys("seeking") | _keys("anything") | {key_of(word) for word in place.split()}
    return all(_is_idle(word, empty) for word in words)


def _asks_what_holds(text: str, kind: Asks) -> bool:
    """Whether somebody asks what is written, paid or allowed: »Kriegt man das bezahlt, wenn …«.

    A question may stand before a statement, and without its question mark; »Bekomme ich Hilfe?« is none.
    """
    said = folded(text)
    if _pattern("where_written").search(said):
        return True
    clause = _pattern("whether").search(said) if kind is Asks.WHETHER else None
    return clause is not None and not seeks_help(words_of(clause[0]))


def _is_idle(word: Word, idle: Set[str]) -> bool:
    return word.key in idle or is_filler(word.key) or fold(word.text) in stop_words()


def _speaks_first(words: Sequence[Word]) -> bool:
    """Whether somebody says »ich« or »mein«."""
    return any(word.key in _keys("oneself") - _keys("seeking") for word in words)


def _any(words: Sequence[Word], group: str) -> bool:
    return any(word.key in _keys(group) for word in words)


@cache
def _keys(group: str) -> frozenset[str]:
    return frozenset(key_of(text) for text in read_yaml(FILE.read_text("utf-8"))[group])


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(read_yaml(FILE.read_text("utf-8"))[name], re.VERBOSE)


@cache
def _figures() -> PhraseTable:
    texts = read_yaml(FILE.read_text("utf-8"))["figures"]
    return PhraseTable(Phrase(text, all_keys(text), GERMAN, "figures") for text in texts)
