"""Areas beside each other: the matrix of indicators."""

from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from assistant.errors import UnusableQuestion
from assistant.figure_matrix import matrix
from assistant.figure_scope import USUAL, Scope, levels_with_figures, scope_of
from assistant.need_words import SIGNS, any_notes, legend, mean_kind, mean_text, notes, signed, told
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
    "signed": signed,
    "mean_text": mean_text,
    "mean_kind": mean_kind,
    "notes": notes,
    "figure_url": figure_url,
}


@router.get("/zahlen/matrix")
def overview(request: Request, jahr: Year = "", ebene: Kind = USUAL) -> HTMLResponse:
    """Show all areas of a level by indicator for one year, each value with its distance."""
    grid = grid_for(request)
    shown: dict[str, object] = {"levels": levels_with_figures(grid, services_of(request).finder.places)}
    scope, year, problem = asked(request, jahr, ebene)
    shown |= {"scope": scope, "problem": problem}
    if year is None:
        return render(request, "matrix.html", shown, 422 if problem else 200)
    found = matrix(grid, year, scope.areas)
    shown |= {
        **WORDS,
        "year": year,
        "matrix": found,
        "legend": legend(),
        "noted": any_notes(found),
        "download": urlencode({"year": year, "level": scope.level.id}),
    }
    return render(request, "matrix.html", shown, 422 if problem else 200)


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
