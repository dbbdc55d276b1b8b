"""`GET /api/suggestions`: headings of documents that may be seen, to complete what is typed."""

from functools import lru_cache
from typing import Annotated

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel

from assistant.suggestions import completions, phrases
from corpus.catalogue import Catalogue
from corpus.outline import heading_texts
from corpus.versions import current
from web.access import visible_documents
from web.api.problems import services_of

router = APIRouter(prefix="/api", tags=["Fragen"])
KEPT = 8  # one for each kind of visitor, and those of the revision before


class SuggestionsShape(BaseModel):
    """What could be meant."""

    suggestions: list[str]


@router.get("/suggestions")
def suggestions(
    request: Request,
    begin: Annotated[str, Query(max_length=200, description="Was bisher getippt ist")] = "",
) -> SuggestionsShape:
    """Complete a search with headings of documents."""
    return SuggestionsShape(suggestions=completions(known_phrases(request), begin))


def known_phrases(request: Request) -> tuple[str, ...]:
    """The headings of all documents that may be seen, those over most passages first."""
    catalogue = services_of(request).catalogue
    ids = frozenset(one.id for one in current(visible_documents(request)))
    return _phrases(catalogue, catalogue.revision, ids)


@lru_cache(KEPT)
def _phrases(catalogue: Catalogue, revision: int, ids: frozenset[str]) -> tuple[str, ...]:
    """Kept for a revision of the catalogue, which is part of the key alone."""
    return tuple(phrases(heading_texts(catalogue, ids)))
