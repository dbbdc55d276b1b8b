"""Limits how much a request may carry: 413 (RFC 9110)."""

from http import HTTPStatus

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from web.api.problems import problem
from web.texts import text


class SizeLimit:
    """Refuses a request whose body is longer than `most_bytes`, announced or not."""

    def __init__(self, app: ASGIApp, most_bytes: int) -> None:
        self.app = app
        self._most = most_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or refuse a body that is too long."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
        elif _announced(scope) > self._most:
            refusal = problem(Request(scope), HTTPStatus.REQUEST_ENTITY_TOO_LARGE, self._detail())
            await refusal(scope, receive, send)
        else:
            await self.app(scope, self._counted(receive), send)

    def _counted(self, receive: Receive) -> Receive:
        taken = 0

        async def counting() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > self._most:
                raise HTTPException(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, self._detail())
            return message

        return counting

    def _detail(self) -> str:
        return text("http.too_large", kib=self._most >> 10)


def _announced(scope: Scope) -> int:
    """The length that the request announces; 0 where it announces none."""
    length = Headers(scope=scope).get("content-length", "")
    return int(length) if length.isdecimal() else 0
