"""`lotse accounts`: who may sign in; passwords are asked for, never given on the command line."""

import sys
from typing import Annotated

import typer
from pydantic import BaseModel

from corpus.accounts.accounts import Account, Accounts, Role
from corpus.accounts.attempts import Attempts
from corpus.catalogue import Catalogue
from web.accounts.passwords import hashed
from web.commands.options import DataOption, JsonOption, data_folder, existing_data
from web.commands.output import print_json, say, show
from web.errors import InvalidRequest
from web.german_help import GermanCommand, GermanGroup
from web.texts import text

accounts = typer.Typer(cls=GermanGroup, help=text("command.accounts"), no_args_is_help=True)
NameArgument = Annotated[str, typer.Argument(metavar="NAME", help=text("argument.account"))]


class AccountShape(BaseModel):
    """An account, without anything secret."""

    name: str
    role: str
    from_service: bool
    locked: bool
    created_at: str

    @classmethod
    def of(cls, one: Account) -> "AccountShape":
        """The shape of an account."""
        return cls(
            name=one.name,
            role=one.role,
            from_service=one.subject is not None,
            locked=one.locked,
            created_at=one.created_at,
        )


class AccountsShape(BaseModel):
    """All accounts."""

    accounts: list[AccountShape]


@accounts.command(cls=GermanCommand, help=text("command.accounts_add"))
def add(
    name: NameArgument,
    role: Annotated[Role, typer.Option(metavar="ROLLE", help=text("option.role"))],
    data: DataOption = None,
) -> None:
    """Make an account."""
    known = Accounts(Catalogue(data_folder(data)).database, text("accounts.by_command"))
    made = known.add(name, role, hashed(_asked()))
    say(text("accounts.added", name=made.name, role=text(f"accounts.roles.{role}")))


@accounts.command("list", cls=GermanCommand, help=text("command.accounts_list"))
def list_(data: DataOption = None, json: JsonOption = False) -> None:
    """Show all accounts."""
    known = _accounts(data).list()
    if json:
        print_json(AccountsShape(accounts=[AccountShape.of(one) for one in known]))
        return
    if not known:
        show(text("accounts.none"))
    for one in known:
        source = text("accounts.from_service") if one.subject else ""
        locked = text("accounts.locked") if one.locked else ""
        role = text(f"accounts.roles.{one.role}")
        show(text("accounts.line", name=one.name, role=role, source=source, locked=locked))


@accounts.command(cls=GermanCommand, help=text("command.accounts_password"))
def password(name: NameArgument, data: DataOption = None) -> None:
    """Set another password."""
    known = _accounts(data)
    account = known.get(name)
    if account.subject:
        raise InvalidRequest(text("accounts.from_service_has_none", name=account.name))
    known.set_password(name, hashed(_asked()))
    Attempts(known.database).forget(name)  # whoever has tried too often before comes in with it at once
    say(text("accounts.password_set", name=account.name))


@accounts.command(cls=GermanCommand, help=text("command.accounts_role"))
def role(
    name: NameArgument,
    role: Annotated[Role, typer.Argument(metavar="ROLLE", help=text("argument.role"))],
    data: DataOption = None,
) -> None:
    """Give an account another role."""
    _accounts(data).set_role(name, role)
    say(text("accounts.role_set", name=name, role=text(f"accounts.roles.{role}")))


@accounts.command(cls=GermanCommand, help=text("command.accounts_lock"))
def lock(
    name: NameArgument,
    open_again: Annotated[bool, typer.Option("--open", help=text("option.unlock"))] = False,
    data: DataOption = None,
) -> None:
    """Lock an account, or open it again."""
    _accounts(data).set_locked(name, not open_again)
    say(text("accounts.is_open" if open_again else "accounts.is_locked", name=name))


@accounts.command(cls=GermanCommand, help=text("command.accounts_remove"))
def remove(name: NameArgument, data: DataOption = None) -> None:
    """Remove an account."""
    _accounts(data).remove(name)
    say(text("accounts.removed", name=name))


def _accounts(data: DataOption) -> Accounts:
    return Accounts(Catalogue(existing_data(data)).database, text("accounts.by_command"))


def _asked() -> str:
    """A password that was typed twice without showing it, or the first line of what is piped in."""
    if sys.stdin.isatty():
        ask, again = text("accounts.ask_password"), text("accounts.ask_again")
        return str(typer.prompt(ask, hide_input=True, confirmation_prompt=again))
    line = sys.stdin.readline().rstrip("\n")
    if not line:
        raise InvalidRequest(text("accounts.no_password"))
    return line
