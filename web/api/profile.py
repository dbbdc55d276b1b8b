"""`GET /api/areas/{id}/profile`: what figures, papers and the directory hold on one area."""

from http import HTTPStatus

from fastapi import APIRouter, Request
from starlette.exceptions import HTTPException

from assistant.area_profile import AreaProfile, area_profile
from web.access import visibilities, visible_documents
from web.api.figures import masking_of
from web.api.problems import services_of
from web.api.profile_shapes import ProfileShape

router = APIRouter(prefix="/api/areas", tags=["Zahlen"])


@router.get("/{id_}/profile", response_model=ProfileShape)
def profile(request: Request, id_: str) -> ProfileShape:
    """Figures beside the city, findings, recommendations, institutions and gaps of an area."""
    return ProfileShape.of(profile_of(request, id_), masking_of(request))


def profile_of(request: Request, id_: str) -> AreaProfile:
    """The profile of an area from what whoever asks may see; an unknown area is not found."""
    services = services_of(request)
    places = services.finder.places
    if id_ not in places.areas:
        raise HTTPException(HTTPStatus.NOT_FOUND)
    return area_profile(
        places.area(id_),
        services.grid(visibilities(request)),
        services.catalogue,
        visible_documents(request),
        services.finder.institutions(),
        places,
    )
