"""What the forms for entries of a list share: one expression a line, checked with the number of the line."""

import difflib
import re
import unicodedata
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

from corpus.lists.own import Entries

LONGEST = 80  # characters of a line
MOST_LINES = 200
LONGEST_ID = 40
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
_MEANING = re.compile(r"\w.*\w", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Written:
    """What became of a form: the list with the entry and the entry's id, or the problems by field."""

    entries: Entries | None
    id: str
    problems: Mapping[str, str]


class Problem(Exception):
    """What is wrong with a field, in German."""


def lines(text: str) -> list[str]:
    """The lines of a field, each once, without empty ones; raises Problem naming the line."""
    numbered = [(number, " ".join(line.split())) for number, line in enumerate(text.splitlines(), start=1)]
    filled = [(number, line) for number, line in numbered if line]
    if len(filled) > MOST_LINES:
        raise Problem(f"{len(filled)} Zeilen sind zu viele. Möglich sind {MOST_LINES}.")
    for number, line in filled:
        if len(line) > LONGEST:
            raise Problem(f"Zeile {number} hat {len(line)} Zeichen. Möglich sind {LONGEST}: kürzen Sie sie.")
        if not _MEANING.search(line):
            raise Problem(f"Zeile {number}: »{line}« hat keine zwei Buchstaben. Schreiben Sie ein Wort aus.")
    return list(dict.fromkeys(line for _, line in filled))


def label(text: str) -> str:
    """A name; raises Problem for one that is missing, too long or no name."""
    found = lines(" ".join(text.split()))
    if not found:
        raise Problem("Erwartet wird ein Name.")
    return found[0]


def matching(text: str, pattern: re.Pattern[str], expected: str) -> list[str]:
    """The lines of a field that all look alike; raises Problem naming the line."""
    found = lines(text)
    for line in found:
        if not pattern.fullmatch(line):
            raise Problem(f"Zeile {line_of(text, line)}: »{line}« geht nicht. Erwartet wird {expected}.")
    return found


def known(text: str, find: Callable[[str], str | None], names: Collection[str]) -> list[str]:
    """The ids that the lines of a field stand for; raises Problem naming the line and what was meant."""
    found = []
    for line in lines(text):
        id_ = find(line)
        if id_ is None:
            near = difflib.get_close_matches(line, names, 1, 0.5)
            meant = f" Meinten Sie »{near[0]}«?" if near else " Die Kennungen stehen unter »Gebiete«."
            raise Problem(f"Zeile {line_of(text, line)}: »{line}« gibt es nicht.{meant}")
        found.append(id_)
    return found


def line_of(text: str, wanted: str) -> int:
    """The number of the line that says this."""
    told = [" ".join(line.split()) for line in text.splitlines()]
    return told.index(wanted) + 1


def new_id(name: str, taken: Collection[str]) -> str:
    """An id made of a name: "Neue Mitte" is neue-mitte, and neue-mitte-2 where that is taken."""
    plain = unicodedata.normalize("NFKD", name.lower().translate(_UMLAUTS)).encode("ascii", "ignore").decode()
    base = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:LONGEST_ID] or "eintrag"
    number = 1
    while (id_ := base if number == 1 else f"{base}-{number}") in taken:
        number += 1
    return id_


def checked(readers: Mapping[str, Callable[[], Any]]) -> tuple[dict[str, Any], dict[str, str]]:
    """The values that the readers of the fields give, and the problems of those that cannot."""
    values, problems = dict[str, Any](), dict[str, str]()
    for name, read in readers.items():
        try:
            values[name] = read()
        except Problem as problem:
            problems[name] = str(problem)
    return values, problems
