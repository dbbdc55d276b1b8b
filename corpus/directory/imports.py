"""The way from a file to institutions: rows that cannot be used are reported, the rest comes in."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from corpus.directory.columns import exported, from_columns, is_own_export
from corpus.directory.directory import Directory, Editor, Outcome
from corpus.directory.doubts import doubts_of, without_future_assurance
from corpus.directory.hsds_import import SOURCE as HSDS
from corpus.directory.hsds_import import is_hsds, read_hsds
from corpus.directory.known import Known
from corpus.directory.mappings import DirectoryMapping, recognise
from corpus.directory.placing import with_known_needs
from corpus.directory.reimport import Clash, Imported, taken_over, with_suspected
from corpus.directory.rows import institution_id, institution_of
from corpus.directory.tables import Row, read_rows
from corpus.errors import InvalidData
from corpus.institution import Institution
from corpus.lists.own import OwnLists
from corpus.places.areas import Places
from corpus.places.geometry import stored_borders

DOUBLED = (
    "Die Kennung »{key}« steht schon in Zeile {first}; dieser Eintrag heißt jetzt »{own}«. "
    "Bitte jeder Einrichtung eine eigene Kennung geben."
)


@dataclass(frozen=True, slots=True)
class RowProblem:
    """A row that could not be used, and why."""

    line: int
    reason: str


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did; `gone` are ids of the same source that the file no longer has (they stay).

    `clashes` are columns that were changed here and in the file (what is here stays), `removed` the names
    of entries that were removed or merged here (they stay away), `doubts` what came in but needs a look.
    """

    file: str
    source: str
    added: int
    changed: int
    unchanged: int
    problems: tuple[RowProblem, ...]
    gone: tuple[str, ...]
    ids: tuple[str, ...]
    clashes: tuple[Clash, ...]
    removed: tuple[str, ...]
    doubts: tuple[RowProblem, ...]


@dataclass(slots=True)
class _Notes:
    """What is to be said about rows of a file that is read today; `lines` is where each id stood first."""

    today: date
    problems: list[RowProblem] = field(default_factory=list)
    doubts: list[RowProblem] = field(default_factory=list)
    lines: dict[str, int] = field(default_factory=dict)

    def doubt(self, line: int, reason: str) -> None:
        """Note what had better be looked at."""
        self.doubts.append(RowProblem(line, reason))


@dataclass(frozen=True, slots=True)
class _Entry:
    """An entry of a file; `before` is what it said when the file was written, if the file itself tells."""

    institution: Institution
    before: Institution | None = None


@dataclass(slots=True)
class _Plan:
    """What is to be stored of a file, and what is left as it is."""

    stored: list[Institution] = field(default_factory=list)
    clashes: list[Clash] = field(default_factory=list)
    removed: list[Institution] = field(default_factory=list)


def import_file(
    path: Path,
    directory: Directory,
    places: Places,
    editor: Editor,
    mapping: DirectoryMapping | None = None,
    sample: bool = False,
    source: str | None = None,
) -> ImportReport:
    """Take the entries of a file into the directory; raises CorpusError if the file cannot be read at all.

    What people have changed, merged or removed here since the last import of an entry stays so. `source` is
    whose list it is, where two lists come in one form: their keys are then kept apart.
    """
    notes = _Notes(datetime.now(ZoneInfo(places.city.time_zone)).date())
    known = Known(places, stored_borders(directory.database), OwnLists(directory.database).taxonomy())
    entries = list(_entries(path, known, notes, mapping))
    if source:
        entries = [_Entry(_of_source(one.institution, source)) for one in entries]
    if sample:
        entries = [_Entry(replace(one.institution, sample=True), one.before) for one in entries]
    plan = _plan(entries, directory)
    with directory.database.transaction():
        outcomes = directory.put(plan.stored, editor)
        Imported(directory.database).note(one.institution for one in entries if one.before is None)
    counts = Counter(outcomes.values())
    read = {one.institution.id for one in entries}
    sources = dict.fromkeys(one.institution.source.name for one in entries)
    stored = (one.id for name in sources for one in directory.of_source(name).values())
    return ImportReport(
        path.name,
        ", ".join(sources),
        counts[Outcome.ADDED],
        counts[Outcome.CHANGED],
        counts[Outcome.UNCHANGED],
        tuple(notes.problems),
        tuple(id_ for id_ in stored if id_ not in read),
        tuple(outcomes),
        tuple(plan.clashes),
        tuple(one.name for one in plan.removed),
        tuple(notes.doubts),
    )


def _of_source(institution: Institution, name: str) -> Institution:
    key = institution.source.key
    return replace(institution, id=institution_id(name, key), source=replace(institution.source, name=name))


def _plan(entries: Iterable[_Entry], directory: Directory) -> _Plan:
    plan, imported = _Plan(), Imported(directory.database)
    for entry in entries:
        said = entry.institution
        before = entry.before or imported.last(said.id)
        now = directory.get(said.id) if directory.version(said.id) else None
        if now is None and before and not entry.before:
            plan.removed.append(said)
        elif now is None or before is None:
            services = (
                with_suspected(said.services, now.services) if now and not said.needs else said.services
            )
            plan.stored.append(replace(said, services=services))
        else:
            result, clashes = taken_over(before, said, now)
            plan.stored.append(result)
            plan.clashes += clashes
    return plan


def _entries(path: Path, known: Known, notes: _Notes, mapping: DirectoryMapping | None) -> Iterator[_Entry]:
    """The entries of a file of any kind; rows that cannot be used, or had better be looked at, are noted."""
    if is_hsds(path):
        for one in read_hsds(path, known.places, known.borders):
            yield _Entry(one, one if one.source.name != HSDS else None)
        return
    rows = read_rows(path)
    chosen = mapping or recognise(path.name, rows)
    seen: Counter[str] = Counter()
    for row in rows:
        try:
            entry = _entry(row, chosen, known)
        except InvalidData as error:
            notes.problems.append(RowProblem(row.line, str(error)))
            continue
        for doubt in doubts_of(entry.institution, chosen.value("hours", row).strip(), known, notes.today):
            notes.doubt(row.line, doubt)
        read = without_future_assurance(entry.institution, notes.today)
        if entry.before is None:
            read = with_known_needs(read, known.taxonomy)
        seen[read.id] += 1
        numbered = _numbered(_Entry(read, entry.before), seen[read.id])
        first = notes.lines.setdefault(read.id, row.line)
        if seen[read.id] > 1:
            key = read.source.key
            notes.doubt(row.line, DOUBLED.format(key=key, first=first, own=numbered.institution.source.key))
        yield numbered


def _entry(row: Row, mapping: DirectoryMapping, known: Known) -> _Entry:
    fresh = institution_of(row, mapping, known.places, known.borders)
    if is_own_export(row):
        return _Entry(from_columns(row, fresh), exported(row))
    return _Entry(fresh)


def _numbered(entry: _Entry, occurrence: int) -> _Entry:
    """An entry whose key came before in the file gets its own key, since nothing is dropped silently."""
    if occurrence == 1:
        return entry
    institution = entry.institution
    key = f"{institution.source.key}#{occurrence}"
    source = replace(institution.source, key=key)
    return _Entry(replace(institution, id=institution_id(source.name, key), source=source))
