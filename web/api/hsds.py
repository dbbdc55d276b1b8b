"""`/hsds/`: the directory in the shape of Open Referral's HSDS 3.0, for other people's programs."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from enum import StrEnum
from functools import lru_cache
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import PlainTextResponse, Response

from corpus.catalogue import Catalogue
from corpus.directory.directory import Directory
from corpus.directory.hsds import PROFILE, TAXONOMY, VERSION, identifier, taxonomy_terms
from corpus.directory.hsds_view import Filters, HsdsView, page_of
from corpus.errors import UnknownInstitution
from corpus.lists.own import OwnLists

router = APIRouter(prefix="/hsds", tags=["HSDS 3.0"])
MOST_PER_PAGE = 500

Json = dict[str, Any]
PageNumber = Annotated[int, Query(ge=1)]
ModifiedAfter = Annotated[datetime | None, Query(description="geändert seit, z. B. 2026-01-31T00:00:00Z")]
PerPage = Annotated[int, Query(ge=1, le=MOST_PER_PAGE)]


class Format(StrEnum):
    """How a list is sent: in pages, or all of it with a line of JSON for each thing."""

    JSON = "json"
    NDJSON = "ndjson"


AskedFormat = Annotated[Format, Query(alias="format")]


@router.get("")
@router.get("/", include_in_schema=False)
def about(request: Request) -> Json:
    """Which version of the standard this is, and where it is described."""
    return {
        "version": VERSION,
        "profile": PROFILE,
        "openapi_url": str(request.base_url) + "openapi.json",
        "description": f"Soziallotse, {_lists(request).places().city.name}",
    }


@router.get("/services", response_model=None)
def services(
    request: Request,
    search: str = "",
    taxonomy_term_id: str = "",
    taxonomy_id: str = "",
    organization_id: str = "",
    modified_after: ModifiedAfter = None,
    page: PageNumber = 1,
    per_page: PerPage = 50,
    full: bool = False,
    minimal: bool = False,
    format_: AskedFormat = Format.JSON,
) -> Json | Response:
    """Services, a page at a time; `full` with all that belongs to them, `minimal` all ids and dates."""
    filters = Filters(search, taxonomy_term_id, organization_id, "", taxonomy_id, _aware(modified_after))
    view = _view(request)
    if minimal:  # for copies, which want to know of all at once
        dates = view.dates(filters)
        return _sent(dates, 1, max(1, len(dates)), format_)
    return _sent(view.services(filters, full), page, per_page, format_)


@router.get("/services/{id_}")
def service(request: Request, id_: str) -> Json:
    """A service with organisation, locations, hours, languages and needs."""
    return _view(request).service(id_)


@router.get("/organizations", response_model=None)
def organizations(
    request: Request,
    search: str = "",
    taxonomy_term_id: str = "",
    taxonomy_id: str = "",
    page: PageNumber = 1,
    per_page: PerPage = 50,
    full: bool = False,
    full_service: bool = False,
    format_: AskedFormat = Format.JSON,
) -> Json | Response:
    """Organisations, a page at a time; `full` with their services, `full_service` with these in full."""
    filters = Filters(search, taxonomy_term_id, taxonomy_id=taxonomy_id)
    return _sent(_view(request).organisations(filters, full, full_service), page, per_page, format_)


@router.get("/organizations/{id_}")
def organization(request: Request, id_: str, full_service: bool = False) -> Json:
    """An organisation with its services, `full_service` with all that belongs to them."""
    return _view(request).organisation(id_, full_service)


@router.get("/service_at_locations", response_model=None)
def service_at_locations(
    request: Request,
    search: str = "",
    taxonomy_term_id: str = "",
    taxonomy_id: str = "",
    organization_id: str = "",
    modified_after: ModifiedAfter = None,
    postcode: str = "",
    page: PageNumber = 1,
    per_page: PerPage = 50,
    full: bool = False,
    format_: AskedFormat = Format.JSON,
) -> Json | Response:
    """Services at locations, a page at a time; `postcode` those that are there for it."""
    filters = Filters(
        search, taxonomy_term_id, organization_id, postcode, taxonomy_id, _aware(modified_after)
    )
    return _sent(_view(request).at_locations(filters, full), page, per_page, format_)


@router.get("/service_at_locations/{id_}")
def service_at_location(request: Request, id_: str) -> Json:
    """A service at a location."""
    return _view(request).at_location(id_)


@router.get("/taxonomies", response_model=None)
def taxonomies(
    search: str = "", page: PageNumber = 1, per_page: PerPage = 50, format_: AskedFormat = Format.JSON
) -> Json | Response:
    """The one taxonomy: our needs."""
    found = [one for one in (_taxonomy(),) if search.lower() in f"{one['name']} {one['description']}".lower()]
    return _sent(found, page, per_page, format_)


@router.get("/taxonomies/{id_}")
def taxonomy(id_: str) -> Json:
    """A taxonomy."""
    if id_ != _taxonomy()["id"]:
        raise UnknownInstitution(f"Unter »{id_}« ist hier nichts verzeichnet.")
    return _taxonomy()


@router.get("/taxonomy_terms", response_model=None)
def terms(
    request: Request,
    search: str = "",
    parent_id: str = "",
    taxonomy_id: str = "",
    top_only: bool = False,
    page: PageNumber = 1,
    per_page: PerPage = 50,
    format_: AskedFormat = Format.JSON,
) -> Json | Response:
    """Situations and needs as terms: those of a parent if one is named, situations alone with `top_only`."""
    found = [
        one
        for one in taxonomy_terms(_lists(request).taxonomy())
        if (not parent_id or one.get("parent_id") == parent_id)
        and (not taxonomy_id or one["taxonomy_id"] == taxonomy_id)
        and not (top_only and "parent_id" in one)
        and search.lower() in one["name"].lower()
    ]
    return _sent(found, page, per_page, format_)


@router.get("/taxonomy_terms/{id_}")
def term(request: Request, id_: str) -> Json:
    """A situation or a need."""
    found = next((one for one in taxonomy_terms(_lists(request).taxonomy()) if one["id"] == id_), None)
    if found is None:
        raise UnknownInstitution(f"Unter »{id_}« ist hier nichts verzeichnet.")
    return found


def _sent(things: Sequence[Json], page: int, per_page: int, format_: Format) -> Json | Response:
    """A page of a list, or all of it as lines."""
    if format_ is Format.JSON:
        return page_of(things, page, per_page)
    lines = "".join(f"{json.dumps(one, ensure_ascii=False)}\n" for one in things)
    return PlainTextResponse(lines, media_type="application/x-ndjson")


def _taxonomy() -> Json:
    return {
        "id": identifier("taxonomy", TAXONOMY),
        "name": TAXONOMY,
        "description": "Lebenslagen und Bedarfe des Soziallotsen",
    }


def _aware(moment: datetime | None) -> datetime | None:
    """A moment without a time zone is taken as UTC."""
    return moment.replace(tzinfo=UTC) if moment and moment.tzinfo is None else moment


def _lists(request: Request) -> OwnLists:
    catalogue: Catalogue = request.app.state.services.catalogue
    return OwnLists(catalogue.database)


def _view(request: Request) -> HsdsView:
    catalogue: Catalogue = request.app.state.services.catalogue
    revision = (Directory(catalogue.database).revision, OwnLists(catalogue.database).revision())
    return _view_of(catalogue, revision)


@lru_cache(maxsize=2)
def _view_of(catalogue: Catalogue, _revision: tuple[int, int]) -> HsdsView:
    """The view on one revision of directory and lists, made once."""
    directory, lists = Directory(catalogue.database), OwnLists(catalogue.database)
    return HsdsView(directory.all(), lists.taxonomy(), lists.places(), directory.changed_at())
