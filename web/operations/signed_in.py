"""Knows who has signed in: what they may see goes along with the request, no cache keeps their answers."""

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from corpus.accounts.sessions import Lifetime, Sessions
from web.accounts.cookies import token_of

STATIC = "/static/"
NEVER_KEPT = "private, no-store"


class SignedIn:
    """Puts account, session token and visible kinds of documents into the state of the request.

    Whoever has signed in with a one-time password counts as the public until there is another one.
    """

    def __init__(self, app: ASGIApp, lifetime: Lifetime) -> None:
        self.app = app
        self._lifetime = lifetime

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as whoever asks may see it."""
        if scope["type"] != "http" or scope["path"].startswith(STATIC):
            await self.app(scope, receive, send)
            return
        token = token_of(HTTPConnection(scope))
        account = None
        if token:
            sessions = Sessions(scope["app"].state.services.catalogue.database)
            account = await run_in_threadpool(sessions.account, token, self._lifetime)
        if account and account.once_until is not None:  # may only choose another password
            scope.setdefault("state", {}).update({"changing": account, "token": token})
        elif account:
            known = {"account": account, "token": token, "visibilities": account.role.visibilities}
            scope.setdefault("state", {}).update(known)

        async def marked(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.add_vary_header("Cookie")
                if account:
                    headers["Cache-Control"] = NEVER_KEPT
            await send(message)

        await self.app(scope, receive, marked)
