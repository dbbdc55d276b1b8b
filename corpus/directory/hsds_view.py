"""The directory as HSDS serves it: lists and single things, filtered and cut into pages."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from corpus.directory.hsds import TAXONOMY, JsonObject, identifier, organisations, services_of
from corpus.directory.needs import Taxonomy
from corpus.errors import UnknownInstitution
from corpus.institution import Institution
from corpus.places.areas import Places

NEVER = "1970-01-01T00:00:00+00:00"
TAXONOMY_ID = identifier("taxonomy", TAXONOMY)
ONE_TO_ONE = ("organization", "program", "location")


@dataclass(frozen=True, slots=True)
class Filters:
    """What narrows a list; empty fields do not."""

    search: str = ""
    taxonomy_term_id: str = ""
    organization_id: str = ""
    postcode: str = ""
    taxonomy_id: str = ""
    modified_after: datetime | None = None


class HsdsView:
    """All services, organisations and services at locations of one state of the directory."""

    def __init__(
        self,
        institutions: Sequence[Institution],
        taxonomy: Taxonomy,
        places: Places,
        changed_at: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        nested = [(one, service) for one in institutions for service in services_of(one, taxonomy, places)]
        self._services = {service["id"]: service for _, service in nested}
        self._modified = {service["id"]: changed_at.get(one.id, NEVER) for one, service in nested}
        self._organisations = {one["id"]: one for one in organisations(institutions)}
        self._places = places

    def service(self, id_: str) -> JsonObject:
        """A service with all that belongs to it; raises UnknownInstitution."""
        return _known(self._services, id_)

    def services(self, filters: Filters, full: bool) -> list[JsonObject]:
        """Services by name; without `full` only their single values and the organisation."""
        chosen = [service for service in self._services.values() if self._fits(service, filters)]
        ordered = sorted(chosen, key=lambda service: (service["name"], service["id"]))
        return ordered if full else [flat(service) for service in ordered]

    def dates(self, filters: Filters) -> list[JsonObject]:
        """The ids of services with the date of their last change, for those who keep a copy."""
        found = (service["id"] for service in self.services(filters, full=True))
        return [{"id": id_, "modified_date": self._modified[id_]} for id_ in found]

    def organisation(self, id_: str, full_service: bool = False) -> JsonObject:
        """An organisation with its services, in short or in full; raises UnknownInstitution."""
        own = [s for s in self._services.values() if s["organization"]["id"] == id_]
        services = own if full_service else [flat(service) for service in own]
        return _known(self._organisations, id_) | {"services": services}

    def organisations(self, filters: Filters, full: bool, full_service: bool = False) -> list[JsonObject]:
        """Organisations by name, those of the services that fit."""
        ids = {s["organization"]["id"] for s in self._services.values() if self._fits(s, filters)}
        return [
            self.organisation(id_, full_service) if full or full_service else one
            for id_, one in self._organisations.items()
            if id_ in ids
        ]

    def at_locations(self, filters: Filters, full: bool) -> list[JsonObject]:
        """Services at locations; each names its service, in short or in full."""
        found = (
            at | {"service": service} if full else flat(at) | {"service": flat(service)}
            for service in self.services(filters, full=True)
            for at in service["service_at_locations"]
        )
        return list(found)

    def at_location(self, id_: str) -> JsonObject:
        """A service at a location; raises UnknownInstitution."""
        return _known({one["id"]: one for one in self.at_locations(Filters(), full=True)}, id_)

    def _fits(self, service: JsonObject, filters: Filters) -> bool:
        after = filters.modified_after
        if after and datetime.fromisoformat(self._modified[service["id"]]) < after:
            return False
        if filters.postcode and not self._covers(service, filters.postcode):
            return False
        return _fits(service, filters)

    def _covers(self, service: JsonObject, postcode: str) -> bool:
        """Whether a service is there for a postcode: by its service areas, without any by its address."""
        served = [one["uri"] for one in service.get("service_areas", [])]
        if not served:
            return postcode in _postcodes(service)
        places = self._places
        holding = [one.id for one in places.areas.values() if postcode in one.postcodes]
        if places.city.id in served:
            return bool(holding)
        return any(places.inside(one, area) or places.inside(area, one) for one in holding for area in served)


def flat(thing: JsonObject) -> JsonObject:
    """A thing without its lists, as the standard's list endpoints give it."""
    return {
        key: flat(value) if isinstance(value, dict) else value
        for key, value in thing.items()
        if not isinstance(value, list) and (not isinstance(value, dict) or key in ONE_TO_ONE)
    }


def page_of(things: Sequence[JsonObject], number: int, size: int) -> JsonObject:
    """A page of a list with the counts that the standard asks for; pages count from 1."""
    pages = max(1, math.ceil(len(things) / size))
    contents = list(things[(number - 1) * size : number * size])
    return {
        "total_items": len(things),
        "total_pages": pages,
        "page_number": number,
        "size": len(contents),
        "first_page": number == 1,
        "last_page": number >= pages,
        "empty": not contents,
        "contents": contents,
    }


def _known(things: dict[str, JsonObject], id_: str) -> JsonObject:
    if id_ not in things:
        raise UnknownInstitution(f"Unter »{id_}« ist hier nichts verzeichnet.")
    return things[id_]


def _fits(service: JsonObject, filters: Filters) -> bool:
    text = f"{service['name']} {service.get('alternate_name', '')} {service.get('description', '')}".lower()
    attached = [one["taxonomy_term"] for one in service.get("attributes", []) if "taxonomy_term" in one]
    terms = {term[key] for term in attached for key in ("id", "parent_id") if term.get(key)}
    tests: tuple[Callable[[], bool], ...] = (
        lambda: not filters.search or filters.search.lower() in text,
        lambda: not filters.taxonomy_term_id or filters.taxonomy_term_id in terms,
        lambda: not filters.taxonomy_id or (bool(terms) and filters.taxonomy_id == TAXONOMY_ID),
        lambda: not filters.organization_id or service["organization"]["id"] == filters.organization_id,
    )
    return all(test() for test in tests)


def _postcodes(service: JsonObject) -> set[str]:
    return {
        address["postal_code"]
        for at in service["service_at_locations"]
        for address in at["location"].get("addresses", [])
    }
