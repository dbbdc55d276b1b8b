"""`/verwaltung/nutzung`: how often each kind of page is used, without anybody being counted."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from corpus.feedback import Feedback, Verdict
from corpus.usage import Usage
from web.access import Administrator
from web.api.problems import services_of
from web.pages.rendering import render
from web.texts import table, text

router = APIRouter(default_response_class=HTMLResponse)
MONTHS = 12
SPANS = (timedelta(days=6), timedelta(days=29), timedelta(days=364))  # today and the days before it
NAMES = ("today", "week", "month", "year")


@router.get("/verwaltung/nutzung")
def usage(request: Request, _account: Administrator) -> HTMLResponse:
    """Show requests by kind of page for some spans of days, and opinions by month."""
    database = services_of(request).catalogue.database
    kept, today = Usage(database), datetime.now(UTC).date()
    request.app.state.tally.hand_over(kept)
    spans = [_named(kept, first) for first in (today, *(today - span for span in SPANS))]
    opinions = Feedback(database).list()
    by_month = Counter((f"{one.day:%Y-%m}", one.entry.verdict) for one in opinions)
    recording = services_of(request).settings.record_unanswered
    kept_kinds = {verdict for _, verdict in by_month}
    kinds = [one for one in Verdict if recording or one is not Verdict.UNANSWERED or one in kept_kinds]
    shown = {
        "since": kept.first_day(),
        "spans": [text(f"verwaltung.usage_spans.{name}") for name in NAMES],
        "rows": [(name, [span[name] for span in spans]) for name, _ in spans[-1].most_common()],
        "months": sorted({month for month, _ in by_month}, reverse=True)[:MONTHS],
        "by_month": by_month,
        "kinds": kinds,
        "names": [text(f"verwaltung.verdicts.{one}") for one in kinds],
        "recording": recording,
        "kept_unanswered": Verdict.UNANSWERED in kept_kinds,
    }
    return render(request, "verwaltung_nutzung.html", shown)


def _named(kept: Usage, first: date) -> Counter[str]:
    """Requests from a day on by the name of the kind of page."""
    names, other = table("verwaltung.usage"), text("verwaltung.usage_other")
    counts = Counter[str]()
    for route, count in kept.by_route(first).items():
        counts[names.get(route, other)] += count
    return counts
