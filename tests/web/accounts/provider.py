"""A small OpenID Connect provider on this machine: authorisation code with PKCE, signed tokens."""

import asyncio
import base64
import hashlib
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Annotated, Any
from urllib.parse import unquote_plus, urlencode

from fastapi import FastAPI, Form, Header, HTTPException, Response
from fastapi.responses import JSONResponse, RedirectResponse, StreamingResponse
from joserfc import jwt
from joserfc.jwk import RSAKey

CLIENT, SECRET = "lotse", "ein Geheimnis + 100 % Dienste: ü"
TOKEN = "Zugang"


@dataclass
class Provider:
    """Who signs in next, what the token does not hold of them, and what is wrong with it, if anything."""

    issuer: str = ""
    claims: dict[str, Any] = field(default_factory=dict)
    only_asked: dict[str, Any] = field(default_factory=dict)
    error: str = ""
    ends: bool = True
    methods: tuple[str, ...] | None = None
    spoiled: dict[str, Any] = field(default_factory=dict)
    begun: dict[str, dict[str, str]] = field(default_factory=dict)
    key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, parameters={"kid": "eins"}))
    foreign_key: RSAKey | None = None
    asked: int = 0
    elsewhere: dict[str, Any] = field(default_factory=dict)
    drips: bool = False

    def app(self) -> FastAPI:
        """The provider as a service."""
        app = FastAPI()
        app.get("/.well-known/openid-configuration")(self.described)
        app.get("/authorize")(self.authorize)
        app.post("/token")(self.token)
        app.get("/userinfo")(self.userinfo)
        app.get("/jwks")(lambda: {"keys": [self.key.as_dict(private=False)]})
        return app

    def described(self) -> Response:
        """Where what is, in one go or drop by drop without an end."""
        self.asked += 1
        return StreamingResponse(_drops()) if self.drips else JSONResponse(self._addresses())

    def _addresses(self) -> dict[str, Any]:
        names = {"authorization_endpoint": "authorize", "token_endpoint": "token", "jwks_uri": "jwks"}
        names |= {"userinfo_endpoint": "userinfo"} | ({"end_session_endpoint": "end"} if self.ends else {})
        how = {} if self.methods is None else {"token_endpoint_auth_methods_supported": self.methods}
        addresses = {name: f"{self.issuer}/{path}" for name, path in names.items()}
        return how | {"issuer": self.issuer} | addresses | self.elsewhere

    def authorize(
        self, redirect_uri: str, state: str, nonce: str, code_challenge: str, client_id: str
    ) -> RedirectResponse:
        """Send whoever comes straight back, with a code or an error."""
        if self.error:
            return RedirectResponse(f"{redirect_uri}?{urlencode({'error': self.error, 'state': state})}", 303)
        code = f"code-{len(self.begun)}"
        self.begun[code] = {"nonce": nonce, "challenge": code_challenge, "client": client_id}
        return RedirectResponse(f"{redirect_uri}?{urlencode({'code': code, 'state': state})}", 303)

    def token(
        self,
        code: Annotated[str, Form()],
        code_verifier: Annotated[str, Form()],
        authorization: Annotated[str, Header()] = "",
        client_id: Annotated[str, Form()] = "",
        client_secret: Annotated[str, Form()] = "",
    ) -> Response:
        """Hand out a signed token for a code, once, to the client that holds its verifier."""
        posted = self.methods == ("client_secret_post",)
        if ((client_id, client_secret) if posted else _basic(authorization)) != (CLIENT, SECRET):
            return JSONResponse({"error": "invalid_client"}, 401)
        begun = self.begun.pop(code, None)
        digest = hashlib.sha256(code_verifier.encode()).digest()
        if begun is None or base64.urlsafe_b64encode(digest).rstrip(b"=").decode() != begun["challenge"]:
            return JSONResponse({"error": "invalid_grant"}, 400)
        now = int(time.time())
        own = {
            "iss": self.issuer,
            "aud": begun["client"],
            "nonce": begun["nonce"],
            "iat": now,
            "exp": now + 60,
        }
        signed = jwt.encode(
            {"alg": "RS256", "kid": self.key.kid},
            own | self.claims | self.spoiled,
            self.foreign_key or self.key,
        )
        told = {"access_token": TOKEN, "token_type": "Bearer", "expires_in": 60, "id_token": signed}
        return JSONResponse(told)

    def userinfo(self, authorization: Annotated[str, Header()]) -> dict[str, Any]:
        """Tell what the signed token does not hold, to whoever holds the access token."""
        if authorization != f"Bearer {TOKEN}":
            raise HTTPException(401)
        return {"sub": self.claims["sub"]} | self.only_asked


async def _drops() -> AsyncIterator[bytes]:
    while True:
        yield b" "
        await asyncio.sleep(0.05)


def _basic(authorization: str) -> tuple[str, ...]:
    """Name and secret of a client, each written as in a form (RFC 6749, 2.3.1)."""
    sent = base64.b64decode(authorization.removeprefix("Basic ")).decode()
    return tuple(unquote_plus(one) for one in sent.split(":"))
