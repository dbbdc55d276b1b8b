"""`GET /api/citations`: references to passages and pages, to be taken along."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from assistant.references import Style, written
from web.citing import references

router = APIRouter(prefix="/api", tags=["Dokumente"])
MEDIA_TYPES = {
    Style.TEXT: "text/plain; charset=utf-8",
    Style.BIBTEX: "application/x-bibtex; charset=utf-8",
    Style.RIS: "application/x-research-info-systems; charset=utf-8",
    Style.CSL_JSON: "application/vnd.citationstyles.csl+json",
}
FILES = {Style.BIBTEX: "quellen.bib", Style.RIS: "quellen.ris", Style.CSL_JSON: "quellen.json"}


@router.get("/citations", response_class=Response)
def citations(
    request: Request,
    passage: Annotated[list[str] | None, Query(description="Kennungen von Textstellen")] = None,
    page: Annotated[list[str] | None, Query(description="Seiten, z. B. 3f2a9c01b7de/4")] = None,
    style: Annotated[Style, Query(description="text, bibtex, ris oder csl-json")] = Style.TEXT,
) -> Response:
    """Write references to passages and pages."""
    found = references(request, passage or [], page or [])
    named = {"Content-Disposition": f'attachment; filename="{FILES[style]}"'} if style in FILES else {}
    return Response(written(found, style), media_type=MEDIA_TYPES[style], headers=named)
