"""`GET /api/matrix`: areas by indicators for one year, each value with its source and its distance."""

from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from assistant.figure_matrix import matrix
from assistant.figure_scope import USUAL, scope_of
from assistant.matrix_export import matrix_csv, matrix_xlsx
from web.access import visibilities
from web.api.downloads import TableFormat, csv_file, xlsx_file
from web.api.figures import masking_of
from web.api.matrix_shapes import MatrixShape
from web.api.problems import services_of

router = APIRouter(prefix="/api", tags=["Zahlen"])
Year = Annotated[str, Query(max_length=4, description="Jahr; ohne: das neueste")]
Since = Annotated[str, Query(max_length=4, description="erstes Jahr einer Spanne; ohne: nur ein Jahr")]
Level = Annotated[str, Query(max_length=40, description="Ebene der Gebiete, z. B. sozialquartier")]


@router.get("/matrix", response_model=MatrixShape)
def areas_by_indicators(
    request: Request,
    year: Year = "",
    level: Level = USUAL,
    since: Since = "",
    format: Annotated[TableFormat, Query(description="json, csv oder xlsx")] = TableFormat.JSON,  # noqa: A002
) -> MatrixShape | Response:
    """Areas by indicators for a year: each value with its source and distance to what it is compared with."""
    services = services_of(request)
    grid = services.grid(visibilities(request))
    scope = scope_of(grid, services.finder.places, level)
    newest = scope.year(year)
    found = matrix(grid, newest, scope.areas, scope.since(since, newest))
    today = datetime.now(UTC).date()
    name = f"matrix-{scope.level.id}-{found.year}"
    if format is TableFormat.CSV:
        return csv_file(matrix_csv(found, today), name)
    if format is TableFormat.XLSX:
        return xlsx_file(matrix_xlsx(found, today), name)
    return MatrixShape.of(scope, found, masking_of(request))
