"""`/verwaltung/zahlen`: doubtful figures beside the place that prints them, to be confirmed by a person."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from corpus.errors import UnknownDocument
from corpus.figure import Figure, Method
from corpus.figures.areas import names_in_force
from corpus.figures.correcting import WRITTEN, corrected, form_values
from corpus.figures.ledger import Ledger
from corpus.figures.reviews import Reviews, Verdict, place
from web.access import Editor, own_form
from web.api.problems import services_of
from web.errors import InvalidRequest
from web.pages.editing import NO_PROBLEMS, written
from web.pages.rendering import render
from web.texts import text

router = APIRouter(default_response_class=HTMLResponse)
QUEUE = "/verwaltung/zahlen"
NEWEST = 20  # decisions that are shown
PDF = ".pdf"
REJECT = "verwerfen"


@router.get(QUEUE)
def queue(request: Request, _account: Editor) -> HTMLResponse:
    """Show the documents with doubtful figures, and the newest decisions."""
    catalogue = services_of(request).catalogue
    reviews = _reviews(request)
    known = catalogue.documents()
    counts = reviews.counts()
    shown = {
        "documents": [
            (one, counts[one.id], reviews.waiting(one.id)[0].id) for one in known if one.id in counts
        ],
        "total": sum(counts.values()),
        "pending": len(Ledger(catalogue).pending()),
        "newest": reviews.newest(NEWEST),
        "titles": {one.id: one.title for one in known},
        "fields": WRITTEN,
    }
    return render(request, "verwaltung_zahlen.html", shown)


@router.get(f"{QUEUE}/{{figure_id}}")
def figure(request: Request, _account: Editor, figure_id: str) -> HTMLResponse:
    """Show a figure beside the place that prints it."""
    found = _figure(request, figure_id)
    return _form(request, found, form_values(found))


@router.post(f"{QUEUE}/{{figure_id}}", response_model=None, dependencies=[Depends(own_form)])
def decide(
    request: Request, account: Editor, figure_id: str, filled: Annotated[dict[str, str], Depends(written)]
) -> HTMLResponse | RedirectResponse:
    """Confirm a figure as it stands in the form, or reject it, and go on to the next that waits."""
    found = _figure(request, figure_id)
    if filled.get("stelle") != place(found):
        raise InvalidRequest(text("checking.read_again"))
    following = _following(request, found)
    if filled.get("urteil") == REJECT:
        _reviews(request).decide(found, Verdict.REJECTED, account.name)
        return RedirectResponse(following, HTTPStatus.SEE_OTHER)
    checked = corrected(found, filled, names_in_force(services_of(request).catalogue.database))
    if checked.figure is None:
        return _form(request, found, form_values(found) | filled, checked.problems)
    verdict = Verdict.CONFIRMED if checked.figure == found else Verdict.CORRECTED
    _reviews(request).decide(found, verdict, account.name, checked.figure)
    return RedirectResponse(following, HTTPStatus.SEE_OTHER)


@router.post("/verwaltung/zahlen-tabelle", dependencies=[Depends(own_form)])
def confirm_table(
    request: Request,
    account: Editor,
    zahl: Annotated[str, Form()],
    anzahl: Annotated[int, Form()],
    sicher: Annotated[bool, Form()] = False,
) -> RedirectResponse:
    """Confirm all figures of a table that wait, once somebody has said that they were compared."""
    found = _figure(request, zahl)
    together = _table_of(request, found)
    if not sicher:
        raise InvalidRequest(text("checking.not_compared", number=len(together)))
    if len(together) != anzahl:
        raise InvalidRequest(text("checking.read_again"))
    following = _following(request, together[-1])
    for one in together:
        _reviews(request).decide(one, Verdict.CONFIRMED, account.name)
    return RedirectResponse(following, HTTPStatus.SEE_OTHER)


@router.post("/verwaltung/zahlen-zurueck", dependencies=[Depends(own_form)])
def withdraw(request: Request, account: Editor, nummer: Annotated[int, Form(ge=1)]) -> RedirectResponse:
    """Take a decision back, so that the figure waits again."""
    _reviews(request).withdraw(nummer, account.name)
    return RedirectResponse(QUEUE, HTTPStatus.SEE_OTHER)


def _form(
    request: Request, found: Figure, values: Mapping[str, str], problems: Mapping[str, str] = NO_PROBLEMS
) -> HTMLResponse:
    document = services_of(request).catalogue.document(found.document_id)
    shown = {
        "figure": found,
        "document": document,
        "values": values,
        "problems": problems,
        "fields": WRITTEN,
        "place": place(found),
        "drawable": document.file.lower().endswith(PDF) and not document.description.hidden,
        "waiting": len(_reviews(request).waiting(document.id)),
        "following": _following(request, found),
        "together": _table_of(request, found),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if problems else HTTPStatus.OK
    return render(request, "verwaltung_zahl.html", shown, status)


def _table_of(request: Request, found: Figure) -> list[Figure]:
    """The figures that wait in the table or chart of a figure, in its order; none of running text."""
    if found.method is Method.PROSE:
        return []
    waiting = _reviews(request).waiting(found.document_id)
    return [one for one in waiting if (one.page, one.title) == (found.page, found.title)]


def _following(request: Request, found: Figure) -> str:
    """The page of the next figure of the same document that waits; the list after the last."""
    ids = [one.id for one in Ledger(services_of(request).catalogue).figures(found.document_id)]
    after = set(ids[ids.index(found.id) + 1 :])
    following = next((one for one in _reviews(request).waiting(found.document_id) if one.id in after), None)
    return f"{QUEUE}/{following.id}" if following else QUEUE


def _figure(request: Request, figure_id: str) -> Figure:
    found = Ledger(services_of(request).catalogue).by_ids([figure_id]).get(figure_id)
    if found is None:
        raise UnknownDocument(text("checking.gone"))
    return found


def _reviews(request: Request) -> Reviews:
    return Reviews(services_of(request).catalogue.database)
