"""`/verwaltung/einrichtungen`: editors find, change, add and remove entries of the directory."""

from collections.abc import Mapping
from enum import StrEnum
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from assistant.finding.tagging import suspect_needs
from corpus.accounts.accounts import Account
from corpus.directory.changing import NEW, Edit, checked, checked_new
from corpus.directory.directory import Directory
from corpus.directory.directory import Editor as By
from corpus.directory.doubts import doubts_of
from corpus.directory.form import NEEDS, OF_EDITORS, assured, form_values
from corpus.directory.history import deeds, steps
from corpus.directory.known import known_to
from corpus.institution import Institution
from web.access import Editor, own_form
from web.api.problems import services_of
from web.entry_form import fields_of, today, written_in
from web.errors import InvalidRequest
from web.pages.rendering import render
from web.texts import entries, text

router = APIRouter(default_response_class=HTMLResponse)
PATH = "/verwaltung/einrichtungen"
NEW_ID = "neu"
MOST_SHOWN = 50
NEWEST = 20  # changes to all entries that are shown
MOST_REASON = 200


class Kind(StrEnum):
    """What a list of entries is narrowed to."""

    ALL = ""
    UNTAGGED = "ohne-thema"
    SUSPECTED = "vermutet"
    UNASSURED = "ungeprueft"


async def filled(request: Request) -> dict[str, str]:
    """The columns of a filled form, chosen needs as one, and what else was sent, by its own name."""
    sent = await request.form()
    given = {name: value for name, value in sent.items() if isinstance(value, str)}
    needs = "; ".join(one for one in sent.getlist("bedarf") if isinstance(one, str))
    return given | written_in(fields_of(dict.fromkeys(OF_EDITORS, "")), given) | {NEEDS: needs}


@router.get(PATH)
def institutions(
    request: Request,
    _account: Editor,
    q: Annotated[str, Query(max_length=200)] = "",
    art: Kind = Kind.ALL,
    seite: Annotated[int, Query(ge=1, le=1000)] = 1,
) -> HTMLResponse:
    """Show all entries, or those with some words in name, provider, offers, address or id."""
    finder = services_of(request).finder
    known = finder.institutions()
    found = sorted((one for one in known if _fits(one, q, art)), key=lambda one: one.name.casefold())
    first = (seite - 1) * MOST_SHOWN
    shown = {
        "q": q,
        "kind": art,
        "kinds": entries("einrichtungen")["kinds"],
        "institutions": found[first : first + MOST_SHOWN],
        "found": len(found),
        "total": len(known),
        "page": seite,
        "pages": -(-len(found) // MOST_SHOWN),
        "places": finder.places,
        "deeds": deeds(finder.directory, NEWEST),
    }
    return render(request, "verwaltung_einrichtungen.html", shown)


@router.get(f"{PATH}/{{id_}}")
def institution(request: Request, _account: Editor, id_: str, gespeichert: bool = False) -> HTMLResponse:
    """Show an entry ready to be changed, or the form for a new one, and who changed what."""
    one = NEW if id_ == NEW_ID else _directory(request).get(id_)
    return _form(request, one, Edit(one, {}, form_values(one, OF_EDITORS)), saved=gespeichert)


@router.post(f"{PATH}/{{id_}}", response_model=None, dependencies=[Depends(own_form)])
def change(
    request: Request,
    account: Editor,
    id_: str,
    given: Annotated[dict[str, str], Depends(filled)],
    fassung: Annotated[int, Form()] = 0,
) -> HTMLResponse | RedirectResponse:
    """Store an entry, or show the form again with what is wrong at each field."""
    directory = _directory(request)
    with directory.database.transaction():  # whoever changes the entry at the same time waits
        edit = _checked(directory, id_, fassung, given)
        if edit.proposal:
            _store(request, account, edit.proposal, given)
    if edit.proposal is None:
        one = directory.get(id_) if directory.version(id_) else NEW
        return _form(request, one, edit, given)
    return RedirectResponse(f"{PATH}/{edit.proposal.id}?gespeichert=true", HTTPStatus.SEE_OTHER)


@router.post(f"{PATH}/{{id_}}/entfernen", response_model=None, dependencies=[Depends(own_form)])
def remove(
    request: Request, account: Editor, id_: str, sicher: Annotated[bool, Form()] = False
) -> HTMLResponse | RedirectResponse:
    """Take an entry out of the directory, once somebody has confirmed it; its history stays."""
    directory = _directory(request)
    one = directory.get(id_)
    if not sicher:
        problem = {"sicher": text("einrichtungen.not_sure")}
        return _form(request, one, Edit(None, problem, form_values(one, OF_EDITORS)))
    directory.remove(id_, By(account.name, text("einrichtungen.reasons.removed")))
    return RedirectResponse(PATH, HTTPStatus.SEE_OTHER)


@router.post(f"{PATH}/{{id_}}/zurueck", dependencies=[Depends(own_form)])
def restore(
    request: Request, account: Editor, id_: str, fassung: Annotated[int, Form(ge=1)]
) -> RedirectResponse:
    """Put an earlier version in force again, also of an entry that was removed."""
    directory = _directory(request)
    versions = {one.version: one.institution for one in directory.history(id_)}
    earlier = versions.get(fassung)
    if earlier is None:
        raise InvalidRequest(text("einrichtungen.no_version", number=fassung))
    directory.put([earlier], By(account.name, text("einrichtungen.reasons.restored", number=fassung)))
    suspect_needs(directory, [id_])
    return RedirectResponse(f"{PATH}/{id_}?gespeichert=true", HTTPStatus.SEE_OTHER)


def _checked(directory: Directory, id_: str, version: int, given: Mapping[str, str]) -> Edit:
    """What came of a form; one over an entry that was removed meanwhile becomes one for a new entry."""
    known = known_to(directory.database)
    if id_ == NEW_ID:
        return checked_new(directory, given, known)
    if directory.version(id_) or not directory.history(id_):
        return checked(directory, id_, version, given, known)
    fresh = checked_new(directory, given, known)
    return Edit(None, {**fresh.problems, "Name": text("einrichtungen.gone")}, fresh.values)


def _store(request: Request, account: Account, proposal: Institution, given: Mapping[str, str]) -> None:
    """Put an entry into the directory; where nobody has named its needs, its texts are read for them."""
    directory = _directory(request)
    if given.get("geprueft"):
        proposal = assured(proposal, today(services_of(request)), given.get("von", "") or account.name)
    usual = text(f"einrichtungen.reasons.{'changed' if directory.version(proposal.id) else 'added'}")
    reason = " ".join(given.get("grund", "").split())[:MOST_REASON] or usual
    directory.put([proposal], By(account.name, reason))
    suspect_needs(directory, [proposal.id])


def _form(
    request: Request,
    one: Institution,
    edit: Edit,
    given: Mapping[str, str] | None = None,
    *,
    saved: bool = False,
) -> HTMLResponse:
    directory, finder = _directory(request), services_of(request).finder
    known = known_to(directory.database)
    hours = one.schedule.text if one.schedule else ""
    shown = {
        "one": one,
        "version": directory.version(one.id),
        "fields": {field.name: field for field in fields_of(edit.values, edit.problems)},
        "groups": entries("einrichtungen")["groups"],
        "problems": edit.problems,
        "chosen": edit.values[NEEDS].split("; "),
        "suspected": [need for need in one.needs if need not in one.given_needs],
        "needs": finder.taxonomy.needs,
        "situations": finder.taxonomy.situations,
        "doubts": list(doubts_of(one, hours, known, today(services_of(request)))) if one.id else [],
        "steps": steps(directory, one.id),
        "given": given or {},
        "saved": saved,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if edit.problems else HTTPStatus.OK
    return render(request, "verwaltung_einrichtung.html", shown, status)


def _fits(one: Institution, words: str, kind: Kind) -> bool:
    apart = {
        Kind.ALL: True,
        Kind.UNTAGGED: not one.needs,
        Kind.SUSPECTED: bool(one.needs) and not one.given_needs,
        Kind.UNASSURED: one.assured_date is None,
    }
    offers = " ".join(service.name for service in one.services)
    named = f"{one.name} {one.organisation} {offers} {one.address.line} {one.address.district} {one.id}"
    return apart[kind] and all(word in named.casefold() for word in words.casefold().split())


def _directory(request: Request) -> Directory:
    return services_of(request).finder.directory
