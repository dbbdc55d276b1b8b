"""What people say about an answer: kept only when they send it, without the person, never a harm."""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import HTMLResponse
from pydantic import BaseModel, Field

from assistant.discretion import speaks_of_harm
from assistant.finder import Finder
from assistant.understanding import LONGEST
from corpus.feedback import Entry, Verdict
from web.api.problems import services_of
from web.errors import InvalidRequest
from web.pages.rendering import render
from web.texts import table, text

router = APIRouter()
OWN_SITE = ("same-origin", "none")


class Opinion(BaseModel):
    """The fields of the form below an answer."""

    urteil: Verdict
    frage: str = Field(min_length=1, max_length=2 * LONGEST)
    anliegen: str = ""
    ort: str = ""
    grund: list[str] = []
    zurueck: str = "/"

    def entry(self, finder: Finder) -> Entry:
        """What is kept of it; reasons, needs and areas that do not exist are left out."""
        reasons = table("asking.reasons")
        return Entry(
            self.urteil,
            self.frage,
            self.anliegen if self.anliegen in finder.taxonomy.needs else None,
            self.ort if self.ort in finder.places.areas else None,
            tuple(reasons[one] for one in self.grund if one in reasons),
        )


def from_this_site(request: Request) -> None:
    """Refuse a form of another site; browsers say where it came from, and no cookie vouches for anybody."""
    if request.headers.get("sec-fetch-site", "none") not in OWN_SITE:
        raise InvalidRequest(text("asking.foreign_form"))


@router.post("/rueckmeldung", response_class=HTMLResponse, dependencies=[Depends(from_this_site)])
def tell(request: Request, opinion: Annotated[Opinion, Form()]) -> HTMLResponse:
    """Keep what somebody says about an answer, and thank."""
    kept = opinion.urteil is not Verdict.UNANSWERED and not speaks_of_harm(opinion.frage)
    if kept:
        services = services_of(request)
        services.feedback.add(opinion.entry(services.finder))
    back = opinion.zurueck if opinion.zurueck.startswith("/?") else "/"
    return render(request, "rueckmeldung.html", {"kept": kept, "back": back}, HTTPStatus.OK)
