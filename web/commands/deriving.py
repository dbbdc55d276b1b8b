"""The part of `lotse institutions` that derives needs and areas of entries anew."""

from pathlib import Path
from typing import Annotated

import typer

from assistant.finding.tagging import suspect_needs
from corpus.catalogue import Catalogue
from corpus.directory.directory import Directory, Editor
from corpus.directory.relocating import relocate
from corpus.lists.own import OwnLists
from corpus.places.geometry import read_borders, store_borders
from web.commands.options import DataOption, data_folder, existing_file
from web.commands.output import say
from web.german_help import GermanCommand
from web.texts import text

MOST_SHOWN = 20
ByOption = Annotated[str, typer.Option("--by", metavar="NAME", help=text("option.by"))]
BordersArgument = Annotated[
    Path, typer.Argument(metavar="DATEI", help=text("argument.borders"), callback=existing_file)
]


def deriving_commands(app: typer.Typer) -> None:
    """Add the commands of this file to a group."""
    for run in (tag, areas):
        name = run.__name__
        app.command(name, cls=GermanCommand, help=text(f"command.institutions_{name}"))(run)


def tag(data: DataOption = None) -> None:
    """Suspect needs anew for all institutions without given ones."""
    say(text("institutions.retagged", count=suspect_needs(_directory(data))))


def areas(file: BordersArgument, data: DataOption = None, by: ByOption = "lotse") -> None:
    """Take borders in, and determine anew in which areas institutions lie."""
    directory = _directory(data)
    borders = read_borders(file, OwnLists(directory.database).places())
    with directory.database.transaction():
        store_borders(directory.database, borders)
        found = relocate(directory, Editor(by, f"Grenzen aus {file.name}"))
    names = ", ".join(border.name for border in borders[:MOST_SHOWN])
    say(text("institutions.areas", count=len(borders), names=names))
    counts = {"located": found.located, "moved": found.moved, "nowhere": found.nowhere}
    say(text("institutions.relocated", **counts))


def _directory(data: Path | None) -> Directory:
    return Directory(Catalogue(data_folder(data)).database)
