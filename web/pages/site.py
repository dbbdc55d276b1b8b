"""The first page: a question, and its answer as a page or as pieces of it that stream."""

from collections.abc import Iterator
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import HTMLResponse, Response
from fastapi.sse import EventSourceResponse, ServerSentEvent

from assistant.adviser import Advice, Understood
from assistant.errors import UnusableQuestion
from assistant.inquiry import Inquiry
from corpus.errors import InvalidData
from index.hit import Filters
from web.api.problems import services_of
from web.errors import InvalidRequest
from web.pages.advice_view import View, choices
from web.pages.asked import Asked
from web.pages.rendering import fragment, render
from web.pages.streamed import streamed
from web.recording import record_unanswered
from web.texts import text

router = APIRouter()
Asking = tuple[View, Inquiry, Filters, Understood]


@router.get("/", response_class=HTMLResponse)
def ask(request: Request, asked: Annotated[Asked, Query()]) -> Response:
    """Show the question field; for a question what was understood at once, then the answer."""
    if not asked.q.strip():
        return _first_page(request, asked)
    try:
        view, inquiry, narrowed, understood = _understood(request, asked)
    except (InvalidRequest, InvalidData, UnusableQuestion) as error:
        return _first_page(request, asked, str(error))

    def answered() -> str:
        *_, advice = view.services.adviser.stages(inquiry, understood, narrowed)
        assert isinstance(advice, Advice)  # noqa: S101  (the last stage always is one)
        record_unanswered(view.services, advice)
        return fragment(request, "antwort_fertig.html", view.answered(advice))

    return streamed(request, "antwort.html", view.begun(understood), view.made_of(understood), answered)


def _understood(request: Request, asked: Annotated[Asked, Query()]) -> Asking:
    """Understand the question of the address; raises what the page says where it cannot be used."""
    services, inquiry = services_of(request), asked.inquiry()
    understood = services.adviser.understand(inquiry)
    return View(request, services, asked), inquiry, asked.narrowed(request), understood


@router.get("/strom", response_class=EventSourceResponse)
def stream(request: Request, asking: Annotated[Asking, Depends(_understood)]) -> Iterator[ServerSentEvent]:
    """Send the page of an answer in pieces: what was understood, the answer, then a model's words for it."""
    view, inquiry, narrowed, understood = asking
    yield _piece(request, "understood", view.begun(understood))
    words, first = 0, True
    for stage in view.services.adviser.stages(inquiry, understood, narrowed):
        if isinstance(stage, Advice):
            yield _piece(request, "answered" if first else "rephrased", view.answered(stage))
            advice, first = stage, False
        else:
            words += 1
            yield ServerSentEvent(event="stand", data={"stand": text("asking.checked", count=words)})
    record_unanswered(view.services, advice)
    yield ServerSentEvent(event="fertig", data={"stand": text("asking.state.done")})


def _piece(request: Request, state: str, values: dict[str, object]) -> ServerSentEvent:
    """A new content of the page; the words of a model replace those of the documents alone."""
    target, template = (
        ("antwort-teil", "antwort_dokumente.html")
        if state == "rephrased"
        else (
            "inhalt",
            "antwort_teil.html",
        )
    )
    html = fragment(request, template, values)
    data = {"ziel": target, "html": html, "stand": text(f"asking.state.{state}")}
    return ServerSentEvent(event="stueck", data=data)


def _first_page(request: Request, asked: Asked, problem: str = "") -> HTMLResponse:
    groups = services_of(request).examples.groups()
    shown = {"asked": asked, "problem": problem, "groups": groups, **choices(request)}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if problem else HTTPStatus.OK
    return render(request, "frage.html", shown, status)
