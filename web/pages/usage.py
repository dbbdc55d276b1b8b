"""`/verwaltung/nutzung`: how often each kind of page is used, without anybody being counted."""

from collections import Counter

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from corpus.feedback import Feedback, Verdict
from web.access import Administrator
from web.api.problems import services_of
from web.operations.measures import Measures
from web.pages.rendering import render
from web.texts import table, text

router = APIRouter(default_response_class=HTMLResponse)
MONTHS = 12
TECHNICAL = ("/static", "/verwaltung", "/anmelden", "/abmelden", "/healthz", "/readyz", "/metrics")


@router.get("/verwaltung/nutzung")
def usage(request: Request, _account: Administrator) -> HTMLResponse:
    """Show requests by kind of page since the service began, and opinions by month."""
    measures: Measures = request.app.state.measures
    names, other = table("verwaltung.usage"), text("verwaltung.usage_other")
    counts = Counter[str]()
    for route, count in measures.answered().items():
        if route.startswith("/") and not route.startswith(TECHNICAL):
            counts[names.get(route, other)] += count
    opinions = Feedback(services_of(request).catalogue.database).list()
    by_month = Counter((f"{one.day:%Y-%m}", one.entry.verdict) for one in opinions)
    shown = {
        "counts": counts.most_common(),
        "months": sorted({month for month, _ in by_month}, reverse=True)[:MONTHS],
        "by_month": by_month,
        "kinds": tuple(Verdict),
    }
    return render(request, "verwaltung_nutzung.html", shown)
