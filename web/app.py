"""The web service: routes, layers of operation and errors put together."""

import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles

from assistant.crisis_table import crisis_table
from corpus.usage import Usage
from web.api import (
    citations,
    documents,
    figures,
    finder,
    health,
    hsds,
    matrix,
    metrics,
    profile,
    questions,
    social_index,
    streaming,
    suggestions,
    supply,
)
from web.api.described import Interface
from web.api.problems import answer_errors
from web.operations.catching_up import catching_up
from web.operations.counting import Tally, counting
from web.operations.measures import Measures
from web.operations.stack import surround
from web.operations.taking_in import taking_in
from web.operations.warming import WarmUp
from web.pages import (
    account_care,
    accounts,
    administration,
    areas,
    browse,
    comparing,
    correcting,
    dossiers,
    editing,
    feedback,
    figure_checks,
    helping,
    institutions,
    library,
    lists,
    numbers,
    offers,
    open_questions,
    own_password,
    reading_quality,
    reference,
    reviewing,
    sign_in_service,
    site,
    source,
    standing,
    uploading,
    usage,
)
from web.services import Services, open_services
from web.settings import settings, shared_counts
from web.version import VERSION

STATIC = Path(__file__).parent / "static"
INTERFACE = (
    questions,
    streaming,
    suggestions,
    documents,
    figures,
    matrix,
    social_index,
    profile,
    finder,
    supply,
    hsds,
    health,
    metrics,
    citations,
)
PAGES = (
    site,
    feedback,
    browse,
    helping,
    correcting,
    offers,
    numbers,
    areas,
    comparing,
    dossiers,
    library,
    source,
    accounts,
    administration,
    uploading,
    editing,
    figure_checks,
    reading_quality,
    reviewing,
    institutions,
    open_questions,
    lists,
    account_care,
    own_password,
    usage,
    sign_in_service,
    reference,
    standing,
)


def create_app(services: Services | None = None) -> FastAPI:
    """The service over opened services, or over those that the settings name (opened at start-up)."""

    @asynccontextmanager
    async def opened(app: FastAPI) -> AsyncIterator[None]:
        if services:
            app.state.services = services
            app.state.warm_up.done.set()
            yield
            return
        app.state.services = open_services(settings(), settings().data)
        crisis_table()  # every page needs it; built twice at once, it would hold up the first visitors
        warming = partial(app.state.warm_up.run, partial(warm, app.state.services))
        threading.Thread(target=warming, daemon=True).start()
        with (
            catching_up(settings().data, app.state.services.catalogue, settings().limits()),
            taking_in(app.state.services),
            counting(app.state.tally, Usage(app.state.services.catalogue.database)),
        ):
            yield

    app = Interface(title="Soziallotse", version=VERSION, lifespan=opened, docs_url=None, redoc_url=None)
    for api in INTERFACE:
        app.include_router(api.router)
    for pages in PAGES:
        app.include_router(pages.router, include_in_schema=False)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    app.state.measures = Measures(shared_counts())
    app.state.tally = Tally()
    app.state.warm_up = WarmUp()
    surround(app, services.settings if services else settings(), app.state.measures, app.state.tally)
    answer_errors(app)
    return app


def warm(services: Services) -> None:
    """Load what answers, example questions and pictures need."""
    services.adviser.warm()
    services.examples.groups()
    documents.ready_to_draw(services)
