"""Addresses in the encoding of old forms and programs: what is no UTF-8 is read as Windows-1252."""

import re
from urllib.parse import quote, unquote_to_bytes

from starlette.types import ASGIApp, Receive, Scope, Send

BEYOND_ASCII = re.compile(rb"(?:%[0-9A-Fa-f]{2}|[\x80-\xff])+")


class OldEncodings:
    """Hands every query string on in UTF-8, so that "M%FCll" is asked as "Müll"."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer."""
        if scope["type"] == "http":
            scope["query_string"] = BEYOND_ASCII.sub(_as_utf8, scope["query_string"])
        await self.app(scope, receive, send)


def _as_utf8(found: re.Match[bytes]) -> bytes:
    octets = unquote_to_bytes(found[0])
    try:
        octets.decode()
    except UnicodeDecodeError:
        return quote(octets.decode("cp1252", errors="replace"), safe="").encode()
    return found[0]
