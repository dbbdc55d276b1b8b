"""Pages that begin before they are made: what is known already is sent at once, the rest when it is there."""

import logging
from collections.abc import Callable, Iterator, Mapping

from fastapi import Request
from fastapi.responses import Response, StreamingResponse
from markupsafe import Markup

from web.errors import KNOWN
from web.pages.rendering import fragment, render
from web.texts import text

LOG = logging.getLogger("lotse.error")
REST = Markup("<!-- rest -->")  # nothing that a visitor writes can look like it, since that is escaped


def streamed(
    request: Request, template: str, values: Mapping[str, object], rest: Callable[[], str]
) -> Response:
    """A page from a template that has `rest` in it, which is made after all before it has been sent.

    It has no ETag: one for all that an answer is made of would tell the public of internal documents.
    """
    page = render(request, template, {**values, "rest": REST})
    content = bytes(page.body)
    headers = {name: value for name, value in page.headers.items() if name == "cache-control"}
    return StreamingResponse(_parts(request, content, rest), headers=headers, media_type="text/html")


def _parts(request: Request, content: bytes, rest: Callable[[], str]) -> Iterator[bytes]:
    before, _, after = content.partition(str(REST).encode())
    yield before
    yield _told(request, rest).encode()
    yield after


def _told(request: Request, rest: Callable[[], str]) -> str:
    """The rest, or on the page that has begun already what went wrong with it."""
    try:
        return rest()
    except KNOWN as error:
        detail = str(error)
    except Exception:  # the last place that can tell it
        LOG.exception("unexpected", extra={"request": request.state.request_id})
        detail = text("http.unexpected")
    return fragment(request, "fehler_teil.html", {"detail": detail})
