"""Who is asking, and which documents that person may see; every route asks here and nowhere else."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Annotated
from urllib.parse import urlsplit

from fastapi import Depends, Form, Request
from starlette.exceptions import HTTPException

from corpus.accounts.accounts import Account, Role
from corpus.document import Document, Visibility
from web.accounts.asker import account_of, administered
from web.accounts.cookies import is_form_token
from web.api.problems import services_of
from web.errors import ForeignForm, NotAllowed, SignInNeeded, SignInOver
from web.texts import text
from web.typed import Typed, typed_in

PUBLIC = (Visibility.PUBLIC,)
FROM_HERE = ("same-origin", "none")
WRITING = frozenset(("POST", "PUT", "PATCH", "DELETE"))


def visibilities(request: Request) -> tuple[Visibility, ...]:
    """The kinds of documents that whoever sent this request may see: the public ones, unless signed in."""
    found: tuple[Visibility, ...] = getattr(request.state, "visibilities", PUBLIC)
    return found


def may_see(request: Request, document: Document) -> bool:
    """Whether whoever sent this request may see the document."""
    return document.description.shown_to(visibilities(request))


def visible_document(request: Request, document_id: str) -> Document:
    """The document with this id; one that may not be seen is answered like one that does not exist."""
    return services_of(request).catalogue.document(document_id, visibilities(request))


def visible_documents(request: Request) -> list[Document]:
    """All documents that whoever sent this request may see, newest year first."""
    return [one for one in services_of(request).catalogue.documents() if may_see(request, one)]


def switched_on(request: Request) -> None:
    """Without any account there is no administration, as if its addresses did not exist."""
    if not administered(request):
        raise HTTPException(HTTPStatus.NOT_FOUND)


def same_origin(request: Request) -> None:
    """Refuse a form that a page of another site has sent."""
    if not _is_from_here(request):
        raise NotAllowed(text("accounts.foreign_form"))


def _is_from_here(request: Request) -> bool:
    """What the browser says of the sender; forms of pages without referrer have the origin "null"."""
    site, origin = request.headers.get("sec-fetch-site"), request.headers.get("origin")
    if site is not None:
        return site in FROM_HERE
    return origin is None or urlsplit(origin).netloc == request.headers.get("host")


def own_form(
    request: Request,
    typed: Annotated[Typed, Depends(typed_in)],
    formular: Annotated[str, Form()] = "",
) -> None:
    """Refuse what changes something unless a form of this very session has sent it."""
    token: str | None = getattr(request.state, "token", None)
    if request.method not in WRITING:
        return
    same_origin(request)
    if token is None:
        switched_on(request)
        raise SignInOver(text("accounts.over"), typed.written, typed.chosen, typed.fields)
    if not is_form_token(formular, token):
        raise ForeignForm(text("accounts.other_session"), typed.written, typed.chosen, typed.fields)


def at_least(role: Role) -> Callable[[Request, None], Account]:
    """What lets in only those who have signed in with this role or one that includes it."""

    def allowed(request: Request, _on: Annotated[None, Depends(switched_on)]) -> Account:
        account = account_of(request)
        if account is None:
            raise SignInNeeded(text("accounts.needed"))
        if not account.role.includes(role):
            raise NotAllowed(text("accounts.not_allowed", role=text(f"accounts.roles.{account.role}")))
        return account

    return allowed


SignedInAccount = Annotated[Account, Depends(at_least(Role.PROFESSIONAL))]
Editor = Annotated[Account, Depends(at_least(Role.EDITOR))]
Administrator = Annotated[Account, Depends(at_least(Role.ADMINISTRATOR))]
