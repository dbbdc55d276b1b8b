"""Who sent a request, and whether anybody can sign in here at all."""

from fastapi import Request

from corpus.accounts.accounts import Account, Accounts
from web.accounts.cookies import form_token
from web.services import Services


def account_of(request: Request) -> Account | None:
    """The account of whoever has signed in; nobody's for the public."""
    found: Account | None = getattr(request.state, "account", None)
    return found


def changing_of(request: Request) -> Account | None:
    """The account of whoever has signed in with a one-time password and has to choose another one."""
    found: Account | None = getattr(request.state, "changing", None)
    return found


def form_token_of(request: Request) -> str:
    """What the forms of whoever has signed in carry; nothing for the public."""
    token: str | None = getattr(request.state, "token", None)
    return form_token(token) if token else ""


def administered(request: Request) -> bool:
    """Whether there is an account or a sign-in service; without one there is no administration."""
    services: Services = request.app.state.services
    return bool(services.settings.oidc_issuer) or Accounts(services.catalogue.database).any()
