"""`/hsds/`: the directory in the shape of Open Referral's HSDS 3.0, for other people's programs."""

from functools import lru_cache
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request

from corpus.catalogue import Catalogue
from corpus.directory.directory import Directory
from corpus.directory.hsds import PROFILE, TAXONOMY, VERSION, identifier, taxonomy_terms
from corpus.directory.hsds_view import Filters, HsdsView, page_of
from corpus.directory.needs import load_needs
from corpus.errors import UnknownInstitution
from corpus.places.areas import load_places

router = APIRouter(prefix="/hsds", tags=["HSDS 3.0"])
MOST_PER_PAGE = 500

Json = dict[str, Any]
PageNumber = Annotated[int, Query(ge=1)]
PerPage = Annotated[int, Query(ge=1, le=MOST_PER_PAGE)]


@router.get("")
@router.get("/", include_in_schema=False)
def about(request: Request) -> Json:
    """Which version of the standard this is, and where it is described."""
    return {
        "version": VERSION,
        "profile": PROFILE,
        "openapi_url": str(request.base_url) + "openapi.json",
        "description": f"Soziallotse, {load_places().city.name}",
    }


@router.get("/services")
def services(
    request: Request,
    search: str = "",
    taxonomy_term_id: str = "",
    organization_id: str = "",
    page: PageNumber = 1,
    per_page: PerPage = 50,
    full: bool = False,
    minimal: bool = False,
) -> Json:
    """Services, a page at a time; `full` with all that belongs to them, `minimal` their ids alone."""
    filters = Filters(search, taxonomy_term_id, organization_id)
    found = _view(request).services(filters, full)
    return page_of([{"id": one["id"]} for one in found] if minimal else found, page, per_page)


@router.get("/services/{id_}")
def service(request: Request, id_: str) -> Json:
    """A service with organisation, locations, hours, languages and needs."""
    return _view(request).service(id_)


@router.get("/organizations")
def organizations(
    request: Request,
    search: str = "",
    taxonomy_term_id: str = "",
    page: PageNumber = 1,
    per_page: PerPage = 50,
    full: bool = False,
) -> Json:
    """Organisations, a page at a time."""
    return page_of(_view(request).organisations(Filters(search, taxonomy_term_id), full), page, per_page)


@router.get("/organizations/{id_}")
def organization(request: Request, id_: str) -> Json:
    """An organisation with its services."""
    return _view(request).organisation(id_)


@router.get("/service_at_locations")
def service_at_locations(
    request: Request,
    search: str = "",
    taxonomy_term_id: str = "",
    organization_id: str = "",
    postcode: str = "",
    page: PageNumber = 1,
    per_page: PerPage = 50,
    full: bool = False,
) -> Json:
    """Services at locations, a page at a time."""
    filters = Filters(search, taxonomy_term_id, organization_id, postcode)
    return page_of(_view(request).at_locations(filters, full), page, per_page)


@router.get("/service_at_locations/{id_}")
def service_at_location(request: Request, id_: str) -> Json:
    """A service at a location."""
    return _view(request).at_location(id_)


@router.get("/taxonomies")
def taxonomies(page: PageNumber = 1, per_page: PerPage = 50) -> Json:
    """The one taxonomy: our needs."""
    return page_of([_taxonomy()], page, per_page)


@router.get("/taxonomies/{id_}")
def taxonomy(id_: str) -> Json:
    """A taxonomy."""
    if id_ != _taxonomy()["id"]:
        raise UnknownInstitution(f"Unter »{id_}« ist hier nichts verzeichnet.")
    return _taxonomy()


@router.get("/taxonomy_terms")
def terms(parent_id: str = "", page: PageNumber = 1, per_page: PerPage = 50) -> Json:
    """Situations and needs as terms, those of a parent if one is named."""
    found = [
        one for one in taxonomy_terms(load_needs()) if not parent_id or one.get("parent_id") == parent_id
    ]
    return page_of(found, page, per_page)


def _taxonomy() -> Json:
    return {
        "id": identifier("taxonomy", TAXONOMY),
        "name": TAXONOMY,
        "description": "Lebenslagen und Bedarfe des Soziallotsen",
    }


def _view(request: Request) -> HsdsView:
    catalogue: Catalogue = request.app.state.services.catalogue
    return _view_of(catalogue, Directory(catalogue.database).revision)


@lru_cache(maxsize=2)
def _view_of(catalogue: Catalogue, _revision: int) -> HsdsView:
    """The view on one revision of a directory, made once."""
    return HsdsView(Directory(catalogue.database).all(), load_needs(), load_places())
