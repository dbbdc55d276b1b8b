"""`/korrektur/{token}`: the form behind a one-time link, by which a provider corrects its entry."""

from collections.abc import Mapping
from http import HTTPStatus

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from corpus.directory.form import form_values
from corpus.errors import InvalidData
from web.api.finder import corrections_of
from web.api.problems import services_of
from web.entry_form import fields_of, reviewed_by, written_in
from web.operations.conditional import NEVER_KEPT
from web.pages.rendering import render
from web.texts import text

router = APIRouter(prefix="/korrektur", default_response_class=HTMLResponse)
DONE = "/korrektur/eingegangen"
MOST_REMARK = 2000


@router.get("/eingegangen")
def done(request: Request) -> HTMLResponse:
    """Thank for a correction."""
    return render(request, "korrektur_eingegangen.html", {})


@router.get("/{token}", name="correction")
def form(request: Request, token: str) -> HTMLResponse:
    """Show the entry that the link leads to, ready to be changed."""
    try:
        current = corrections_of(services_of(request).catalogue).opened(token)
    except InvalidData as error:
        return _used(request, error)
    return _form(request, {"name": current.name, "fields": fields_of(form_values(current))})


@router.post("/{token}", response_model=None)
async def hand_in(request: Request, token: str) -> HTMLResponse | RedirectResponse:
    """Put a proposal into the queue, or show the form again with what is wrong at each field."""
    given = {name: value for name, value in (await request.form()).items() if isinstance(value, str)}
    queue = corrections_of(services_of(request).catalogue)
    try:
        current = queue.opened(token)
    except InvalidData as error:
        return _used(request, error)
    before = form_values(current)
    written = written_in(fields_of(before), given)
    remark = given.get("hinweis", "").strip()[:MOST_REMARK]
    reviewed = reviewed_by(services_of(request), current, written, bool(given.get("geprueft")))
    if reviewed.proposal is None:
        fields = fields_of(before | written, reviewed.problems)
        shown = {"name": current.name, "fields": fields, "remark": remark, "assured": given.get("geprueft")}
        return _form(request, shown, HTTPStatus.UNPROCESSABLE_ENTITY)
    queue.hand_in(token, reviewed.proposal, remark)
    return RedirectResponse(DONE, HTTPStatus.SEE_OTHER)


def _form(request: Request, shown: Mapping[str, object], status: int = HTTPStatus.OK) -> HTMLResponse:
    page = render(request, "korrektur.html", shown, status)
    page.headers.update(NEVER_KEPT)
    return page


def _used(request: Request, error: InvalidData) -> HTMLResponse:
    shown = {"title": text("korrektur.used"), "detail": str(error)}
    return render(request, "fehler.html", shown, HTTPStatus.GONE)
