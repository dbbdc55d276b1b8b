"""Errors over HTTP: `application/problem+json` (RFC 9457) with a German `detail`, or a page for people."""

import logging
from http import HTTPStatus
from urllib.parse import urlencode

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, RedirectResponse
from starlette.exceptions import HTTPException
from starlette.routing import Match

from assistant.crisis import read_crisis
from assistant.despair import gentle_line
from corpus.errors import BrokenCatalogue
from index.errors import IndexingError
from web.api.finder_shapes import CrisisShape, GentleShape
from web.errors import KNOWN, SignInNeeded, Unsaved, status_of, with_list
from web.operations.conditional import NEVER_KEPT
from web.pages.rendering import render
from web.services import Services
from web.texts import table, text

LOG = logging.getLogger("lotse.error")
API = "/api/"
SIGN_IN = "/anmelden"
LONGEST_ONWARD = 1000  # what the form to sign in takes along
UNMENDABLE = (IndexingError, BrokenCatalogue)  # by whoever asks
SENT_FROM = {  # the page of a form whose address leads up to another one
    "/verwaltung/hochladen": "/verwaltung/hochgeladen",
    "/verwaltung/zahlen-tabelle": "/verwaltung/zahlen",
    "/verwaltung/zahlen-zurueck": "/verwaltung/zahlen",
    "/verwaltung/listen-zurueck": "/verwaltung/themen",
}
IN_PAGES = {404: "http.no_page", 405: "http.method_page"}
IN_PROBLEMS = {404: "http.not_found", 405: "http.method"}
MEDIA_TYPE = "application/problem+json"


def services_of(request: Request) -> Services:
    """What the service works with, with the newest snapshot."""
    services: Services = request.app.state.services
    services.index.refresh()
    return services


def problem(request: Request, status: int, detail: str, question: str = "") -> Response:
    """A problem document; a page with the same text where a person reads pages.

    Whatever is wrong with a request, numbers for an emergency that its question speaks of, or who
    listens, come first.
    """
    title = table("http.titles").get(str(int(status)), text("http.title"))
    if _reads_pages(request):
        return render(request, "fehler.html", {"title": title, "detail": detail}, status)
    body: dict[str, object] = {"type": "about:blank", "title": title, "status": status, "detail": detail}
    asked = question or request.query_params.get("q", "")
    reading = read_crisis(asked)
    gentle = GentleShape.of(gentle_line(asked, reading))
    if reading.notices:
        body["crisis"] = [CrisisShape.of(notice).model_dump() for notice in reading.notices]
    if gentle:
        body["gentle"] = gentle.model_dump()
    return JSONResponse(
        body, status, NEVER_KEPT if reading.notices or gentle else None, media_type=MEDIA_TYPE
    )


def _reads_pages(request: Request) -> bool:
    return "text/html" in request.headers.get("accept", "") and not request.url.path.startswith(API)


def answer_errors(app: FastAPI) -> None:
    """Turn every foreseen error of a request into a problem document."""
    for kind in KNOWN:
        app.add_exception_handler(kind, _known)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)


async def _known(request: Request, error: Exception) -> Response:
    if isinstance(error, SignInNeeded) and request.method == "GET" and _reads_pages(request):
        onward = urlencode({"weiter": _asked_for(request)})
        return RedirectResponse(f"{SIGN_IN}?{onward}", HTTPStatus.SEE_OTHER)
    if isinstance(error, Unsaved) and _reads_pages(request):
        entered = {"typed": error.written, "chosen": error.chosen, "fields": error.fields}
        shown = {"detail": str(error), "weiter": _form_page(request), **entered}
        return render(request, "nicht_gespeichert.html", shown, status_of(error))
    return problem(request, status_of(error), told(error, pages=_reads_pages(request)))


def _asked_for(request: Request) -> str:
    """The page that was asked for, with what was chosen on it unless that is very long."""
    path, query = request.url.path, request.url.query
    return f"{path}?{query}" if query and len(path) + len(query) < LONGEST_ONWARD else path


def told(error: Exception, pages: bool = True) -> str:
    """What whoever asked is told of a known error; what only those who run the service can mend is logged."""
    if isinstance(error, UNMENDABLE):
        LOG.error("index", extra={"detail": str(error)})
        return text("http.no_search")
    return with_list(error, "http.listed" if pages else "http.listed_api")


def _form_page(request: Request) -> str:
    """The page that a form was sent from: at the address of the form, or else the nearest one above it."""
    path = SENT_FROM.get(request.url.path, request.url.path)
    while path != "/" and not _is_page(request, path):
        path = path.rpartition("/")[0] or "/"
    return path


def _is_page(request: Request, path: str) -> bool:
    wanted = {**request.scope, "method": "GET", "path": path}
    return any(one.matches(wanted)[0] is Match.FULL for one in request.app.routes)


async def _invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)  # noqa: S101  (registered for this class alone)
    fields = ", ".join(".".join(str(part) for part in one["loc"][1:]) for one in error.errors()) or "?"
    asked = error.body.get("question") if isinstance(error.body, dict) else None
    question = asked if isinstance(asked, str) else ""
    detail = text("http.invalid_page" if _reads_pages(request) else "http.invalid", fields=fields)
    return problem(request, HTTPStatus.UNPROCESSABLE_ENTITY, detail, question)


async def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101  (registered for this class alone)
    known = IN_PAGES if _reads_pages(request) else IN_PROBLEMS
    detail = text(known[error.status_code]) if error.status_code in known else str(error.detail)
    return problem(request, error.status_code, detail)
