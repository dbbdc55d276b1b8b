"""Errors over HTTP: `application/problem+json` (RFC 9457) with a German `detail`."""

from http import HTTPStatus

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from web.errors import KNOWN, status_of
from web.services import Services
from web.texts import text

MEDIA_TYPE = "application/problem+json"


def services_of(request: Request) -> Services:
    """What the service works with, with the newest snapshot."""
    services: Services = request.app.state.services
    services.index.refresh()
    return services


def problem(status: int, detail: str) -> JSONResponse:
    """A problem document."""
    body = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "detail": detail}
    return JSONResponse(body, status, media_type=MEDIA_TYPE)


def answer_errors(app: FastAPI) -> None:
    """Turn every error of a request into a problem document."""
    for kind in KNOWN:
        app.add_exception_handler(kind, _known)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(Exception, _unexpected)


async def _known(_request: Request, error: Exception) -> JSONResponse:
    return problem(status_of(error), str(error))


async def _invalid(_request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)  # noqa: S101  (registered for this class alone)
    fields = ", ".join(".".join(str(part) for part in one["loc"][1:]) for one in error.errors())
    return problem(HTTPStatus.UNPROCESSABLE_ENTITY, text("http.invalid", fields=fields or "?"))


async def _http(_request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)  # noqa: S101  (registered for this class alone)
    known = {404: "http.not_found", 405: "http.method"}
    detail = text(known[error.status_code]) if error.status_code in known else str(error.detail)
    return problem(error.status_code, detail)


async def _unexpected(_request: Request, _error: Exception) -> JSONResponse:
    return problem(HTTPStatus.INTERNAL_SERVER_ERROR, text("http.unexpected"))
