"""The directory as HSDS serves it: lists and single things, filtered and cut into pages."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from corpus.directory.hsds import JsonObject, organisations, services_of
from corpus.directory.needs import Taxonomy
from corpus.errors import UnknownInstitution
from corpus.institution import Institution
from corpus.places.areas import Places

ONE_TO_ONE = ("organization", "program", "location")


@dataclass(frozen=True, slots=True)
class Filters:
    """What narrows a list; empty fields do not."""

    search: str = ""
    taxonomy_term_id: str = ""
    organization_id: str = ""
    postcode: str = ""


class HsdsView:
    """All services, organisations and services at locations of one state of the directory."""

    def __init__(self, institutions: Sequence[Institution], taxonomy: Taxonomy, places: Places) -> None:
        nested = [service for one in institutions for service in services_of(one, taxonomy, places)]
        self._services = {service["id"]: service for service in nested}
        self._organisations = {one["id"]: one for one in organisations(institutions)}

    def service(self, id_: str) -> JsonObject:
        """A service with all that belongs to it; raises UnknownInstitution."""
        return _known(self._services, id_)

    def services(self, filters: Filters, full: bool) -> list[JsonObject]:
        """Services by name; without `full` only their single values and the organisation."""
        chosen = [service for service in self._services.values() if _fits(service, filters)]
        ordered = sorted(chosen, key=lambda service: (service["name"], service["id"]))
        return ordered if full else [flat(service) for service in ordered]

    def organisation(self, id_: str) -> JsonObject:
        """An organisation with its services in short; raises UnknownInstitution."""
        own = [flat(s) for s in self._services.values() if s["organization"]["id"] == id_]
        return _known(self._organisations, id_) | {"services": own}

    def organisations(self, filters: Filters, full: bool) -> list[JsonObject]:
        """Organisations by name, those of the services that fit."""
        ids = {s["organization"]["id"] for s in self._services.values() if _fits(s, filters)}
        return [
            self.organisation(id_) if full else one for id_, one in self._organisations.items() if id_ in ids
        ]

    def at_locations(self, filters: Filters, full: bool) -> list[JsonObject]:
        """Services at locations; each names its service, in short or in full."""
        found = (
            at | {"service": service if full else flat(service)}
            for service in self.services(filters, full=True)
            for at in service["service_at_locations"]
        )
        return list(found)

    def at_location(self, id_: str) -> JsonObject:
        """A service at a location; raises UnknownInstitution."""
        return _known({one["id"]: one for one in self.at_locations(Filters(), full=True)}, id_)


def flat(thing: JsonObject) -> JsonObject:
    """A thing without its lists, as the standard's list endpoints give it."""
    return {
        key: value
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
    terms = {one["taxonomy_term"]["id"] for one in service.get("attributes", []) if "taxonomy_term" in one}
    tests: tuple[Callable[[], bool], ...] = (
        lambda: not filters.search or filters.search.lower() in text,
        lambda: not filters.taxonomy_term_id or filters.taxonomy_term_id in terms,
        lambda: not filters.organization_id or service["organization"]["id"] == filters.organization_id,
        lambda: not filters.postcode or filters.postcode in _postcodes(service),
    )
    return all(test() for test in tests)


def _postcodes(service: JsonObject) -> set[str]:
    return {
        address["postal_code"]
        for at in service["service_at_locations"]
        for address in at["location"].get("addresses", [])
    }
