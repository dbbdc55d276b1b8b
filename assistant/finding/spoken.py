"""The language in which somebody wishes to be advised: read from a question, and taken out of it."""

import re

from assistant.finding.languages import languages_of
from assistant.finding.wishes import read_wishes
from assistant.finding.words import words_of
from corpus.directory.languages import language_code, language_name

ANY = "any"  # chosen instead of a language: none is wished for
_OTHER = re.compile(r"(?:(?:auch|lieber|nur|bitte) )*(?:auf|in) ([^\W\d_]+)(?: bitte)?", re.IGNORECASE)
_NONE = re.compile(r"(?:(?:lieber|doch|bitte) )*(?:ohne|kein|nicht (?:auf|in)) ([^\W\d_]+)", re.IGNORECASE)
_NAME = re.compile(r"[^\W\d_]{4,}")  # shorter ones are codes: »De«
_IN_LANGUAGE = re.compile(r"\s*\b(?:auf|in)\s+([^\W\d_]+)", re.IGNORECASE)


def wished_language(text: str) -> str | None:
    """The code of the language that a text asks places to speak, if it does."""
    wishes = read_wishes(words_of(text), languages_of(text))
    return wishes.language if wishes.language_asked else None


def named_language(text: str) -> str | None:
    """The code of the first language that a text names with its capital letter, wished for or not."""
    named = (word for word in _NAME.findall(text) if word[0].isupper())
    return next((code for word in named if (code := language_code(word))), None)


def in_language(text: str, language: str) -> str:
    """The text with a wish for a language in the place of another; ANY leaves it without one."""
    plain = without_language(text)
    named = f"{plain.rstrip('?! .')} auf {language_name(language)}?"
    return named if wished_language(named) == language else plain


def with_other_language(text: str, said: str) -> str:
    """The text with the language that is said alone, »auf Türkisch«, or without it; else ""."""
    wished, none, other = wished_language(text), _NONE.fullmatch(said), _OTHER.fullmatch(said)
    if wished and none and language_code(none[1]) == wished:
        return in_language(text, ANY).rstrip()
    code = language_code(other[1]) if wished and other else None
    return in_language(text, code) if code else ""


def without_language(text: str) -> str:
    """The text without »auf Türkisch«; as it is where nothing else is said, or it is said in other words."""
    plain = _IN_LANGUAGE.sub(lambda found: "" if language_code(found[1]) else found[0], text).strip()
    return plain if re.search(r"\w", plain) else text
