"""Proposes entries that may be one institution; nothing is merged before somebody decides."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime
from itertools import combinations

from rapidfuzz import fuzz

from corpus.database import Database
from corpus.directory.directory import Directory, Editor
from corpus.errors import InvalidData
from corpus.institution import Institution
from corpus.places.geometry import metres

ALIKE = 88.0
CLOSE_M = 150
MOST_OF_A_KIND = 60
HALF_CELL = 0.0005


@dataclass(frozen=True, slots=True)
class Twin:
    """Two entries that may be one, how alike their names are (0 to 100), and what else speaks for it."""

    one: Institution
    other: Institution
    likeness: float
    reasons: tuple[str, ...]


def proposals(institutions: Sequence[Institution], database: Database) -> list[Twin]:
    """Pairs that share a phone, a street or a place and have similar names; decided ones left out."""
    decided = {(row["one"], row["other"]) for row in database.rows("SELECT * FROM distinct_institutions")}
    by_id = {one.id: one for one in institutions}
    pairs = {_ordered(one, other) for group in _groups(institutions) for one, other in combinations(group, 2)}
    twins = (_twin(by_id[one], by_id[other]) for one, other in sorted(pairs - decided))
    return sorted((twin for twin in twins if twin), key=lambda twin: -twin.likeness)


def keep_apart(one: str, other: str, editor: Editor, database: Database) -> None:
    """Note that two entries are not the same, so that they are not proposed again; raises InvalidData."""
    _two(one, other)
    first, second = _ordered(one, other)
    now = datetime.now(UTC).isoformat(timespec="seconds")
    database.execute(
        "INSERT OR REPLACE INTO distinct_institutions VALUES (?, ?, ?, ?)", (first, second, editor.name, now)
    )


def merge(kept: str, gone: str, directory: Directory, editor: Editor) -> Institution:
    """Make one entry of two: `kept` stays and takes what only the other one knows; raises InvalidData."""
    _two(kept, gone)
    with directory.database.transaction():
        merged = merged_values(directory.get(kept), directory.get(gone))
        directory.put([merged], editor)
        directory.remove(gone, editor)
    return merged


def merged_values(kept: Institution, gone: Institution) -> Institution:
    """The first institution with the values of the second where it has none."""
    missing = {
        field.name: getattr(gone, field.name)
        for field in fields(kept)
        if getattr(kept, field.name) in (None, "", ())
    }
    return replace(kept, **missing)


def _two(one: str, other: str) -> None:
    if one == other:
        raise InvalidData(
            f"»{one}« steht zweimal da. Bitte nennen Sie zwei verschiedene Einträge;"
            " lotse institutions duplicates zeigt Paare."
        )


def _groups(institutions: Iterable[Institution]) -> Iterator[list[str]]:
    """Entries that share something which few others have."""
    groups: dict[tuple[str, str], list[str]] = defaultdict(list)
    for one in institutions:
        for sign in set(_signs(one)):  # voice and fax may be one number
            groups[sign].append(one.id)
    yield from (ids for ids in groups.values() if 1 < len(ids) <= MOST_OF_A_KIND)


def _signs(one: Institution) -> Iterator[tuple[str, str]]:
    yield from (("phone", phone.number) for phone in one.phones)
    if one.address.street:
        yield "address", f"{_plain(one.address.street)} {one.address.postcode}"
    if one.position:
        # Two grids half a cell apart (about 50 m): who stands on the edge of one is inside the other.
        for grid, shift in (("place", 0.0), ("place beside", HALF_CELL)):
            yield grid, f"{one.position.latitude + shift:.3f} {one.position.longitude + shift:.3f}"


def _twin(one: Institution, other: Institution) -> Twin | None:
    likeness = fuzz.token_sort_ratio(_plain(one.name), _plain(other.name))
    reasons = tuple(_reasons(one, other))
    return Twin(one, other, round(likeness, 1), reasons) if likeness >= ALIKE and reasons else None


def _reasons(one: Institution, other: Institution) -> Iterator[str]:
    if {phone.number for phone in one.phones} & {phone.number for phone in other.phones}:
        yield "gleiche Telefonnummer"
    if one.address.street and _plain(one.address.street) == _plain(other.address.street):
        yield "gleiche Anschrift"
    if one.position and other.position and metres(one.position, other.position) <= CLOSE_M:
        yield "gleicher Ort"


def _plain(text: str) -> str:
    return " ".join(text.lower().replace("straße", "str").replace("str.", "str").split())


def _ordered(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one < other else (other, one)
