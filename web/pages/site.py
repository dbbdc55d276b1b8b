"""The first page: a question, its answer with sources, and the hits."""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from assistant.errors import UnusableQuestion
from assistant.inquiry import Inquiry
from corpus.sample.examples import examples
from web.access import may_see, visibilities
from web.api.problems import services_of
from web.api.questions import answer_shape, search_shape
from web.errors import InvalidRequest
from web.filters import filters
from web.pages.marking import in_context
from web.pages.rendering import render

router = APIRouter()
HITS = 10


@router.get("/", response_class=HTMLResponse)
def ask(
    request: Request,
    q: str = "",
    jahr: str = "",
    art: Annotated[list[str] | None, Query()] = None,
    gebiet: Annotated[list[str] | None, Query()] = None,
) -> HTMLResponse:
    """Show the question field and, for a question, the answer and the hits."""
    services = services_of(request)
    values: dict[str, object] = {
        "q": q,
        "jahr": jahr,
        "art": art or [],
        "gebiet": gebiet or [],
        **choices(request),
    }
    if not q.strip():
        return render(request, "frage.html", values | {"examples": examples()})
    try:
        narrowed = filters(jahr or None, art, gebiet, visibilities(request))
        answer = answer_shape(services, Inquiry(q), narrowed)
    except (InvalidRequest, UnusableQuestion) as error:
        shown = values | {"examples": examples(), "problem": str(error)}
        return render(request, "frage.html", shown, HTTPStatus.UNPROCESSABLE_ENTITY)
    found = search_shape(services, q, HITS, narrowed)
    contexts = {hit.passage: in_context(hit) for hit in found.hits}
    shown = values | {"answer": answer, "found": found, "contexts": contexts}
    return render(request, "antwort.html", shown)


def choices(request: Request) -> dict[str, list[str]]:
    """The kinds, areas and years of the documents that may be seen, for the filters."""
    documents = services_of(request).catalogue.documents()
    known = [d.description for d in documents if may_see(request, d)]
    return {
        "kinds": sorted({d.kind for d in known}),
        "areas": sorted({area for d in known for area in d.areas}),
        "years": sorted({str(d.year) for d in known if d.year}, reverse=True),
    }
