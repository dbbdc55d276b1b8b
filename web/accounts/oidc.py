"""Signing in through the city's own service (OpenID Connect: authorisation code with PKCE)."""

import base64
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any
from urllib.parse import quote_plus, urlencode

from authlib.common.security import generate_token
from authlib.integrations.httpx_client import OAuth2Client
from joserfc import jwt
from joserfc.errors import InvalidClaimError
from joserfc.jwk import KeySet

from web.accounts.person import Person, person_of, tells_enough
from web.accounts.service_faults import asking, failed
from web.errors import SignInRefused, SignInUnavailable
from web.settings import Settings
from web.texts import text

ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"]
BASIC, POST = "client_secret_basic", "client_secret_post"
SECRET_LENGTH = 48
SECONDS = 5.0
CLOCKS_DIFFER_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Begun:
    """What the browser keeps between leaving for the service and coming back."""

    state: str
    nonce: str
    verifier: str
    onward: str

    def packed(self) -> str:
        """As the value of a cookie."""
        return base64.urlsafe_b64encode(json.dumps(asdict(self)).encode()).decode()

    @classmethod
    def unpacked(cls, packed: str) -> "Begun":
        """From the value of a cookie; raises SignInRefused for anything else."""
        try:
            return cls(**json.loads(base64.urlsafe_b64decode(packed)))
        except (ValueError, TypeError) as error:
            raise SignInRefused(text("accounts.service_expired")) from error


@dataclass(frozen=True, slots=True)
class Back:
    """What the service sends along when it sends the browser back: a code, or what went wrong."""

    state: str
    code: str = ""
    error: str = ""


class SignInService:
    """The service that the settings name."""

    def __init__(self, settings: Settings, returning: str) -> None:
        """`returning` is the address here that the service sends people back to."""
        self._settings = settings
        self._returning = returning

    def begin(self, onward: str) -> tuple[str, Begun]:
        """The address at the service to go to, and what the browser keeps; raises SignInUnavailable."""
        begun = Begun(
            generate_token(SECRET_LENGTH), generate_token(SECRET_LENGTH), generate_token(64), onward
        )
        with asking(), self._client() as client:
            address, _ = client.create_authorization_url(
                self._described(client)["authorization_endpoint"],
                state=begun.state,
                nonce=begun.nonce,
                code_verifier=begun.verifier,
            )
        return str(address), begun

    def finish(self, begun: Begun, back: Back) -> Person:
        """Who has come back; raises SignInRefused where the service did not send them for this browser."""
        if back.state != begun.state:
            raise SignInRefused(text("accounts.service_expired"))
        if back.error or not back.code:
            raise failed(back.error)
        with asking(), self._client() as client:
            described = self._described(client)
            client.token_endpoint_auth_method = _method(described)
            token = client.fetch_token(
                described["token_endpoint"], code=back.code, code_verifier=begun.verifier
            )
            keys = KeySet.import_key_set(_told(client, described["jwks_uri"]))
            claims = self._claims(token["id_token"], keys, begun.nonce)
            return person_of(self._completed(client, described, claims), self._settings)

    def ending(self) -> str:
        """The address at the service to sign out there; raises SignInUnavailable."""
        with asking(), self._client() as client:
            address = self._described(client).get("end_session_endpoint")
        if not address:
            raise SignInUnavailable(text("accounts.service_no_end"))
        chosen = {"client_id": self._settings.oidc_client_id, "post_logout_redirect_uri": self._returning}
        return f"{address}{'&' if '?' in address else '?'}{urlencode(chosen)}"

    def _client(self) -> OAuth2Client:
        chosen = self._settings
        client = OAuth2Client(
            client_id=chosen.oidc_client_id,
            client_secret=chosen.oidc_client_secret,
            scope="openid profile email",
            redirect_uri=self._returning,
            code_challenge_method="S256",
            timeout=SECONDS,
            leeway=0,  # tokens that live for a minute only are used at once
        )
        client.register_client_auth_method((BASIC, _basic))
        return client

    def _described(self, client: OAuth2Client) -> dict[str, Any]:
        return _told(client, f"{self._settings.oidc_issuer.rstrip('/')}/.well-known/openid-configuration")

    def _completed(
        self, client: OAuth2Client, described: Mapping[str, Any], claims: Mapping[str, Any]
    ) -> Mapping[str, Any]:
        """Claims with what the service tells of the same person only where it is asked (userinfo)."""
        address = described.get("userinfo_endpoint")
        if not address or tells_enough(claims, self._settings):
            return claims
        asked = _told(client, address, withhold_token=False)
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


def _told(client: OAuth2Client, address: str, withhold_token: bool = True) -> dict[str, Any]:
    """The JSON object at an address of the service."""
    answer = client.request("GET", address, withhold_token=withhold_token).raise_for_status().json()
    if not isinstance(answer, dict):
        raise TypeError
    return answer


def _method(described: Mapping[str, Any]) -> str:
    """How the secret of this client travels: in a header, unless the service takes it in the form only."""
    named = described.get("token_endpoint_auth_methods_supported") or [BASIC]
    return POST if BASIC not in named and POST in named else BASIC


def _basic(client: OAuth2Client, _method: str, uri: str, headers: Any, body: Any) -> tuple[str, Any, Any]:
    """Name and secret in a header, each written as in a form (RFC 6749, 2.3.1), which authlib leaves out."""
    said = f"{quote_plus(client.client_id)}:{quote_plus(client.client_secret)}"
    headers["Authorization"] = f"Basic {base64.b64encode(said.encode()).decode()}"
    return uri, headers, body
