"""`/verwaltung/fragen`: questions without a good answer, who cares for them, and which are answered today."""

from collections import Counter
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from corpus.clusters import LONGEST_OWNER, Clusters, ClusterState
from corpus.feedback import Feedback, Verdict
from web.access import Editor, own_form
from web.api.problems import services_of
from web.pages.rendering import render

router = APIRouter(default_response_class=HTMLResponse)
QUESTIONS = "/verwaltung/fragen"
MOST_SHOWN = 50


@router.get(QUESTIONS)
def clusters(request: Request, _account: Editor) -> HTMLResponse:
    """Show the clusters, and what people say about answers."""
    services = services_of(request)
    known = Feedback(services.catalogue.database).list()
    found = _clusters(request).all()
    shown = {
        "clusters": found[:MOST_SHOWN],
        "found": len(found),
        "needs": {id_: need.label for id_, need in services.finder.taxonomy.needs.items()},
        "areas": {id_: area.name for id_, area in services.finder.places.areas.items()},
        "states": tuple(ClusterState),
        "longest": LONGEST_OWNER,
        "recording": services.settings.record_unanswered,
        "verdicts": Counter(one.entry.verdict for one in known),
        "kinds": tuple(Verdict),
        "reasons": Counter(reason for one in known for reason in one.entry.reasons).most_common(),
    }
    return render(request, "verwaltung_fragen.html", shown)


@router.post(QUESTIONS, dependencies=[Depends(own_form)])
def assign(
    request: Request,
    account: Editor,
    zustand: Annotated[ClusterState, Form()],
    anliegen: Annotated[str, Form(max_length=100)] = "",
    ort: Annotated[str, Form(max_length=100)] = "",
    wer: Annotated[str, Form(max_length=1000)] = "",
) -> RedirectResponse:
    """Note who cares for a cluster, and how far that is."""
    _clusters(request).assign((anliegen, ort), wer, zustand, account.name)
    return _back()


@router.post(f"{QUESTIONS}/erneut", dependencies=[Depends(own_form)])
def ask_again(request: Request, _account: Editor) -> RedirectResponse:
    """Have all questions asked again in the background."""
    _clusters(request).ask_all_again()
    return _back()


@router.post(f"{QUESTIONS}/{{number}}/loeschen", dependencies=[Depends(own_form)])
def remove(request: Request, _account: Editor, number: int) -> RedirectResponse:
    """Delete a question."""
    Feedback(services_of(request).catalogue.database).remove(number)
    return _back()


def _clusters(request: Request) -> Clusters:
    return Clusters(services_of(request).catalogue.database)


def _back() -> RedirectResponse:
    return RedirectResponse(QUESTIONS, HTTPStatus.SEE_OTHER)
