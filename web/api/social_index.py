"""`GET /api/social-index`: status and dynamics of the areas after the city's method, step by step."""

from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from assistant.figure_scope import USUAL, scope_of
from assistant.index_export import index_csv, index_xlsx
from assistant.indices import indices_of
from web.access import visibilities
from web.api.downloads import TableFormat, csv_file, xlsx_file
from web.api.figures import masking_of
from web.api.index_shapes import IndicesShape
from web.api.matrix import Level, Year
from web.api.problems import services_of

router = APIRouter(prefix="/api", tags=["Zahlen"])


@router.get("/social-index", response_model=IndicesShape)
def social_index(
    request: Request,
    year: Year = "",
    since: Annotated[
        str, Query(max_length=4, description="Beginn der Veränderung; ohne: das früheste Jahr")
    ] = "",
    level: Level = USUAL,
    format: Annotated[TableFormat, Query(description="json, csv oder xlsx")] = TableFormat.JSON,  # noqa: A002
) -> IndicesShape | Response:
    """Status and dynamics of the areas: values with source, mean, deviation, z-values and class."""
    services = services_of(request)
    grid = services.grid(visibilities(request))
    scope = scope_of(grid, services.finder.places, level)
    found = indices_of(grid, scope, scope.year(year), since)
    today = datetime.now(UTC).date()
    name = f"sozialindex-{scope.level.id}-{found.status.years[0]}"
    if format is TableFormat.CSV:
        return csv_file(index_csv(found, today), name)
    if format is TableFormat.XLSX:
        return xlsx_file(index_xlsx(found, today), name)
    return IndicesShape.of(found, masking_of(request))
