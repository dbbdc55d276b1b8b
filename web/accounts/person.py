"""Who has come back from the city's sign-in service, made of what it says of them."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from corpus.accounts.accounts import NAME, Role
from web.settings import Settings, role_map

NAMES = ("preferred_username", "upn", "unique_name", "email")  # the ones of Keycloak and Entra ID, of ADFS
NOT_IN_NAMES = re.compile(r"[^\w.@+-]+")
LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class Person:
    """Who has come back from the service: the id there, a name, and the role here, if there is one."""

    subject: str
    name: str
    role: Role | None


def person_of(claims: Mapping[str, Any], settings: Settings) -> Person:
    """Whom these claims speak of; of several roles the highest counts."""
    subject = str(claims["sub"])
    known = role_map(settings.oidc_roles)
    roles = [known[name] for name in _named(claims, settings.oidc_role_claim) if name in known]
    return Person(subject, _name(claims, subject), max(roles, key=list(Role).index, default=None))


def tells_enough(claims: Mapping[str, Any], settings: Settings) -> bool:
    """Whether claims hold roles and a name, or have to be asked for at another address of the service."""
    return _found(claims, settings.oidc_role_claim) is not None and any(claims.get(one) for one in NAMES)


def _name(claims: Mapping[str, Any], subject: str) -> str:
    """The first name that can be one here, other marks turned into dots; without any, one of the id."""
    for said in (*(claims.get(one) for one in NAMES), subject):
        usable = NOT_IN_NAMES.sub(".", str(said or "").strip()).strip("._@+-")[:LONGEST_NAME]
        if NAME.fullmatch(usable):
            return usable
    return f"konto-{hashlib.sha256(subject.encode()).hexdigest()[:8]}"


def _named(claims: Mapping[str, Any], path: str) -> list[str]:
    """The roles in a claim ("realm_access.roles"): a list, or one text with spaces between."""
    found = _found(claims, path)
    if isinstance(found, str):
        return found.split()
    return [str(one) for one in found] if isinstance(found, list) else []


def _found(claims: Mapping[str, Any], path: str) -> Any:
    """What a claim holds; a name with dots in it may be one claim ("https://stadt.example/roles")."""
    if path in claims:
        return claims[path]
    found: Any = claims
    for part in path.split("."):
        found = found.get(part) if isinstance(found, Mapping) else None
    return found
