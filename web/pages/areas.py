"""»Sozialräume«: the areas of the city, and one page for each."""

from collections.abc import Sequence
from datetime import UTC, datetime

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse
from markupsafe import Markup

from assistant.area_profile import ProfileLine
from assistant.figure_charts import chart
from assistant.figure_scope import USUAL, scope_of
from assistant.indices import indices_of
from assistant.profile_pdf import profile_pdf
from corpus.place import Area, Level
from corpus.places.areas import Places
from corpus.places.geometry import Outline, stored_borders
from web.access import visibilities
from web.api.downloads import PDF, handed_out
from web.api.figure_shapes import FigureShape
from web.api.problems import services_of
from web.api.profile import profile_of
from web.pages.area_maps import map_of_area, map_of_level
from web.pages.comparing import WORDS
from web.pages.numbers import shapes
from web.pages.rendering import render

router = APIRouter(default_response_class=HTMLResponse)


@router.get("/sozialraeume")
def areas(request: Request) -> HTMLResponse:
    """Show all areas by their kind, the Sozialräume by their index where there is one, on a map as well."""
    services = services_of(request)
    places, grid = services.finder.places, services.grid(visibilities(request))
    scope = scope_of(grid, places)
    indices = indices_of(grid, scope, scope.years[0]) if scope.years else None
    index = indices.status if indices and indices.status.areas else None
    shown = {
        **WORDS,
        "kinds": [(level, places.of_level(level.id)) for level in _levels(places)],
        "city": places.city,
        "scope": scope,
        "indices": indices if index else None,
        "picture": map_of_level(scope.areas, index, _outlines(request), places),
    }
    return render(request, "sozialraeume.html", shown)


@router.get("/sozialraeume/{id_}.pdf", response_class=Response)
def area_pdf(request: Request, id_: str) -> Response:
    """Hand out the same as a PDF."""
    places, today = services_of(request).finder.places, datetime.now(UTC).date()
    document = profile_pdf(profile_of(request, id_), places, today)
    return handed_out(document, PDF, f"profil-{id_}-{today.isoformat()}.pdf")


@router.get("/sozialraeume/{id_}")
def area(request: Request, id_: str) -> HTMLResponse:
    """Show what figures, papers and the directory hold on one area, and what they do not."""
    places = services_of(request).finder.places
    profile = profile_of(request, id_)
    shown = {
        **WORDS,
        "profile": profile,
        "level": next(one for one in places.levels if one.id == profile.area.level),
        "labels": {one.id: one.label for one in places.levels},
        "around": _named(places, places.around(id_) - {id_}),
        "beside": _named(places, places.beside(id_)),
        "rows": [_row(request, line) for line in profile.lines],
        "picture": map_of_area(profile.area, profile.there, _outlines(request), places),
    }
    return render(request, "sozialraum.html", shown)


def _outlines(request: Request) -> tuple[Outline, ...]:
    return stored_borders(services_of(request).catalogue.database).outlines


def _levels(places: Places) -> Sequence[Level]:
    """Sozialräume first, since that is what the papers are written for."""
    return sorted(places.levels, key=lambda level: level.id != USUAL)


def _named(places: Places, ids: frozenset[str]) -> list[Area]:
    return sorted((places.areas[id_] for id_ in ids if id_ in places.areas), key=lambda one: one.name)


def _row(
    request: Request, line: ProfileLine
) -> tuple[ProfileLine, list[FigureShape], FigureShape | None, Markup | None]:
    """A line with its figures, the newest one's twin for the city, and a chart."""
    whole = shapes(request, (line.beside,)) if line.beside else []
    own = shapes(request, tuple(cell.quoted for cell in line.cells))
    return line, own, whole[0] if whole else None, _chart(line)


def _chart(line: ProfileLine) -> Markup | None:
    """The area beside the city over the years, where there are two of them."""
    drawn = chart(line.charted) if len(line.cells) > 1 else None
    return Markup(drawn) if drawn else None  # noqa: S704  drawn here, its texts escaped
