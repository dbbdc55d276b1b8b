"""`/kennwort`: whoever has a local account chooses another password, after a one-time one before all else."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from corpus.accounts.accounts import Account, Accounts
from corpus.accounts.attempts import Attempts
from corpus.accounts.sessions import Sessions
from web.access import own_form, switched_on
from web.accounts.asker import account_of, changing_of
from web.accounts.passwords import fits, hashed
from web.accounts.pausing import count_attempt
from web.api.problems import services_of
from web.errors import InvalidRequest, SignInNeeded, SignInPaused, status_of
from web.pages.accounts import CHOOSING, begin_session, start_of, told_when
from web.pages.editing import NO_PROBLEMS
from web.pages.rendering import render
from web.texts import text

router = APIRouter(default_response_class=HTMLResponse, dependencies=[Depends(switched_on)])


def own_account(request: Request) -> Account:
    """The local account of whoever asks, also with a one-time password."""
    account = changing_of(request) or account_of(request)
    if account is None:
        raise SignInNeeded(text("accounts.needed"))
    if account.subject:
        raise InvalidRequest(text("konten.from_service", name=account.name))
    return account


OwnAccount = Annotated[Account, Depends(own_account)]
Password = Annotated[str, Form(max_length=1000)]


@router.get(CHOOSING)
def form(request: Request, account: OwnAccount) -> HTMLResponse:
    """Show the form for another password."""
    return _form(request, account)


@router.post(CHOOSING, dependencies=[Depends(own_form)])
def change(
    request: Request,
    account: OwnAccount,
    bisher: Password = "",
    kennwort: Password = "",
    noch_einmal: Password = "",
) -> Response:
    """Store another password; all other sessions end, and this one goes on as a new one."""
    try:
        problems = _problems(request, account, bisher, kennwort, noch_einmal)
    except SignInPaused as error:
        return told_when(_form(request, account, {"bisher": str(error)}, status_of(error)), error)
    if problems:
        return _form(request, account, problems)
    database = services_of(request).catalogue.database
    try:
        Accounts(database, account.name).set_password(account.name, hashed(kennwort))
    except InvalidRequest as error:
        return _form(request, account, {"kennwort": str(error)})
    answer = RedirectResponse(start_of(account.role), HTTPStatus.SEE_OTHER)
    return begin_session(request, Sessions(database).begin(account.name), answer)


def _problems(request: Request, account: Account, before: str, new: str, again: str) -> dict[str, str]:
    """What is wrong; whoever guesses the former password has to wait (SignInPaused)."""
    found = dict[str, str]()
    if account.once_until is None:
        attempts = Attempts(services_of(request).catalogue.database, CHOOSING)
        count_attempt(attempts, account.name)
        if not fits(before, account.password_hash):
            return {"bisher": text("konten.wrong")}
        attempts.forget(account.name)
    if new != again:
        found["noch_einmal"] = text("konten.unlike")
    if fits(new, account.password_hash):
        found["kennwort"] = text("konten.same")
    return found


def _form(
    request: Request,
    account: Account,
    problems: Mapping[str, str] = NO_PROBLEMS,
    status: int = HTTPStatus.UNPROCESSABLE_ENTITY,
) -> HTMLResponse:
    shown = {"own": account, "problems": problems}
    return render(request, "kennwort.html", shown, status if problems else HTTPStatus.OK)
