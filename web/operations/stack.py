"""Puts all layers around the service, outermost first."""

from fastapi import FastAPI
from starlette.middleware.gzip import DEFAULT_EXCLUDED_CONTENT_TYPES, GZipMiddleware
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from web.accounts.signing_in import lifetime_of
from web.operations.conditional import Conditional
from web.operations.counting import Tally
from web.operations.encodings import OldEncodings
from web.operations.head import HeadAsGet
from web.operations.headers import SecurityHeaders
from web.operations.last_edge import LastEdge
from web.operations.measures import Measures
from web.operations.observation import Observation
from web.operations.rates import RateLimit
from web.operations.signed_in import SignedIn
from web.operations.size import SizeLimit
from web.settings import Settings

COMPRESSED_ALREADY = (
    *DEFAULT_EXCLUDED_CONTENT_TYPES,
    "application/pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
)
WORTH_COMPRESSING = 1024


def surround(app: FastAPI, chosen: Settings, measures: Measures, tally: Tally) -> None:
    """Add the layers; the one added last is the outermost, so they are added from the inside out."""
    app.add_middleware(OldEncodings)
    app.add_middleware(Conditional)
    app.add_middleware(
        GZipMiddleware,
        minimum_size=WORTH_COMPRESSING,
        compresslevel=6,
        exclude_content_types=COMPRESSED_ALREADY,
    )
    app.add_middleware(HeadAsGet)
    app.add_middleware(
        RateLimit,
        asks_per_minute=chosen.asks_per_minute,
        requests_per_minute=chosen.requests_per_minute,
    )
    app.add_middleware(SizeLimit, most_bytes=chosen.request_bytes, most_upload_bytes=chosen.upload_bytes)
    app.add_middleware(SignedIn, lifetime=lifetime_of(chosen))
    if chosen.trusted_proxies:
        app.add_middleware(ProxyHeadersMiddleware, trusted_hosts=chosen.trusted_proxies)
    app.add_middleware(LastEdge)
    app.add_middleware(SecurityHeaders)
    app.add_middleware(Observation, measures=measures, tally=tally)
