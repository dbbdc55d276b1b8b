"""The way from a file to institutions: rows that cannot be used are reported, the rest comes in."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from corpus.directory.columns import from_columns, is_own_export
from corpus.directory.directory import Directory, Editor, Outcome
from corpus.directory.hsds_import import is_hsds, read_hsds
from corpus.directory.mappings import DirectoryMapping, recognise
from corpus.directory.rows import institution_id, institution_of
from corpus.directory.tables import Row, read_rows
from corpus.errors import InvalidData
from corpus.institution import Institution
from corpus.places.areas import Places
from corpus.places.geometry import Borders, stored_borders


@dataclass(frozen=True, slots=True)
class RowProblem:
    """A row that could not be used, and why."""

    line: int
    reason: str


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did; `gone` are ids of the same source that the file no longer has (they stay)."""

    file: str
    source: str
    added: int
    changed: int
    unchanged: int
    problems: tuple[RowProblem, ...]
    gone: tuple[str, ...]
    ids: tuple[str, ...]


def import_file(
    path: Path,
    directory: Directory,
    places: Places,
    editor: Editor,
    mapping: DirectoryMapping | None = None,
    sample: bool = False,
) -> ImportReport:
    """Take the entries of a file into the directory; raises CorpusError if the file cannot be read at all."""
    problems: list[RowProblem] = []
    institutions = list(
        read_institutions(path, places, stored_borders(directory.database), problems, mapping)
    )
    if sample:
        institutions = [replace(one, sample=True) for one in institutions]
    kept = _with_known_tags(institutions, directory)
    outcomes = directory.put(kept, editor)
    counts = Counter(outcomes.values())
    sources = dict.fromkeys(one.source.name for one in kept)
    stored = (one.id for name in sources for one in directory.of_source(name).values())
    return ImportReport(
        path.name,
        ", ".join(sources),
        counts[Outcome.ADDED],
        counts[Outcome.CHANGED],
        counts[Outcome.UNCHANGED],
        tuple(problems),
        tuple(id_ for id_ in stored if id_ not in outcomes),
        tuple(outcomes),
    )


def read_institutions(
    path: Path,
    places: Places,
    borders: Borders,
    problems: list[RowProblem],
    mapping: DirectoryMapping | None = None,
) -> Iterator[Institution]:
    """The institutions of a file of any kind; rows that cannot be used are added to `problems`."""
    if is_hsds(path):
        yield from read_hsds(path, places, borders)
        return
    rows = read_rows(path)
    chosen = mapping or recognise(path.name, rows)
    seen: Counter[str] = Counter()
    for row in rows:
        try:
            institution = _institution(row, chosen, places, borders)
        except InvalidData as error:
            problems.append(RowProblem(row.line, str(error)))
            continue
        seen[institution.id] += 1
        yield _numbered(institution, seen[institution.id])


def _institution(row: Row, mapping: DirectoryMapping, places: Places, borders: Borders) -> Institution:
    fresh = institution_of(row, mapping, places, borders)
    return from_columns(row, fresh) if is_own_export(row) else fresh


def _numbered(institution: Institution, occurrence: int) -> Institution:
    """An entry whose key came before in the file gets its own key, since nothing is dropped silently."""
    if occurrence == 1:
        return institution
    key = f"{institution.source.key}#{occurrence}"
    source = replace(institution.source, key=key)
    return replace(institution, id=institution_id(source.name, key), source=source)


def _with_known_tags(institutions: Sequence[Institution], directory: Directory) -> list[Institution]:
    """Suspected tags survive a second import of entries that bring none."""
    return [_with_tags_of(one, directory) for one in institutions]


def _with_tags_of(institution: Institution, directory: Directory) -> Institution:
    if institution.needs or not institution.services or not directory.version(institution.id):
        return institution
    stored = directory.get(institution.id)
    suspected = tuple(tag for service in stored.services for tag in service.tags if tag.suspected)
    if not suspected:
        return institution
    first, *others = institution.services
    return replace(institution, services=(replace(first, tags=suspected), *others))
