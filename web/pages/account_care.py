"""`/verwaltung/konten`: who may sign in, as what, and with which password."""

import time
from enum import StrEnum
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from corpus.accounts.accounts import Account, Accounts, Role, plain
from corpus.accounts.attempts import Attempts
from corpus.accounts.log import Deed, note, noted
from corpus.accounts.sessions import Sessions
from corpus.errors import InvalidData
from web.access import Administrator, own_form
from web.accounts.passwords import hashed, one_time
from web.api.problems import services_of
from web.errors import InvalidRequest
from web.pages.rendering import render
from web.texts import text

router = APIRouter(default_response_class=HTMLResponse)
ACCOUNTS = "/verwaltung/konten"
ONCE_DAYS = 7  # how long a one-time password may wait to be used
DAY_SECONDS = 24 * 3600


class Action(StrEnum):
    """What can be done to an account."""

    ROLE = "rolle"
    LOCK = "sperren"
    OPEN = "oeffnen"
    PASSWORD = "kennwort"  # noqa: S105  the name of a button
    END = "abmelden"
    REMOVE = "entfernen"


@router.get(ACCOUNTS)
def accounts(request: Request, _account: Administrator) -> HTMLResponse:
    """Show all accounts, and the form for a new one."""
    return _list(request)


@router.post(ACCOUNTS, dependencies=[Depends(own_form)])
def add(
    request: Request,
    account: Administrator,
    name: Annotated[str, Form(max_length=200)] = "",
    rolle: Annotated[Role, Form()] = Role.PROFESSIONAL,
) -> HTMLResponse:
    """Make an account with a one-time password, which is shown this once."""
    try:
        made = _known(request, account.name).add(name, rolle)
    except InvalidData as error:
        return _list(request, name=name, problem=str(error))
    return _with_password(request, account, made)


@router.get(f"{ACCOUNTS}/{{name}}")
def account(request: Request, _account: Administrator, name: str, getan: str = "") -> HTMLResponse:
    """Show an account and what can be done to it."""
    shown = {
        "one": _known(request).get(name),
        "roles": list(Role),
        "sessions": Sessions(_known(request).database).counts().get(name, 0),
        "done": getan if getan in list(Action) else "",
        "now": time.time(),
        "deeds": noted(_known(request).database, plain(name)),
    }
    return render(request, "verwaltung_konto.html", shown)


@router.post(f"{ACCOUNTS}/{{name}}", response_model=None, dependencies=[Depends(own_form)])
def change(
    request: Request,
    account: Administrator,
    name: str,
    tun: Annotated[Action, Form()],
    rolle: Annotated[Role | None, Form()] = None,
    sicher: Annotated[bool, Form()] = False,
) -> HTMLResponse | RedirectResponse:
    """Change an account; nobody narrows their own, so that somebody can always undo it."""
    one = _known(request).get(name)
    if one.name == account.name and tun is not Action.END:
        raise InvalidRequest(text("konten.own"))
    if one.subject and tun in {Action.ROLE, Action.PASSWORD}:
        raise InvalidRequest(text("konten.from_service", name=one.name))
    if tun is Action.PASSWORD:
        return _with_password(request, account, one)
    if tun is Action.REMOVE:
        if not sicher:
            raise InvalidRequest(text("konten.not_sure", name=one.name))
        _known(request, account.name).remove(one.name)
        return RedirectResponse(ACCOUNTS, HTTPStatus.SEE_OTHER)
    _narrowed(_known(request, account.name), account.name, one, tun, rolle)
    return RedirectResponse(f"{ACCOUNTS}/{one.name}?getan={tun}", HTTPStatus.SEE_OTHER)


def _narrowed(known: Accounts, by: str, one: Account, action: Action, role: Role | None) -> None:
    if action is Action.ROLE:
        known.set_role(one.name, role or one.role)
    elif action is Action.END:
        Sessions(known.database).end_all(one.name)
        note(known.database, one.name, Deed.SIGNED_OUT, by)
    else:
        known.set_locked(one.name, action is Action.LOCK)


def _with_password(request: Request, account: Account, one: Account) -> HTMLResponse:
    """Set a one-time password and show it this once; it is kept nowhere."""
    password = one_time()
    until = int(time.time()) + ONCE_DAYS * DAY_SECONDS
    known = _known(request, account.name)
    known.set_password(one.name, hashed(password), until)
    Attempts(known.database).forget(one.name)  # whoever has tried too often before comes in with it at once
    shown = {"one": one, "password": password, "days": ONCE_DAYS}
    return render(request, "verwaltung_einmalkennwort.html", shown)


def _list(request: Request, name: str = "", problem: str = "") -> HTMLResponse:
    known = _known(request)
    shown = {
        "accounts": known.list(),
        "sessions": Sessions(known.database).counts(),
        "roles": list(Role),
        "name": name,
        "problem": problem,
        "now": time.time(),
        "deeds": noted(known.database),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if problem else HTTPStatus.OK
    return render(request, "verwaltung_konten.html", shown, status)


def _known(request: Request, by: str = "") -> Accounts:
    return Accounts(services_of(request).catalogue.database, by)
