"""`GET /api/figures`: figures for a question or by id, as JSON, CSV, XLSX, rows to paste or a chart."""

from datetime import UTC, datetime
from enum import StrEnum
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from assistant.figure_answer import FigureAnswer, Quoted, Wanted
from assistant.figure_charts import chart
from assistant.figure_export import Masking, as_csv, as_tsv, as_xlsx
from assistant.figures import Figures
from web.access import visibilities
from web.api.downloads import csv_file, handed_out, xlsx_file
from web.api.figure_shapes import FiguresShape
from web.api.problems import services_of
from web.errors import InvalidRequest, UnknownFigure
from web.filters import years_of
from web.texts import text

router = APIRouter(prefix="/api/figures", tags=["Zahlen"])
LONGEST = 1000
MOST_IDS = 500


class Format(StrEnum):
    """The formats that figures come in over HTTP."""

    JSON = "json"
    CSV = "csv"
    TSV = "tsv"
    XLSX = "xlsx"
    SVG = "svg"


@router.get("", response_model=FiguresShape)
def figures(
    request: Request,
    q: Annotated[str, Query(max_length=LONGEST, description="Frage oder Kennzahl")] = "",
    indicator: Annotated[
        str | None, Query(max_length=200, description="Kennzahl, z. B. SGB-II-Quote")
    ] = None,
    area: Annotated[str | None, Query(max_length=200, description="Gebiet, z. B. Osterfeld")] = None,
    year: Annotated[
        str | None, Query(max_length=20, description="Jahr oder Zeitraum, z. B. 2022 oder 2015-2022")
    ] = None,
    id: Annotated[  # noqa: A002  the name of the parameter
        list[str] | None,
        Query(max_length=MOST_IDS, description="Kennungen einzelner Zahlen statt einer Frage"),
    ] = None,
    format: Annotated[  # noqa: A002  the name of the parameter
        Format, Query(description="json, csv, xlsx, tsv (zum Einfügen) oder svg (Diagramm)")
    ] = Format.JSON,
) -> FiguresShape | Response:
    """Figures for a question or by id, each with its source, the checksum of its file and today's date."""
    if id:
        answer = answer_of_ids(request, id)
    else:
        question = " ".join(part for part in (q, indicator) if part)
        counting = services_of(request).counting(visibilities(request))
        answer = counting.ask(question, area, years_of(year) if year else None)
    masking = masking_of(request)
    if format is Format.JSON:
        return FiguresShape.of(masking.answer(answer), masking)
    return _download(masking.answer(answer), format, masking)


def figures_of(request: Request) -> Figures:
    """The figures of documents that whoever asks may see."""
    return services_of(request).figures(visibilities(request))


def masking_of(request: Request) -> Masking:
    """Which small imported counts are not shown."""
    return Masking(services_of(request).settings.mask_below)


def answer_of_ids(request: Request, ids: list[str]) -> FigureAnswer:
    """The figures with these ids as an answer; what may not be seen is answered like what does not exist."""
    rows = rows_of_ids(request, ids)
    missing = [id_ for id_ in ids if id_ not in {quoted.figure.id for quoted in rows}]
    if missing:
        raise UnknownFigure(text("figures.unknown", id=missing[0]))
    return FigureAnswer("", Wanted.VALUE, text("figures.chosen", count=len(rows)), rows)


def rows_of_ids(request: Request, ids: list[str]) -> tuple[Quoted, ...]:
    """The figures with these ids that may be seen, in this order, each once."""
    shelf = figures_of(request).shelf
    there = {one.figure.id: one for one in shelf.quoted(shelf.ledger.by_ids(ids[:MOST_IDS]).values())}
    return tuple(there[id_] for id_ in dict.fromkeys(ids) if id_ in there)


def _download(answer: FigureAnswer, kind: Format, masking: Masking) -> Response:
    today = datetime.now(UTC).date()
    name = f"zahlen-{today.isoformat()}"
    if kind is Format.CSV:
        return csv_file(as_csv(answer.rows, today, masking), name)
    if kind is Format.TSV:  # shown in the browser, to be copied from there
        return Response(as_tsv(answer.rows, today, masking), media_type="text/plain; charset=utf-8")
    if kind is Format.SVG:
        return handed_out(_drawn(answer), "image/svg+xml", f"{name}.svg")
    return xlsx_file(as_xlsx(answer.rows, today, masking), name)


def _drawn(answer: FigureAnswer) -> str:
    drawn = chart(answer.rows)
    if drawn is None:
        raise InvalidRequest(text("figures.no_chart"))
    return drawn
