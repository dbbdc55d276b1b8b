"""The story of taking documents in: which files are new, read them, keep them in the catalogue."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path

from corpus.archive import Archive
from corpus.catalogue import Catalogue, Origin
from corpus.document import Document, Reading
from corpus.errors import CorpusError, UnreadableFile
from corpus.reading.limits import Limits
from corpus.reading.reader import read

DOCUMENT_SUFFIXES = frozenset({".pdf", ".html", ".htm", ".docx", ".txt", ".md"})
SIDECAR_SUFFIX = ".yaml"
JOBS = 2


@dataclass(frozen=True, slots=True)
class Candidate:
    """A file that may be taken in, with where it comes from."""

    path: Path
    origin: Origin


@dataclass(frozen=True, slots=True)
class Problem:
    """A file that was not taken in, and why, in German."""

    file: str
    message: str


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
            yield from (p for p in inside if p.is_file() and p.suffix.lower() in DOCUMENT_SUFFIXES)
        else:
            yield path


def plan(catalogue: Catalogue, paths: Iterable[Path], sources: Mapping[Path, str] | None = None) -> Plan:
    """Compare files with the catalogue by checksum of the bytes and of the sidecar.

    `sources` names the web address of each path that was fetched from one.
    """
    known = {origin.sha256: origin for origin in catalogue.origins()}
    todo: dict[str, Candidate] = {}
    unchanged: list[Candidate] = []
    problems: list[Problem] = []
    for path in files_below(paths):
        try:
            candidate = _candidate(path, (sources or {}).get(path))
        except UnreadableFile as error:
            problems.append(Problem(path.name, str(error)))
            continue
        same = known.get(candidate.origin.sha256)
        if candidate.origin.sha256 in todo or _is_unchanged(candidate, same):
            unchanged.append(candidate)
        else:
            todo[candidate.origin.sha256] = candidate
    return Plan(tuple(todo.values()), tuple(unchanged), tuple(problems))


def take_in(
    catalogue: Catalogue,
    archive: Archive,
    candidates: Iterable[Candidate],
    limits: Limits,
    password: str | None = None,
    progress: Callable[[Progress], None] | None = None,
) -> Iterator[Intake]:
    """Read files side by side and store each as soon as it is read; a bad file stops no other."""
    with ThreadPoolExecutor(JOBS) as readers:
        jobs: dict[Future[Reading], Candidate] = {}
        for candidate in candidates:
            report = _reporter(candidate.origin.file, progress)
            jobs[readers.submit(read, candidate.path, limits, password, report)] = candidate
        try:
            for job in as_completed(jobs):
                yield _store(catalogue, archive, jobs[job], job)
        finally:
            readers.shutdown(cancel_futures=True)


def _store(catalogue: Catalogue, archive: Archive, candidate: Candidate, job: Future[Reading]) -> Intake:
    name = candidate.origin.file
    try:
        reading = job.result()
    except CorpusError as error:
        return Intake(name, problem=Problem(name, str(error)))
    archive.keep(candidate.path, candidate.origin.sha256)
    return Intake(name, catalogue.add(candidate.origin, reading))


def _reporter(file: str, progress: Callable[[Progress], None] | None) -> Callable[[int, int], None] | None:
    if progress is None:
        return None
    return lambda page, pages: progress(Progress(file, page, pages))


def _candidate(path: Path, source: str | None) -> Candidate:
    if not path.is_file():
        raise UnreadableFile(f"»{path}« gibt es nicht. Bitte prüfen Sie den Pfad.")
    if path.suffix.lower() not in DOCUMENT_SUFFIXES:
        endings = ", ".join(sorted(DOCUMENT_SUFFIXES))
        raise UnreadableFile(f"Dateien mit der Endung »{path.suffix}« werden nicht gelesen, nur {endings}.")
    sidecar = path.with_suffix(SIDECAR_SUFFIX)
    beside = _sha256(sidecar) if sidecar.is_file() else None
    return Candidate(path, Origin(_sha256(path), path.name, source or str(path.resolve()), beside))


def _is_unchanged(candidate: Candidate, known: Origin | None) -> bool:
    return known is not None and known.sidecar == candidate.origin.sidecar


def _sha256(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise UnreadableFile(f"»{path.name}« lässt sich nicht öffnen: {error.strerror}.") from error


def _is_hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)
