"""What goes wrong when the city's sign-in service is asked: how it is told, and how it is logged."""

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import httpx2
from authlib.integrations.base_client import OAuthError
from joserfc.errors import ClaimError, JoseError

from web.accounts.pausing import LOG
from web.errors import SignInRefused, SignInUnavailable
from web.texts import text

AT_ONCE = 8  # a service that hangs must not take all threads from those who ask questions
PATIENCE_SECONDS = 1.0
CODE_USED = "invalid_grant"
CANCELLED = "access_denied"
ERROR_CODE = re.compile(r"[a-z_]{1,40}")

_ASKING = threading.BoundedSemaphore(AT_ONCE)


@contextmanager
def asking() -> Iterator[None]:
    """While inside, the service is asked; raises SignInUnavailable or SignInRefused for what goes wrong."""
    if not _ASKING.acquire(timeout=PATIENCE_SECONDS):
        LOG.warning("sign-in service busy")
        raise SignInUnavailable(text("accounts.service_failed"))
    try:
        yield
    except OAuthError as error:
        raise failed(str(error.error)) from error
    except JoseError as error:  # the signed token; a clock that is wrong is told by the claim, iat or exp
        LOG.warning("sign-in service failed", extra=_cause(error))
        raise SignInRefused(text("accounts.service_failed")) from error
    except (httpx2.HTTPError, httpx2.InvalidURL, KeyError, TypeError, ValueError) as error:
        LOG.warning("sign-in service failed", extra=_cause(error))
        raise SignInUnavailable(text("accounts.service_failed")) from error
    finally:
        _ASKING.release()


def failed(code: str) -> SignInRefused | SignInUnavailable:
    """The error for one of the error codes of OAuth, which the service has answered with."""
    if code == CANCELLED:
        return SignInRefused(text("accounts.service_cancelled"))
    if code == CODE_USED:
        return SignInRefused(text("accounts.service_expired"))
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
