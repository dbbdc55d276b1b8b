"""`GET` and `POST /api/ask/stream`: the advice as it comes about, as Server-Sent Events."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from fastapi.sse import EventSourceResponse, ServerSentEvent

from assistant.adviser import MOST_INSTITUTIONS, Advice, Understood
from assistant.inquiry import Inquiry
from index.hit import Filters
from web.api.advice_shapes import AdviceShape, UnderstoodShape
from web.api.finder_shapes import FoundShape
from web.api.problems import services_of
from web.api.questions import AskRequest, since
from web.api.shapes import StatementShape
from web.recording import record_unanswered
from web.services import Services

router = APIRouter(prefix="/api", tags=["Fragen"], default_response_class=EventSourceResponse)


@dataclass(frozen=True, slots=True)
class Prepared:
    """A question that is understood; what cannot be used was refused before the stream began."""

    services: Services
    inquiry: Inquiry
    filters: Filters
    understood: Understood


def prepared(request: Request, asked: AskRequest) -> Prepared:
    """Understand a question; raises what a stream that has begun could no longer tell."""
    services, inquiry = services_of(request), asked.inquiry()
    return Prepared(services, inquiry, asked.narrowed(request), services.adviser.understand(inquiry))


def from_query(request: Request, asked: Annotated[AskRequest, Query()]) -> Prepared:
    """The question in the address."""
    return prepared(request, asked)


@router.get("/ask/stream")
def follow(one: Annotated[Prepared, Depends(from_query)]) -> Iterator[ServerSentEvent]:
    """Answer as it comes about: understood, crisis, institutions, figures, sentences, citations, done.

    With a language model each checked sentence follows as `sentence`; `done` carries the whole answer.
    """
    yield from _events(one)


@router.post("/ask/stream")
def follow_posted(one: Annotated[Prepared, Depends(prepared)]) -> Iterator[ServerSentEvent]:
    """The same for a question in the body, which no log of a proxy keeps."""
    yield from _events(one)


def _events(one: Prepared) -> Iterator[ServerSentEvent]:
    started = time.perf_counter()
    places, adviser = one.services.finder.places, one.services.adviser
    found = FoundShape.of(one.understood.found, places, 0)
    yield _event("understood", UnderstoodShape.of(one.understood, found))
    yield _event("crisis", found.crisis)
    yield _event("institutions", found.institutions[:MOST_INSTITUTIONS])
    shape = None
    for stage in adviser.stages(one.inquiry, one.understood, one.filters):
        if not isinstance(stage, Advice):
            yield _event("sentence", StatementShape.of(stage.statement, stage.rephrased))
            continue
        advice, first = stage, shape is None
        shape = AdviceShape.of_advice(stage, places, since(started))
        if first:
            for name, part in (
                ("figures", shape.figures),
                ("sentences", shape.answer),
                ("citations", shape.citations),
            ):
                yield _event(name, part)
    record_unanswered(one.services, advice)
    yield _event("done", shape)


def _event(name: str, data: object) -> ServerSentEvent:
    return ServerSentEvent(event=name, data=data)
