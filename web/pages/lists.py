"""`/verwaltung/themen`: the needs and areas that this service knows, to be changed by the city."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.exceptions import HTTPException

from assistant.finding.tagging import suspect_needs
from corpus.accounts.accounts import Account
from corpus.lists import areas_form, needs_form
from corpus.lists.entry import Written
from corpus.lists.own import SHIPPED, Entries, ListKind, OwnLists, shipped
from web.access import Editor, own_form
from web.api.problems import services_of
from web.errors import InvalidRequest
from web.pages.editing import NO_PROBLEMS, written
from web.pages.rendering import render
from web.texts import text

router = APIRouter(default_response_class=HTMLResponse)
TOPICS = "/verwaltung/themen"
NEW = "neu"
TRIED = ("name", "everyday", "official", "short", "aliases")  # what people may ask with alone


class ListName(StrEnum):
    """The lists as addresses name them."""

    TOPICS = "themen"
    AREAS = "gebiete"


@dataclass(frozen=True, slots=True)
class EntryForm:
    """A list with the form for its entries."""

    kind: ListKind
    fields: tuple[str, ...]
    values: Callable[[Entries, str | None], dict[str, str]]
    written: Callable[[Entries, str | None, Mapping[str, str]], Written]
    without: Callable[[Entries, str], Entries]


FORMS = {
    ListName.TOPICS: EntryForm(
        ListKind.NEEDS, needs_form.FIELDS, needs_form.form_values, needs_form.written, needs_form.without
    ),
    ListName.AREAS: EntryForm(
        ListKind.AREAS, areas_form.FIELDS, areas_form.form_values, areas_form.written, areas_form.without
    ),
}


@router.get(TOPICS)
def topics(request: Request, _account: Editor, q: Annotated[str, Query(max_length=200)] = "") -> HTMLResponse:
    """Show needs and areas, all or those with some words in their names, and who changed what."""
    services = services_of(request)
    finder, lists = services.finder, _lists(request)
    institutions, places = finder.institutions(), finder.places
    shown = {
        "q": q,
        "situations": [
            (one, [need for need in one.needs if _has(q, need.label, need.id)])
            for one in finder.taxonomy.situations
        ],
        "levels": [
            (level, [one for one in places.of_level(level.id) if _has(q, one.name, one.id, *one.aliases)])
            for level in places.levels
        ],
        "places": places,
        "by_need": {id_: sum(id_ in one.needs for one in institutions) for id_ in finder.taxonomy.needs},
        "histories": {name: lists.history(form.kind) for name, form in FORMS.items()},
    }
    return render(request, "verwaltung_themen.html", shown)


@router.get("/verwaltung/listen/{liste}/{id_}")
def entry(
    request: Request, _account: Editor, liste: ListName, id_: str, gespeichert: bool = False
) -> HTMLResponse:
    """Show the form for an entry, or for a new one."""
    entries = _lists(request).entries(FORMS[liste].kind)
    known = _known(entries, FORMS[liste].kind, id_)
    return _form(request, liste, known, FORMS[liste].values(entries, known), saved=gespeichert)


@router.post("/verwaltung/listen/{liste}/{id_}", response_model=None, dependencies=[Depends(own_form)])
def change(
    request: Request,
    account: Editor,
    liste: ListName,
    id_: str,
    filled: Annotated[dict[str, str], Depends(written)],
) -> HTMLResponse | RedirectResponse:
    """Store an entry, in force at once, or show the form again with what is wrong at each field."""
    lists, form = _lists(request), FORMS[liste]
    with lists.database.transaction():  # whoever changes another entry at the same time waits
        entries = lists.entries(form.kind)
        known = _known(entries, form.kind, id_)
        checked = form.written(entries, known, filled)
        if checked.entries is not None:
            name = next(value for key, value in filled.items() if key in {"label", "name"})
            said = text(f"lists.{liste}.{'changed' if known else 'added'}", name=" ".join(name.split()))
            _save(request, form.kind, checked.entries, said, account)
    if checked.entries is None:
        return _form(request, liste, known, dict.fromkeys(form.fields, "") | filled, checked.problems)
    return RedirectResponse(f"/verwaltung/listen/{liste}/{checked.id}?gespeichert=true", HTTPStatus.SEE_OTHER)


@router.post("/verwaltung/listen/{liste}/{id_}/entfernen", dependencies=[Depends(own_form)])
def remove(request: Request, account: Editor, liste: ListName, id_: str) -> RedirectResponse:
    """Remove an entry that the city has added and nothing uses."""
    lists, form = _lists(request), FORMS[liste]
    with lists.database.transaction():
        entries = lists.entries(form.kind)
        name = next(iter(form.values(entries, _known(entries, form.kind, id_)).values()))
        if not _removable(request, liste, id_):
            raise InvalidRequest(text("lists.in_use", name=name))
        said = text(f"lists.{liste}.removed", name=name)
        _save(request, form.kind, form.without(entries, id_), said, account)
    return RedirectResponse(TOPICS, HTTPStatus.SEE_OTHER)


@router.post("/verwaltung/listen-zurueck", dependencies=[Depends(own_form)])
def restore(
    request: Request, account: Editor, liste: Annotated[ListName, Form()], nummer: Annotated[int, Form(ge=0)]
) -> RedirectResponse:
    """Put a former state of a list in force again; number 0 is the one that comes with the program."""
    lists, form = _lists(request), FORMS[liste]
    entries = lists.version(form.kind, nummer)
    lost = sorted(_used(request, liste) - _ids(entries, form.kind))
    if lost:
        raise InvalidRequest(text("lists.lost", names=", ".join(lost)))
    name = "shipped" if nummer == SHIPPED else "restored"
    _save(request, form.kind, entries, text(f"lists.{name}", number=nummer), account)
    return RedirectResponse(f"{TOPICS}#verlauf-{liste}", HTTPStatus.SEE_OTHER)


def _form(
    request: Request,
    liste: ListName,
    id_: str | None,
    values: Mapping[str, str],
    problems: Mapping[str, str] = NO_PROBLEMS,
    *,
    saved: bool = False,
) -> HTMLResponse:
    finder = services_of(request).finder
    shown = {
        "liste": liste,
        "id": id_,
        "fields": FORMS[liste].fields,
        "values": defaultdict(str, values),
        "problems": problems,
        "saved": saved,
        "tryable": _tryable(values),
        "situations": finder.taxonomy.situations,
        "levels": finder.places.levels,
        "tagged": [one for one in finder.institutions() if liste is ListName.TOPICS and id_ in one.needs],
        "removable": id_ is not None and _removable(request, liste, id_),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if problems else HTTPStatus.OK
    return render(request, "verwaltung_eintrag.html", shown, status)


def _tryable(values: Mapping[str, str]) -> list[str]:
    """The words of an entry, each once, that somebody may look for help with."""
    lines = [line.strip() for name in TRIED for line in values.get(name, "").split("\n")]
    return [line for line in dict.fromkeys(lines) if line]


def _save(request: Request, kind: ListKind, entries: Entries, what: str, account: Account) -> None:
    """Put a list in force; what institutions are suspected of follows the needs at once."""
    lists = _lists(request)
    with lists.database.transaction():
        lists.save(kind, entries, what, account.name)
        if kind is ListKind.NEEDS:
            suspect_needs(services_of(request).finder.directory)


def _known(entries: Entries, kind: ListKind, id_: str) -> str | None:
    """The id of an entry, None for a new one."""
    if id_ == NEW:
        return None
    if id_ not in _ids(entries, kind):
        raise HTTPException(HTTPStatus.NOT_FOUND)
    return id_


def _ids(entries: Entries, kind: ListKind) -> frozenset[str]:
    if kind is ListKind.AREAS:
        return frozenset(one["id"] for one in entries["areas"])
    return frozenset(one["id"] for situation in entries["situations"] for one in situation["needs"])


def _used(request: Request, liste: ListName) -> frozenset[str]:
    """What people say of institutions, of what the lists in force hold; suspected needs do not count."""
    kind = FORMS[liste].kind
    finder = services_of(request).finder
    held = finder.taxonomy.needs.keys() if kind is ListKind.NEEDS else finder.places.areas.keys()
    named = {
        id_
        for one in finder.institutions()
        for id_ in (one.given_needs if kind is ListKind.NEEDS else (one.area, *one.service_areas))
    }
    return frozenset(id_ for id_ in named if id_ in held)


def _removable(request: Request, liste: ListName, id_: str) -> bool:
    """Whether the city has added an entry itself, and no institution and no other area refers to it."""
    kind = FORMS[liste].kind
    areas = services_of(request).finder.places.areas.values() if kind is ListKind.AREAS else ()
    linked = {
        other
        for one in areas
        for other in (*one.within, *one.perhaps_within, *one.neighbours, *one.perhaps_neighbours)
    }
    return id_ not in _ids(shipped(kind), kind) | _used(request, liste) | linked


def _lists(request: Request) -> OwnLists:
    return OwnLists(services_of(request).catalogue.database)


def _has(words: str, *names: str) -> bool:
    """Whether all of these words stand in one of the names."""
    named = " ".join(names).casefold()
    return all(word in named for word in words.casefold().split())
