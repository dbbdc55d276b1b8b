"""Files that somebody hands in over the web: kept until they are read, and how far each one is."""

import shutil
import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from corpus.catalogue import Catalogue
from corpus.database import Row
from corpus.document import Visibility
from corpus.errors import InvalidData, UnknownUpload, UnreadableFile
from corpus.figures.imports import TABLE_SUFFIXES
from corpus.figures.mappings import MAPPING_SUFFIX
from corpus.intake import SIDECAR_SUFFIX
from corpus.reading.names import shown

FOLDER = "uploads"
LONGEST_NAME = 150
MOST_ATTEMPTS = 2
KEPT = timedelta(days=90)  # what became of a file and who handed it in
MOST_SHOWN = 50
GIVEN_UP = (
    "Der Dienst wurde beim Lesen dieser Datei zweimal beendet. "
    "Bitte teilen Sie die Datei auf, oder geben Sie sie aus dem Ursprungsprogramm neu aus."
)


class Stage(StrEnum):
    """How far a file is; `known` says that the same content was there already."""

    WAITING = "waiting"
    READING = "reading"
    INDEXING = "indexing"
    DONE = "done"
    KNOWN = "known"
    FAILED = "failed"


ENDED = (Stage.DONE, Stage.KNOWN, Stage.FAILED)


@dataclass(frozen=True, slots=True)
class HandedIn:
    """A file as a browser sends it: the name that it says, and its content."""

    name: str
    content: BinaryIO


@dataclass(frozen=True, slots=True)
class Upload:
    """A file on its way into the catalogue, and who may see it there.

    `done` of `total` counts pages while it is read; `message` is German and says why it failed. `replaces`
    is the id of the document that gives way to it.
    """

    id: str
    file: str
    visibility: Visibility
    stage: Stage
    done: int
    total: int
    message: str
    document_id: str | None
    attempts: int
    uploaded_at: str
    uploaded_by: str
    replaces: str | None = None

    @property
    def ended(self) -> bool:
        """Whether nothing more happens to it."""
        return self.stage in ENDED


class Uploads:
    """The files that were handed in, in the folder `uploads` and the catalogue's database."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.database = catalogue.database
        self.folder = catalogue.folder / FOLDER

    def receive(
        self, files: Sequence[HandedIn], visibility: Visibility, by: str, replaces: str | None = None
    ) -> list[Upload]:
        """Keep files until they are read; what only describes another of them stays beside that one.

        A file that is a new version of a document comes alone.

        What became of files over 90 days ago is forgotten. Raises InvalidData where there is nothing to
        read, UnreadableFile where the disk refuses.
        """
        named = {plain_name(file.name): file.content for file in files}
        main = [name for name in named if not _describes(name, named)]
        if not main or len(named) < len(files):
            raise InvalidData(
                "Bitte wählen Sie mindestens eine Datei, und jede nur einmal. "
                "Eine Begleitdatei (.yaml) allein reicht nicht."
            )
        if replaces and len(main) > 1:
            raise InvalidData("Bitte wählen Sie für eine neue Fassung nur eine Datei.")
        try:
            received = [self._receive(name, named, visibility, by, replaces) for name in main]
        except OSError as error:
            raise UnreadableFile(
                f"Die Dateien lassen sich nicht ablegen ({error.strerror}). "
                "Bitte prüfen Sie Platz und Rechte."
            ) from error
        self._forget_old()
        return received

    def path(self, upload: Upload) -> Path:
        """Where the file lies until it is read."""
        return self.folder / upload.id / upload.file

    def size(self, upload: Upload) -> int:
        """The bytes of a file that waits; 0 where it is gone."""
        path = self.path(upload)
        return path.stat().st_size if path.is_file() else 0

    def upload(self, upload_id: str) -> Upload:
        """The upload with this id; raises UnknownUpload."""
        row = self.database.row("SELECT * FROM uploads WHERE id = ?", (upload_id,))
        if row is None:
            raise UnknownUpload(f"Es gibt keine hochgeladene Datei mit der Kennung »{upload_id}«.")
        return _upload(row)

    def newest(self, most: int = MOST_SHOWN) -> list[Upload]:
        """The uploads, the newest first."""
        rows = self.database.rows("SELECT * FROM uploads ORDER BY rowid DESC LIMIT ?", (most,))
        return [_upload(row) for row in rows]

    def at(self, *stages: Stage) -> list[Upload]:
        """The uploads that are this far, the oldest first."""
        marks = ", ".join("?" for _ in stages)
        rows = self.database.rows(f"SELECT * FROM uploads WHERE stage IN ({marks}) ORDER BY rowid", stages)  # noqa: S608
        return [_upload(row) for row in rows]

    def begin(self, upload: Upload) -> bool:
        """Note that a file is being read; False where reading it has ended the service too often."""
        if upload.attempts >= MOST_ATTEMPTS:
            self.end(upload, Stage.FAILED, GIVEN_UP)
            return False
        self._set(upload, stage=Stage.READING, attempts=upload.attempts + 1, done=0, total=0)
        return True

    def postpone(self, upload: Upload) -> None:
        """Note that a file is to be read later; what was begun counts as no attempt."""
        self._set(upload, stage=Stage.WAITING, attempts=upload.attempts, done=0, total=0)

    def count(self, upload: Upload, done: int, total: int) -> None:
        """Note how many pages of how many are read."""
        self._set(upload, done=done, total=total)

    def index(self, upload: Upload, document_id: str) -> None:
        """Note that a file was read and waits to be found by search; the copy handed in goes."""
        self._set(upload, stage=Stage.INDEXING, document_id=document_id)
        self._clear(upload)

    def end(self, upload: Upload, stage: Stage, message: str = "", document_id: str | None = None) -> None:
        """Note what became of a file; the copy handed in goes."""
        self._set(upload, stage=stage, message=message, document_id=document_id or upload.document_id)
        self._clear(upload)

    def _receive(
        self,
        name: str,
        named: Mapping[str, BinaryIO],
        visibility: Visibility,
        by: str,
        replaces: str | None,
    ) -> Upload:
        fresh = (Stage.WAITING, 0, 0, "", None, 0, _now())
        upload = Upload(uuid.uuid4().hex, name, visibility, *fresh, by, replaces)
        for one in (name, *_beside(name, named)):
            _write(self.folder / upload.id / one, named[one])
        self.database.execute(
            "INSERT INTO uploads (id, file, visibility, stage, uploaded_at, uploaded_by, replaces)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            (upload.id, name, visibility, upload.stage, upload.uploaded_at, by, replaces),
        )
        return upload

    def _forget_old(self) -> None:
        marks = ", ".join("?" for _ in ENDED)
        oldest = (datetime.now(UTC) - KEPT).isoformat(timespec="seconds")
        self.database.execute(
            f"DELETE FROM uploads WHERE stage IN ({marks}) AND uploaded_at < ?",  # noqa: S608
            (*ENDED, oldest),
        )

    def _set(self, upload: Upload, **values: object) -> None:
        marks = ", ".join(f"{name} = ?" for name in values)
        self.database.execute(
            f"UPDATE uploads SET {marks} WHERE id = ?",  # noqa: S608
            [*values.values(), upload.id],
        )

    def _clear(self, upload: Upload) -> None:
        shutil.rmtree(self.folder / upload.id, ignore_errors=True)


def plain_name(name: str) -> str:
    """A name without folders and unprintable signs, short enough for any disk, with its ending."""
    last = shown(PurePosixPath(name.replace("\\", "/")).name).strip().lstrip(".")
    suffix = PurePosixPath(last).suffix[:LONGEST_NAME]
    return last.removesuffix(suffix)[: LONGEST_NAME - len(suffix)] + suffix or "datei"


def _describes(name: str, names: Mapping[str, object]) -> bool:
    """Whether a file only says how to read another one."""
    stem, suffix = PurePosixPath(name).stem, PurePosixPath(name).suffix
    beside_table = suffix == ".md" and any(f"{stem}{one}" in names for one in TABLE_SUFFIXES)
    return suffix == SIDECAR_SUFFIX or beside_table


def _beside(name: str, names: Mapping[str, object]) -> Iterator[str]:
    """The files handed in together that describe this one."""
    stem = PurePosixPath(name).stem
    for one in (f"{stem}{SIDECAR_SUFFIX}", f"{stem}{MAPPING_SUFFIX}", f"{stem}.md"):
        if one in names and _describes(one, names):
            yield one


def _write(path: Path, content: BinaryIO) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    content.seek(0)
    with path.open("wb") as file:
        shutil.copyfileobj(content, file)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _upload(row: Row) -> Upload:
    return Upload(
        row["id"],
        row["file"],
        Visibility(row["visibility"]),
        Stage(row["stage"]),
        row["done"],
        row["total"],
        row["message"],
        row["document_id"],
        row["attempts"],
        row["uploaded_at"],
        row["uploaded_by"],
        row["replaces"],
    )
