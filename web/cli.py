"""The command line `lotse`: its commands, and the outermost edge that turns errors into German lines."""

import sys
from collections.abc import Callable
from typing import Annotated, Any

import typer
from typer.main import get_command

from web.commands import (
    accounts,
    add,
    backup,
    check,
    dossier,
    evaluate,
    figures,
    find,
    institutions,
    matrix,
    profile,
    search,
    serve,
    social_index,
    supply,
)
from web.commands.output import say, show
from web.errors import KNOWN, with_list
from web.german_help import GermanCommand, GermanGroup, german
from web.texts import text
from web.version import VERSION

USER_ERROR = 1

app = typer.Typer(
    name="lotse",
    cls=GermanGroup,
    help=text("lotse"),
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
COMMANDS: dict[str, Callable[..., None]] = {
    "add": add.add,
    "documents": add.documents,
    "remove": add.remove,
    "rebuild": add.rebuild,
    "search": search.search,
    "ask": search.ask,
    "find": find.find,
    "supply": supply.supply,
    "figures": figures.figures,
    "matrix": matrix.matrix,
    "profile": profile.profile,
    "social-index": social_index.social_index,
    "serve": serve.serve,
    "check": check.check,
    "backup": backup.backup,
    "restore": backup.restore,
}
for name, run in COMMANDS.items():
    app.command(name, cls=GermanCommand, help=text(f"command.{name}"))(run)
app.add_typer(accounts.accounts, name="accounts")
app.add_typer(evaluate.evaluate, name="evaluate")
app.add_typer(dossier.dossier, name="dossier")
app.add_typer(institutions.institutions, name="institutions")


def _show_version(wanted: bool) -> None:
    if wanted:
        show(text("version", version=VERSION))
        raise typer.Exit


@app.callback()
def _lotse(
    _version: Annotated[
        bool, typer.Option("--version", help=text("option.version"), callback=_show_version, is_eager=True)
    ] = False,
) -> None:
    """Options that stand before any command."""


def main() -> None:
    """Run `lotse`; exit status 0 for success, 1 for an error of the user's making, 2 for wrong usage."""
    sys.exit(run_command(sys.argv[1:]))


def run_command(arguments: list[str]) -> int:
    """Run one command line and return its exit status; every error ends as one German line on stderr."""
    command: Any = get_command(app)
    try:
        status = command.main(args=arguments, prog_name="lotse", standalone_mode=False)
    except KNOWN as error:
        say(text("error.line", message=with_list(error, "error.listed")))
        return USER_ERROR
    except OSError as error:
        say(text("error.file", name=error.filename, reason=error.strerror))
        return USER_ERROR
    except (KeyboardInterrupt, typer.Abort):
        say(text("error.interrupted"))
        return USER_ERROR
    except typer.Exit as exit_:
        return exit_.exit_code
    except Exception as error:  # noqa: BLE001  (the outermost edge)
        return _other(error)
    return status if isinstance(status, int) else 0


def _other(error: Exception) -> int:
    """A usage error knows its exit status and its message; all else is unexpected."""
    usage = getattr(error, "format_message", None)
    if usage is not None:
        say(text("error.line", message=german(usage())))
        return int(getattr(error, "exit_code", 2))
    say(text("error.unexpected", kind=type(error).__name__, message=error))
    return USER_ERROR
