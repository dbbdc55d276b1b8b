"""`GET /api/search` and `POST /api/ask`."""

import time
from collections.abc import Sequence
from contextlib import suppress
from typing import Annotated

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, Field

from assistant.inquiry import Inquiry, Wording
from corpus.errors import UnknownDocument
from index.hit import Filters, Hit
from web.access import visibilities
from web.api.advice_shapes import AdviceShape
from web.api.facet_shapes import FacetsShape
from web.api.problems import services_of
from web.api.shapes import HitShape, SearchShape
from web.filters import filters
from web.recording import record_unanswered
from web.services import Services

router = APIRouter(prefix="/api", tags=["Fragen"])
MOST_HITS = 100
MOST_EARLIER = 20


class AskRequest(BaseModel):
    """A question, and what narrows the documents that may answer it."""

    question: str = Field(description="Die Frage in eigenen Worten")
    year: str | None = Field(None, description="Jahr oder Zeitraum der Dokumente, z. B. 2020-2022")
    kind: list[str] = Field([], description="Arten von Dokumenten")
    area: list[str] = Field([], description="Gebiete der Dokumente")
    earlier: list[str] = Field(
        [], max_length=MOST_EARLIER, description="Frühere Fragen des Gesprächs, älteste zuerst"
    )
    need: str | None = Field(None, description="Gewähltes Anliegen (Kennung), z. B. schuldnerberatung")
    place: str | None = Field(None, description="Gewählter Ort, z. B. Osterfeld")
    about_year: str | None = Field(None, pattern=r"^\d{4}$", description="Gewähltes Jahr, um das es geht")
    indicator: str | None = Field(None, description="Gewählte Kennzahl (Kennung), z. B. kinderarmut")
    language: str | None = Field(
        None,
        description="Sprache der Beratung, z. B. tr; any für keine, auch wo die Frage eine nennt",
    )
    wording: Wording | None = Field(
        None,
        description=(
            "documents: in den Worten der Dokumente; rephrased: vom Sprachmodell umformuliert und geprüft; "
            "plain: ebenso in Einfacher Sprache. Ohne Angabe umformuliert, wo es ein Sprachmodell gibt"
        ),
    )

    def inquiry(self) -> Inquiry:
        """The question as the assistant takes it."""
        return Inquiry(
            self.question,
            tuple(self.earlier),
            self.need,
            self.place,
            self.about_year,
            self.indicator,
            self.wording,
            self.language,
        )

    def narrowed(self, request: Request) -> Filters:
        """What narrows the documents, for whoever sent the request."""
        return filters(self.year, self.kind, self.area, visibilities(request))


@router.get("/search")
def search(
    request: Request,
    q: Annotated[str, Query(min_length=1, max_length=1000, description="Suchwörter")],
    k: Annotated[int, Query(ge=1, le=MOST_HITS)] = 10,
    year: str | None = None,
    kind: Annotated[list[str] | None, Query()] = None,
    area: Annotated[list[str] | None, Query()] = None,
    series: Annotated[list[str] | None, Query()] = None,
    facets: Annotated[
        bool, Query(description="Dazu Dokumente je Art, Jahr, Gebiet und Reihe zählen")
    ] = False,
) -> SearchShape:
    """Find passages of documents, and count the documents that hold a word of the search."""
    narrowed = filters(year, kind, area, visibilities(request), series)
    return search_shape(services_of(request), q, k, narrowed, facets)


@router.post("/ask")
def ask(request: Request, asked: AskRequest) -> AdviceShape:
    """Answer a question with sentences of documents."""
    started, services = time.perf_counter(), services_of(request)
    advice = services.adviser.advise(asked.inquiry(), asked.narrowed(request))
    record_unanswered(services, advice)
    return AdviceShape.of_advice(advice, services.finder.places, since(started))


def search_shape(
    services: Services, query: str, k: int, narrowed: Filters, facets: bool = False
) -> SearchShape:
    """Search and give the result its shape."""
    started = time.perf_counter()
    hits = hit_shapes(services, services.index.search(query, k, narrowed))
    counts = FacetsShape.of(services.index.browse(query, narrowed, count=0)) if facets else None
    return SearchShape(query=query, hits=hits, facets=counts, took_ms=since(started))


def hit_shapes(services: Services, hits: Sequence[Hit]) -> list[HitShape]:
    """The shapes of hits, with the number printed on the page of each; none of what was removed."""
    shapes = []
    for hit in hits:
        with suppress(UnknownDocument):
            page = services.catalogue.page(hit.document.id, hit.passage.page)
            shapes.append(HitShape.of(hit, page.label))
    return shapes


def answer_shape(services: Services, inquiry: Inquiry, narrowed: Filters) -> AdviceShape:
    """Ask and give the answer its shape."""
    started = time.perf_counter()
    advice = services.adviser.advise(inquiry, narrowed)
    return AdviceShape.of_advice(advice, services.finder.places, since(started))


def since(started: float) -> float:
    """The milliseconds since a moment of the performance counter."""
    return round((time.perf_counter() - started) * 1000, 1)
