"""Options and arguments that several commands share."""

from pathlib import Path
from typing import Annotated

import typer

from web.settings import settings
from web.texts import text

DataOption = Annotated[Path | None, typer.Option("--data", metavar="ORDNER", help=text("option.data"))]
JsonOption = Annotated[bool, typer.Option("--json", help=text("option.json"))]
YearOption = Annotated[str | None, typer.Option("--year", metavar="JAHR", help=text("option.year"))]
KindOption = Annotated[list[str] | None, typer.Option("--kind", metavar="ART", help=text("option.kind"))]
AreaOption = Annotated[list[str] | None, typer.Option("--area", metavar="GEBIET", help=text("option.area"))]


def data_folder(chosen: Path | None) -> Path:
    """The data folder: the one chosen on the command line, else that of the settings."""
    return chosen or settings().data
