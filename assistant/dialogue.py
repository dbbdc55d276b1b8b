"""A question as it is meant in a conversation: small talk, and what it takes over from the questions before.

The conversation lives with the person who asks; nothing of it is kept here.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import yaml

from assistant.finding.areas import AreaReader
from assistant.finding.languages import GERMAN, languages_of, signs
from assistant.finding.words import words_of
from assistant.question import Asks, Intent
from assistant.understanding import YEAR, asks
from assistant.wording import DATA, content_words, folded
from corpus.places.areas import Places

AREA_WORDS = 3
FEWEST_WORDS = 2
LANGUAGE_WORDS = 3
COMPLETE = ": "  # stands in a follow-up that has its topic already
MOST_EARLIER = 20
HEAD = re.compile(r"wie (?:hoch|groß|stark|viele?)(?: (?:ist|sind|war|waren)\b)?", re.IGNORECASE)
WORD = re.compile(r"[^\W_]+(?:[-/][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Meant:
    """A question in its conversation: `text` stands alone, `notes` tell in German what was taken over.

    `reply` is a ready answer to small talk, `choices` are fuller questions where too little was said;
    `language` is the one it is put in, and `told` what that person should know, in that language.
    """

    text: str
    intent: Intent
    notes: tuple[str, ...] = ()
    reply: str = ""
    choices: tuple[str, ...] = ()
    language: str = GERMAN
    told: str = ""


def meant(asked: str, earlier: Sequence[str], places: Places) -> Meant:
    """Read a question after the earlier ones of a conversation, oldest first."""
    plain = " ".join(asked.split())
    if talk := _small_talk(plain):
        return talk
    before = _understood(earlier, places) if _goes_on(plain) else ""
    if before:
        return _continued(plain, before, places)
    if _says_too_little(plain):
        return Meant(plain, Intent.QUESTION, choices=_choices(plain))
    return _in_its_language(Meant(plain, Intent.QUESTION))


def corrected(said: Meant, area: str | None, year: str | None, topic: str | None, places: Places) -> Meant:
    """The same question with what the person has chosen instead, so that it goes on from there."""
    text = said.text
    if topic and topic.lower() not in text.lower():
        text = f"{text.rstrip('?! .')} ({topic})?"
    if area:
        text = _with_area(text, area, places)
    if year:
        text = _with_year(text, year)
    if text == said.text:
        return said
    return replace(said, text=text, notes=(_phrases()["understood"].format(question=text),), choices=())


def _understood(earlier: Sequence[str], places: Places) -> str:
    """The last question before, as it was meant after those before it; small talk is passed over."""
    before = ""
    for asked in earlier[-MOST_EARLIER:]:
        plain = " ".join(asked.split())
        if plain and not _small_talk(plain):
            before = _continued(plain, before, places).text if before and _goes_on(plain) else plain
    return before


def _small_talk(plain: str) -> Meant | None:
    said = folded(plain).strip(" .,!?:)(")
    for intent, talk in _phrases()["smalltalk"].items():
        if re.fullmatch(talk["says"], said):
            kind = Intent.GREETING if intent == "farewell" else Intent(intent)
            language, told = _reply_in_its_language(said, talk.get("in", {}))
            return Meant(plain, kind, reply=talk["reply"], language=language, told=told)
    return None


def _reply_in_its_language(said: str, replies: dict[str, dict[str, str]]) -> tuple[str, str]:
    found = (code for code, reply in replies.items() if re.fullmatch(reply["sign"], said))
    language = next(found, GERMAN)
    return language, replies.get(language, {}).get("reply", "")


def _goes_on(plain: str) -> bool:
    said = folded(plain).strip(" .,!?")
    going_on = any(re.fullmatch(pattern, said) for pattern in _phrases()["follow_up"])
    return going_on and COMPLETE not in plain


def _says_too_little(plain: str) -> bool:
    return len(WORD.findall(plain)) < FEWEST_WORDS and not plain.endswith("?")


def _choices(plain: str) -> tuple[str, ...]:
    words = plain.strip(" ?!.")
    return tuple(choice.format(words=words) for choice in _phrases()["choices"])


def _continued(plain: str, before: str, places: Places) -> Meant:
    """The question before with another area, year or topic, or its topic put to a new question."""
    years, areas = YEAR.findall(plain), [name for name, _ in _areas(plain, places)]
    if not _new_words(plain, places):
        text = before
        for year in years:
            text = _with_year(text, year)
        for area in areas:
            text = _with_area(text, area, places)
    elif first := re.match(_phrases()["and"], plain, re.IGNORECASE):
        text = _frame(plain[first.end() :].strip(" ?!."), before, places, years, areas)
    else:
        text = f"{plain.rstrip('?! ')}{COMPLETE}{_topic(before)}?"
    kept = ", ".join(word for word in _topic(before).split() if word in WORD.findall(text))
    understood = _phrases()["understood"].format(question=text)
    inherited = (_phrases()["inherited"].format(words=kept),) if kept else ()
    return _in_its_language(Meant(text, Intent.QUESTION, (understood, *inherited)))


def _frame(topic: str, before: str, places: Places, years: Sequence[str], areas: Sequence[str]) -> str:
    """A new topic in the area and year of the question before, where it names none of its own."""
    head = HEAD.match(before) if asks(before) is Asks.HOW_MUCH and asks(topic) is not Asks.HOW_MUCH else None
    text = f"{head[0]} {topic}" if head else topic
    for area, _ in [] if areas else list(_areas(before, places))[:1]:
        text += f" in {area}"
    for year in [] if years else YEAR.findall(before)[:1]:
        text += f" im Jahr {year}"
    return f"{text[0].upper()}{text[1:]}?"


def _with_year(text: str, year: str) -> str:
    if YEAR.search(text):
        return YEAR.sub(year, text, count=1)
    return f"{text.rstrip('?! .')} im Jahr {year}?"


def _with_area(text: str, area: str, places: Places) -> str:
    for old, (start, end) in _areas(text, places):
        if old:
            return text[:start] + area + text[end:]
    return f"{text.rstrip('?! .')} in {area}?"


def _areas(text: str, places: Places) -> Iterator[tuple[str, tuple[int, int]]]:
    """The areas of the city that a text names, longest names first, each with its place."""
    found = list(_spelt_areas(text, places))
    yield from found or _recognised_area(text, places)


def _spelt_areas(text: str, places: Places) -> Iterator[tuple[str, tuple[int, int]]]:
    words = list(WORD.finditer(text))
    taken = -1
    for i, first in enumerate(words):
        for last in reversed(words[i : i + AREA_WORDS]):
            name = text[first.start() : last.end()]
            if first.start() > taken and name[0].isupper() and places.by_name(name):
                taken = last.end()
                yield name, (first.start(), last.end())
                break


def _recognised_area(text: str, places: Places) -> Iterator[tuple[str, tuple[int, int]]]:
    """An area that is written small, in another case or with a slip: as people type on a phone."""
    read = _reader(places).read(words_of(text))
    at = text.find(read.words) if read else -1
    if read and at >= 0:
        yield read.area.name, (at, at + len(read.words))


@lru_cache(maxsize=2)
def _reader(places: Places) -> AreaReader:
    return AreaReader(places)


def _new_words(plain: str, places: Places) -> bool:
    named = {word for _, (start, end) in _areas(plain, places) for word in content_words(plain[start:end])}
    going_on = set(_phrases()["going_on"].split())
    return any(word not in named | going_on and not word.isdigit() for word in content_words(plain))


def _topic(before: str) -> str:
    """The nouns and years of a question; German writes nouns with a capital."""
    told = content_words(before)
    found = [
        word for word in WORD.findall(before) if not word[0].islower() and folded(word).split("-")[0] in told
    ]
    return " ".join(found or told)


def _in_its_language(said: Meant) -> Meant:
    """With what somebody who asks in another language should know, in German and in that language."""
    language = languages_of(said.text)[0]
    few = len(WORD.findall(said.text)) < LANGUAGE_WORDS and said.text.isascii()
    if language == GERMAN or few:
        return said
    note = _phrases()["other_language"].format(language=signs()[language].name)
    told = _phrases()["told"].get(language, "")
    return replace(said, language=language, told=told, notes=(*said.notes, note))


@lru_cache(maxsize=1)
def _phrases() -> dict[str, Any]:
    listed: dict[str, Any] = yaml.safe_load((DATA / "dialogue.yaml").read_text(encoding="utf-8"))
    return listed
