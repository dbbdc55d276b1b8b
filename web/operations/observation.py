"""Counts, times and logs requests by their route template: never a question, never an address."""

import logging
import time
from http import HTTPStatus
from uuid import uuid4

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from web.operations.counting import Tally
from web.operations.measures import Measures

LOG = logging.getLogger("lotse.request")
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
OTHER = "other"
NO_ANSWER = 499  # the client left before an answer began; the number that proxies use for it


class Observation:
    """Gives each request an id, and notes its route template, status and duration."""

    def __init__(self, app: ASGIApp, measures: Measures, tally: Tally) -> None:
        self.app = app
        self._measures = measures
        self._tally = tally

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, and note how."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        status, started, request_id = NO_ANSWER, time.perf_counter(), uuid4().hex
        scope.setdefault("state", {})["request_id"] = request_id

        async def noting(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message)["X-Request-ID"] = request_id
            await send(message)

        try:
            await self.app(scope, receive, noting)
        except Exception:
            status = HTTPStatus.INTERNAL_SERVER_ERROR  # whatever had been sent by then
            raise
        finally:
            status = scope["state"].get("failed", status)
            self._note(scope, int(status), time.perf_counter() - started, request_id)

    def _note(self, scope: Scope, status: int, seconds: float, request_id: str) -> None:
        method = scope["method"] if scope["method"] in METHODS else OTHER
        route = template(scope)
        self._measures.note(method, route, status, seconds)
        self._tally.note(route, status)
        noted = {"method": method, "route": route, "status": status, "ms": round(seconds * 1000, 1)}
        LOG.info("request", extra={**noted, "request": request_id})


def template(scope: Scope) -> str:
    """The route as it was declared ("/quelle/{document_id}/{number}"), the mount of a file, or "other"."""
    route = scope.get("route")
    return getattr(route, "path_format", None) or scope.get("root_path") or OTHER
