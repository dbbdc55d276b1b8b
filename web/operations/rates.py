"""Limits how often one client may ask: 429 with `Retry-After` (RFC 6585)."""

import math
import time
from http import HTTPStatus
from urllib.parse import parse_qs

from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter
from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from web.api.problems import problem
from web.operations.clients import ClientKeys, from_this_machine
from web.texts import text

# A password costs as much to check as a question to answer; signing in or out elsewhere asks another service.
ASKING = ("/api/ask", "/anmelden", "/abgemeldet")
UNLIMITED = ("/static/", "/healthz", "/readyz", "/metrics")


class RateLimit:
    """Refuses a client that asks or calls more often in a minute than it may; 0 stands for no limit."""

    def __init__(self, app: ASGIApp, asks_per_minute: int, requests_per_minute: int) -> None:
        self.app = app
        self._clients = ClientKeys()
        self._limiter = MovingWindowRateLimiter(MemoryStorage())
        self._limits = {"asks": asks_per_minute, "requests": requests_per_minute}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or refuse with the seconds to wait."""
        wait = self._seconds_to_wait(scope) if scope["type"] == "http" else 0
        if not wait:
            await self.app(scope, receive, send)
            return
        refusal = problem(Request(scope), HTTPStatus.TOO_MANY_REQUESTS, text("http.too_often", seconds=wait))
        refusal.headers["Retry-After"] = str(wait)
        await refusal(scope, receive, send)

    def _seconds_to_wait(self, scope: Scope) -> int:
        """0 where the request may pass; else the whole seconds until the next one may."""
        if scope["path"].startswith(UNLIMITED) or from_this_machine(scope):
            return 0
        kind = "asks" if _asks(scope) else "requests"
        if not self._limits[kind]:
            return 0
        limit = RateLimitItemPerMinute(self._limits[kind])
        address = scope["client"][0] if scope.get("client") else ""
        client = self._clients.key(address)
        if self._limiter.hit(limit, kind, client):
            return 0
        reset = self._limiter.get_window_stats(limit, kind, client).reset_time
        return max(1, math.ceil(reset - time.time()))


def _asks(scope: Scope) -> bool:
    """Whether the request puts a question or searches, which costs far more than showing a page."""
    return scope["path"].startswith(ASKING) or "q" in parse_qs(scope["query_string"].decode("latin-1"))
