"""Passwords of local accounts: how they are kept (argon2id) and checked."""

import secrets
import threading
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

from web.errors import InvalidRequest
from web.texts import text

SHORTEST = 12
LONGEST = 200
LETTERS = "abcdefghkmnpqrstwxyz23456789"  # without those that look alike
AT_ONCE = 2  # each check takes 64 MiB

_HASHER = PasswordHasher()
_CHECKING = threading.BoundedSemaphore(AT_ONCE)


def hashed(password: str) -> str:
    """What is kept of a password; raises InvalidRequest for one that is too short or too long."""
    if not SHORTEST <= len(password) <= LONGEST:
        raise InvalidRequest(text("accounts.password_length", shortest=SHORTEST, longest=LONGEST))
    with _CHECKING:
        return _HASHER.hash(password)


def one_time() -> str:
    """A password to be used once, easy to read out: "kx7f-9dmq-3tzp-r2wn"."""
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(4))


def fits(password: str, kept: str | None) -> bool:
    """Whether a password is the one that is kept; without one it takes as long and never fits."""
    with _CHECKING:
        nobody = _nobody()  # asked for with every name, so that the first check too takes as long for all
        try:
            _HASHER.verify(kept or nobody, password[: LONGEST + 1])
        except (VerifyMismatchError, InvalidHashError):
            return False
    return kept is not None


@cache
def _nobody() -> str:
    """Checked for names without an account; made when first needed, since it takes as long as a check."""
    return _HASHER.hash("")
