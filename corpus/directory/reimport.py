"""Brings together what a file says, what it said before, and what people have changed here in between."""

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace

from corpus.database import Database
from corpus.directory.columns import changed_columns
from corpus.directory.records import from_json, to_json
from corpus.institution import Institution, Service

IDENTITY = ("id", "source")


@dataclass(frozen=True, slots=True)
class Clash:
    """A column that was changed here and elsewhere too: what stays, and what the other side says."""

    name: str
    column: str
    kept: str
    offered: str


class Imported:
    """What each entry said when its file was last imported, also of entries that are gone since."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def last(self, id_: str) -> Institution | None:
        """The entry as its file had it; None before the first import."""
        row = self._database.row("SELECT record FROM institution_imports WHERE institution_id = ?", (id_,))
        return from_json(row["record"]) if row else None

    def note(self, institutions: Iterable[Institution]) -> None:
        """Note what a file says now."""
        with self._database.transaction():
            for one in institutions:
                self._database.execute(
                    "INSERT OR REPLACE INTO institution_imports VALUES (?, ?)", (one.id, to_json(one))
                )


def together(before: Institution, said: Institution, now: Institution) -> Institution:
    """The entry of today with what was changed from `before` to `said`; that wins where both changed."""
    return replace(now, **{name: getattr(said, name) for name in _changed(before, said)})


def taken_over(before: Institution, said: Institution, now: Institution) -> tuple[Institution, list[Clash]]:
    """The same, but what was changed here stays; each such column is named. The row itself is always new."""
    changed, changed_here = _changed(before, said), _changed(before, now)
    values = {name: getattr(said, name) for name in changed if name not in changed_here}
    if "services" in values and not said.needs:
        values["services"] = with_suspected(said.services, now.services)
    if values.keys() & {"address", "position"}:
        values["area"] = said.area
    if before.source != said.source:
        values["source"] = said.source
    both = {name: getattr(said, name) for name in changed if name in changed_here}
    clashes = [
        Clash(now.name, column.name, column.before, column.after)
        for column in changed_columns(now, replace(now, **both))
    ]
    return replace(now, **values), clashes


def with_suspected(services: tuple[Service, ...], known: tuple[Service, ...]) -> tuple[Service, ...]:
    """Services that bring no tags, with the suspected tags that others had."""
    suspected = tuple(tag for service in known for tag in service.tags if tag.suspected)
    if not services or not suspected:
        return services
    first, *others = services
    return (replace(first, tags=suspected), *others)


def _changed(before: Institution, after: Institution) -> set[str]:
    """The names of fields that differ; suspected tags are nobody's change."""
    plain_before, plain_after = _without_suspected(before), _without_suspected(after)
    return {
        field.name
        for field in fields(before)
        if field.name not in IDENTITY
        and getattr(plain_before, field.name) != getattr(plain_after, field.name)
    }


def _without_suspected(one: Institution) -> Institution:
    services = (
        replace(service, tags=tuple(tag for tag in service.tags if not tag.suspected))
        for service in one.services
    )
    return replace(one, services=tuple(services))
