"""The web service: routes, security headers and errors put together."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import FastAPI, Request, Response
from fastapi.staticfiles import StaticFiles

from web.api import documents, health, questions
from web.api.problems import answer_errors
from web.pages import library, reference, site
from web.services import Services, open_services
from web.settings import settings

STATIC = Path(__file__).parent / "static"
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'"
    ),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "geolocation=(), camera=(), microphone=()",
}


def create_app(services: Services | None = None) -> FastAPI:
    """The service over opened services, or over those that the settings name (opened at start-up)."""

    @asynccontextmanager
    async def opened(app: FastAPI) -> AsyncIterator[None]:
        app.state.services = services or open_services(settings(), settings().data)
        yield

    app = FastAPI(title="Soziallotse", version="0.1.0", lifespan=opened, docs_url=None, redoc_url=None)
    for router in (questions.router, documents.router, health.router):
        app.include_router(router)
    for router in (site.router, library.router, reference.router):
        app.include_router(router, include_in_schema=False)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    app.middleware("http")(_with_headers)
    answer_errors(app)
    return app


async def _with_headers(request: Request, call: Callable[[Request], Awaitable[Response]]) -> Response:
    response = await call(request)
    response.headers.update(HEADERS)
    return response
