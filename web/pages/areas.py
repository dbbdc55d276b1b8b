"""»Sozialräume«: the areas of the city, and one page for each."""

from collections.abc import Sequence
from http import HTTPStatus

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse
from markupsafe import Markup
from starlette.exceptions import HTTPException

from assistant.area_profile import ProfileLine, area_profile
from assistant.figure_charts import chart
from assistant.figure_scope import USUAL
from corpus.place import Area, Level
from corpus.places.areas import Places
from corpus.versions import current
from web.access import visible_documents
from web.api.figure_shapes import FigureShape
from web.api.problems import services_of
from web.pages.numbers import grid_for, shapes
from web.pages.rendering import render

router = APIRouter(default_response_class=HTMLResponse)


@router.get("/sozialraeume")
def areas(request: Request) -> HTMLResponse:
    """Show all areas by their kind."""
    places = services_of(request).finder.places
    kinds = [(level, places.of_level(level.id)) for level in _levels(places)]
    return render(request, "sozialraeume.html", {"kinds": kinds, "city": places.city})


@router.get("/sozialraeume/{id_}")
def area(request: Request, id_: str) -> HTMLResponse:
    """Show what figures, papers and the directory hold on one area, and what they do not."""
    services = services_of(request)
    places = services.finder.places
    if id_ not in places.areas:
        raise HTTPException(HTTPStatus.NOT_FOUND)
    documents = current(visible_documents(request))
    profile = area_profile(
        places.area(id_),
        grid_for(request),
        services.catalogue,
        documents,
        services.finder.institutions(),
        places,
    )
    shown = {
        "profile": profile,
        "level": next(one for one in places.levels if one.id == profile.area.level),
        "around": _named(places, places.around(id_) - {id_}),
        "beside": _named(places, places.beside(id_)),
        "rows": [_row(request, line) for line in profile.lines],
    }
    return render(request, "sozialraum.html", shown)


def _levels(places: Places) -> Sequence[Level]:
    """Sozialräume first, since that is what the papers are written for."""
    return sorted(places.levels, key=lambda level: level.id != USUAL)


def _named(places: Places, ids: frozenset[str]) -> list[Area]:
    return sorted((places.areas[id_] for id_ in ids if id_ in places.areas), key=lambda one: one.name)


def _row(
    request: Request, line: ProfileLine
) -> tuple[ProfileLine, list[FigureShape], FigureShape | None, Markup | None]:
    """A line with its figures, the newest one's twin for the city, and a chart."""
    newest = line.cells[-1].quoted.figure.year
    whole = shapes(request, tuple(c.quoted for c in line.city if c.quoted.figure.year == newest))
    own = shapes(request, tuple(cell.quoted for cell in line.cells))
    return line, own, whole[0] if whole else None, _chart(line)


def _chart(line: ProfileLine) -> Markup | None:
    """The area beside the city over the years, where there are two of them."""
    drawn = chart([cell.quoted for cell in (*line.cells, *line.city)]) if len(line.cells) > 1 else None
    return Markup(drawn) if drawn else None  # noqa: S704  drawn here, its texts escaped
