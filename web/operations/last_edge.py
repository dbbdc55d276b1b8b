"""The outermost edge of the service: an error that nobody foresaw becomes a log line and a problem."""

import logging
from http import HTTPStatus

from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from web.api.problems import problem
from web.texts import text

LOG = logging.getLogger("lotse.error")


class LastEdge:
    """Answers 500 where an error passed all handlers, inside of the security headers."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer; a problem where an unforeseen error comes up."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        started = False

        async def watching(message: Message) -> None:
            nonlocal started
            started = started or message["type"] == "http.response.start"
            await send(message)

        try:
            await self.app(scope, receive, watching)
        except Exception:  # the outermost edge
            LOG.exception("unexpected", extra={"request": scope["state"]["request_id"]})
            if started:
                raise
            answer = problem(Request(scope), HTTPStatus.INTERNAL_SERVER_ERROR, text("http.unexpected"))
            await answer(scope, receive, send)
