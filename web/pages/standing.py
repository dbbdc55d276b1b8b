"""The pages that say what this service is: how to use it, who runs it, what becomes of data."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from assistant.crisis import number_now
from assistant.need_words import legend
from assistant.references import Style
from corpus.directory.hotlines import load_hotlines
from corpus.sample.examples import examples
from index.browsing import Count, Facets
from web.api.problems import services_of
from web.api.shapes import DocumentShape, HitShape, WhyShape
from web.pages.marking import AKIN, TYPED, Piece
from web.pages.narrowing import Chosen, facets
from web.pages.operator import Operator
from web.pages.palette import measured, palettes
from web.pages.rendering import render
from web.texts import entries

SHOWN_PIECES = [
    Piece("Ein Satz mit einem "),
    Piece("gefundenen", TYPED),
    Piece(" Wort und einem "),
    Piece("verwandten", AKIN),
    Piece("."),
]
SHOWN_FACETS = Facets(
    kinds=(Count("sozialbericht", 3), Count("strategiepapier", 1)),
    years=tuple(Count(str(year), 1) for year in range(2024, 2012, -1)),
)
SHOWN_HIT = HitShape(
    rank=1,
    score=1.0,
    passage="000000000000-0",
    document=DocumentShape(id="000000000000", title="", kind="", year=None, areas=[], file=""),
    page=5,
    page_label="4",
    heading="Kapitel › Abschnitt",
    text="",
    url="#fundstellen",
    why=WhyShape(words={"finden": ["gefundenen"]}, lexical_share=0.6, dense_share=0.4),
)

router = APIRouter(default_response_class=HTMLResponse)


@router.get("/anleitung")
def guide(request: Request) -> HTMLResponse:
    """Show how to ask and what the service cannot do."""
    return render(request, "anleitung.html", {"examples": examples()})


@router.get("/notfall")
def emergency(request: Request) -> HTMLResponse:
    """Show all numbers for emergencies."""
    numbers = load_hotlines()
    groups = entries("notfall.gruppen")
    shown = [(title, [number_now(numbers[one]) for one in ids]) for title, ids in groups.items()]
    return render(request, "notfall.html", {"gruppen": shown})


@router.get("/leichte-sprache")
def easy(request: Request) -> HTMLResponse:
    """Show what the service is, in easy language."""
    return _page(request, "leichte-sprache.html")


@router.get("/barrierefreiheit")
def accessibility(request: Request) -> HTMLResponse:
    """Show the statement on accessibility."""
    return _page(request, "barrierefreiheit.html")


@router.get("/datenschutz")
def privacy(request: Request) -> HTMLResponse:
    """Show what becomes of data."""
    return _page(request, "datenschutz.html")


@router.get("/impressum")
def imprint(request: Request) -> HTMLResponse:
    """Show who runs the service."""
    return _page(request, "impressum.html")


@router.get("/gestaltung")
def design(request: Request) -> HTMLResponse:
    """Show every component in every state."""
    light, dark = palettes()
    numbers = load_hotlines()
    shown = {
        "colours": [(name, light[name], dark[name]) for name in light],
        "pairs": measured(),
        "hit": SHOWN_HIT,
        "pieces": SHOWN_PIECES,
        "facets": facets(Chosen("Wort", kinds=("sozialbericht",)), SHOWN_FACETS),
        "styles": list(Style),
        "legend": legend(),
        "numbers": [numbers["rettung"], numbers["polizei"]],
    }
    return render(request, "gestaltung.html", shown)


def _page(request: Request, template: str) -> HTMLResponse:
    """A page that says who runs the service, and what becomes of questions as it is set up."""
    settings = services_of(request).settings
    told = {"recorded": settings.record_unanswered, "has_model": bool(settings.model_url)}
    return render(request, template, {"operator": Operator.of(settings), **told})
