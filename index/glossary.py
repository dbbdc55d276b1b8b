"""Everyday words and official words: what a question may also be asked as; from an editable YAML file."""

import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml

from corpus.yaml_text import read_yaml
from index.errors import InvalidGlossary
from index.german import terms, tokens

GLOSSARY = Path(__file__).parent / "data" / "glossary.yaml"


@dataclass(frozen=True, slots=True)
class Meaning:
    """A phrase of a question, as typed, and the other ways to say it."""

    typed: tuple[str, ...]
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Entry:
    """The stems of a phrase, and the other ways to say it."""

    stems: tuple[str, ...]
    others: tuple[str, ...]


class Glossary:
    """A glossary file, read again once it has changed; safe to use from several threads."""

    def __init__(self, path: Path = GLOSSARY) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._read_at = -1
        self._entries: dict[str, list[_Entry]] = {}
        self._current()

    @property
    def revision(self) -> int:
        """A number that changes with the file."""
        self._current()
        return self._read_at

    def meanings(self, words: Sequence[str]) -> list[Meaning]:
        """What is known about the words of a question, tokens as typed; longer phrases go first and once."""
        entries = self._current()
        roots = [_root(word) for word in words]
        found: list[Meaning] = []
        place = 0
        while place < len(roots):
            matching = [one for one in entries.get(roots[place], ()) if _stands(one, roots, place)]
            length = max((len(one.stems) for one in matching), default=1)
            others = dict.fromkeys(
                other for one in matching if len(one.stems) == length for other in one.others
            )
            if others:
                found.append(Meaning(tuple(words[place : place + length]), tuple(others)))
            place += length
        return found

    def _current(self) -> dict[str, list[_Entry]]:
        changed = self._path.stat().st_mtime_ns if self._path.is_file() else 0
        if changed != self._read_at:
            with self._lock:
                self._entries, self._read_at = _read(self._path, changed), changed
        return self._entries


@lru_cache(maxsize=2)
def _read(path: Path, changed: int) -> dict[str, list[_Entry]]:
    """The entries by their first stem, as of when the file changed; raises InvalidGlossary."""
    entries: dict[str, list[_Entry]] = {}
    if path.is_file():
        for phrase, others in _lines(path):
            stems = tuple(_root(token) for token in tokens(phrase) if terms(token).stems)
            if stems:
                entries.setdefault(stems[0], []).append(_Entry(stems, others))
    return entries


def _lines(path: Path) -> Iterator[tuple[str, tuple[str, ...]]]:
    try:
        sections = read_yaml(path.read_text("utf-8")) or {}
        for line in sections.get("same") or ():
            group = _parted(line)
            yield from ((phrase, tuple(o for o in group if o != phrase)) for phrase in group)
        for phrase, others in (sections.get("means") or {}).items():
            yield str(phrase), _parted(others)
    except (OSError, ValueError, AttributeError, TypeError, yaml.YAMLError) as error:
        raise InvalidGlossary(
            f"Das Glossar {path} ist nicht lesbar: {error}. "
            "Erwartet werden die Abschnitte »same« und »means«."
        ) from error


def _parted(line: object) -> tuple[str, ...]:
    return tuple(part.strip() for part in str(line).split(",") if part.strip())


def _root(token: str) -> str:
    found = terms(token)
    return found.stems[-1] if found.stems else ""


def _stands(entry: _Entry, roots: Sequence[str], place: int) -> bool:
    return tuple(roots[place : place + len(entry.stems)]) == entry.stems
