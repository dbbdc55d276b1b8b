"""`GET /api/figures`: figures for a question, as JSON, CSV or XLSX."""

from datetime import UTC, datetime
from enum import StrEnum
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from assistant.figure_answer import FigureAnswer
from assistant.figure_export import Masking, as_csv, as_xlsx
from assistant.figures import Figures
from web.access import visibilities
from web.api.figure_shapes import FiguresShape
from web.api.problems import services_of

router = APIRouter(prefix="/api/figures", tags=["Zahlen"])
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LONGEST = 1000


class Format(StrEnum):
    """The formats that figures come in over HTTP."""

    JSON = "json"
    CSV = "csv"
    XLSX = "xlsx"


@router.get("", response_model=FiguresShape)
def figures(
    request: Request,
    q: Annotated[str, Query(max_length=LONGEST, description="Frage oder Kennzahl")] = "",
    indicator: Annotated[str | None, Query(max_length=200)] = None,
    area: Annotated[str | None, Query(max_length=200)] = None,
    year: Annotated[str | None, Query(max_length=20)] = None,
    format: Format = Format.JSON,  # noqa: A002  the name of the parameter
) -> FiguresShape | Response:
    """Find figures of documents that may be seen."""
    question = " ".join(part for part in (q, indicator) if part)
    answer = figures_of(request).ask(question, area, year)
    if format is Format.JSON:
        return FiguresShape.of(answer, Masking())
    return _download(answer, format)


def figures_of(request: Request) -> Figures:
    """The figures of documents that whoever asks may see."""
    return services_of(request).figures(visibilities(request))


def _download(answer: FigureAnswer, kind: Format) -> Response:
    today = datetime.now(UTC).date()
    name = f"zahlen-{today.isoformat()}.{kind}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    if kind is Format.CSV:
        text = as_csv(answer.rows, today, Masking())
        return Response("\ufeff" + text, media_type="text/csv; charset=utf-8", headers=headers)
    return Response(as_xlsx(answer.rows, today, Masking()), media_type=XLSX, headers=headers)
