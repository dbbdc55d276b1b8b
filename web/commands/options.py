"""Options and arguments that several commands share."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from corpus.catalogue import FILE
from corpus.locking import writing
from web.commands.output import say
from web.errors import InvalidRequest
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


def existing_data(chosen: Path | None) -> Path:
    """The data folder, for commands that only read; raises InvalidRequest where it holds no catalogue."""
    folder = data_folder(chosen)
    if not (folder / FILE).is_file():
        raise InvalidRequest(text("error.no_catalogue", folder=folder))
    return folder


def existing_file(path: Path | None) -> Path | None:
    """The file that an argument names; raises InvalidRequest where there is nothing."""
    if path is not None and not path.exists():
        raise InvalidRequest(text("error.no_file", file=path))
    return path


def whole_signs(question: str) -> str:
    """The question without halves of signs, as which a terminal passes broken UTF-8 on."""
    return question.encode("utf-8", "replace").decode("utf-8")


@contextmanager
def writing_to(folder: Path) -> Iterator[None]:
    """While inside, no other command changes the documents; says so when it has to wait."""
    with writing(folder, lambda: say(text("add.waiting"))):
        yield
