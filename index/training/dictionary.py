"""Ding's German-English dictionary (Debian package trans-de-en, GPL-2+) as translations."""

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from index.training.errors import MissingMaterial
from index.training.examples import Parallel, Translation
from index.training.tokenizer import plain

DICTIONARY = Path("/usr/share/trans/de-en")
LABELS = re.compile(r"\{[^}]*\}|\[[^\]]*\]|<[^>]*>|\([^)]*\)")
SPACES = re.compile(r"\s+")
SENTENCE_WORDS = 5
LONGEST = 400
SHORTEST_WORD, SEEN = 4, 6


def read_dictionary(path: Path = DICTIONARY) -> list[Translation]:
    """Read every entry of the file; raise `MissingMaterial` where Debian's package is not installed."""
    if not path.exists():
        raise MissingMaterial(f"Das Wörterbuch {path} fehlt. Abhilfe: apt-get install trans-de-en")
    with path.open(encoding="utf-8") as lines:
        return list(translations(lines))


def translations(lines: Iterable[str]) -> Iterator[Translation]:
    """Cut lines such as `Amt {n} | Ämter {pl} :: office | offices` into aligned translations."""
    for line in lines:
        if line.startswith("#") or "::" not in line:
            continue
        german, english = line.split("::", 1)
        for de, en in zip(german.split("|"), english.split("|"), strict=False):
            left, right = variants(de), variants(en)
            if left and right:
                yield Translation(left, right)


def variants(text: str) -> tuple[str, ...]:
    """Split `Änderung {f}; Wandel {m}` at its semicolons and drop the labels in brackets."""
    plain = (SPACES.sub(" ", LABELS.sub(" ", part)).strip(" ,") for part in text.split(";"))
    return tuple(part for part in plain if part and len(part) <= LONGEST)


def parallels(entries: Iterable[Translation]) -> list[Parallel]:
    """Pair each German spelling with the first three English ones; "to" before verbs is dropped."""
    found = []
    for entry in entries:
        english = ", ".join(word.removeprefix("to ") for word in entry.english[:3])
        for german in entry.german:
            found.append(Parallel(german, english, len(german.split()) >= SENTENCE_WORDS))
    return found


def synonyms(entries: Iterable[Translation], counts: Mapping[str, int]) -> dict[str, tuple[str, ...]]:
    """Map a German word to the single words beside it in its first entry that has any.

    Keys are spelled as the tokenizer sees them; words that `counts` saw too seldom are no help.
    """
    table: dict[str, tuple[str, ...]] = {}
    for entry in entries:
        words = [word for word in entry.german if " " not in word and len(word) >= SHORTEST_WORD]
        for word in words:
            others = tuple(other for other in words if other != word and counts.get(plain(other), 0) >= SEEN)
            if others:
                table.setdefault(plain(word), others)
    return table
