"""Where a question names an area, the city or another town, and how one place takes another's."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from assistant.finding.areas import AreaReader
from assistant.finding.towns import ESSEN, town
from assistant.finding.words import words_of
from assistant.wording import DATA, folded
from corpus.places.areas import Places
from corpus.yaml_text import read_yaml

AREA_WORDS = 3
WORD = re.compile(r"[^\W_]+(?:[-/][^\W_]+)*")
LOCATING = re.compile(r"\b(?:in|aus|nach|bei|für|von)\s$", re.IGNORECASE)
# What stands before a level and has to go with it: »im Stadtbezirk Osterfeld«, but »in Sterkrade«.
WITHOUT_ARTICLE = {
    "im": "in ",
    "vom": "von ",
    "beim": "bei ",
    "zum": "zu ",
    "des": "von ",
    "dem": "",
    "den": "",
}
ARTICLE = re.compile(rf"\b(?:{'|'.join(WITHOUT_ARTICLE)})\s+$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class NamedPlace:
    """A place with where its name begins and ends in a text."""

    name: str
    start: int
    end: int


def named_places(text: str, places: Places) -> list[NamedPlace]:
    """The places that a text names, in order, each with its level where that stands before the name.

    What is written small or with a slip counts only if there is none else.
    """
    found = sorted(
        (*_spelt(text, places), *_towns(text, places), *_whole(text, places)), key=lambda one: one.start
    )
    return [_with_level(text, one, places) for one in found or _recognised(text, places)]


def in_place(text: str, name: str, places: Places) -> str:
    """The text with another place instead of the first that it names, or at its end."""
    for old in named_places(text, places)[:1]:
        before, behind = text[: old.start], text[old.end :]
        leveled = level_before(places)
        if leveled.match(old.name) and not leveled.match(name):
            before = ARTICLE.sub(lambda found: WITHOUT_ARTICLE[found[0].strip().lower()], before)
        return before + name + behind
    return f"{text.rstrip('?! .')} in {name}?"


@lru_cache(maxsize=2)
def level_before(places: Places) -> re.Pattern[str]:
    """How a level stands before the name of an area; its label is the first group."""
    labels = "|".join(re.escape(one.label) for one in places.levels)
    return re.compile(rf"\b({labels})(?:e?s)?\s+(?:von\s+)?", re.IGNORECASE)


def _with_level(text: str, one: NamedPlace, places: Places) -> NamedPlace:
    leading = next((x for x in level_before(places).finditer(text) if x.end() == one.start), None)
    return NamedPlace(f"{leading[1]} {one.name}", leading.start(), one.end) if leading else one


def _spelt(text: str, places: Places) -> Iterator[NamedPlace]:
    words = list(WORD.finditer(text))
    taken = -1
    for i, first in enumerate(words):
        for last in reversed(words[i : i + AREA_WORDS]):
            name = text[first.start() : last.end()]
            if first.start() > taken and name[0].isupper() and places.by_name(name):
                taken = last.end()
                yield NamedPlace(name, first.start(), last.end())
                break


def _towns(text: str, places: Places) -> Iterator[NamedPlace]:
    """Other towns; the city itself is among the areas."""
    for found in ESSEN.finditer(text):
        yield NamedPlace(found[1], *found.span(1))
    for word in WORD.finditer(text):
        said = folded(word[0])
        written = word[0][0].isupper() or LOCATING.search(text[: word.start()])
        if town(said) == said and written and not places.by_name(said):
            yield NamedPlace(word[0][0].upper() + word[0][1:], *word.span())


def _whole(text: str, places: Places) -> Iterator[NamedPlace]:
    for found in whole_city().finditer(text):
        yield NamedPlace(places.city.name, *found.span())


def _recognised(text: str, places: Places) -> Iterator[NamedPlace]:
    """An area that is written small, in another case or with a slip: as people type on a phone."""
    read = _reader(places).read(words_of(text))
    at = text.find(read.words) if read else -1
    if read and at >= 0:
        yield NamedPlace(read.area.name, at, at + len(read.words))


@lru_cache(maxsize=2)
def _reader(places: Places) -> AreaReader:
    return AreaReader(places)


@lru_cache(maxsize=1)
def whole_city() -> re.Pattern[str]:
    """How the city is named as a whole without its name."""
    stored: dict[str, str] = read_yaml((DATA / "towns.yaml").read_text(encoding="utf-8"))
    return re.compile(stored["whole_city"], re.IGNORECASE)
