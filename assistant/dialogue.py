"""A question as it is meant in a conversation: small talk, and what it takes over from the questions before.

The conversation lives with the person who asks; nothing of it is kept here.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import yaml

from assistant.finding.languages import GERMAN, languages_of, signs
from assistant.question import Intent
from assistant.understanding import YEAR
from assistant.wording import DATA, content_words, folded
from corpus.places.areas import Places, load_places

AREA_WORDS = 3
FEWEST_WORDS = 2
AND = "und"
LANGUAGE_WORDS = 3
WORD = re.compile(r"[^\W_]+(?:[-/][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Meant:
    """A question in its conversation: `text` stands alone, `notes` tell in German what was taken over.

    `reply` is a ready answer to small talk, `choices` are fuller questions where too little was said.
    """

    text: str
    intent: Intent
    notes: tuple[str, ...] = ()
    reply: str = ""
    choices: tuple[str, ...] = ()


def meant(asked: str, earlier: Sequence[str] = (), places: Places | None = None) -> Meant:
    """Read a question after the earlier ones of a conversation, each as it was understood, oldest first."""
    plain = " ".join(asked.split())
    if talk := _small_talk(plain):
        return talk
    if earlier and _goes_on(plain):
        return _continued(plain, earlier[-1], places or load_places())
    if _says_too_little(plain):
        return Meant(plain, Intent.QUESTION, choices=_choices(plain))
    return Meant(plain, Intent.QUESTION, _language_notes(plain))


def _small_talk(plain: str) -> Meant | None:
    said = folded(plain).strip(" .,!?:)(")
    for intent, talk in _phrases()["smalltalk"].items():
        if any(re.fullmatch(pattern, said) for pattern in talk["says"]):
            kind = Intent.GREETING if intent == "farewell" else Intent(intent)
            return Meant(plain, kind, reply=talk["reply"])
    return None


def _goes_on(plain: str) -> bool:
    said = folded(plain).strip(" .,!?")
    return any(re.fullmatch(pattern, said) for pattern in _phrases()["follow_up"])


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
    elif folded(plain).startswith(AND):
        text = _frame(plain[len(AND) :].strip(" ?!."), before, places, years, areas)
    else:
        text = f"{plain.rstrip('?! ')}: {_topic(before)}?"
    kept = ", ".join(word for word in _topic(before).split() if word in WORD.findall(text))
    understood = _phrases()["understood"].format(question=text)
    inherited = (_phrases()["inherited"].format(words=kept),) if kept else ()
    return Meant(text, Intent.QUESTION, (understood, *inherited))


def _frame(topic: str, before: str, places: Places, years: Sequence[str], areas: Sequence[str]) -> str:
    """A new topic in the area and year of the question before, where it names none of its own."""
    text = topic
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
    words = list(WORD.finditer(text))
    taken = -1
    for i, first in enumerate(words):
        for last in reversed(words[i : i + AREA_WORDS]):
            name = text[first.start() : last.end()]
            if first.start() > taken and name[0].isupper() and places.by_name(name):
                taken = last.end()
                yield name, (first.start(), last.end())
                break


def _new_words(plain: str, places: Places) -> bool:
    named = {word for name, _ in _areas(plain, places) for word in content_words(name)}
    return any(word not in named and not word.isdigit() for word in content_words(plain))


def _topic(before: str) -> str:
    """The nouns and years of a question; German writes nouns with a capital."""
    told = content_words(before)
    found = [
        word for word in WORD.findall(before) if not word[0].islower() and folded(word).split("-")[0] in told
    ]
    return " ".join(found or told)


def _language_notes(plain: str) -> tuple[str, ...]:
    language = languages_of(plain)[0]
    if language == GERMAN or len(WORD.findall(plain)) < LANGUAGE_WORDS:
        return ()
    return (_phrases()["other_language"].format(language=signs()[language].name),)


@lru_cache(maxsize=1)
def _phrases() -> dict[str, Any]:
    listed: dict[str, Any] = yaml.safe_load((DATA / "dialogue.yaml").read_text(encoding="utf-8"))
    return listed
