"""`lotse dossier`: put figures and quotes together for an application, and check them later."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from assistant.dossier import compose
from assistant.dossier_check import State, verify
from assistant.dossier_files import as_docx, as_markdown, sources_of
from corpus.catalogue import Catalogue
from web.api.dossier_shapes import VerdictsShape
from web.commands.options import DataOption, JsonOption, data_folder
from web.commands.output import print_json, say, show
from web.errors import InvalidRequest
from web.german_help import GermanCommand, GermanGroup
from web.texts import text

dossier = typer.Typer(cls=GermanGroup, help=text("command.dossier"), no_args_is_help=True)


@dossier.command("create", cls=GermanCommand, help=text("command.dossier_create"))
def create(
    out: Annotated[Path, typer.Argument(metavar="DATEI", help=text("argument.dossier"))],
    title: Annotated[str, typer.Option(metavar="TITEL", help=text("option.dossier_title"))] = "Dossier",
    figure: Annotated[list[str] | None, typer.Option(metavar="KENNUNG", help=text("option.figures"))] = None,
    passage: Annotated[
        list[str] | None, typer.Option(metavar="KENNUNG", help=text("option.passages"))
    ] = None,
    data: DataOption = None,
) -> None:
    """Write a dossier."""
    today = datetime.now(UTC).date()
    made = compose(Catalogue(data_folder(data)), title, figure or [], passage or [], today)
    if out.suffix.lower() == ".docx":
        out.write_bytes(as_docx(made))
    elif out.suffix.lower() == ".md":
        out.write_text(as_markdown(made), "utf-8")
    else:
        raise InvalidRequest(text("dossier.suffix", file=out.name))
    say(text("dossier.written", file=out, sources=len(made.sources)))


@dossier.command("verify", cls=GermanCommand, help=text("command.dossier_verify"))
def verify_file(
    file: Annotated[Path, typer.Argument(metavar="DATEI", help=text("argument.dossier"))],
    data: DataOption = None,
    json: JsonOption = False,
) -> None:
    """Say which sources of a dossier have changed; exit status 1 where one has."""
    verdicts = verify(Catalogue(data_folder(data)), sources_of(file))
    if json:
        print_json(VerdictsShape.of(verdicts))
    for verdict in () if json else verdicts:
        now = text("dossier.now", now=verdict.now) if verdict.now else ""
        show(f"[{verdict.source.n}] {verdict.state}: {verdict.source.line}{now}")
    if any(verdict.state is not State.SAME for verdict in verdicts):
        raise typer.Exit(1)
