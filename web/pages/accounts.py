"""`/anmelden` and `/abmelden`: how those who work here come in and go out."""

import re
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from corpus.accounts.accounts import Role
from corpus.accounts.sessions import Sessions
from web.access import SignedInAccount, own_form, same_origin, switched_on
from web.accounts.asker import account_of, changing_of
from web.accounts.cookies import forget, keep, token_of
from web.accounts.signing_in import lifetime_of, sign_in
from web.api.problems import LONGEST_ONWARD, SIGN_IN, services_of
from web.errors import NotAllowed, SignInPaused, SignInRefused, WebError, status_of
from web.operations.clients import from_this_machine
from web.pages.operator import Operator
from web.pages.rendering import render
from web.texts import text

router = APIRouter(dependencies=[Depends(switched_on)])
CHOOSING = "/kennwort"
SIGNED_OUT = "/abgemeldet"
OWN_PATH = re.compile(r"/(?![/\\])[^\\\s]*")


@router.get(SIGN_IN, response_class=HTMLResponse)
def form(request: Request, weiter: str = "") -> Response:
    """Show the form for name and password, and the way to the city's sign-in service."""
    if changing_of(request):
        return RedirectResponse(CHOOSING, HTTPStatus.SEE_OTHER)
    if account_of(request):
        return RedirectResponse(_onward(request, weiter), HTTPStatus.SEE_OTHER)
    return sign_in_form(request, weiter)


@router.post(SIGN_IN, response_class=HTMLResponse, dependencies=[Depends(same_origin)])
def enter(
    request: Request,
    name: Annotated[str, Form(max_length=100)] = "",
    kennwort: Annotated[str, Form(max_length=1000)] = "",
    weiter: Annotated[str, Form(max_length=LONGEST_ONWARD)] = "",
) -> Response:
    """Begin a new session, in place of one that the browser may hold."""
    only_over_tls(request)
    services = services_of(request)
    database, lifetime = services.catalogue.database, lifetime_of(services.settings)
    try:
        token = sign_in(database, name, kennwort, lifetime)
    except SignInRefused as error:
        return sign_in_form(request, weiter, name, error)
    account = Sessions(database).account(token, lifetime)
    target = weiter or (start_of(account.role) if account else "/")
    if account and account.once_until is not None:
        target = CHOOSING
    return begin_session(request, token, RedirectResponse(own_path(target), HTTPStatus.SEE_OTHER))


@router.post("/abmelden", dependencies=[Depends(own_form)])
def leave(
    request: Request, account: SignedInAccount, ueberall: Annotated[bool, Form()] = False
) -> RedirectResponse:
    """End the session, or all sessions of the account."""
    services = services_of(request)
    sessions = Sessions(services.catalogue.database)
    if ueberall:
        sessions.end_all(account.name)
    else:
        sessions.end(token_of(request) or "")
    from_service = account.subject and services.settings.oidc_issuer
    answer = RedirectResponse(SIGNED_OUT if from_service else "/", HTTPStatus.SEE_OTHER)
    forget(request, answer)
    return answer


def begin_session(request: Request, token: str, answer: Response) -> Response:
    """Let the browser keep a new session; the one that it held before ends."""
    held = token_of(request)
    if held:
        Sessions(services_of(request).catalogue.database).end(held)
    keep(request, answer, token)
    return answer


def only_over_tls(request: Request) -> None:
    """Refuse passwords and sessions that anybody on the way could read; on this very machine none can."""
    if request.url.scheme != "https" and not from_this_machine(request.scope):
        raise NotAllowed(text("accounts.needs_tls"))


def own_path(path: str) -> str:
    """A path of this service; the first page where it leads anywhere else."""
    return path if OWN_PATH.fullmatch(path) else "/"


def start_of(role: Role) -> str:
    """The page that a role starts on."""
    return "/verwaltung" if role.includes(Role.EDITOR) else "/"


def _onward(request: Request, path: str) -> str:
    account = account_of(request)
    return own_path(path or (start_of(account.role) if account else "/"))


def sign_in_form(
    request: Request, onward: str, name: str = "", problem: WebError | None = None
) -> HTMLResponse:
    """The page to sign in on; after a problem it says what to do."""
    offered = services_of(request).settings
    shown = {
        "weiter": onward,
        "name": name,
        "problem": str(problem or ""),
        "paused": isinstance(problem, SignInPaused),
        "operator": Operator.of(offered),
        "service": offered.oidc_name if offered.oidc_issuer else "",
    }
    answer = render(request, "anmelden.html", shown, status_of(problem) if problem else HTTPStatus.OK)
    return told_when(answer, problem)


def told_when(answer: HTMLResponse, problem: WebError | None) -> HTMLResponse:
    """The answer, which tells programs as well after how many seconds a paused name may be tried again."""
    if isinstance(problem, SignInPaused):
        answer.headers["Retry-After"] = str(problem.seconds)
    return answer
