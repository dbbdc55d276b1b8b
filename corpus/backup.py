"""A backup: the catalogue as of one moment and the originals, in one tar file."""

import shutil
import tarfile
import tempfile
from pathlib import Path

from corpus.archive import UNFINISHED
from corpus.catalogue import FILE, Catalogue
from corpus.database import Database
from corpus.errors import InvalidData

ORIGINALS = "documents"


def pack(folder: Path, target: Path) -> int:
    """Write a backup of the data folder; returns the number of documents. The file appears whole or not.

    Only for the one writer, so that catalogue and originals belong together.
    """
    if target.exists():
        raise InvalidData(f"»{target}« gibt es schon. Geben Sie einen anderen Namen an.")
    if not (folder / FILE).exists():
        raise InvalidData(f"In {folder} liegt kein Katalog. Geben Sie den Datenordner an: --data ORDNER")
    catalogue = Catalogue(folder)
    unfinished = target.with_name(target.name + UNFINISHED)
    with tempfile.TemporaryDirectory(dir=folder, suffix=UNFINISHED) as scratch:
        copy = Path(scratch) / FILE
        catalogue.database.copy_to(copy)
        _end_sessions(copy)
        with tarfile.open(unfinished, "w:gz") as tar:
            tar.add(copy, FILE)
            if (folder / ORIGINALS).is_dir():
                tar.add(folder / ORIGINALS, ORIGINALS)
    unfinished.replace(target)
    return catalogue.totals().documents


def unpack(source: Path, folder: Path) -> None:
    """Unpack a backup into a data folder without a catalogue; the catalogue comes last, as one rename."""
    if (folder / FILE).exists():
        raise InvalidData(
            f"In {folder} liegt schon ein Katalog. Geben Sie einen leeren Ordner an: --data NEUER_ORDNER"
        )
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder, suffix=UNFINISHED) as scratch:
        inside = Path(scratch)
        _extract(source, inside)
        if (inside / ORIGINALS).is_dir():
            shutil.copytree(inside / ORIGINALS, folder / ORIGINALS, dirs_exist_ok=True)
        (inside / FILE).replace(folder / FILE)


def _end_sessions(file: Path) -> None:
    """Accounts go along, but nobody is signed in by a backup."""
    database = Database(file)
    database.execute("DELETE FROM sessions")
    database.close()


def _extract(source: Path, target: Path) -> None:
    try:
        with tarfile.open(source, "r:gz") as tar:
            tar.extractall(target, filter="data")
    except (tarfile.TarError, OSError, EOFError) as error:
        raise InvalidData(f"»{source}« ist keine lesbare Sicherung von Soziallotse ({error}).") from error
    if not (target / FILE).is_file():
        raise InvalidData(f"»{source}« enthält keinen Katalog und ist keine Sicherung von Soziallotse.")
