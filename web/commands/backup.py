"""`lotse backup` and `lotse restore`: catalogue and originals in one file."""

import shutil
from pathlib import Path
from typing import Annotated

import typer

from corpus.backup import pack, unpack
from corpus.catalogue import Catalogue
from web.commands.add import bring_up_to_date
from web.commands.options import DataOption, data_folder, existing_data, writing_to
from web.commands.output import say
from web.services import INDEX
from web.texts import text


def backup(
    file: Annotated[Path, typer.Argument(metavar="DATEI", help=text("argument.backup"))],
    data: DataOption = None,
) -> None:
    """Pack catalogue and originals into a file."""
    folder = existing_data(data)
    with writing_to(folder):
        documents = pack(folder, file)
    say(text("backup.done", documents=documents, file=file))


def restore(
    file: Annotated[Path, typer.Argument(metavar="DATEI", help=text("argument.backup"))],
    data: DataOption = None,
) -> None:
    """Unpack a backup into an empty data folder and build the index."""
    folder = data_folder(data)
    with writing_to(folder):
        unpack(file, folder)
        shutil.rmtree(folder / INDEX, ignore_errors=True)
        catalogue = Catalogue(folder)
        say(text("restore.done", documents=catalogue.totals().documents))
        bring_up_to_date(catalogue, folder)
