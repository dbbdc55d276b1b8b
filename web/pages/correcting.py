"""`/korrektur/{token}`: the form behind a one-time link, by which a provider corrects its entry."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from assistant.finding.wishes import language_code
from corpus.directory.form import CHOICES, Reviewed, form_values, review
from corpus.errors import InvalidData
from corpus.institution import Institution
from corpus.places.geometry import stored_borders
from web.api.finder import corrections_of
from web.api.problems import services_of
from web.pages.help_view import spoken
from web.pages.rendering import render
from web.texts import entries, text

router = APIRouter(prefix="/korrektur", default_response_class=HTMLResponse)
DONE = "/korrektur/eingegangen"
LANGUAGES = "Sprachen"
PRIVATE = {"Cache-Control": "no-store"}
MOST_REMARK = 2000
NO_PROBLEMS: Mapping[str, str] = {}
_LIST = re.compile(r"[;,\n]+")


@dataclass(frozen=True, slots=True)
class Field:
    """A field of the form; `problem` is what is wrong with its value."""

    name: str
    id: str
    value: str
    hint: str
    problem: str
    choices: tuple[str, ...]
    long: bool


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
    return _form(request, {"name": current.name, "fields": _fields(_shown(form_values(current)))})


@router.post("/{token}", response_model=None)
async def hand_in(request: Request, token: str) -> HTMLResponse | RedirectResponse:
    """Put a proposal into the queue, or show the form again with what is wrong at each field."""
    given = {name: value for name, value in (await request.form()).items() if isinstance(value, str)}
    queue = corrections_of(services_of(request).catalogue)
    try:
        current = queue.opened(token)
    except InvalidData as error:
        return _used(request, error)
    before = _shown(form_values(current))
    written = {field.name: given[field.id] for field in _fields(before) if field.id in given}
    remark = given.get("hinweis", "").strip()[:MOST_REMARK]
    reviewed = _reviewed(request, current, written, bool(given.get("geprueft")))
    if reviewed.proposal is None:
        fields = _fields(before | written, reviewed.problems)
        shown = {"name": current.name, "fields": fields, "remark": remark, "assured": given.get("geprueft")}
        return _form(request, shown, HTTPStatus.UNPROCESSABLE_ENTITY)
    queue.hand_in(token, reviewed.proposal, remark)
    return RedirectResponse(DONE, HTTPStatus.SEE_OTHER)


def _reviewed(request: Request, current: Institution, written: Mapping[str, str], assured: bool) -> Reviewed:
    services = services_of(request)
    places = services.finder.places
    today = datetime.now(ZoneInfo(places.city.time_zone)).date() if assured else None
    values, odd = _with_codes(written)
    reviewed = review(current, values, places, stored_borders(services.catalogue.database), today)
    return Reviewed(None, {**reviewed.problems, **odd}) if odd else reviewed


def _form(request: Request, shown: Mapping[str, object], status: int = HTTPStatus.OK) -> HTMLResponse:
    page = render(request, "korrektur.html", shown, status)
    page.headers.update(PRIVATE)
    return page


def _used(request: Request, error: InvalidData) -> HTMLResponse:
    shown = {"title": text("korrektur.used"), "detail": str(error)}
    return render(request, "fehler.html", shown, HTTPStatus.GONE)


def _fields(values: Mapping[str, str], problems: Mapping[str, str] = NO_PROBLEMS) -> list[Field]:
    hints = entries("korrektur")["hints"]
    return [
        Field(
            name,
            f"feld-{number}",
            value,
            hints.get(name, ""),
            problems.get(name, ""),
            CHOICES.get(name, ()),
            name in entries("korrektur")["long"],
        )
        for number, (name, value) in enumerate(values.items(), start=1)
    ]


def _shown(values: Mapping[str, str]) -> dict[str, str]:
    """The values with languages by their names."""
    codes = [code.strip() for code in _LIST.split(values[LANGUAGES]) if code.strip()]
    return {**values, LANGUAGES: spoken(codes)}


def _with_codes(values: Mapping[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    """The values with languages as codes, and the problem of names that are no language."""
    if LANGUAGES not in values:
        return dict(values), {}
    names = [name.strip() for name in _LIST.split(values[LANGUAGES]) if name.strip()]
    odd = [name for name in names if language_code(name) is None]
    codes = ", ".join(code for name in names if (code := language_code(name)))
    problems = {LANGUAGES: text("korrektur.language", name=odd[0])} if odd else {}
    return {**values, LANGUAGES: codes}, problems
