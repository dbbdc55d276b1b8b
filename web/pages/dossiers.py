"""»Dossier«: the chosen figures and quotes with their sources, to be taken along."""

from datetime import UTC, datetime
from enum import StrEnum
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import HTMLResponse
from markupsafe import Markup

from assistant.dossier import Quote, charts_of, compose
from assistant.dossier_files import as_docx, as_markdown
from assistant.figure_answer import Quoted
from assistant.figure_export import as_tsv
from corpus.errors import UnknownDocument
from web.access import visibilities
from web.api.figures import masking_of, rows_of_ids
from web.api.problems import services_of
from web.pages.numbers import Several, shapes
from web.pages.rendering import render
from web.texts import text

router = APIRouter()
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
LONGEST_TITLE = 200


class Kind(StrEnum):
    """The formats of a dossier."""

    DOCX = "docx"
    MARKDOWN = "md"


@router.get("/dossier", response_class=HTMLResponse)
def dossier(
    request: Request,
    titel: Annotated[str, Query(max_length=LONGEST_TITLE)] = "",
    zahl: Several = None,
    zitat: Several = None,
) -> HTMLResponse:
    """Show what is chosen, with its list of sources, to leave out, to copy and to take along."""
    rows = rows_of_ids(request, zahl or [])
    quotes = _quotes(request, zitat or [])
    figures = [one.figure.id for one in rows]
    passages = [one.passage.id for one in quotes]
    lost = len(set(zahl or ())) + len(set(zitat or ())) - len(figures) - len(passages)
    chosen = [("zahl", id_) for id_ in figures] + [("zitat", id_) for id_ in passages]
    shown = {
        "titel": titel or text("dossier.title"),
        "rows": shapes(request, rows),
        "charts": _charts(request, rows),
        "quotes": quotes,
        "lost": lost,
        "chosen": chosen,
        "query": urlencode(chosen),
        "without": {pair: urlencode([one for one in chosen if one != pair]) for pair in chosen},
        "ids": urlencode([("id", id_) for id_ in figures]),
        "pasted": as_tsv(rows, datetime.now(UTC).date(), masking_of(request)) if rows else "",
    }
    return render(request, "dossier.html", shown)


@router.get("/dossier/datei", response_class=Response)
def file(
    request: Request,
    titel: Annotated[str, Query(max_length=LONGEST_TITLE)] = "",
    format: Kind = Kind.DOCX,  # noqa: A002  the name of the parameter
    zahl: Several = None,
    zitat: Several = None,
) -> Response:
    """Hand out the dossier as DOCX or Markdown."""
    today = datetime.now(UTC).date()
    catalogue, title = services_of(request).catalogue, titel or text("dossier.title")
    chosen = (zahl or [], zitat or [])
    made = compose(catalogue, title, *chosen, today, visibilities(request), masking_of(request))
    headers = {"Content-Disposition": f'attachment; filename="dossier-{today.isoformat()}.{format}"'}
    if format is Kind.DOCX:
        return Response(as_docx(made), media_type=DOCX, headers=headers)
    return Response(as_markdown(made), media_type="text/markdown; charset=utf-8", headers=headers)


def _charts(request: Request, rows: tuple[Quoted, ...]) -> list[Markup]:
    """The charts that the file will hold."""
    shown = [masking_of(request).covered(quoted) for quoted in rows]
    found = charts_of([(quoted, n) for n, quoted in enumerate(shown, start=1)])
    return [Markup(one.svg) for one in found]  # noqa: S704  drawn here, its texts escaped


def _quotes(request: Request, ids: list[str]) -> list[Quote]:
    """The passages with these ids that may be seen, each once."""
    catalogue, found = services_of(request).catalogue, []
    for id_ in dict.fromkeys(ids):
        try:
            found.append(Quote.of(catalogue, id_, visibilities(request)))
        except UnknownDocument:
            continue
    return found
