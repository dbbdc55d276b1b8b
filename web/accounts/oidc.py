"""Signing in through the city's own service (OpenID Connect: authorisation code with PKCE)."""

import asyncio
import base64
import re
import ssl
import threading
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache, partial
from typing import Any, TypeVar
from urllib.parse import quote_plus, urlencode

import httpx2
from authlib.common.security import generate_token
from authlib.integrations.base_client import OAuthError
from authlib.integrations.httpx_client import AsyncOAuth2Client
from joserfc import jwt
from joserfc.errors import ClaimError, InvalidClaimError, JoseError
from joserfc.jwk import KeySet

from web.accounts.discovery import Discovery
from web.accounts.person import Person, person_of, tells_enough
from web.accounts.refusing import LOG, refused
from web.accounts.under_way import FORGED, Back, Begun
from web.errors import SignInRefused, SignInUnavailable
from web.settings import Settings
from web.texts import text

ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"]
BASIC, POST = "client_secret_basic", "client_secret_post"
SECRET_LENGTH = 48
SECONDS = 5.0  # until the next piece of an answer
IN_ALL_SECONDS = 10.0  # for all answers to one visitor, however small the pieces
CLOCKS_DIFFER_SECONDS = 60
AT_ONCE = 8  # a service that hangs must not take all threads from those who ask questions
CODE_USED = "invalid_grant"
CANCELLED = "access_denied"
ERROR_CODE = re.compile(r"[a-z_]{1,40}")


T = TypeVar("T")
_ASKING = threading.BoundedSemaphore(AT_ONCE)


class SignInService:
    """The service that the settings name."""

    def __init__(
        self, settings: Settings, discovery: Discovery, returning: str, seconds: float = IN_ALL_SECONDS
    ) -> None:
        """`returning` is the address here that the service sends people back to."""
        self._settings = settings
        self._discovery = discovery
        self._returning = returning
        self._seconds = seconds

    def begin(self, onward: str) -> tuple[str, Begun]:
        """The address at the service to go to, and what the browser keeps; raises SignInUnavailable."""
        begun = Begun(
            generate_token(SECRET_LENGTH), generate_token(SECRET_LENGTH), generate_token(64), onward
        )
        chosen = {"state": begun.state, "nonce": begun.nonce, "code_verifier": begun.verifier}

        async def address(client: AsyncOAuth2Client) -> str:
            endpoint = (await self._described(client))["authorization_endpoint"]
            return str(client.create_authorization_url(endpoint, **chosen)[0])

        return self._ask(address), begun

    def finish(self, begun: Begun, back: Back) -> Person:
        """Who has come back; raises SignInRefused where the service did not send them for this browser."""
        if back.state != begun.state:
            raise refused(FORGED, "accounts.service_expired")
        if back.error or not back.code:
            raise failed(back.error)
        return self._ask(partial(self._person, begun, back.code))

    def ending(self) -> str:
        """The address at the service to sign out there; raises SignInUnavailable."""
        address = self._ask(self._described).get("end_session_endpoint")
        if not address:
            raise SignInUnavailable(text("accounts.service_no_end"))
        chosen = {"client_id": self._settings.oidc_client_id, "post_logout_redirect_uri": self._returning}
        return f"{address}{'&' if '?' in address else '?'}{urlencode(chosen)}"

    def _ask(self, work: Callable[[AsyncOAuth2Client], Awaitable[T]]) -> T:
        """What comes of asking the service; whoever lets us wait is left after a while, mid-answer, too."""

        async def asked() -> T:
            async with asyncio.timeout(self._seconds), self._client() as client:
                return await work(client)

        with asking():
            return asyncio.run(asked())

    async def _person(self, begun: Begun, code: str, client: AsyncOAuth2Client) -> Person:
        described = await self._described(client)
        client.token_endpoint_auth_method = _method(described)
        token = await client.fetch_token(described["token_endpoint"], code=code, code_verifier=begun.verifier)
        keys: Any = await _told(client, described["jwks_uri"])
        claims = self._claims(token["id_token"], KeySet.import_key_set(keys), begun.nonce)
        return person_of(await self._completed(client, described, claims), self._settings)

    def _client(self) -> AsyncOAuth2Client:
        chosen = self._settings
        client = AsyncOAuth2Client(
            client_id=chosen.oidc_client_id,
            client_secret=chosen.oidc_client_secret,
            scope="openid profile email",
            redirect_uri=self._returning,
            code_challenge_method="S256",
            timeout=SECONDS,
            verify=_tls(),
            leeway=0,  # tokens that live for a minute only are used at once
        )
        client.register_client_auth_method((BASIC, _basic))
        return client

    async def _described(self, client: AsyncOAuth2Client) -> Mapping[str, Any]:
        return await self._discovery.described(partial(_told, client))

    async def _completed(
        self, client: AsyncOAuth2Client, described: Mapping[str, Any], claims: Mapping[str, Any]
    ) -> Mapping[str, Any]:
        """Claims with what the service tells of the same person only where it is asked (userinfo)."""
        address = described.get("userinfo_endpoint")
        if not address or tells_enough(claims, self._settings):
            return claims
        asked = await _told(client, address, withhold_token=False)
        if asked["sub"] != claims["sub"]:
            raise InvalidClaimError("sub")
        return {**asked, **claims}

    def _claims(self, signed: str, keys: KeySet, nonce: str) -> Mapping[str, Any]:
        """What the service asserts, if signature, sender, receiver, times and this very sign-in are right."""
        issuer = self._settings.oidc_issuer
        token = jwt.decode(signed, keys, algorithms=ALGORITHMS)
        jwt.JWTClaimsRegistry(
            leeway=CLOCKS_DIFFER_SECONDS,
            iss={"essential": True, "values": [issuer.rstrip("/"), issuer.rstrip("/") + "/"]},
            aud={"essential": True, "value": self._settings.oidc_client_id},
            exp={"essential": True},
            sub={"essential": True},
            nonce={"essential": True, "value": nonce},
        ).validate(token.claims)
        return token.claims


@cache
def _tls() -> ssl.SSLContext:
    """Whom to trust: one for all clients, since reading the certificates takes longer than all else here."""
    return httpx2.create_ssl_context()


async def _told(client: AsyncOAuth2Client, address: str, withhold_token: bool = True) -> dict[str, Any]:
    """The JSON object at an address of the service."""
    got = await client.request("GET", address, withhold_token=withhold_token)
    answer = got.raise_for_status().json()
    if not isinstance(answer, dict):
        raise TypeError
    return answer


def _method(described: Mapping[str, Any]) -> str:
    """How the secret of this client travels: in a header, unless the service takes it in the form only."""
    named = described.get("token_endpoint_auth_methods_supported") or [BASIC]
    return POST if BASIC not in named and POST in named else BASIC


def _basic(
    client: AsyncOAuth2Client, _method: str, uri: str, headers: Any, body: Any
) -> tuple[str, Any, Any]:
    """Name and secret in a header, each written as in a form (RFC 6749, 2.3.1), which authlib leaves out."""
    said = f"{quote_plus(client.client_id)}:{quote_plus(client.client_secret)}"
    headers["Authorization"] = f"Basic {base64.b64encode(said.encode()).decode()}"
    return uri, headers, body


@contextmanager
def asking() -> Iterator[None]:
    """While inside, the service is asked; raises SignInUnavailable or SignInRefused for what goes wrong."""
    if not _ASKING.acquire(blocking=False):
        LOG.warning("sign-in service busy")
        raise SignInUnavailable(text("accounts.service_failed"))
    try:
        yield
    except OAuthError as error:
        raise failed(str(error.error)) from error
    except JoseError as error:  # the signed token; a clock that is wrong is told by the claim, iat or exp
        LOG.warning("sign-in service failed", extra=_cause(error))
        raise SignInRefused(text("accounts.service_failed")) from error
    except (httpx2.HTTPError, httpx2.InvalidURL, TimeoutError, KeyError, TypeError, ValueError) as error:
        LOG.warning("sign-in service failed", extra=_cause(error))
        raise SignInUnavailable(text("accounts.service_failed")) from error
    finally:
        _ASKING.release()


def failed(code: str) -> SignInRefused | SignInUnavailable:
    """The error for one of the error codes of OAuth, which the service has answered with."""
    if code == CANCELLED:
        return refused(code, "accounts.service_cancelled")
    if code == CODE_USED:
        return refused(code, "accounts.service_expired")
    LOG.warning("sign-in service failed", extra={"cause": code if ERROR_CODE.fullmatch(code) else "other"})
    return SignInUnavailable(text("accounts.service_failed"))


def _cause(error: Exception) -> dict[str, str]:
    """The kind of an error, and what a person who runs the service needs to mend it, never who signs in."""
    cause = ""
    if isinstance(error, httpx2.HTTPStatusError):
        cause = f"{error.response.status_code} {error.request.url.path}"
    elif isinstance(error, httpx2.RequestError):
        cause = error.request.url.path
    elif isinstance(error, ClaimError):
        cause = error.claim
    return {"error": type(error).__name__, "cause": cause}
