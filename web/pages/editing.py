"""`/verwaltung/dokumente`: all documents, and what is known about each, ready to be changed."""

import json
from collections.abc import Mapping
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from pydantic import TypeAdapter, ValidationError

from corpus.describing import described, form_values, merged
from corpus.document import Document
from corpus.editing import Editing
from corpus.locking import writing
from corpus.quality import quality
from corpus.reading.clues import kinds
from corpus.versions import newest
from web.access import Editor, own_form
from web.api.problems import services_of
from web.errors import InvalidRequest
from web.pages.rendering import render
from web.services import bring_up_to_date
from web.texts import text

router = APIRouter(default_response_class=HTMLResponse)
MOST_SHOWN = 100
NEWEST = 20  # changes to all documents that are shown
NO_PROBLEMS: Mapping[str, str] = {}


async def written(request: Request) -> dict[str, str]:
    """The fields of a form as they were sent."""
    return {name: value for name, value in (await request.form()).items() if isinstance(value, str)}


@router.get("/verwaltung/dokumente")
def documents(
    request: Request, _account: Editor, q: Annotated[str, Query(max_length=200)] = "", entfernt: bool = False
) -> HTMLResponse:
    """Show all documents, internal and hidden ones too, or those with some words in title or file name."""
    catalogue = services_of(request).catalogue
    known = catalogue.documents()
    found = [one for one in known if _is_named(one, q)]
    shown = {
        "q": q,
        "removed": entfernt,
        "documents": found[:MOST_SHOWN],
        "found": len(found),
        "total": len(known),
        "history": Editing(catalogue).history(most=NEWEST),
    }
    return render(request, "verwaltung_dokumente.html", shown)


@router.get("/verwaltung/dokumente/{document_id}")
def document(request: Request, _account: Editor, document_id: str, gespeichert: bool = False) -> HTMLResponse:
    """Show what is known about a document, how well it was read, and who changed what."""
    found = services_of(request).catalogue.document(document_id)
    return _form(request, found, form_values(found.description), saved=gespeichert)


@router.post("/verwaltung/dokumente/{document_id}", response_model=None, dependencies=[Depends(own_form)])
def change(
    request: Request, account: Editor, document_id: str, filled: Annotated[dict[str, str], Depends(written)]
) -> HTMLResponse | RedirectResponse:
    """Store what was changed, or show the form again with what is wrong at each field."""
    catalogue = services_of(request).catalogue
    found = catalogue.document(document_id)
    wanted, clashes = merged(form_values(found.description), _shown(filled), filled)
    checked = described(found.description, wanted)
    if clashes or checked.description is None:
        return _form(request, found, wanted, {**checked.problems, **clashes})
    Editing(catalogue).change(document_id, checked.description, account.name)
    return RedirectResponse(f"/verwaltung/dokumente/{document_id}?gespeichert=true", HTTPStatus.SEE_OTHER)


@router.post(
    "/verwaltung/dokumente/{document_id}/entfernen",
    response_model=None,
    dependencies=[Depends(own_form)],
)
def remove(
    request: Request, account: Editor, document_id: str, sicher: Annotated[bool, Form()] = False
) -> HTMLResponse | RedirectResponse:
    """Remove a document with all that was read from it, once somebody has confirmed it."""
    services = services_of(request)
    found = services.catalogue.document(document_id)
    if not sicher:
        problem = {"sicher": text("verwaltung.not_sure")}
        return _form(request, found, form_values(found.description), problem)
    with writing(services.data, _refuse):
        Editing(services.catalogue).remove(document_id, account.name)
        services.archive.tidy(services.catalogue.documents())
        bring_up_to_date(services)
    return RedirectResponse("/verwaltung/dokumente?entfernt=true", HTTPStatus.SEE_OTHER)


@router.post("/verwaltung/dokumente/{document_id}/wieder", dependencies=[Depends(own_form)])
def reinstate(
    request: Request, account: Editor, document_id: str, statt: Annotated[bool, Form()] = False
) -> RedirectResponse:
    """Let a document that had given way stand again, instead of the version in its place or beside it."""
    Editing(services_of(request).catalogue).reinstate(document_id, account.name, statt)
    return RedirectResponse(f"/verwaltung/dokumente/{document_id}?gespeichert=true", HTTPStatus.SEE_OTHER)


def _shown(filled: Mapping[str, str]) -> dict[str, str]:
    """What the form showed before anything was changed in it, as it sent it along; nothing if it did not."""
    try:
        return TypeAdapter(dict[str, str]).validate_json(filled.get("gezeigt", "{}"))
    except ValidationError:
        return {}


def _refuse() -> None:
    raise InvalidRequest(text("verwaltung.busy"))


def _form(
    request: Request,
    found: Document,
    values: Mapping[str, str],
    problems: Mapping[str, str] = NO_PROBLEMS,
    *,
    saved: bool = False,
) -> HTMLResponse:
    catalogue = services_of(request).catalogue
    shown = {
        "document": found,
        "newer": catalogue.document(newest(catalogue.documents())[found.id]),
        "values": values,
        "shown": json.dumps(form_values(found.description), ensure_ascii=False),
        "problems": problems,
        "saved": saved,
        "kinds": kinds(),
        "quality": quality(catalogue, found.id),
        "history": Editing(catalogue).history(found.id),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if problems else HTTPStatus.OK
    return render(request, "verwaltung_dokument.html", shown, status)


def _is_named(one: Document, words: str) -> bool:
    described = one.description
    states = [text(f"documents.visibility.{described.visibility}")]
    states += [text("verwaltung.fields.hidden")] if described.hidden else []
    named = " ".join([one.title, one.file, one.id, str(one.year or ""), described.kind, *states]).casefold()
    return all(word in named for word in words.casefold().split())
