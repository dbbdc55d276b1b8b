"""Determines again in which areas entries lie, after the borders of areas have changed."""

from dataclasses import dataclass, replace

from corpus.directory.directory import Directory, Editor
from corpus.directory.known import known_to
from corpus.directory.rows import area_of


@dataclass(frozen=True, slots=True)
class Relocated:
    """How many entries have coordinates, and how many of those lie in another area now, or in none."""

    located: int
    moved: int
    nowhere: int


def relocate(directory: Directory, editor: Editor) -> Relocated:
    """Determine the area of each entry with coordinates by the borders and names in force."""
    with directory.database.transaction():
        known = known_to(directory.database)
        before = [one for one in directory.all() if one.position]
        now = [
            replace(one, area=area_of(one.address, one.position, known.places, known.borders))
            for one in before
        ]
        moved = [new for new, old in zip(now, before, strict=True) if new != old]
        directory.put(moved, editor)
    return Relocated(len(now), len(moved), sum(one.area is None for one in now))
