"""`GET /api/find`, `/api/institutions/{id}`, `/api/needs`, `/api/areas`, and corrections."""

import time
from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel, Field

from assistant.finder import Finder
from assistant.finding.choice import MOST_SHOWN, NO_CHOICE, Choice
from corpus.catalogue import Catalogue
from corpus.directory.corrections import Corrections
from corpus.directory.directory import Directory
from corpus.directory.form import form_values
from web.api.finder_shapes import AreaShape, FoundShape, InstitutionShape, area_shape
from web.entry_form import reviewed_by
from web.errors import InvalidRequest
from web.operations.conditional import NEVER_KEPT
from web.services import Services
from web.texts import text

router = APIRouter(prefix="/api", tags=["Einrichtungen"])
MOST_LETTERS = 1000
MOST_PAGES = 1000


class NeedEntryShape(BaseModel):
    """A need of the taxonomy."""

    id: str
    label: str
    situation: str


class CorrectionFormShape(BaseModel):
    """What a provider may correct: the columns of the entry as they are."""

    name: str
    fields: dict[str, str]


class CorrectionRequest(BaseModel):
    """The columns that a provider wants changed."""

    fields: dict[str, str] = Field(description="Geänderte Angaben nach Spalte, z. B. Telefon")
    remark: str = Field("", max_length=2000, description="Hinweis an die Redaktion")
    assured: bool = Field(default=False, description="Alle Angaben sind heute geprüft")


class CorrectionShape(BaseModel):
    """A correction that waits for a reviewer."""

    id: str
    state: str


@router.get("/find")
def find(
    request: Request,
    response: Response,
    q: Annotated[str, Query(max_length=MOST_LETTERS, description="Anliegen in eigenen Worten")] = "",
    need: Annotated[list[str] | None, Query(description="Bedarfe aus /api/needs")] = None,
    area: Annotated[str | None, Query(description="Gebiet aus /api/areas")] = None,
    open_now: Annotated[bool, Query(description="ohne solche, die jetzt sicher geschlossen sind")] = False,
    language: Annotated[str | None, Query(description="Sprache der Beratung, z. B. tr")] = None,
    wheelchair: Annotated[bool, Query(description="rollstuhlgerecht")] = False,
    free: Annotated[bool, Query(description="kostenlos")] = False,
    anonymous: Annotated[bool, Query(description="anonym")] = False,
    page: Annotated[int, Query(ge=1, le=MOST_PAGES, description="Seite, gezählt ab 1")] = 1,
) -> FoundShape:
    """Find institutions for a sentence; crisis numbers come first, and nothing is stored.

    Filters hide only what is known not to fit; what is unknown stays.
    """
    choice = Choice(
        tuple(need or ()),
        area,
        open_now,
        language,
        wheelchair,
        free,
        anonymous,
        first=(page - 1) * MOST_SHOWN,
    )
    found = find_shape(_services(request).finder, q, choice)
    response.headers.update(NEVER_KEPT if found.crisis or found.gentle else {})
    return found


@router.get("/institutions/{id_}")
def institution(request: Request, id_: str) -> InstitutionShape:
    """An institution with all that is known of it."""
    services = _services(request)
    return InstitutionShape.of(Directory(services.catalogue.database).get(id_), services.finder.places)


@router.get("/needs")
def needs(request: Request) -> list[NeedEntryShape]:
    """All needs in the order of the taxonomy."""
    known = _services(request).finder.taxonomy.needs.values()
    return [NeedEntryShape(id=one.id, label=one.label, situation=one.situation) for one in known]


@router.get("/areas")
def areas(request: Request) -> list[AreaShape]:
    """All areas of the city."""
    places = _services(request).finder.places
    return [shape for id_ in places.areas if (shape := area_shape(id_, places))]


@router.get("/corrections/{token}")
def correction_form(request: Request, token: str) -> CorrectionFormShape:
    """The entry that a one-time link leads to."""
    catalogue = _services(request).catalogue
    current = corrections_of(catalogue).opened(token)
    return CorrectionFormShape(name=current.name, fields=form_values(current))


@router.post("/corrections/{token}", status_code=202)
def hand_in(request: Request, token: str, asked: CorrectionRequest) -> CorrectionShape:
    """Hand a correction in, checked like the form; it changes nothing before somebody has reviewed it."""
    services = _services(request)
    queue = corrections_of(services.catalogue)
    reviewed = reviewed_by(services, queue.opened(token), asked.fields, asked.assured)
    if reviewed.proposal is None:
        problems = [
            text("korrektur.problem", name=name, problem=problem)
            for name, problem in reviewed.problems.items()
        ]
        raise InvalidRequest(" ".join(problems))
    return CorrectionShape(id=queue.hand_in(token, reviewed.proposal, asked.remark), state="handed_in")


def corrections_of(catalogue: Catalogue) -> Corrections:
    """The review queue of a catalogue."""
    return Corrections(catalogue.database, Directory(catalogue.database))


def find_shape(
    finder: Finder, question: str, choice: Choice = NO_CHOICE, now: datetime | None = None
) -> FoundShape:
    """Find and give the result its shape."""
    began = time.perf_counter()
    found = finder.find(question, choice, now)
    return FoundShape.of(found, finder.places, round((time.perf_counter() - began) * 1000, 1))


def _services(request: Request) -> Services:
    services: Services = request.app.state.services
    return services
