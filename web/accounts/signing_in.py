"""The story of signing in with name and password."""

import time

from corpus.accounts.accounts import Account, Accounts
from corpus.accounts.attempts import Attempts
from corpus.accounts.sessions import Lifetime, Sessions
from corpus.database import Database
from web.accounts.passwords import fits
from web.accounts.pausing import count_attempt
from web.accounts.refusing import LOG, refused
from web.settings import Settings


def sign_in(database: Database, name: str, password: str, lifetime: Lifetime) -> str:
    """Begin a session; returns its token. Raises SignInRefused, for an unknown name as for a wrong password.

    A name that was tried often has to wait, and nobody learns whether there is such an account.
    """
    attempts = Attempts(database)
    count_attempt(attempts, name)
    account = Accounts(database).find(name)
    right = fits(password, account.password_hash if account else None)
    if account is None or account.locked or not right:
        raise refused("name or password", "accounts.refused")
    if account.once_until is not None and time.time() > account.once_until:
        raise refused("one-time password is over", "accounts.once_over")
    attempts.forget(name)
    return begin(database, account, lifetime)


def begin(database: Database, account: Account, lifetime: Lifetime) -> str:
    """Begin a session of an account whose owner is known by now; returns its token."""
    sessions = Sessions(database)
    sessions.tidy(lifetime)
    LOG.info("signed in", extra={"role": account.role})
    return sessions.begin(account.name)


def lifetime_of(settings: Settings) -> Lifetime:
    """How long sessions last."""
    return Lifetime(idle=settings.session_idle_minutes * 60, longest=settings.session_hours * 3600)
