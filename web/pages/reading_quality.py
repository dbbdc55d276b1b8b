"""`/verwaltung/qualitaet`: how well each document was read, those that need a look first."""

from enum import StrEnum

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from corpus.document import Document
from corpus.quality import Brief, briefs
from web.access import Editor
from web.api.problems import services_of
from web.pages.rendering import render

router = APIRouter(default_response_class=HTMLResponse)
MOST_SHOWN = 200


class Order(StrEnum):
    """What the table can be sorted by, the most first; each is a column."""

    EMPTY = "ohne-text"
    RECOGNISED = "aus-bild"
    NOTES = "hinweise"
    WAITING = "zahlen"

    def of(self, brief: Brief) -> int:
        """The number in this column."""
        columns = dict(zip(Order, (brief.empty, brief.recognised, brief.notes, brief.waiting), strict=True))
        return columns[self]


@router.get("/verwaltung/qualitaet")
def overview(
    request: Request, _account: Editor, nach: Order = Order.EMPTY, alle: bool = False
) -> HTMLResponse:
    """Show what is missing or doubtful in which document."""
    catalogue = services_of(request).catalogue
    known = catalogue.documents()
    read = briefs(catalogue, [one.id for one in known])
    rows = [(one, read.get(one.id, Brief())) for one in known]
    striking = [(one, brief) for one, brief in rows if brief != Brief()]
    ordered = sorted(rows if alle else striking, key=lambda row: _place(nach, *row))
    shown = {
        "rows": ordered[:MOST_SHOWN],
        "found": len(ordered),
        "striking": len(striking),
        "total": len(known),
        "order": nach,
        "orders": list(Order),
        "all": alle,
    }
    return render(request, "verwaltung_qualitaet.html", shown)


def _place(order: Order, document: Document, brief: Brief) -> tuple[int, int, str]:
    """The most in the chosen column first, then the most in all, then by title."""
    whole = sum(each.of(brief) for each in Order)
    return -order.of(brief), -whole, document.description.title
