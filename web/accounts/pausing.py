"""A name that was tried too often has to wait: who is told what."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from corpus.accounts.attempts import Attempts
from corpus.places.areas import load_places
from web.accounts.refusing import LOG
from web.errors import SignInPaused
from web.texts import text

MINUTE = 60


def count_attempt(attempts: Attempts, name: str) -> None:
    """Count an attempt before it is tried; raises SignInPaused while the name has to wait."""
    if seconds := attempts.count(name):
        LOG.warning("sign-in paused")
        raise SignInPaused(text("accounts.wait", clock=_clock(seconds), span=_span(seconds)), seconds)


def _clock(seconds: int) -> str:
    """When the wait is over, on the clocks of the city: "14.32", rounded up."""
    over = datetime.now(ZoneInfo(load_places().city.time_zone)) + timedelta(seconds=seconds + MINUTE - 1)
    return f"{over.hour}.{over.minute:02}"


def _span(seconds: int) -> str:
    """How long the wait is: "30 Sekunden", "4 Minuten"; from a minute on in whole ones, rounded up."""
    if seconds <= MINUTE:
        return text("accounts.seconds", n=seconds)
    return text("accounts.minutes", n=-(-seconds // MINUTE))
