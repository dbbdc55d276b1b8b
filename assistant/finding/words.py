"""Cuts a sentence into words and gives each the forms under which it may be recognised."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

from assistant.finding.languages import GERMAN, signs
from assistant.finding.spelling import readable
from index.compounds import is_word
from index.german import fold, stem, stop_words, terms

CACHED_WORDS = 50_000
LONGEST_TEXT = 2000
SHORT_KEY = 5

_CONTRACTION = re.compile(
    r"(?<=\w)['’ʼ`](?=(?:t|s|m|d|re|ll|ve)\b)|(?<=[\u0400-\u04ff])['’ʼ`](?=[\u0400-\u04ff])", re.I
)
_WORD = re.compile(r"[^\W_]+")
_CLAUSE_END = re.compile(r"[.,;:!?…\n)(–]")
_NARROW = re.compile("([aou])e")
_LETTERS = str.maketrans({"ł": "l", "ı": "i", "đ": "d", "ø": "o", "ة": "ه", "ى": "ي", "ـ": "", "ё": "е"})
_CONNECTIVES = ("und", "aber", "weil", "dass", "and", "but", "ve", "و", "і", "и", "i", "si")
_ARABIC_FRONT = re.compile("^(?:وال|بال|كال|فال|لل|ال|و|ب|ل|ف)(?=.{3})")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a sentence: as written, its plain key, German stem and compound parts, and its place."""

    text: str
    key: str
    stem: str
    parts: tuple[str, ...]
    position: int
    ends_clause: bool
    known: bool


@lru_cache(maxsize=CACHED_WORDS)
def key_of(word: str) -> str:
    """One spelling for all: lower case, without accents, ae and ä as a: »Überschuldung« is »uberschuldung«.

    Short words keep their umlauts, since »hört« and »Hort« would be one otherwise.
    """
    if len(word) <= SHORT_KEY and has_umlaut(word):
        return word.lower()
    text = unicodedata.normalize("NFKD", word.casefold().translate(_LETTERS))
    plain = "".join(letter for letter in text if not unicodedata.combining(letter)).translate(_LETTERS)
    return _NARROW.sub(r"\1", _ARABIC_FRONT.sub("", plain))


@lru_cache(maxsize=CACHED_WORDS)
def stem_of(word: str) -> str:
    """The German stem of a word, spelt as keys are."""
    return _NARROW.sub(r"\1", stem(fold(word)))


@lru_cache(maxsize=CACHED_WORDS)
def parts_of(word: str) -> tuple[str, ...]:
    """The stems of the parts of a German compound, spelt as keys are."""
    return tuple(_NARROW.sub(r"\1", part) for part in terms(word).parts) if word[0].isalpha() else ()


def has_umlaut(word: str) -> bool:
    """Whether a word is written with an umlaut."""
    return any(letter in "äöü" for letter in word.lower())


def words_of(sentence: str) -> tuple[Word, ...]:
    """The words of a sentence in order, spoken forms ("nich") as their written ones ("nicht")."""
    text = _plain(sentence)
    matches = list(_WORD.finditer(text))
    found = []
    for position, match in enumerate(matches):
        following = matches[position + 1].group() if position + 1 < len(matches) else ""
        gap = text[match.end() : matches[position + 1].start()] if following else "."
        ends = bool(_CLAUSE_END.search(gap)) or following.lower() in _CONNECTIVES
        found.append(_word(match.group(), position, ends))
    return tuple(found)


@lru_cache(maxsize=CACHED_WORDS)
def content_of(phrase: str, language: str) -> tuple[str, ...]:
    """The keys of a phrase's words without fillers; all of them if hardly anything else is left."""
    keys = all_keys(phrase)
    content = tuple(key for key in keys if key not in _fillers(language))
    return content if len(content) > 1 else keys


def all_keys(phrase: str) -> tuple[str, ...]:
    """The keys of all words of a phrase."""
    return tuple(key_of(_written(text)) for text in _WORD.findall(_plain(phrase)))


def is_filler(key: str) -> bool:
    """Whether a German word carries no meaning in a phrase."""
    return key in _fillers(GERMAN)


@cache
def _fillers(language: str) -> frozenset[str]:
    return frozenset(key_of(word) for word in signs()[language].fillers)


@cache
def _common() -> frozenset[str]:
    return frozenset(fold(word) for word in signs()[GERMAN].common)


def _plain(sentence: str) -> str:
    return _CONTRACTION.sub("", readable(sentence[:LONGEST_TEXT]))


def _written(text: str) -> str:
    """A spoken form ("nich") as its written one ("nicht")."""
    return signs()[GERMAN].variants.get(text.lower(), text)


def _word(text: str, position: int, ends_clause: bool) -> Word:
    written = _written(text)
    folded = fold(written)
    known = folded in stop_words() or is_word(folded) or folded in _common()
    return Word(text, key_of(written), stem_of(written), parts_of(written), position, ends_clause, known)
