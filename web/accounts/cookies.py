"""The cookie of a session, and the token that its forms carry."""

import hashlib
import hmac

from fastapi import Response
from starlette.requests import HTTPConnection

SECURE, PLAIN = "__Host-lotse", "lotse"  # the first one only ever travels over TLS
FORM = b"lotse form"


def token_of(connection: HTTPConnection) -> str | None:
    """The session token that a browser sends, if any."""
    return connection.cookies.get(_name(connection))


def keep(connection: HTTPConnection, answer: Response, token: str) -> None:
    """Let the browser keep a session token until it closes; no script sees it, no other site sends it."""
    secure = connection.url.scheme == "https"
    answer.set_cookie(_name(connection), token, httponly=True, samesite="strict", secure=secure, path="/")


def forget(connection: HTTPConnection, answer: Response) -> None:
    """Let the browser forget its session token."""
    secure = connection.url.scheme == "https"
    answer.delete_cookie(_name(connection), httponly=True, samesite="strict", secure=secure, path="/")


def form_token(token: str) -> str:
    """What each form of a session carries, so that no other site can send one; the cookie is not in it."""
    return hmac.new(token.encode(), FORM, hashlib.sha256).hexdigest()


def is_form_token(sent: str, token: str) -> bool:
    """Whether a form carries what the session's forms carry."""
    return hmac.compare_digest(sent.encode(), form_token(token).encode())


def _name(connection: HTTPConnection) -> str:
    return SECURE if connection.url.scheme == "https" else PLAIN
