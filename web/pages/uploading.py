"""`/verwaltung/hochgeladen`: files for the catalogue, handed in and followed until they can be found."""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends, File, Form, Request, UploadFile
from fastapi.responses import HTMLResponse, RedirectResponse

from corpus.document import Visibility
from corpus.errors import CorpusError
from corpus.figures.ledger import Ledger
from corpus.intake import DOCUMENT_SUFFIXES
from corpus.quality import briefs
from corpus.unlocking import without_locks
from corpus.uploads import HandedIn, Uploads
from web.access import Editor, own_form
from web.api.problems import services_of
from web.operations.size import UPLOADS
from web.pages.rendering import render

router = APIRouter(default_response_class=HTMLResponse)
FOLLOWED = "/verwaltung/hochgeladen"


@router.get(FOLLOWED)
def uploads(request: Request, _account: Editor) -> HTMLResponse:
    """Show the form, and how far each file is."""
    return _page(request)


@router.post(UPLOADS, response_model=None, dependencies=[Depends(own_form)])
def hand_in(
    request: Request,
    account: Editor,
    dateien: Annotated[list[UploadFile], File()],
    sichtbarkeit: Annotated[Visibility, Form()] = Visibility.INTERNAL,
    kennwort: Annotated[str, Form(max_length=500)] = "",
    ersetzt: Annotated[str, Form(max_length=100)] = "",
    gezeigt: Annotated[Visibility | None, Form()] = None,
) -> HTMLResponse | RedirectResponse:
    """Keep files until they are read in the background, perhaps as a new version of a document.

    A password opens them now and is kept nowhere. Where the visibility was left as the page showed it, a new
    version is for those who may see the older one today, whatever the page showed.
    """
    services = services_of(request)
    files = [HandedIn(one.filename or "", one.file) for one in dateien]
    try:
        replaced = services.catalogue.document(ersetzt) if ersetzt else None
        seen = replaced.description.visibility if replaced and gezeigt is sichtbarkeit else sichtbarkeit
        opened = without_locks(files, kennwort, services.settings.limits())
        Uploads(services.catalogue).receive(opened, seen, account.name, replaced.id if replaced else None)
    except CorpusError as error:
        return _page(request, str(error))
    return RedirectResponse(FOLLOWED, HTTPStatus.SEE_OTHER)


def _page(request: Request, problem: str = "") -> HTMLResponse:
    services = services_of(request)
    catalogue = services.catalogue
    newest = Uploads(catalogue).newest()
    shown = {
        "uploads": newest,
        "running": sum(not one.ended for one in newest),
        "briefs": briefs(catalogue, [one.document_id for one in newest if one.document_id]),
        "without_figures": frozenset(Ledger(catalogue).pending()),
        "known": {one.id: one.title for one in catalogue.documents()},
        "visible": {one.id: one.description.visibility for one in catalogue.documents()},
        "endings": sorted(DOCUMENT_SUFFIXES),
        "most_mib": services.settings.upload_mib,
        "problem": problem,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if problem else HTTPStatus.OK
    return render(request, "verwaltung_hochgeladen.html", shown, status)
