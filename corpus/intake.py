"""The story of taking documents in: which files are new, read them, keep them in the catalogue."""

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from corpus.archive import Archive
from corpus.catalogue import Catalogue, Origin
from corpus.document import BY_HAND, Document, Reading, Visibility
from corpus.errors import CorpusError, PasswordNeeded, UnreadableFile
from corpus.figures.areas import names_in_force
from corpus.figures.imports import TABLE_SUFFIXES, ReadTable, is_table, read_table
from corpus.figures.ledger import Ledger
from corpus.figures.mappings import has_mapping, mapping_checksum
from corpus.reading.limits import Limits
from corpus.reading.names import shown
from corpus.reading.reader import read

DOCUMENT_SUFFIXES = frozenset({".pdf", ".html", ".htm", ".docx", ".txt", ".md"}) | TABLE_SUFFIXES
SIDECAR_SUFFIX = ".yaml"
JOBS = 2


@dataclass(frozen=True, slots=True)
class Candidate:
    """A file that may be taken in, with where it comes from, its size in bytes, and who is to see it.

    Where no `visibility` is chosen, its sidecar says so.
    """

    path: Path
    origin: Origin
    size: int
    visibility: Visibility | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """A file that was not taken in, and why, in German."""

    file: str
    message: str
    locked: bool = False  # its password would help


@dataclass(frozen=True, slots=True)
class Plan:
    """What there is to do: files to read, and files that are in the catalogue already."""

    todo: tuple[Candidate, ...]
    unchanged: tuple[Candidate, ...]
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Progress:
    """How far one file is; `page` of `pages` counts the pages read so far."""

    file: str
    page: int
    pages: int


@dataclass(frozen=True, slots=True)
class Intake:
    """What came of one file: the document, or the problem."""

    file: str
    document: Document | None = None
    problem: Problem | None = None


def files_below(paths: Iterable[Path]) -> Iterator[Path]:
    """Documents among files and, recursively, folders; hidden files are left out; sorted within a folder."""
    for path in paths:
        if path.is_dir():
            inside = (p for p in sorted(path.rglob("*")) if not _is_hidden(p.relative_to(path)))
            yield from (p for p in inside if not p.is_dir() and _belongs(p))
        else:
            yield path


def _belongs(path: Path) -> bool:
    """Whether a file in a folder is a document; a table without a mapping and what describes one are not."""
    if is_table(path.name):
        return has_mapping(path)
    described = path.suffix == ".md" and any(path.with_suffix(s).is_file() for s in TABLE_SUFFIXES)
    return path.suffix.lower() in DOCUMENT_SUFFIXES and not described


def plan(catalogue: Catalogue, paths: Iterable[Path], sources: Mapping[Path, str] | None = None) -> Plan:
    """Compare files with the catalogue by checksum of the bytes and of the sidecar.

    Of several copies of the same bytes the one with a sidecar is read. `sources` names the web address of
    each path that was fetched from one.
    """
    candidates: list[Candidate] = []
    problems: list[Problem] = []
    for path in files_below(paths):
        try:
            candidates.append(_candidate(path, (sources or {}).get(path)))
        except UnreadableFile as error:
            problems.append(Problem(shown(path.name), str(error)))
    todo = _to_read(candidates, catalogue.origins(), Archive(catalogue.folder))
    chosen = {id(candidate) for candidate in todo}
    unchanged = [candidate for candidate in candidates if id(candidate) not in chosen]
    return Plan(tuple(todo), tuple(unchanged), tuple(problems))


def take_in(
    catalogue: Catalogue,
    archive: Archive,
    candidates: Iterable[Candidate],
    limits: Limits,
    password: str | None = None,
    progress: Callable[[Progress], None] | None = None,
) -> Iterator[Intake]:
    """Read files side by side and store each as soon as it is read; a bad file stops no other."""
    names = names_in_force(catalogue.database)
    with ThreadPoolExecutor(JOBS) as readers:
        jobs: dict[Future[Reading | ReadTable], Candidate] = {}
        for candidate in candidates:
            report = _reporter(candidate.origin.file, progress)
            if is_table(candidate.path.name):
                jobs[readers.submit(read_table, candidate.path, limits, names)] = candidate
            else:
                jobs[readers.submit(read, candidate.path, limits, password, report)] = candidate
        try:
            for job in as_completed(jobs):
                yield _store(catalogue, archive, jobs[job], job)
        finally:
            readers.shutdown(cancel_futures=True)


def _store(
    catalogue: Catalogue, archive: Archive, candidate: Candidate, job: Future[Reading | ReadTable]
) -> Intake:
    name = candidate.origin.file
    try:
        read_whole = job.result()
        archive.keep(candidate.path, candidate.origin.sha256)
        if isinstance(read_whole, Reading):
            return Intake(name, catalogue.add(candidate.origin, _as_chosen(read_whole, candidate.visibility)))
        figures, ledger = read_whole.figures, Ledger(catalogue)
        with_figures = partial(ledger.store_table, figures=figures)
        reading = _as_chosen(read_whole.reading, candidate.visibility)
        return Intake(name, catalogue.add(candidate.origin, reading, with_figures))
    except CorpusError as error:
        return Intake(name, problem=Problem(name, str(error), isinstance(error, PasswordNeeded)))


def _as_chosen(reading: Reading, visibility: Visibility | None) -> Reading:
    if visibility is None:
        return reading
    described = reading.description
    origins = dict(described.origins) | {"visibility": BY_HAND}
    return replace(reading, description=replace(described, visibility=visibility, origins=origins))


def _reporter(file: str, progress: Callable[[Progress], None] | None) -> Callable[[int, int], None] | None:
    if progress is None:
        return None
    return lambda page, pages: progress(Progress(file, page, pages))


def _candidate(path: Path, source: str | None) -> Candidate:
    if not path.is_file():
        raise UnreadableFile(
            f"»{shown(str(path))}« gibt es nicht, oder es ist keine Datei. Bitte prüfen Sie den Pfad."
        )
    if path.suffix.lower() not in DOCUMENT_SUFFIXES:
        endings = ", ".join(sorted(DOCUMENT_SUFFIXES))
        named = f"mit der Endung »{shown(path.suffix)}«" if path.suffix else "ohne Endung"
        raise UnreadableFile(f"Dateien {named} werden nicht gelesen, nur {endings}.")
    sidecar = path.with_suffix(SIDECAR_SUFFIX)
    beside = _sha256(sidecar) if sidecar.is_file() else None
    if is_table(path.name):
        beside = mapping_checksum(path)
    where = source or os.fsencode(path.resolve()).decode("utf-8", "backslashreplace")
    return Candidate(path, Origin(_sha256(path), shown(path.name), where, beside), path.stat().st_size)


def _to_read(candidates: Sequence[Candidate], known: Sequence[Origin], archive: Archive) -> list[Candidate]:
    """The candidates to read, one for each content that is new, changed or lost its original."""
    by_content = {origin.sha256: origin for origin in known}
    by_source = {origin.source: origin for origin in known}
    wanted: dict[str, Candidate] = {}
    for candidate in candidates:
        origin = candidate.origin
        rival = wanted.get(origin.sha256)
        if _is_new(origin, by_content.get(origin.sha256), archive) and (
            rival is None or (rival.origin.sidecar is None and origin.sidecar is not None)
        ):
            wanted[origin.sha256] = candidate
    replaced = {by_source[c.origin.source].sha256 for c in wanted.values() if c.origin.source in by_source}
    for candidate in candidates:  # a copy of what gives way to a new version of its source keeps its content
        if candidate.origin.sha256 in replaced:
            wanted.setdefault(candidate.origin.sha256, candidate)
    return list(wanted.values())


def _is_new(origin: Origin, known: Origin | None, archive: Archive) -> bool:
    """Whether to read: unknown bytes, a lost original, another sidecar; a bare copy changes nothing."""
    if known is None or not archive.path(origin.sha256, known.suffix).exists():
        return True
    if origin.source == known.source:
        return origin.sidecar != known.sidecar
    return origin.sidecar is not None and known.sidecar is None


def _sha256(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise UnreadableFile(
            f"»{shown(path.name)}« lässt sich nicht öffnen ({error.strerror}). Bitte prüfen Sie die Rechte."
        ) from error


def _is_hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)
