"""`GET /healthz` and `GET /readyz`, for whoever watches the service."""

from fastapi import APIRouter, Request
from pydantic import BaseModel

from web.access import visibilities
from web.api.problems import services_of
from web.errors import NotReady
from web.operations.warming import WarmUp
from web.texts import text

router = APIRouter(tags=["Betrieb"])


class HealthShape(BaseModel):
    """The process is alive."""

    status: str


class ReadyShape(HealthShape):
    """The service can answer, over this many passages."""

    passages: int


@router.get("/healthz")
def healthz() -> HealthShape:
    """Say that the process is alive."""
    return HealthShape(status="ok")


@router.get("/readyz", responses={503: {"description": text("http.not_ready")}})
def readyz(request: Request) -> ReadyShape:
    """Say that the service can answer; until all is warmed up, or where that has failed, that it cannot."""
    warm_up: WarmUp = request.app.state.warm_up
    if warm_up.failed.is_set():
        raise NotReady(text("http.warm_up_failed"))
    if not warm_up.done.is_set():
        raise NotReady(text("http.not_ready"))
    return ReadyShape(status="ok", passages=services_of(request).index.passages(visibilities(request)))
