"""The documents, and one page of one of them as picture and text."""

from fastapi import APIRouter, Request
from fastapi.responses import FileResponse, HTMLResponse

from web.access import may_see, visible_document
from web.api.documents import boxes_on
from web.api.problems import services_of
from web.pages.rendering import render

router = APIRouter()
PDF = ".pdf"


@router.get("/dokumente", response_class=HTMLResponse)
def documents(request: Request) -> HTMLResponse:
    """Show all documents that may be seen."""
    services = services_of(request)
    known = [document for document in services.catalogue.documents() if may_see(request, document)]
    return render(request, "dokumente.html", {"documents": known})


@router.get("/quelle/{document_id}/{number}", response_class=HTMLResponse)
def source(request: Request, document_id: str, number: int, stelle: str | None = None) -> HTMLResponse:
    """Show a page as a picture with the passage marked, its text beside it."""
    services = services_of(request)
    document = visible_document(request, document_id)
    page = services.catalogue.page(document_id, number)
    passage = services.catalogue.passage(stelle) if stelle and stelle.startswith(f"{document.id}-") else None
    span = next((s for s in passage.spans if s.page == number), None) if passage else None
    shown = {
        "document": document,
        "page": page,
        "passage": passage,
        "before": page.text[: span.start] if span else page.text,
        "marked": page.text[span.start : span.end] if span else "",
        "after": page.text[span.end :] if span else "",
        "drawable": document.file.lower().endswith(PDF),
        "boxes": bool(passage and boxes_on(services, document, number, passage.id)),
    }
    return render(request, "quelle.html", shown)


@router.get("/original/{document_id}", response_class=FileResponse)
def original(request: Request, document_id: str) -> FileResponse:
    """Hand out the original file of a document; only a PDF opens in the browser."""
    services = services_of(request)
    document = visible_document(request, document_id)
    is_pdf = document.file.lower().endswith(PDF)
    return FileResponse(
        services.archive.original(document),
        filename=document.file,
        content_disposition_type="inline" if is_pdf else "attachment",
    )
