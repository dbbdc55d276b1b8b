"""Which addresses of other services may be used: those that nobody on the way can read or change."""

from ipaddress import ip_address
from urllib.parse import urlsplit


def is_protected(address: object) -> bool:
    """Whether this is the address of something over https, or on this very machine.

    >>> [is_protected(one) for one in ("https://stadt.example", "http://127.0.0.1:9", "http://stadt.example")]
    [True, True, False]
    """
    if not isinstance(address, str):
        return False
    try:
        parts = urlsplit(address)
        host = parts.hostname
    except ValueError:
        return False
    return bool(host) and (parts.scheme == "https" or (parts.scheme == "http" and _here(host or "")))


def _here(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False
