"""Which languages a sentence may be written in, by its letters and small words."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from corpus.yaml_text import read_yaml

FILE = Path(__file__).parents[1] / "data" / "languages.yaml"
GERMAN = "de"
MARK_POINTS = 2
CYRILLIC = ("uk", "ru")
LATIN = ("de", "en", "tr", "pl", "ro")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_ARABIC = re.compile(r"[\u0600-\u06ff]")
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")


@dataclass(frozen=True, slots=True)
class Signs:
    """What a language is known by (small words, own letters), and how its words are to be read.

    `fillers` carry no meaning in a phrase, `variants` are spoken forms, `common` words are no typing errors.
    """

    name: str
    words: frozenset[str]
    marks: frozenset[str]
    fillers: tuple[str, ...]
    variants: Mapping[str, str]
    common: tuple[str, ...]


@cache
def signs() -> dict[str, Signs]:
    """The signs of each language by its code."""
    entries = read_yaml(FILE.read_text("utf-8"))
    return {code: _signs(entry) for code, entry in entries.items()}


def languages_of_script(sentence: str) -> tuple[str, ...]:
    """All languages that are written in the letters of a sentence: for those who must not miss anything."""
    text = sentence.lower()
    if _ARABIC.search(text):
        return ("ar", GERMAN)
    return (*CYRILLIC, GERMAN) if _CYRILLIC.search(text) else LATIN


def languages_of(sentence: str) -> tuple[str, ...]:
    """Codes of the languages that the sentence may be in, the likeliest first; German is always among them.

    People mix: "Jobcenter" stands in Turkish sentences, so German words count in every sentence.
    """
    text = sentence.lower()
    if _ARABIC.search(text):
        return ("ar", GERMAN)
    cyrillic = bool(_CYRILLIC.search(text))
    candidates = CYRILLIC if cyrillic else LATIN
    points = _points(text, candidates)
    best = max(points, key=lambda code: points[code])
    if cyrillic:
        return (best, *(code for code in candidates if code != best), GERMAN)
    if points[best] == 0:
        return candidates
    likely = [code for code in candidates if points[code] and points[code] >= points[best] - 1]
    ordered = sorted(likely, key=lambda code: (-points[code], candidates.index(code)))
    return tuple(dict.fromkeys([*ordered, GERMAN]))


def _points(text: str, candidates: tuple[str, ...]) -> dict[str, int]:
    words = _WORD.findall(text.replace("’", "'"))
    return {
        code: sum(word in signs()[code].words for word in words)
        + MARK_POINTS * sum(letter in signs()[code].marks for letter in set(text))
        for code in candidates
    }


def _signs(entry: Mapping[str, str]) -> Signs:
    return Signs(
        entry["name"],
        frozenset(entry["words"].split()),
        frozenset(entry["marks"]),
        tuple(entry["fillers"].split()),
        dict(pair.split("=") for pair in entry.get("variants", "").split()),
        tuple(entry.get("common", "").split()),
    )
