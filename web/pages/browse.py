"""Search: documents with the best passages of each, counts to narrow by, similar passages, references."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from http import HTTPStatus
from urllib.parse import urlencode

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from assistant.references import Style, written
from index.browsing import Group
from index.hit import Filters, Hit
from index.query import parse
from web.access import visibilities, visible_document
from web.api.citations import citations
from web.api.problems import services_of
from web.api.questions import hit_shapes
from web.api.shapes import DocumentShape, HitShape
from web.api.suggestions import known_phrases
from web.citing import references as cited
from web.errors import InvalidRequest
from web.filters import filters
from web.pages.marking import Phrases, in_context
from web.pages.narrowing import Chosen, Page, Searched, Words, facets
from web.pages.rendering import render
from web.services import Services

router = APIRouter()
DOCUMENTS = 10
OF_ONE_DOCUMENT = 60
NEAR = 3  # passages without a word of the search, which are often beside the point
SIMILAR = 10
OFFERED = 40  # headings that the field offers before anything is typed


@dataclass(frozen=True, slots=True)
class Shown:
    """A document with the passages that are shown of it, and how many more hold a word of the search."""

    document: DocumentShape
    hits: list[HitShape]
    more: int

    @classmethod
    def of(cls, services: Services, group: Group) -> "Shown":
        """What is shown of a document found."""
        hits = hit_shapes(services, group.hits)
        return cls(DocumentShape.of(group.document), hits, max(0, group.passages - len(hits)))


@router.get("/suche", response_class=HTMLResponse)
def search(
    request: Request,
    chosen: Searched,
    seite: Page = 1,
    passage: Words = None,
    style: Style = Style.TEXT,
    nichts_angekreuzt: bool = False,
) -> HTMLResponse:
    """Show documents with a word of the search, the best ones first."""
    chosen = replace(chosen, page=seite)
    citing = {"style": style, "nothing_ticked": nichts_angekreuzt, "ticked": passage or ()}
    values = {"chosen": chosen, "offered": known_phrases(request)[:OFFERED], **citing}
    if not chosen.q.strip():
        return render(request, "suche.html", values)
    try:
        narrowed = filters(
            chosen.year or None, chosen.kinds, chosen.areas, visibilities(request), chosen.series
        )
    except InvalidRequest as error:
        return render(request, "suche.html", values | {"problem": str(error)}, 422)
    if chosen.document:
        visible_document(request, chosen.document)
        narrowed = replace(narrowed, documents=(chosen.document,))
    return render(request, "suche.html", values | _found(services_of(request), chosen, narrowed))


@router.get("/aehnlich/{passage_id}", response_class=HTMLResponse)
def similar(request: Request, passage_id: str) -> HTMLResponse:
    """Show the passages that are nearest to one in meaning and words."""
    services = services_of(request)
    passage = services.catalogue.passage(passage_id, visibilities(request))
    hits = services.index.similar(passage, SIMILAR, Filters(visibilities=visibilities(request)))
    shown = hit_shapes(services, hits)
    document = services.catalogue.document(passage.document_id)
    page = services.catalogue.page(document.id, passage.page)
    values = {"passage": passage, "document": document, "page": page, "hits": shown}
    beside = {"contexts": _contexts(shown), "languages": _languages(hits)}
    return render(request, "aehnlich.html", values | beside)


@router.get("/zitate", response_class=Response)
def references(
    request: Request,
    chosen: Searched,
    passage: Words = None,
    page: Words = None,
    style: Style = Style.TEXT,
) -> Response:
    """Show references to what was ticked, or hand out their file; with nothing ticked, lead back."""
    if chosen.q and not passage and not page:
        return RedirectResponse(chosen.without_ticks(style), HTTPStatus.SEE_OTHER)
    if style is not Style.TEXT:
        return citations(request, passage, page, style)
    reads_pages = "text/html" in request.headers.get("accept", "")
    answer = (
        _citation_page(request, chosen, passage, page) if reads_pages else citations(request, passage, page)
    )
    answer.headers["Vary"] = "Accept"  # who keeps one must not hand it out for the other
    return answer


def _citation_page(request: Request, chosen: Chosen, passage: Words, page: Words) -> HTMLResponse:
    """References as text on a page, to be copied, with all formats to take along."""
    ticked = [("passage", one) for one in passage or ()] + [("page", one) for one in page or ()]
    pasted = written(cited(request, passage or [], page or []), Style.TEXT)
    shown = {
        "chosen": chosen,
        "back": chosen.with_ticks(passage or (), Style.TEXT),
        "pasted": pasted,
        "ticked": urlencode(ticked),
        "styles": list(Style),
    }
    return render(request, "zitate.html", shown)


def _found(services: Services, chosen: Chosen, narrowed: Filters) -> dict[str, object]:
    first = (chosen.page - 1) * DOCUMENTS
    if chosen.document:
        browsed = services.index.browse(chosen.q, narrowed, 0, 1, OF_ONE_DOCUMENT)
    else:
        browsed = services.index.browse(chosen.q, narrowed, first, DOCUMENTS)
    groups = [Shown.of(services, group) for group in browsed.groups]
    typed = parse(chosen.q)
    near = hit_shapes(services, browsed.near[:NEAR]) if chosen.page == 1 and not chosen.document else []
    return {
        "browsed": browsed,
        "groups": groups,
        "near": near,
        "contexts": _contexts([hit for group in groups for hit in group.hits] + near, typed.phrases),
        "languages": _languages([hit for group in browsed.groups for hit in group.hits] + [*browsed.near]),
        "facets": facets(chosen, browsed.facets),
        "first": 1 if chosen.document else first + 1,
        "pages": -(-browsed.documents // DOCUMENTS),
        "styles": list(Style),
        "typed": typed,
    }


def _contexts(hits: list[HitShape], phrases: Phrases = ()) -> dict[str, object]:
    return {hit.passage: in_context(hit, phrases) for hit in hits}


def _languages(hits: Iterable[Hit]) -> dict[str, str]:
    """The language of each document among the hits."""
    return {hit.document.id: hit.document.description.language for hit in hits}
