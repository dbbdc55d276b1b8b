"""Turns names of languages ("Türkisch", "türk.", "Türkçe", "tur") into codes, and codes into German names."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from corpus.yaml_text import read_yaml

FILE = Path(__file__).parents[1] / "data" / "languages.yaml"
SHORTEST_START = 3  # letters of an abbreviation
_PARTS = re.compile(r"[;,/|+&()\n]+|\s(?:und|and|sowie|oder|u\.|-|–)\s")
_SPEAKING = re.compile(r"(?:sprachig(?:e[rnms]?)?|e sprache)$")
_REGION = re.compile(r"([a-z]{2,3})[-_][a-z]{2,4}")


@dataclass(frozen=True, slots=True)
class _Languages:
    """German names by code, and codes by everything that may stand for them, in small letters."""

    names: Mapping[str, str]
    codes: Mapping[str, tuple[str, ...]]
    short: Mapping[str, str]


def read_languages(text: str) -> tuple[str, ...]:
    """The languages of a field, each once, as codes; what is no known language stays as written."""
    return tuple(dict.fromkeys(one for part in _parts(text) for one in _codes_in(part) or (part,)))


def language_name(code: str) -> str:
    """The German name of a language; what is no known code stays as it is."""
    return _known().names.get(code, code)


def language_code(name: str) -> str | None:
    """The code of a language by its code or one of its names, if it is known."""
    return next(iter(_codes_of(name)), None)


def is_language(code: str) -> bool:
    """Whether this is the code of a known language."""
    return code in _known().names


def languages_text(codes: tuple[str, ...]) -> str:
    """Languages by their German names, as `read_languages` understands them."""
    return ", ".join(map(language_name, codes))


def _parts(text: str) -> Iterator[str]:
    yield from (part.strip() for part in _PARTS.split(text) if part.strip(" .:"))


def _codes_in(part: str) -> tuple[str, ...]:
    """The codes of a part: one name, or several with nothing but spaces between them."""
    if found := _codes_of(part):
        return found
    each = [_codes_of(word) for word in part.split()]
    return tuple(code for codes in each for code in codes) if all(each) else ()


def _codes_of(name: str) -> tuple[str, ...]:
    known, said = _known(), " ".join(name.casefold().split())
    if region := _REGION.fullmatch(said):
        said = region[1]
    if found := known.codes.get(said) or known.codes.get(_SPEAKING.sub("", said)):
        return found
    return _abbreviated(said.removesuffix(".")) if said.endswith(".") else ()


def _abbreviated(start: str) -> tuple[str, ...]:
    """The language whose German name alone begins like this."""
    known = _known()
    if start in known.short:
        return (known.short[start],)
    begun = [code for code, name in known.names.items() if name.casefold().startswith(start)]
    return tuple(begun) if len(start) >= SHORTEST_START and len(begun) == 1 else ()


@cache
def _known() -> _Languages:
    entries = read_yaml(FILE.read_text("utf-8"))
    names = {code: found[0] for code, found in entries["names"].items()}
    codes = {name.casefold(): (code,) for code, found in entries["names"].items() for name in (code, *found)}
    codes |= {name.casefold(): tuple(several) for name, several in entries["several"].items()}
    return _Languages(names, codes, entries["short"])
