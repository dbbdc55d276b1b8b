"""Files with a password, opened as they are handed in; the password is used this once and kept nowhere."""

import io
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

from corpus.errors import UnreadableFile
from corpus.reading.limits import Limits
from corpus.reading.pictures import Studio
from corpus.uploads import HandedIn, plain_name

PDF = ".pdf"


def without_locks(files: Sequence[HandedIn], password: str, limits: Limits) -> Sequence[HandedIn]:
    """The files, locked PDFs as copies without a password; raises UnreadableFile naming the file."""
    if not password:
        return files
    studio = Studio()  # a process of its own, so that none that lives on knows the password
    try:
        return [_without_lock(one, password, limits, studio) for one in files]
    finally:
        studio.close()


def _without_lock(one: HandedIn, password: str, limits: Limits, studio: Studio) -> HandedIn:
    name = plain_name(one.name)
    if not name.lower().endswith(PDF):
        return one
    with tempfile.TemporaryDirectory(prefix="lotse-") as folder:
        locked, target = Path(folder) / "locked.pdf", Path(folder) / "open.pdf"
        with locked.open("wb") as file:
            one.content.seek(0)
            shutil.copyfileobj(one.content, file)
        request = {"do": "unlock", "target": str(target)}
        try:
            studio.ask(request, locked, password, limits, 2 * limits.open_seconds)
        except UnreadableFile as error:
            raise type(error)(f"{name}: {error}") from error
        return HandedIn(one.name, io.BytesIO(target.read_bytes())) if target.exists() else one
