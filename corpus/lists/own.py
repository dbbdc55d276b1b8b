"""The city's own lists of needs and areas: each version kept in the catalogue, the newest in force."""

import copy
import json
import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar

from corpus.database import Database, Row
from corpus.directory import needs
from corpus.directory.needs import Taxonomy, load_needs, read_entries, taxonomy_of
from corpus.errors import InvalidData
from corpus.places import areas
from corpus.places.areas import Places, load_places, places_of

LOG = logging.getLogger("lotse.lists")
SOURCE = "Die eigene Liste"
SHIPPED = 0  # the number of the list that comes with the program

Entries = dict[str, Any]
Read = TypeVar("Read")


class ListKind(StrEnum):
    """A list that the city may keep itself."""

    NEEDS = "needs"
    AREAS = "areas"


@dataclass(frozen=True, slots=True)
class ListVersion:
    """A state of a list: what was changed in it, by whom and when."""

    number: int
    kind: ListKind
    what: str
    saved_at: str
    saved_by: str


class OwnLists:
    """The lists in force: those of the city where it has any, otherwise those of the program."""

    def __init__(self, database: Database) -> None:
        self.database = database

    def revision(self) -> int:
        """A number that grows with every change; whoever keeps a list in memory compares it."""
        row = self.database.row("SELECT coalesce(max(number), 0) AS number FROM list_versions")
        return int(row["number"]) if row else 0

    def taxonomy(self) -> Taxonomy:
        """The needs in force."""
        return self._in_force(ListKind.NEEDS, lambda entries: taxonomy_of(entries, SOURCE)) or load_needs()

    def places(self) -> Places:
        """The areas in force."""
        return self._in_force(ListKind.AREAS, lambda entries: places_of(entries, SOURCE)) or load_places()

    def entries(self, kind: ListKind) -> Entries:
        """The entries of the list in force, as YAML holds them, to be changed at will."""
        content = self._newest(kind)
        return json.loads(content) if content else copy.deepcopy(shipped(kind))

    def save(self, kind: ListKind, entries: Entries, what: str, by: str) -> None:
        """Keep a new version, in force from now on; raises InvalidData for one that could not be read."""
        if kind is ListKind.NEEDS:
            taxonomy_of(entries, SOURCE)
        else:
            places_of(entries, SOURCE)
        now = datetime.now(UTC).isoformat(timespec="seconds")
        self.database.execute(
            "INSERT INTO list_versions (list, content, what, saved_at, saved_by) VALUES (?, ?, ?, ?, ?)",
            (kind, json.dumps(entries, ensure_ascii=False), what, now, by),
        )

    def version(self, kind: ListKind, number: int) -> Entries:
        """The entries of an earlier version; raises InvalidData."""
        if number == SHIPPED:
            return copy.deepcopy(shipped(kind))
        row = self.database.row(
            "SELECT content FROM list_versions WHERE list = ? AND number = ?", (kind, number)
        )
        if row is None:
            raise InvalidData(f"Einen Stand {number} dieser Liste gibt es nicht.")
        found: Entries = json.loads(row["content"])
        return found

    def history(self, kind: ListKind, most: int = 20) -> list[ListVersion]:
        """The versions, the newest first."""
        rows = self.database.rows(
            "SELECT number, list, what, saved_at, saved_by FROM list_versions"
            " WHERE list = ? ORDER BY number DESC LIMIT ?",
            (kind, most),
        )
        return [_version(row) for row in rows]

    def _newest(self, kind: ListKind) -> str | None:
        row = self.database.row(
            "SELECT content FROM list_versions WHERE list = ? ORDER BY number DESC LIMIT 1", (kind,)
        )
        return str(row["content"]) if row else None

    def _in_force(self, kind: ListKind, read: Callable[[Any], Read]) -> Read | None:
        """The city's list; None where it has none, or one that a newer program can no longer read."""
        content = self._newest(kind)
        try:
            return read(json.loads(content)) if content else None
        except InvalidData:
            LOG.exception("own list %s", kind)
            return None


@cache
def shipped(kind: ListKind) -> Entries:
    """The entries that come with the program; not to be changed."""
    found: Entries = read_entries(needs.FILE if kind is ListKind.NEEDS else areas.FILE)
    return found


def _version(row: Row) -> ListVersion:
    return ListVersion(row["number"], ListKind(row["list"]), row["what"], row["saved_at"], row["saved_by"])
