"""`lotse backup` and `lotse restore`: catalogue and originals in one file."""

from pathlib import Path
from typing import Annotated

import typer

from corpus.backup import pack, unpack
from corpus.catalogue import Catalogue
from web.commands.add import bring_up_to_date
from web.commands.options import DataOption, data_folder
from web.commands.output import say
from web.texts import text


def backup(
    file: Annotated[Path, typer.Argument(metavar="DATEI", help=text("argument.backup"))],
    data: DataOption = None,
) -> None:
    """Pack catalogue and originals into a file."""
    documents = pack(data_folder(data), file)
    say(text("backup.done", documents=documents, file=file))


def restore(
    file: Annotated[Path, typer.Argument(metavar="DATEI", help=text("argument.backup"))],
    data: DataOption = None,
) -> None:
    """Unpack a backup into an empty data folder and build the index."""
    folder = data_folder(data)
    unpack(file, folder)
    catalogue = Catalogue(folder)
    say(text("restore.done", documents=catalogue.totals().documents))
    bring_up_to_date(catalogue, folder)
