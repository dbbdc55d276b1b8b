"""A sign-in that is under way: what the browser keeps meanwhile, and what the service sends it back with."""

import base64
import json
from dataclasses import asdict, dataclass, fields

from web.accounts.refusing import refused

FORGED = "state"  # of a sign-in that this browser has not begun, or too long ago


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
            begun = cls(**json.loads(base64.urlsafe_b64decode(packed)))
        except (ValueError, TypeError, RecursionError) as error:
            raise refused(FORGED, "accounts.service_expired") from error
        if not all(isinstance(getattr(begun, one.name), str) for one in fields(cls)):
            raise refused(FORGED, "accounts.service_expired")
        return begun


@dataclass(frozen=True, slots=True)
class Back:
    """What the service sends along when it sends the browser back: a code, or what went wrong."""

    state: str
    code: str = ""
    error: str = ""
