"""Reads `needs.yaml`: what people look for help with, and the words for it in eight languages."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from corpus.errors import InvalidData
from corpus.yaml_text import read_yaml

FILE = Path(__file__).parents[1] / "data" / "needs.yaml"
UNLESS = "unless"
GERMAN_KINDS = ("official", "everyday", "short", "hints", UNLESS)
LANGUAGES = ("en", "tr", "ar", "uk", "ru", "pl", "ro")


@dataclass(frozen=True, slots=True)
class Need:
    """Something people look for help with; `words` has its expressions by kind or by language code.

    Those of the kind `unless` only look like it: the need is not meant by them.
    """

    id: str
    label: str
    situation: str
    words: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Situation:
    """A situation in life with its needs."""

    id: str
    label: str
    needs: tuple[Need, ...]


@dataclass(frozen=True, slots=True)
class Taxonomy:
    """All situations and needs."""

    situations: tuple[Situation, ...]

    @property
    def needs(self) -> dict[str, Need]:
        """All needs by id, in the order of the file."""
        return {need.id: need for situation in self.situations for need in situation.needs}

    def need(self, id_: str) -> Need:
        """The need with this id; raises InvalidData."""
        needs = self.needs
        if id_ not in needs:
            raise InvalidData(f"Den Bedarf »{id_}« gibt es nicht. Bekannt sind: {', '.join(sorted(needs))}")
        return needs[id_]


@cache
def load_needs(path: Path = FILE) -> Taxonomy:
    """The taxonomy in a file; raises InvalidData."""
    return taxonomy_of(read_entries(path), str(path))


def taxonomy_of(entries: Any, source: str) -> Taxonomy:
    """The taxonomy in entries as YAML holds them; raises InvalidData naming their source."""
    try:
        taxonomy = Taxonomy(tuple(_situation(entry) for entry in entries["situations"]))
    except (KeyError, TypeError, AttributeError) as error:
        raise InvalidData(f"{source} ist keine gültige Bedarfsdatei: {error}") from error
    if len(taxonomy.needs) != sum(len(s.needs) for s in taxonomy.situations):
        raise InvalidData(f"In {source} kommt eine Kennung zweimal vor.")
    return taxonomy


def read_entries(path: Path) -> Any:
    """What a YAML file holds; raises InvalidData."""
    try:
        return read_yaml(path.read_text("utf-8"))
    except yaml.YAMLError as error:
        raise InvalidData(f"{path} ist kein gültiges YAML: {error}") from error


def _situation(entry: Mapping[str, Any]) -> Situation:
    needs = tuple(_need(need, entry["id"]) for need in entry["needs"])
    return Situation(entry["id"], entry["label"], needs)


def _need(entry: Mapping[str, Any], situation: str) -> Need:
    unknown = set(entry) - {"id", "label", *GERMAN_KINDS, *LANGUAGES}
    if unknown:
        raise InvalidData(f"Bedarf »{entry['id']}« hat unbekannte Felder: {', '.join(sorted(unknown))}")
    words = {
        kind: tuple(str(word) for word in entry[kind])
        for kind in (*GERMAN_KINDS, *LANGUAGES)
        if kind in entry
    }
    return Need(entry["id"], entry["label"], situation, words)
