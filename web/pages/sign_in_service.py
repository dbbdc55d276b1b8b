"""`/anmelden/dienst` and `/abgemeldet`: out to the city's sign-in service and back."""

import re
from collections.abc import Iterable
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.exceptions import HTTPException

from corpus.accounts.accounts import Account, Accounts
from web.access import switched_on
from web.accounts.oidc import SignInService
from web.accounts.person import Person
from web.accounts.refusing import refused
from web.accounts.signing_in import begin, lifetime_of
from web.accounts.under_way import Back, Begun
from web.api.problems import services_of
from web.errors import SignInRefused, SignInUnavailable
from web.pages.accounts import SIGNED_OUT, begin_session, only_over_tls, own_path, sign_in_form, start_of
from web.pages.rendering import render
from web.texts import text

AWAY = "/anmelden/dienst"
BACK = f"{AWAY}/zurueck"
ENDED_THERE = f"{SIGNED_OUT}/dienst"
COOKIE = "lotse-unterwegs"
SECURE = "__Host-"  # what browsers take over TLS only, and from this very host
OWN_COOKIE = re.compile(rf"({SECURE})?{COOKIE}-\w{{8}}", re.ASCII)
COOKIE_SECONDS = 600
LONGEST_KEPT = 300  # of the page to go back to: the cookie travels along with every request meanwhile
MOST_UNDER_WAY = 5  # tabs of one browser in which a sign-in has been begun and not ended

router = APIRouter(dependencies=[Depends(switched_on)])


@router.get(AWAY)
def go(request: Request, weiter: str = "") -> Response:
    """Send the browser to the service; it keeps for ten minutes what it needs to come back."""
    only_over_tls(request)
    service = _service(request)
    try:
        address, begun = service.begin(_short(weiter))
    except SignInUnavailable as error:
        return sign_in_form(request, weiter, problem=error)
    answer = RedirectResponse(address, HTTPStatus.SEE_OTHER)
    under_way = [name for name in request.cookies if OWN_COOKIE.fullmatch(name)]
    if len(under_way) >= MOST_UNDER_WAY:
        _forget(request, answer, under_way)
    answer.set_cookie(
        _cookie(request, begun.state),
        begun.packed(),
        max_age=COOKIE_SECONDS,
        path="/",
        httponly=True,
        samesite="lax",  # it has to come along when the service sends the browser back
        secure=_over_tls(request),
    )
    return answer


@router.get(BACK, response_class=HTMLResponse)
def come_back(
    request: Request,
    code: Annotated[str, Query(max_length=4000)] = "",
    state: Annotated[str, Query(max_length=200)] = "",
    error: Annotated[str, Query(max_length=200)] = "",
) -> Response:
    """Begin a session for whoever the service has sent back; what went wrong stands above the form."""
    only_over_tls(request)
    service, onward = _service(request), ""
    if not request.query_params:  # signed out there: services send people only to addresses that they know
        return RedirectResponse("/", HTTPStatus.SEE_OTHER)
    try:
        begun = Begun.unpacked(request.cookies.get(_cookie(request, state), ""))
        onward = begun.onward
        answer = _begun_session(request, service.finish(begun, Back(state, code, error)), onward)
    except (SignInRefused, SignInUnavailable) as problem:
        answer = sign_in_form(request, onward, problem=problem)
    _forget(request, answer, {_cookie(request, state)} & request.cookies.keys())
    return answer


def _begun_session(request: Request, person: Person, onward: str) -> Response:
    services = services_of(request)
    database, lifetime = services.catalogue.database, lifetime_of(services.settings)
    account = account_for(Accounts(database, text("konten.by_service")), person)
    token = begin(database, account, lifetime)
    # A page of this service, not another redirect: after one the strict cookie would stay behind.
    target = own_path(onward or start_of(account.role))
    return begin_session(request, token, render(request, "angemeldet.html", {"target": target}))


@router.get(SIGNED_OUT, response_class=HTMLResponse)
def signed_out(request: Request) -> HTMLResponse:
    """Tell whoever has signed out here how to sign out at the service as well."""
    _service(request)
    return render(request, "abgemeldet.html", {"service": services_of(request).settings.oidc_name})


@router.get(ENDED_THERE)
def sign_out_there(request: Request) -> RedirectResponse:
    """Send the browser to the service to sign out; it asks there, so that no other site can do it."""
    return RedirectResponse(_service(request).ending(), HTTPStatus.SEE_OTHER)


def account_for(accounts: Accounts, person: Person) -> Account:
    """The account of somebody from the service, made or changed to the role of today.

    Raises SignInRefused for somebody without a role, for a locked account and for a name of a local one.
    """
    known = accounts.of_subject(person.subject)
    if person.role is None or (known and known.locked):
        if known and not known.locked:
            accounts.remove(known.name)
        raise refused("role or lock", "accounts.service_no_role")
    if known is None:
        if accounts.find(person.name):
            raise refused("name is taken", "accounts.service_name_taken", name=person.name)
        return accounts.add(person.name, person.role, subject=person.subject)
    accounts.set_role(known.name, person.role)
    return accounts.get(known.name)


def _service(request: Request) -> SignInService:
    services = services_of(request)
    if not services.settings.oidc_issuer:
        raise HTTPException(HTTPStatus.NOT_FOUND)
    return SignInService(
        services.settings, services.discovery, f"{request.url.scheme}://{request.url.netloc}{BACK}"
    )


def _short(onward: str) -> str:
    """A page to go back to, without what was chosen on it where that is long; nothing if still too long."""
    page = onward if len(onward) <= LONGEST_KEPT else onward.partition("?")[0]
    return page if len(page) <= LONGEST_KEPT else ""


def _cookie(request: Request, state: str) -> str:
    """Each sign-in that is under way has a cookie of its own, so that two tabs do not disturb each other."""
    return f"{SECURE if _over_tls(request) else ''}{COOKIE}-{state[:8]}"


def _over_tls(request: Request) -> bool:
    return request.url.scheme == "https"


def _forget(request: Request, answer: Response, cookies: Iterable[str]) -> None:
    """Let the browser forget cookies set here; other names, which anybody can plant, are left alone."""
    for name in filter(OWN_COOKIE.fullmatch, cookies):
        answer.delete_cookie(name, path="/", httponly=True, samesite="lax", secure=_over_tls(request))
