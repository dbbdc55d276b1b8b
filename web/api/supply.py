"""`GET /api/supply`: how many offers there are for needs in each area, with indicators beside them."""

from enum import StrEnum
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from assistant.supply_analysis import USUAL_LEVEL, Asked, SupplyAnalysis, analysed
from assistant.supply_export import supply_csv
from web.access import visibilities
from web.api.downloads import csv_file
from web.api.problems import services_of
from web.api.supply_shapes import SupplyAnalysisShape

router = APIRouter(prefix="/api", tags=["Einrichtungen"])
LONGEST = 200


class SupplyFormat(StrEnum):
    """The formats of the analysis."""

    JSON = "json"
    CSV = "csv"


Ids = Annotated[list[str] | None, Query(max_length=LONGEST)]


@router.get("/supply", response_model=SupplyAnalysisShape)
def supply_by_area(
    request: Request,
    need: Annotated[Ids, Query(description="Bedarfe aus /api/needs; ohne: alle Lebenslagen")] = None,
    situation: Annotated[str, Query(max_length=LONGEST, description="alle Bedarfe einer Lebenslage")] = "",
    level: Annotated[str, Query(max_length=LONGEST, description="Ebene der Gebiete")] = USUAL_LEVEL,
    indicator: Annotated[Ids, Query(description="Kennzahlen daneben; ohne: die üblichen")] = None,
    format: Annotated[SupplyFormat, Query(description="json oder csv")] = SupplyFormat.JSON,  # noqa: A002
) -> SupplyAnalysisShape | Response:
    """How many offers there are for needs in each area of a level; zero is zero, no row is a sum."""
    asked = Asked(tuple(need or ()), situation, level, tuple(indicator or ()))
    analysis = analysis_for(request, asked)
    if format is SupplyFormat.JSON:
        return SupplyAnalysisShape.of(analysis, services_of(request).finder.places)
    return csv_file(supply_csv(analysis), f"angebote-{analysis.level}")


def analysis_for(request: Request, asked: Asked) -> SupplyAnalysis:
    """The analysis with those figures that whoever asks may see."""
    services = services_of(request)
    finder = services.finder
    grid = services.grid(visibilities(request))
    return analysed(asked, finder.institutions(), grid, finder.taxonomy, finder.places)
