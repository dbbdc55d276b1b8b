"""`/verwaltung/korrekturen`: what providers want changed, and entries that nobody has assured for a year."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from assistant.finding.tagging import suspect_needs
from corpus.directory.columns import ChangedColumn, changed_columns
from corpus.directory.corrections import LINK_DAYS, Correction, Corrections, State
from corpus.directory.directory import Directory
from corpus.directory.followup import Overdue, overdue
from corpus.errors import UnknownInstitution
from corpus.institution import Institution
from web.access import Editor, own_form
from web.api.finder import corrections_of
from web.api.problems import services_of
from web.entry_form import today
from web.pages.rendering import render

router = APIRouter(default_response_class=HTMLResponse)
QUEUE = "/verwaltung/korrekturen"
MOST_OVERDUE = 50


class Verdict(StrEnum):
    """What the reviewer decides."""

    ACCEPT = "annehmen"
    DECLINE = "ablehnen"


@dataclass(frozen=True, slots=True)
class Waiting:
    """A correction with its institution and what it would change; no institution where that was removed."""

    correction: Correction
    institution: Institution | None
    columns: Sequence[ChangedColumn]


@router.get(QUEUE)
def queue(
    request: Request,
    _account: Editor,
    seite: Annotated[int, Query(ge=1, le=1000)] = 1,
    urteil: Verdict | None = None,
) -> HTMLResponse:
    """Show the corrections that wait, the oldest first, and entries to be asked about."""
    corrections = corrections_of(services_of(request).catalogue)
    due = overdue_entries(request)
    first = (seite - 1) * MOST_OVERDUE
    shown = {
        "waiting": [_waiting(one, corrections) for one in corrections.queue()],
        "asked": {one.institution_id for one in corrections.queue(State.OPEN)},
        "overdue": due[first : first + MOST_OVERDUE],
        "due": len(due),
        "decided": urteil,
        "page": seite,
        "pages": -(-len(due) // MOST_OVERDUE),
    }
    return render(request, "verwaltung_korrekturen.html", shown)


@router.post(f"{QUEUE}/{{id_}}", dependencies=[Depends(own_form)])
def decide(
    request: Request, account: Editor, id_: str, urteil: Annotated[Verdict, Form()]
) -> RedirectResponse:
    """Take a correction over, or leave the entry as it is."""
    corrections = corrections_of(services_of(request).catalogue)
    if urteil is Verdict.ACCEPT:
        accepted = corrections.accept(id_, account.name)
        suspect_needs(corrections.directory, [accepted.id])
    else:
        corrections.decline(id_, account.name)
    return RedirectResponse(f"{QUEUE}?urteil={urteil}", HTTPStatus.SEE_OTHER)


@router.post("/verwaltung/einrichtungen/{id_}/link", dependencies=[Depends(own_form)])
def invite(request: Request, account: Editor, id_: str) -> HTMLResponse:
    """Make a one-time link for a provider; it is shown this once, only its checksum is kept."""
    corrections = corrections_of(services_of(request).catalogue)
    invitation = corrections.invite(id_, account.name)
    shown = {
        "institution": corrections.directory.get(id_),
        "link": str(request.url_for("correction", token=invitation.token)),
        "days": LINK_DAYS,
    }
    return render(request, "verwaltung_link.html", shown)


def overdue_entries(request: Request) -> list[Overdue]:
    """The entries that nobody has assured for a year."""
    services = services_of(request)
    return overdue(Directory(services.catalogue.database).all(), today(services))


def _waiting(one: Correction, corrections: Corrections) -> Waiting:
    try:
        current = corrections.directory.get(one.institution_id)
    except UnknownInstitution:
        return Waiting(one, None, ())
    return Waiting(one, current, changed_columns(current, one.proposal or current))
