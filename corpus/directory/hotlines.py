"""Reads `hotlines.yaml`: the nationwide numbers for emergencies."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from corpus.directory.hours import read_hours
from corpus.errors import InvalidData
from corpus.institution import Schedule
from corpus.yaml_text import read_yaml

FILE = Path(__file__).parents[1] / "data" / "hotlines.yaml"
GERMAN = "de"


@dataclass(frozen=True, slots=True)
class HotlineWords:
    """What is said of a number in one language; `closed_now` is said while nobody answers."""

    name: str
    purpose: str
    hours_text: str
    closed_now: str


@dataclass(frozen=True, slots=True)
class Hotline:
    """A nationwide number: as printed, as dialled, when somebody answers, and its words by language."""

    id: str
    number: str
    dial: str
    schedule: Schedule | None
    words: Mapping[str, HotlineWords]

    @property
    def german(self) -> HotlineWords:
        """The German words."""
        return self.words[GERMAN]

    def words_in(self, language: str) -> HotlineWords:
        """The words in a language, German where there are none."""
        return self.words.get(language, self.german)


@cache
def load_hotlines(path: Path = FILE) -> dict[str, Hotline]:
    """The numbers by id; raises InvalidData."""
    try:
        content = read_yaml(path.read_text("utf-8"))
        return {entry["id"]: _hotline(entry, content["closed_now"]) for entry in content["hotlines"]}
    except (KeyError, TypeError, yaml.YAMLError) as error:
        raise InvalidData(f"{path} ist keine gültige Liste von Notrufnummern: {error}") from error


def _hotline(entry: Mapping[str, Any], closed: Mapping[str, str]) -> Hotline:
    names, purposes, hours = entry["name"], entry["purpose"], entry["hours_text"]
    words = {
        code: HotlineWords(names[code], purposes[code], hours[code], said) for code, said in closed.items()
    }
    return Hotline(entry["id"], entry["number"], entry["dial"], read_hours(entry["hours"]), words)
