"""Tells clients apart without knowing them: a hash of the address under a salt that lives for a day."""

import secrets
from collections.abc import Callable
from datetime import date
from hashlib import blake2b
from ipaddress import IPv6Address, ip_address

from starlette.types import Scope

SALT_BYTES = 32
KEY_BYTES = 16
IPV6_HOST_BITS = 64  # one household or office holds a whole /64

THIS_MACHINE = ("127.0.0.1", "::1")
FORWARDED = (b"x-forwarded-for", b"forwarded", b"x-real-ip", b"via")


class ClientKeys:
    """Keys of clients; the salt is drawn anew each day and never leaves the memory of this process."""

    def __init__(self, today: Callable[[], date] = date.today) -> None:
        self._today = today
        self._day: date | None = None
        self._salt = b""

    def key(self, address: str) -> str:
        """The key of an address today; all addresses of one IPv6 network share one."""
        if self._today() != self._day:
            self._day, self._salt = self._today(), secrets.token_bytes(SALT_BYTES)
        return blake2b(_network(address).encode(), key=self._salt, digest_size=KEY_BYTES).hexdigest()


def from_this_machine(scope: Scope) -> bool:
    """Whether the server's own people call it directly; a proxy on this machine names whom it calls for."""
    address = scope["client"][0] if scope.get("client") else ""
    names = {name for name, _ in scope["headers"]}
    return address in THIS_MACHINE and names.isdisjoint(FORWARDED)


def _network(address: str) -> str:
    """The address itself, or the network of an IPv6 address; a name stays a name."""
    try:
        found = ip_address(address)
    except ValueError:
        return address
    if not isinstance(found, IPv6Address):
        return str(found)
    return str(found.ipv4_mapped or int(found) >> IPV6_HOST_BITS)
