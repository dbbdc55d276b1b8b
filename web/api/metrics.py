"""`GET /metrics`, for Prometheus."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import PlainTextResponse

from index import snapshot
from web.access import visibilities
from web.api.problems import services_of
from web.operations.measures import CONTENT_TYPE, Measures
from web.services import INDEX

router = APIRouter(tags=["Betrieb"])


@router.get("/metrics", response_class=PlainTextResponse)
def metrics(request: Request) -> Response:
    """Count requests and durations by route, and name the snapshot in use."""
    services = services_of(request)
    measures: Measures = request.app.state.measures
    generation = snapshot.current(services.data / INDEX).name
    passages = services.index.passages(visibilities(request))
    return Response(measures.exposition(passages, generation), media_type=CONTENT_TYPE)
