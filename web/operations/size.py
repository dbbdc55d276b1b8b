"""Limits how much a request may carry: 413 (RFC 9110)."""

from http import HTTPStatus

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from web.api.problems import problem
from web.texts import text

UPLOADS = "/verwaltung/hochladen"


class SizeLimit:
    """Refuses a request whose body is longer than `most_bytes`, announced or not.

    Whoever has signed in may send up to `most_upload_bytes` to an address that takes files.
    """

    def __init__(self, app: ASGIApp, most_bytes: int, most_upload_bytes: int) -> None:
        self.app = app
        self._most = most_bytes
        self._most_upload = most_upload_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or refuse a body that is too long."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        may_upload = scope["path"] == UPLOADS and "account" in scope.get("state", {})
        most = self._most_upload if may_upload else self._most
        detail = _detail(most, may_upload)
        if _announced(scope) > most:
            refusal = problem(Request(scope), HTTPStatus.REQUEST_ENTITY_TOO_LARGE, detail)
            await refusal(scope, receive, send)
        else:
            await self.app(scope, _counted(receive, most, detail), send)


def _counted(receive: Receive, most: int, detail: str) -> Receive:
    taken = 0

    async def counting() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        if taken > most:
            raise HTTPException(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, detail)
        return message

    return counting


def _detail(most: int, uploading: bool) -> str:
    return (
        text("http.too_large_upload", mib=most >> 20) if uploading else text("http.too_large", kib=most >> 10)
    )


def _announced(scope: Scope) -> int:
    """The length that the request announces; 0 where it announces none."""
    length = Headers(scope=scope).get("content-length", "")
    return int(length) if length.isdecimal() else 0
