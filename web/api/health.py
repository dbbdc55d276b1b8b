"""`GET /healthz` and `GET /readyz`, for whoever watches the service."""

from fastapi import APIRouter, Request
from pydantic import BaseModel

from web.access import visibilities
from web.api.problems import services_of

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


@router.get("/readyz")
def readyz(request: Request) -> ReadyShape:
    """Say that the service can answer."""
    return ReadyShape(status="ok", passages=services_of(request).index.passages(visibilities(request)))
