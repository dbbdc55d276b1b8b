"""Who changed what in the directory, told for people."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from corpus.database import Row
from corpus.directory.columns import ChangedColumn, changed_columns
from corpus.directory.directory import Directory
from corpus.institution import Change, Institution


@dataclass(frozen=True, slots=True)
class Step:
    """A change to an entry, and the columns that it changed; none where it was added or removed."""

    change: Change
    columns: tuple[ChangedColumn, ...]
    added: bool


@dataclass(frozen=True, slots=True)
class Deed:
    """What one person did on one day for one reason: to how many entries, and which was the last one.

    `version` is the last one in which that entry said something; `removed` whether it is gone since.
    """

    day: str
    by: str
    reason: str
    count: int
    id: str
    name: str
    version: int
    removed: bool


def steps(directory: Directory, id_: str) -> list[Step]:
    """The versions of an entry with what changed in each, the newest first."""
    return list(_steps(directory.history(id_)))[::-1]


def deeds(directory: Directory, most: int) -> list[Deed]:
    """What was done to the directory, the newest first; an import is one deed."""
    rows = directory.database.rows(
        "SELECT substr(changed_at, 1, 10) AS day, changed_by, reason, max(number) AS number, institution_id,"
        " count(DISTINCT institution_id) AS count FROM institution_changes"
        " GROUP BY 1, 2, 3 ORDER BY 4 DESC LIMIT ?",
        (most,),
    )
    return [_deed(row, directory.history(row["institution_id"])) for row in rows]


def _steps(history: Iterable[Change]) -> Iterator[Step]:
    before: Institution | None = None
    for change in history:
        columns = changed_columns(before, change.institution) if before and change.institution else []
        yield Step(change, tuple(columns), added=before is None)
        before = change.institution


def _deed(row: Row, history: Sequence[Change]) -> Deed:
    version, latest = [(one.version, one.institution) for one in history if one.institution][-1]
    done = (row["day"], row["changed_by"], row["reason"], row["count"])
    return Deed(*done, row["institution_id"], latest.name, version, removed=history[-1].institution is None)
