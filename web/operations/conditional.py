"""ETags and conditional requests (RFC 9110): what a browser holds already is not sent again."""

from hashlib import blake2b
from http import HTTPStatus

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

TAG_BYTES = 12
CACHE = "private, no-cache"  # browsers keep pages, but ask whether they still hold; no proxy keeps any
NEVER_KEPT = {"Cache-Control": "no-store"}  # emergencies and one-time links stay on no device
STREAM = "text/event-stream"
BODILESS = ("content-length", "content-type", "content-encoding")


class Conditional:
    """Gives every complete answer to GET an ETag, and answers 304 to whoever holds it already."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or say that what is held still holds."""
        if scope["type"] != "http" or scope["method"] != "GET":
            await self.app(scope, receive, send)
            return
        held = Headers(scope=scope).get("if-none-match", "")
        await self.app(scope, receive, _Answer(held, send).take)


class _Answer:
    """One answer on its way out; a body that is sent in one piece waits for its ETag."""

    def __init__(self, held: str, send: Send) -> None:
        self._held = held
        self._send = send
        self._start: Message | None = None
        self._dropped = False

    async def take(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            await self._begin(message)
        elif self._start is not None and not message.get("more_body"):
            MutableHeaders(scope=self._start)["ETag"] = tag_of(message.get("body", b""))
            start, self._start = self._start, None
            await self._go(start)
            await self._rest(message)
        else:
            await self._rest(message)

    async def _begin(self, start: Message) -> None:
        headers = MutableHeaders(scope=start)
        if headers.get("content-type", "").startswith(STREAM):
            headers.update(NEVER_KEPT)
        if start["status"] == HTTPStatus.OK:
            headers.setdefault("Cache-Control", CACHE)
        if start["status"] == HTTPStatus.OK and "etag" not in headers and "content-length" in headers:
            self._start = start
        else:
            await self._go(start)

    async def _go(self, start: Message) -> None:
        """Send the start; it becomes 304 without a body where the ETag is one that is held."""
        headers = MutableHeaders(scope=start)
        if start["status"] == HTTPStatus.OK and _matches(self._held, headers.get("etag")):
            self._dropped = True
            start["status"] = HTTPStatus.NOT_MODIFIED.value
            for name in BODILESS:
                del headers[name]
        await self._send(start)

    async def _rest(self, message: Message) -> None:
        if not self._dropped:
            await self._send(message)
        elif not message.get("more_body"):
            await self._send({"type": "http.response.body", "body": b""})


def holds(request: Request, tag: str) -> bool:
    """Whether the browser holds the answer with this ETag already."""
    return _matches(request.headers.get("if-none-match", ""), tag)


def tag_of(body: bytes) -> str:
    """A weak ETag, since the same page may travel compressed or not."""
    return f'W/"{blake2b(body, digest_size=TAG_BYTES).hexdigest()}"'


def _matches(held: str, tag: str | None) -> bool:
    """Whether a browser that holds these tags holds this one (weak comparison)."""
    names = {one.strip().removeprefix("W/") for one in held.split(",")}
    return tag is not None and (tag.removeprefix("W/") in names or "*" in names)
