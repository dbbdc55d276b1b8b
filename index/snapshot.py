"""Snapshots on disk: numbered generations with a manifest each, and CURRENT, which names the one in use."""

import fcntl
import hashlib
import json
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from index.errors import SnapshotDamaged, SnapshotMissing, SnapshotOutdated
from index.german import ANALYSIS_VERSION

CURRENT = "CURRENT"
MANIFEST = "manifest.json"
LOCK = "LOCK"
LAYOUT = 4
CURE = "Abhilfe: lotse rebuild"
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class FileMark:
    """Size in bytes and SHA-256 of a file."""

    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a generation was built from and what belongs to it; file names are relative to its folder."""

    generation: str
    layout: int
    engine: str
    encoder: str
    dimensions: int
    analysis: str
    revision: int
    documents: int
    passages: int
    files: Mapping[str, FileMark]

    def fits(self, encoder: str, engine: str) -> bool:
        """True if questions analysed and encoded today can be compared with what is stored."""
        current = (LAYOUT, engine, encoder, ANALYSIS_VERSION)
        return (self.layout, self.engine, self.encoder, self.analysis) == current


def current(folder: Path) -> Path:
    """The folder of the generation in use; raises SnapshotMissing."""
    try:
        return folder / (folder / CURRENT).read_text("utf-8").strip()
    except FileNotFoundError:
        raise SnapshotMissing(
            f"In {folder} gibt es noch keinen Suchindex. Lesen Sie Dokumente ein: lotse add ORDNER"
        ) from None


def manifest(generation: Path) -> Manifest:
    """The manifest of a generation; raises SnapshotDamaged."""
    try:
        values = json.loads((generation / MANIFEST).read_text("utf-8"))
        files = {name: FileMark(**mark) for name, mark in values.pop("files").items()}
        return Manifest(**values, files=files)
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise SnapshotDamaged(
            f"Das Inhaltsverzeichnis des Suchindex in {generation} fehlt. {CURE}"
        ) from error


def usable(folder: Path, encoder: str, engine: str) -> Manifest:
    """The manifest in use, if it fits encoder and engine and its files are there in full size.

    Raises SnapshotMissing, SnapshotOutdated or SnapshotDamaged.
    """
    generation = current(folder)
    found = manifest(generation)
    if not found.fits(encoder, engine):
        raise SnapshotOutdated(
            f"Der Suchindex wurde mit Sprachmodell {found.encoder} und Analyse {found.analysis} gebaut, "
            f"eingestellt sind {encoder} und {ANALYSIS_VERSION}. {CURE}"
        )
    for name, mark in found.files.items():
        file = generation / name
        if not file.is_file() or file.stat().st_size != mark.size:
            raise SnapshotDamaged(f"Die Datei {file} des Suchindex fehlt oder ist beschädigt. {CURE}")
    return found


def altered(generation: Path, found: Manifest) -> list[str]:
    """The files that are missing or no longer have their checksum."""
    return [
        name
        for name, mark in found.files.items()
        if not (generation / name).is_file() or _sha256(generation / name) != mark.sha256
    ]


@contextmanager
def building(folder: Path) -> Iterator[Path]:
    """An empty folder for the next generation, one builder at a time; unfinished ones are removed."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / LOCK).open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        remove_others(folder)
        used = [int(path.name) for path in _generations(folder)]
        generation = folder / f"{max(used, default=0) + 1:06d}"
        generation.mkdir()
        try:
            yield generation
        finally:
            remove_others(folder)


def marks(generation: Path, older: Path | None) -> dict[str, FileMark]:
    """Size and checksum of each file of a generation; those linked from an older one are not read again."""
    known = manifest(older).files if older else {}
    found = {}
    for file in sorted(path for path in generation.rglob("*") if path.is_file()):
        name = file.relative_to(generation).as_posix()
        linked = older is not None and name in known and _same(file, older / name)
        found[name] = known[name] if linked else FileMark(file.stat().st_size, _sha256(file))
    return found


def publish(folder: Path, found: Manifest) -> None:
    """Put a generation to use: everything reaches the disk first, then CURRENT is replaced in one step."""
    generation = folder / found.generation
    (generation / MANIFEST).write_text(json.dumps(asdict(found), indent=1), "utf-8")
    for path in (*generation.rglob("*"), generation):
        _sync(path)
    fresh = folder / f"{CURRENT}.new"
    fresh.write_text(found.generation, "utf-8")
    _sync(fresh)
    fresh.replace(folder / CURRENT)
    _sync(folder)


def remove_others(folder: Path) -> None:
    """Remove every generation but the one in use."""
    try:
        kept = current(folder).name
    except SnapshotMissing:
        kept = None
    for generation in _generations(folder):
        if generation.name != kept:
            shutil.rmtree(generation)


def _generations(folder: Path) -> list[Path]:
    return [path for path in folder.iterdir() if path.name.isdigit()]


def _same(one: Path, other: Path) -> bool:
    return other.is_file() and one.samefile(other)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()
