"""Areas beside each other: the matrix of indicators, and the social index made of them."""

from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from assistant.errors import UnusableQuestion
from assistant.figure_matrix import matrix
from assistant.figure_scope import USUAL, Scope, levels_with_figures, scope_of
from assistant.indices import Indices, indices_of, name_of, remarks, two_places
from assistant.need_words import (
    LEVELS,
    SIGNS,
    any_notes,
    before_text,
    legend,
    mean_kind,
    mean_text,
    notes,
    signed,
    told,
)
from web.api.figure_shapes import figure_url
from web.api.problems import services_of
from web.pages.numbers import grid_for
from web.pages.rendering import render

router = APIRouter(default_response_class=HTMLResponse)
Year = Annotated[str, Query(max_length=20)]
Kind = Annotated[str, Query(max_length=40)]
WORDS = {
    "signs": SIGNS,
    "told": told,
    "before_text": before_text,
    "signed": signed,
    "mean_text": mean_text,
    "mean_kind": mean_kind,
    "notes": notes,
    "figure_url": figure_url,
    "name_of": name_of,
    "remarks": remarks,
    "two_places": two_places,
    "need_of": LEVELS,
}


@router.get("/zahlen/matrix")
def overview(request: Request, jahr: Year = "", ebene: Kind = USUAL, seit: Year = "") -> HTMLResponse:
    """Show all areas of a level by indicator for a year or a span, each value with its distance."""
    grid = grid_for(request)
    shown: dict[str, object] = {"levels": levels_with_figures(grid, services_of(request).finder.places)}
    scope, year, problem = asked(request, jahr, ebene)
    shown |= {"scope": scope, "problem": problem}
    if year is None:
        return render(request, "matrix.html", shown, 422 if problem else 200)
    try:
        since = scope.since(seit.strip(), year)
    except UnusableQuestion as error:
        since, problem = None, problem or str(error)
    found = matrix(grid, year, scope.areas, since)
    shown |= {
        **WORDS,
        "problem": problem,
        "year": year,
        "matrix": found,
        "legend": legend(),
        "noted": any_notes(found),
        "download": urlencode({"year": year, "level": scope.level.id} | ({"since": since} if since else {})),
    }
    return render(request, "matrix.html", shown, 422 if problem else 200)


@router.get("/zahlen/sozialindex")
def index(request: Request, jahr: Year = "", seit: Year = "", ebene: Kind = USUAL) -> HTMLResponse:
    """Show status and dynamics of the areas of a level, with each step that leads to them."""
    grid = grid_for(request)
    scope, year, problem = asked(request, jahr, ebene)
    shown: dict[str, object] = {
        "levels": levels_with_figures(grid, services_of(request).finder.places),
        "scope": scope,
        "problem": problem,
    }
    if year is None:
        return render(request, "sozialindex.html", shown, 422 if problem else 200)
    try:
        found = indices_of(grid, scope, year, seit.strip())
    except UnusableQuestion as error:
        found, problem = indices_of(grid, scope, year), problem or str(error)
    shown |= {
        **WORDS,
        "problem": problem,
        "year": year,
        "indices": found,
        "printed": any(one.printed for kind in found.kinds for one in kind.areas),
        "download": _download(found),
    }
    return render(request, "sozialindex.html", shown, 422 if problem else 200)


def _download(found: Indices) -> str:
    """What the interface is asked for the same index."""
    asked_for = {"year": found.status.years[0], "level": found.scope.level.id}
    since = {"since": found.dynamics.years[0]} if found.dynamics else {}
    return urlencode(asked_for | since)


def asked(request: Request, year: str, level: str) -> tuple[Scope, int | None, str]:
    """The asked level and year; where there is none of that name, the usual one with what is wrong."""
    grid, places = grid_for(request), services_of(request).finder.places
    problem = ""
    try:
        scope = scope_of(grid, places, level)
    except UnusableQuestion as error:
        scope, problem = scope_of(grid, places), str(error)
    if not scope.years:
        return scope, None, problem
    try:
        return scope, scope.year(year.strip()), problem
    except UnusableQuestion as error:
        return scope, scope.year(), problem or str(error)
