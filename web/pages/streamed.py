"""Pages that begin before they are made: what is known already is sent at once, the rest when it is there."""

import logging
from collections.abc import Callable, Iterator, Mapping
from http import HTTPStatus
from uuid import uuid4

from fastapi import Request
from fastapi.responses import Response, StreamingResponse
from markupsafe import Markup

from web.api.problems import told
from web.errors import KNOWN, status_of
from web.operations.conditional import holds, tag_of
from web.pages.rendering import fragment, render
from web.texts import text

LOG = logging.getLogger("lotse.error")
REST = Markup("<!-- rest -->")  # nothing that a visitor writes can look like it, since that is escaped
PROCESS = uuid4().hex  # settings and templates are those of one start


def streamed(
    request: Request, template: str, values: Mapping[str, object], state: object, rest: Callable[[], str]
) -> Response:
    """A page from a template that has `rest` in it, which is made after all before it has been sent.

    `state` is what the rest is made of: while it stays, nobody who holds the page gets it again.
    """
    page = render(request, template, {**values, "rest": REST})
    content = bytes(page.body)
    made_of = (PROCESS, content, str(request.url), state)
    headers = {name: value for name, value in page.headers.items() if name == "cache-control"}
    headers["ETag"] = tag_of(repr(made_of).encode())
    if holds(request, headers["ETag"]):
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
    return StreamingResponse(_parts(request, content, rest), headers=headers, media_type="text/html")


def _parts(request: Request, content: bytes, rest: Callable[[], str]) -> Iterator[bytes]:
    before, _, after = content.partition(str(REST).encode())
    yield before
    yield _told(request, rest).encode()
    yield after


def _told(request: Request, rest: Callable[[], str]) -> str:
    """The rest, or on the page that has begun already what went wrong with it, which counts as such."""
    try:
        return rest()
    except KNOWN as error:
        request.state.failed, detail = status_of(error), told(error)
    except Exception as error:  # the last place that can tell it
        LOG.exception("unexpected", extra={"request": request.state.request_id})
        request.state.failed, detail = status_of(error), text("http.unexpected")
    return fragment(request, "fehler_teil.html", {"detail": detail})
