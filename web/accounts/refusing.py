"""Who is not let in: told in German, and noted with the cause, never with who it was."""

import logging

from web.errors import SignInRefused
from web.texts import text

LOG = logging.getLogger("lotse.accounts")


def refused(cause: str, told: str, **values: object) -> SignInRefused:
    """The error to raise; `cause` stands in the log, and `told` is the key of what the person reads."""
    LOG.warning("sign-in refused", extra={"cause": cause})
    return SignInRefused(text(told, **values))
