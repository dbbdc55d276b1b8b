"""What the city's sign-in service tells of itself (OpenID Connect Discovery), kept for a while."""

import time
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from web.addresses import is_protected

KEPT_SECONDS = 600.0
ADDRESSES = (
    "authorization_endpoint",
    "token_endpoint",
    "jwks_uri",
    "userinfo_endpoint",
    "end_session_endpoint",
)
WELL_KNOWN = "/.well-known/openid-configuration"


class Discovery:
    """The description of one service: visitors may begin to sign in often, the service is asked seldom.

    Keys to check signatures with are not part of it, they are fetched for each sign-in.
    """

    def __init__(self, issuer: str) -> None:
        self._address = issuer.rstrip("/") + WELL_KNOWN
        self._kept: tuple[float, Mapping[str, Any]] | None = None

    async def described(self, fetch: Callable[[str], Awaitable[Mapping[str, Any]]]) -> Mapping[str, Any]:
        """The description, fetched anew once it is old; raises ValueError for an unprotected address."""
        kept = self._kept
        if kept is None or time.monotonic() - kept[0] > KEPT_SECONDS:
            kept = self._kept = (time.monotonic(), _checked(await fetch(self._address)))
        return kept[1]


def _checked(described: Mapping[str, Any]) -> Mapping[str, Any]:
    for name in ADDRESSES:
        if described.get(name) and not is_protected(described[name]):
            raise ValueError(name)
    return described
