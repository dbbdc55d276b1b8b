"""Errors of the web floor, and the one table that turns all errors into HTTP and exit status.

WebError
├── InvalidSetting      an environment variable holds a value that cannot be used
├── InvalidRequest      a parameter of a request or command cannot be used
├── UnknownFigure       no figure that may be seen has this id
├── NotReady            the service has not opened all that answering needs
├── SignInRefused       name and password do not fit, or the city's sign-in service says no
│   └── SignInPaused    a name was tried too often and has to wait
├── SignInUnavailable   the city's sign-in service cannot be reached, or not understood
├── SignInNeeded        only somebody who has signed in may do this
├── NotAllowed          whoever has signed in may not do this, or a form is not one of this session
└── Unsaved             a form was refused, and what stood in it goes back to whoever sent it
    ├── SignInOver      its session has ended (a SignInNeeded, too)
    └── ForeignForm     it belongs to another session (a NotAllowed, too)
"""

from collections.abc import Mapping, Sequence
from http import HTTPStatus

from assistant.errors import AssistantError
from corpus.errors import BrokenCatalogue, CorpusError, Unknown
from index.errors import IndexingError
from web.texts import text


class WebError(Exception):
    """Base of all errors of the web floor; its text is German and may be shown to the user."""


class InvalidSetting(WebError):
    """An environment variable holds a value that cannot be used."""


class InvalidRequest(WebError):
    """A parameter of a request or command cannot be used."""


class UnknownFigure(WebError):
    """No figure that may be seen has this id."""


class NotReady(WebError):
    """The service has not opened all that answering needs."""


class SignInRefused(WebError):
    """Name and password do not fit, or the city's sign-in service says no."""


class SignInPaused(SignInRefused):
    """A name was tried too often and has to wait for `seconds`."""

    def __init__(self, message: str, seconds: int) -> None:
        super().__init__(message)
        self.seconds = seconds


class SignInUnavailable(WebError):
    """The city's sign-in service cannot be reached, or not understood."""


class SignInNeeded(WebError):
    """Only somebody who has signed in may do this."""


class NotAllowed(WebError):
    """Whoever has signed in may not do this, or the form is not one of this session."""


class Unsaved(WebError):
    """A form was refused; `written` and `chosen` stood in it, by what people call its fields.

    `fields` are those and the hidden ones as they were sent, to fill the form in again.
    """

    def __init__(
        self,
        message: str,
        written: Mapping[str, str],
        chosen: Mapping[str, str],
        fields: Sequence[tuple[str, str]],
    ) -> None:
        super().__init__(message)
        self.written = written
        self.chosen = chosen
        self.fields = fields


class SignInOver(Unsaved, SignInNeeded):
    """The session that a form belongs to has ended."""


class ForeignForm(Unsaved, NotAllowed):
    """A form belongs to another session than the one of whoever sends it."""


KNOWN = (CorpusError, IndexingError, AssistantError, WebError)

STATUS: dict[type[Exception], HTTPStatus] = {
    Unknown: HTTPStatus.NOT_FOUND,
    BrokenCatalogue: HTTPStatus.SERVICE_UNAVAILABLE,
    CorpusError: HTTPStatus.UNPROCESSABLE_ENTITY,
    IndexingError: HTTPStatus.SERVICE_UNAVAILABLE,
    AssistantError: HTTPStatus.UNPROCESSABLE_ENTITY,
    UnknownFigure: HTTPStatus.NOT_FOUND,
    NotReady: HTTPStatus.SERVICE_UNAVAILABLE,
    InvalidRequest: HTTPStatus.UNPROCESSABLE_ENTITY,
    SignInRefused: HTTPStatus.UNAUTHORIZED,
    SignInPaused: HTTPStatus.TOO_MANY_REQUESTS,
    SignInUnavailable: HTTPStatus.SERVICE_UNAVAILABLE,
    SignInNeeded: HTTPStatus.UNAUTHORIZED,
    NotAllowed: HTTPStatus.FORBIDDEN,
    WebError: HTTPStatus.INTERNAL_SERVER_ERROR,
}


def status_of(error: Exception) -> HTTPStatus:
    """The HTTP status of an error: that of the nearest class in the table."""
    for kind in type(error).__mro__:
        if kind in STATUS:
            return STATUS[kind]
    return HTTPStatus.INTERNAL_SERVER_ERROR


def with_list(error: Exception, texts: str) -> str:
    """An error with where all that could have been meant is listed; `texts` says it for pages or commands."""
    if isinstance(error, Unknown) and error.listed:
        return f"{error} {text(f'{texts}.{error.listed}')}"
    return str(error)
