"""Finds what a person wishes besides help itself: open now, a language, no steps, no cost, no name."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from assistant.finding.languages import GERMAN, languages_of
from assistant.finding.phrases import How, Phrase, PhraseTable
from assistant.finding.times import Times
from assistant.finding.words import Word, all_keys
from corpus.directory.languages import language_name
from corpus.yaml_text import read_yaml

FILE = Path(__file__).parents[1] / "data" / "wishes.yaml"
FLAGS = ("open_now", "wheelchair", "free", "anonymous")
LANGUAGE = "language"
TIMES = "times"


@dataclass(frozen=True, slots=True)
class Wishes:
    """What an institution should be; wishes order the results and hide nothing.

    `language` is a code; `language_spoken` says whether it was wished for or only written in.
    """

    open_now: bool = False
    language: str | None = None
    language_asked: bool = False
    wheelchair: bool = False
    free: bool = False
    anonymous: bool = False
    audiences: tuple[str, ...] = ()
    times: Times | None = None

    @property
    def by_id(self) -> dict[str, str]:
        """The wishes as German words, by the ids under which `without` drops them."""
        names = wish_labels()
        own = [w for w in FLAGS if getattr(self, w)]
        spoken = {LANGUAGE: f"auf {language_name(self.language)}"} if self.language else {}
        then = {TIMES: self.times.label} if self.times else {}
        return {one: names[one] for one in (*own, *self.audiences)} | then | spoken

    @property
    def labels(self) -> tuple[str, ...]:
        """The wishes as German words."""
        return tuple(self.by_id.values())

    def without(self, dropped: frozenset[str]) -> "Wishes":
        """The wishes but for those with the dropped ids."""
        spoken = LANGUAGE not in dropped
        return Wishes(
            self.open_now and "open_now" not in dropped,
            self.language if spoken else None,
            self.language_asked and spoken,
            self.wheelchair and "wheelchair" not in dropped,
            self.free and "free" not in dropped,
            self.anonymous and "anonymous" not in dropped,
            tuple(one for one in self.audiences if one not in dropped),
            self.times if TIMES not in dropped else None,
        )


def read_wishes(words: Sequence[Word], languages: Sequence[str], times: Times | None = None) -> Wishes:
    """The wishes in a sentence; one written in another language is taken as a wish for that language.

    Who says when ("heute Abend offen") does not mean now.
    """
    found = {
        str(one.phrase.payload)
        for one in _table().find(words, (*languages, *(("en",) if "en" not in languages else ())))
        if one.how is not How.PART
    }
    spoken = [id_.removeprefix("spoken:") for id_ in sorted(found) if id_.startswith("spoken:")]
    written = languages[0] if languages[0] != GERMAN and len(languages) < len(languages_of("")) else None
    return Wishes(
        "open_now" in found and times is None,
        spoken[0] if spoken else written,
        bool(spoken),
        "wheelchair" in found,
        "free" in found,
        "anonymous" in found,
        tuple(entry["id"] for entry in _entries()["audiences"] if entry["id"] in found),
        times,
    )


@cache
def wish_labels() -> Mapping[str, str]:
    """The German words for each wish and audience."""
    return {entry["id"]: entry["label"] for group in ("wishes", "audiences") for entry in _entries()[group]}


@cache
def _entries() -> Any:
    return read_yaml(FILE.read_text("utf-8"))


@cache
def _table() -> PhraseTable:
    return PhraseTable(_phrases())


def _phrases() -> Iterator[Phrase]:
    for group in ("wishes", "audiences"):
        for entry in _entries()[group]:
            for language, texts in entry["phrases"].items():
                for text in texts:
                    yield Phrase(text, all_keys(text), language, entry["id"])
    for code, texts in _entries()["spoken"].items():
        for text in texts:
            for language in {GERMAN, code, "en"} & {GERMAN, "en", "tr", "ar", "uk", "ru", "pl", "ro"}:
                yield Phrase(text, all_keys(text), language, f"spoken:{code}")
