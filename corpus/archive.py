"""The originals by content, and the pictures made of their pages, in the data folder."""

import hashlib
import os
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path

from corpus.document import Document
from corpus.errors import UnreadableFile

UNFINISHED = ".unfinished"


class Archive:
    """`documents/<sha256><ending>` and `pictures/<document id>/<page>.png` below the data folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.documents = folder / "documents"
        self.pictures = folder / "pictures"

    def original(self, document: Document) -> Path:
        """Where the original of a document lies."""
        return self.path(document.sha256, Path(document.file).suffix)

    def path(self, sha256: str, suffix: str) -> Path:
        """Where a file with this checksum and ending lies."""
        return self.documents / f"{sha256}{suffix.lower()}"

    def keep(self, path: Path, sha256: str) -> Path:
        """Copy a file under its checksum; it appears whole or not at all.

        Raises UnreadableFile when the file no longer has that checksum or cannot be copied.
        """
        target = self.path(sha256, path.suffix)
        if not target.exists():
            self.documents.mkdir(parents=True, exist_ok=True)
            try:
                _write_whole(target, lambda unfinished: _copy(path, unfinished, sha256))
            except OSError as error:
                raise UnreadableFile(
                    f"Die Datei lässt sich nicht ablegen ({error.strerror}). "
                    "Bitte prüfen Sie Platz und Rechte."
                ) from error
        return target

    def picture(self, document: Document, page: int, draw: Callable[[], bytes]) -> bytes:
        """The PNG of a page, drawn once and kept."""
        target = self.pictures / document.id / f"{page}.png"
        if not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            png = draw()
            _write_whole(target, lambda unfinished: unfinished.write_bytes(png))
        return target.read_bytes()

    def tidy(self, documents: Iterable[Document]) -> None:
        """Delete what belongs to no known document, and what was left unfinished; only for the one writer."""
        for path in self.strays(documents):
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink()

    def strays(self, documents: Iterable[Document]) -> list[Path]:
        """Files and picture folders that belong to none of the documents."""
        known = list(documents)
        originals = {self.original(document).name for document in known}
        ids = {document.id for document in known}
        files = [path for path in _entries(self.documents) if path.name not in originals]
        pictures = [path for path in _entries(self.pictures) if path.name not in ids]
        return [*files, *pictures, *sorted(self.folder.glob(f"*{UNFINISHED}"))]


def _entries(folder: Path) -> list[Path]:
    return sorted(folder.iterdir()) if folder.is_dir() else []


def _copy(path: Path, unfinished: Path, sha256: str) -> None:
    shutil.copyfile(path, unfinished)
    with unfinished.open("rb") as file:
        if hashlib.file_digest(file, "sha256").hexdigest() != sha256:
            raise UnreadableFile(
                "Die Datei hat sich beim Lesen geändert. "
                "Bitte fügen Sie sie noch einmal hinzu, wenn sie fertig ist."
            )


def _write_whole(target: Path, write: Callable[[Path], object]) -> None:
    """Write beside the target, flush to disk, then rename: a kill at any moment leaves no half file."""
    unfinished = target.with_name(f"{target.name}.{os.getpid()}{UNFINISHED}")
    try:
        write(unfinished)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise
    with unfinished.open("rb") as file:
        os.fsync(file.fileno())
    unfinished.replace(target)
