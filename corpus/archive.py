"""The originals by content, and the pictures made of their pages, in the data folder."""

import os
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path

from corpus.document import Document

UNFINISHED = ".unfinished"


class Archive:
    """`documents/<sha256><ending>` and `pictures/<document id>/<page>.png` below the data folder."""

    def __init__(self, folder: Path) -> None:
        self.documents = folder / "documents"
        self.pictures = folder / "pictures"

    def original(self, document: Document) -> Path:
        """Where the original of a document lies."""
        return self.documents / f"{document.sha256}{Path(document.file).suffix.lower()}"

    def keep(self, path: Path, sha256: str) -> Path:
        """Copy a file under its checksum; it appears whole or not at all."""
        target = self.documents / f"{sha256}{path.suffix.lower()}"
        if not target.exists():
            self.documents.mkdir(parents=True, exist_ok=True)
            _write_whole(target, lambda unfinished: shutil.copyfile(path, unfinished))
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
        """Delete the files and pictures of documents that are no longer known, and unfinished copies."""
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
        return files + [path for path in _entries(self.pictures) if path.name not in ids]


def _entries(folder: Path) -> list[Path]:
    return sorted(folder.iterdir()) if folder.is_dir() else []


def _write_whole(target: Path, write: Callable[[Path], object]) -> None:
    """Write beside the target, flush to disk, then rename: a kill at any moment leaves no half file."""
    unfinished = target.with_name(f"{target.name}.{os.getpid()}{UNFINISHED}")
    write(unfinished)
    with unfinished.open("rb") as file:
        os.fsync(file.fileno())
    unfinished.replace(target)
