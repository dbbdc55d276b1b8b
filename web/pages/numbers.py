"""»Zahlen«: asked for or chosen, as table, sentence and chart."""

from dataclasses import dataclass
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import HTMLResponse
from markupsafe import Markup

from assistant.figure_answer import FigureAnswer, Quoted
from assistant.figure_charts import chart
from assistant.figure_choice import Choice, area_in, chosen, usual_areas
from assistant.figure_grid import FigureGrid
from corpus.figures.indicators import indicators
from web.access import visibilities
from web.api.figure_shapes import FigureShape
from web.api.figures import masking_of
from web.api.problems import services_of
from web.errors import InvalidRequest
from web.filters import years_of
from web.pages.rendering import render

router = APIRouter(default_response_class=HTMLResponse)
Typed = Annotated[str, Query(max_length=1000)]
Several = Annotated[list[str] | None, Query(max_length=500)]


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked on »Zahlen«, and which figures are on the list already."""

    q: str
    indicators: tuple[str, ...]
    area: str
    year: str
    kept: tuple[str, ...]


def asked(
    q: Typed = "", kennzahl: Several = None, gebiet: Typed = "", jahr: Typed = "", zahl: Several = None
) -> Asked:
    """What a request asks; indicators that the catalogue does not have are left out."""
    named = tuple(id_ for id_ in dict.fromkeys(kennzahl or ()) if id_ in indicators().by_id)
    return Asked(q.strip(), named, gebiet, jahr.strip(), tuple(dict.fromkeys(zahl or ())))


@router.get("/zahlen")
def figures(request: Request, query: Annotated[Asked, Depends(asked)]) -> HTMLResponse:
    """Show figures for a question or a choice, each with the page that prints it."""
    grid = grid_for(request)
    shown: dict[str, object] = {"asked": query, **_choices(grid)}
    if not query.q and not query.indicators:
        return render(request, "zahlen.html", shown)
    try:
        answer = masking_of(request).answer(_answer(request, query, grid))
    except InvalidRequest as error:
        return render(request, "zahlen.html", shown | {"problem": str(error)}, 422)
    drawn = chart(answer.rows)
    shown |= {
        "answer": answer,
        "rows": shapes(request, answer.rows),
        "nearest": shapes(request, answer.nearest),
        "chart": Markup(drawn) if drawn else "",  # noqa: S704  drawn here, its texts escaped
        "ids": urlencode([("id", one.figure.id) for one in answer.rows]),
    }
    return render(request, "zahlen.html", shown)


def grid_for(request: Request) -> FigureGrid:
    """The grid of those figures that whoever asks may see."""
    return services_of(request).grid(visibilities(request))


def shapes(request: Request, rows: tuple[Quoted, ...]) -> list[FigureShape]:
    """Figures as pages show them."""
    masking = masking_of(request)
    return [FigureShape.of(quoted, masking) for quoted in rows]


def _answer(request: Request, query: Asked, grid: FigureGrid) -> FigureAnswer:
    """By choice where indicators are chosen, by question otherwise."""
    span = years_of(query.year) if query.year else None
    if query.indicators:
        area = area_in(query.area, grid) if query.area else None
        return chosen(Choice(query.indicators, (area,) if area else (), *(span or (None, None))), grid)
    counting = services_of(request).counting(visibilities(request))
    return counting.ask(query.q, query.area or None, span)


def _choices(grid: FigureGrid) -> dict[str, object]:
    """What can be chosen: indicators and areas with figures, and their years."""
    names = grid.names
    others = sorted(grid.areas() - set(usual_areas(grid)), key=names.label)
    areas = [(id_, names.label(id_)) for id_ in (*usual_areas(grid), *others)]
    kinds = {area.id: area.level for area in names.places.areas.values()}
    return {"indicators": grid.indicators(), "areas": areas, "kinds": kinds, "years": grid.years()}
