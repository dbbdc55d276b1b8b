"""Versions of documents: which one stands in the place of which, and where a passage went."""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from corpus.database import Database
from corpus.document import Document, Page

SHINGLE = 3  # words in a row that are looked for together
ALIKE = 0.4  # share of a passage's shingles that a page must have to count as the same place, changed
_WORD = re.compile(r"\w+")


class Fate(StrEnum):
    """What became of a passage in a newer version."""

    SAME = "same"
    CHANGED = "changed"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """What became of a passage, and the page of the newer version where it stands."""

    fate: Fate
    page: int | None = None


class Versions:
    """Which documents have given way to a newer version; every change only within a transaction."""

    def __init__(self, database: Database) -> None:
        self.database = database

    def link(self, older: str, newer: str | None) -> None:
        """Note that a document has given way to another one, or no longer has."""
        self.database.execute("DELETE FROM document_versions WHERE older = ?", (older,))
        if newer is not None:
            self.database.execute("INSERT INTO document_versions VALUES (?, ?)", (older, newer))

    def forget(self, document_id: str) -> None:
        """Leave a document out of its line: what it stood for gives way to what it had given way to."""
        row = self.database.row("SELECT newer FROM document_versions WHERE older = ?", (document_id,))
        if row:
            self.moved(document_id, row["newer"])
        self.database.execute(
            "DELETE FROM document_versions WHERE older = ? OR newer = ?", (document_id, document_id)
        )

    def moved(self, before: str, now: str) -> None:
        """Let what had given way to one document give way to another one."""
        self.database.execute("UPDATE document_versions SET newer = ? WHERE newer = ?", (now, before))


def newest(documents: Iterable[Document]) -> dict[str, str]:
    """For each document the id of its newest version among these; its own where none of them replaces it."""
    known = {one.id: one for one in documents}
    return {id_: _end(known, id_) for id_ in known}


def current(documents: Collection[Document]) -> list[Document]:
    """The documents that have not given way to another one of these."""
    ends = newest(documents)
    return [one for one in documents if ends[one.id] == one.id]


def whereabouts(text: str, pages: Sequence[Page], near: int) -> Whereabouts:
    """Where a text stands among the pages of a newer version; of several pages the one nearest to `near`."""
    wanted = _words(text)
    inside = " ".join(wanted)
    ordered = sorted(pages, key=lambda page: abs(page.number - near))
    for page in ordered:
        if inside and f" {inside} " in f" {' '.join(_words(page.text))} ":
            return Whereabouts(Fate.SAME, page.number)
    shingles = _shingles(wanted)
    shares = [len(shingles & _shingles(_words(page.text))) / (len(shingles) or 1) for page in ordered]
    best = max(shares, default=0.0)
    if best < ALIKE:
        return Whereabouts(Fate.GONE)
    return Whereabouts(Fate.CHANGED, ordered[shares.index(best)].number)


def _end(known: dict[str, Document], id_: str) -> str:
    seen = {id_}
    while (then := known[id_].replaced_by) is not None and then in known and then not in seen:
        seen.add(then)
        id_ = then
    return id_


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _shingles(words: Sequence[str]) -> set[tuple[str, ...]]:
    size = min(SHINGLE, len(words))
    return {tuple(words[at : at + size]) for at in range(len(words) - size + 1)} if size else set()
