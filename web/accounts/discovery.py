"""What the city's sign-in service tells of itself (OpenID Connect Discovery), kept for a while."""

import time
from collections.abc import Callable, Mapping
from typing import Any

KEPT_SECONDS = 600.0
WELL_KNOWN = "/.well-known/openid-configuration"


class Discovery:
    """The description of one service: visitors may begin to sign in often, the service is asked seldom.

    Keys to check signatures with are not part of it, they are fetched for each sign-in.
    """

    def __init__(self, issuer: str) -> None:
        self._address = issuer.rstrip("/") + WELL_KNOWN
        self._kept: tuple[float, Mapping[str, Any]] | None = None

    def described(self, fetch: Callable[[str], Mapping[str, Any]]) -> Mapping[str, Any]:
        """The description, fetched anew where there is none or it has grown old."""
        kept = self._kept
        if kept is None or time.monotonic() - kept[0] > KEPT_SECONDS:
            kept = self._kept = (time.monotonic(), fetch(self._address))
        return kept[1]
