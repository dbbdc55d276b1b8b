"""`/verwaltung`: where those who keep this service begin, and who may sign in."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from corpus.accounts.accounts import Accounts, Role
from web.access import Editor
from web.api.problems import services_of
from web.pages.rendering import render

router = APIRouter(default_response_class=HTMLResponse)


@router.get("/verwaltung")
def overview(request: Request, account: Editor) -> HTMLResponse:
    """Show what the account may do, and to the administration all accounts."""
    known = Accounts(services_of(request).catalogue.database)
    listed = known.list() if account.role.includes(Role.ADMINISTRATOR) else []
    return render(request, "verwaltung.html", {"accounts": listed})
