"""What commands on areas share: the grid of all figures of a data folder, and tables to write."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from assistant.figure_export import Masking
from assistant.figure_grid import FigureGrid, grid_of
from assistant.figures import Figures
from corpus.archive import Archive
from corpus.catalogue import Catalogue
from corpus.document import Document
from corpus.figures.reading import read_pending
from web.commands.output import say
from web.settings import settings
from web.texts import text

LevelOption = Annotated[str, typer.Option("--level", metavar="EBENE", help=text("option.level"))]
OneYearOption = Annotated[str, typer.Option("--year", metavar="JAHR", help=text("option.one_year"))]
OutOption = Annotated[Path | None, typer.Option("--out", metavar="DATEI", help=text("option.out"))]


class Format(StrEnum):
    """The formats that tables are printed in."""

    TABLE = "table"
    CSV = "csv"
    XLSX = "xlsx"
    JSON = "json"


FormatOption = Annotated[Format, typer.Option("--format", help=text("option.figure_format"))]


def read_grid(folder: Path, catalogue: Catalogue) -> FigureGrid:
    """The grid of all figures; those of documents whose figures are not read yet are read first."""
    read_pending(catalogue, Archive(folder), settings().limits(), say_progress)
    masking = Masking(settings().mask_below)
    shelf = Figures(catalogue).shelf
    return grid_of([masking.covered(quoted) for quoted in shelf.all()], shelf.names)


def say_progress(document: Document, done: int, of: int) -> None:
    """Say which document's figures are being read."""
    say(text("figures.reading", title=document.title, done=done, of=of))


def write(content: str | bytes, out: Path | None) -> None:
    """Write a table to a file, or to stdout."""
    data = content if isinstance(content, bytes) else ("\ufeff" + content).encode()
    if out is None:
        sys.stdout.buffer.write(data)
        return
    out.write_bytes(data)
    say(text("tables.written", file=out))
