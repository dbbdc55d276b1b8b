"""Institutions in the shape of Open Referral's HSDS 3.0: services with organisation, location and hours.

Every service carries its needs as attributes of our taxonomy. In an export the first service of an
institution also carries the whole record as an attribute, so that it comes back without loss.
"""

import uuid
from collections.abc import Iterable, Iterator
from typing import Any

from corpus.directory.languages import is_language, language_name
from corpus.directory.needs import Taxonomy
from corpus.directory.records import to_json
from corpus.directory.schedules import hours_text
from corpus.institution import Institution, Schedule, Service
from corpus.places.areas import Places

VERSION = "3.0"
PROFILE = "https://docs.openreferral.org/en/v3.0.1/hsds/"
NAMESPACE = uuid.UUID("6f9f2b1e-3a52-5c1b-9c35-3c0f6c1d5a10")
TAXONOMY = "soziallotse-bedarfe"
RECORD_LABEL = "Datensatz"
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")

JsonObject = dict[str, Any]


def identifier(*parts: str) -> str:
    """The UUID of a thing: the same parts always give the same one."""
    return str(uuid.uuid5(NAMESPACE, "\0".join(parts)))


def services_of(institution: Institution, taxonomy: Taxonomy, places: Places) -> list[JsonObject]:
    """The services of an institution, each with organisation, location, hours, languages and attributes."""
    return [
        _service(institution, service, number, taxonomy, places)
        for number, service in enumerate(institution.services)
    ]


def exported_services(institution: Institution, taxonomy: Taxonomy, places: Places) -> list[JsonObject]:
    """The services of an institution; the first one with the record, which is not for the public."""
    services = services_of(institution, taxonomy, places)
    record = _record(institution, services[0]["id"])
    services[0]["attributes"] = [*services[0].get("attributes", []), record]
    return services


def organisation_of(institution: Institution) -> JsonObject:
    """The organisation behind an institution; one without a name is its own."""
    name = institution.organisation or institution.name
    return _without_empty({"id": identifier("organization", name), "name": name, "description": name})


def location_of(institution: Institution, places: Places) -> JsonObject:
    """The location of an institution with address, accessibility and languages."""
    position = institution.position
    known = bool(institution.address.street or position)
    area = places.areas.get(institution.area or "")
    return _without_empty(
        {
            "id": identifier("location", institution.id),
            "location_type": "physical" if known else "virtual",
            "name": institution.name,
            "latitude": position.latitude if position else None,
            "longitude": position.longitude if position else None,
            "addresses": [_address(institution, places)] if institution.address.street else [],
            "accessibility": _accessibility(institution),
            "description": area.name if area else None,
        }
    )


def organisations(institutions: Iterable[Institution]) -> list[JsonObject]:
    """All organisations, each once, by name."""
    found = {one["id"]: one for one in map(organisation_of, institutions)}
    return sorted(found.values(), key=lambda one: str(one["name"]))


def taxonomy_terms(taxonomy: Taxonomy) -> Iterator[JsonObject]:
    """The situations and needs as taxonomy terms."""
    for situation in taxonomy.situations:
        parent = identifier("term", situation.id)
        yield _term(parent, situation.id, situation.label, None)
        for need in situation.needs:
            yield _term(identifier("term", "need", need.id), need.id, need.label, parent)


def _service(
    institution: Institution, service: Service, number: int, taxonomy: Taxonomy, places: Places
) -> JsonObject:
    id_ = identifier("service", institution.id, str(number), service.name)
    organisation = organisation_of(institution)
    return _without_empty(
        {
            "id": id_,
            "name": service.name,
            "alternate_name": institution.name,
            "description": service.description or institution.description,
            "url": _address_of(institution.website),
            "email": next((one for one in institution.emails if "@" in one), None),
            "status": "active",
            "fees_description": institution.cost,
            "eligibility_description": institution.eligibility,
            "assured_date": institution.assured_date.isoformat() if institution.assured_date else None,
            "organization": organisation,
            "phones": _phones(institution, id_),
            "schedules": list(_schedules(institution.schedule, id_, places)),
            "service_areas": [_service_area(area, id_, places) for area in institution.service_areas],
            "languages": [_language(code, id_) for code in institution.languages],
            "required_documents": [
                {"id": identifier("document", id_, text), "document": text} for text in institution.documents
            ],
            "cost_options": _costs(institution, id_),
            "service_at_locations": [
                {"id": identifier("at", id_), "location": location_of(institution, places)}
            ],
            "attributes": _needs(service, id_, taxonomy),
        }
    )


def _address_of(website: str) -> str:
    """A web address in full: providers write »www.example.org«, the standard wants a URI."""
    bare = website.strip()
    return f"https://{bare}" if bare and "://" not in bare else bare


def _address(institution: Institution, places: Places) -> JsonObject:
    address = institution.address
    return {
        "id": identifier("address", institution.id),
        "address_1": address.street,
        "city": address.city,
        "region": address.district,
        "state_province": places.city.state,
        "postal_code": address.postcode,
        "country": "DE",
        "address_type": "physical",
    }


def _accessibility(institution: Institution) -> list[JsonObject]:
    if institution.wheelchair is None and not institution.accessibility:
        return []
    wheelchair = f"wheelchair={institution.wheelchair.value}" if institution.wheelchair else None
    return [
        _without_empty(
            {
                "id": identifier("accessibility", institution.id),
                "description": wheelchair or institution.accessibility,
                "details": institution.accessibility,
            }
        )
    ]


def _phones(institution: Institution, service: str) -> list[JsonObject]:
    return [
        _without_empty(
            {
                "id": identifier("phone", service, phone.number),
                "number": phone.number,
                "type": phone.kind,
                "description": phone.purpose,
            }
        )
        for phone in institution.phones
    ]


def _schedules(schedule: Schedule | None, service: str, places: Places) -> Iterator[JsonObject]:
    """One weekly rule for each span of time, days together.

    Times are local and say so in `notes`: one offset from UTC would be wrong for half of the year.
    """
    if schedule is None:
        return
    spans = dict.fromkeys((opening.opens, opening.closes) for opening in schedule.weekly)
    common = {
        "description": hours_text(schedule),
        "valid_from": schedule.valid_from.isoformat() if schedule.valid_from else None,
        "valid_to": schedule.valid_to.isoformat() if schedule.valid_to else None,
    }
    for opens, closes in spans:
        days = ",".join(DAYS[o.day] for o in schedule.weekly if (o.opens, o.closes) == (opens, closes))
        rule = {"freq": "WEEKLY", "byday": days, "opens_at": opens, "closes_at": closes}
        rule["notes"] = f"Ortszeit ({places.city.time_zone})"
        yield _without_empty({"id": identifier("schedule", service, opens, closes), **rule, **common})
    if not spans:
        yield _without_empty({"id": identifier("schedule", service), **common})


def _language(code: str, service: str) -> JsonObject:
    """A language by its name, and by its code where it is one."""
    named = {"id": identifier("language", service, code), "name": language_name(code)}
    return named | ({"code": code} if is_language(code) else {})


def _service_area(area: str, service: str, places: Places) -> JsonObject:
    name = places.areas[area].name if area in places.areas else places.city.name
    return {"id": identifier("area", service, area), "name": name, "uri": area}


def _costs(institution: Institution, service: str) -> list[JsonObject]:
    if not institution.free:
        return []
    return [{"id": identifier("cost", service), "amount": 0, "currency": "EUR", "option": institution.cost}]


def _needs(service: Service, id_: str, taxonomy: Taxonomy) -> list[JsonObject]:
    known = taxonomy.needs
    return [
        _without_empty(
            {
                "id": identifier("attribute", id_, tag.need),
                "link_id": id_,
                "link_entity": "service",
                "link_type": "service_type",
                "label": "vermutet" if tag.suspected else None,
                "taxonomy_term": _term(
                    identifier("term", "need", tag.need),
                    tag.need,
                    known[tag.need].label if tag.need in known else tag.need,
                    identifier("term", known[tag.need].situation) if tag.need in known else None,
                ),
            }
        )
        for tag in service.tags
    ]


def _record(institution: Institution, id_: str) -> JsonObject:
    return {
        "id": identifier("record", institution.id),
        "link_id": id_,
        "link_entity": "service",
        "link_type": "record",
        "label": RECORD_LABEL,
        "value": to_json(institution),
    }


def _term(id_: str, code: str, label: str, parent: str | None) -> JsonObject:
    term = {"id": id_, "code": code, "name": label, "description": label, "parent_id": parent}
    return _without_empty(term | {"taxonomy_id": identifier("taxonomy", TAXONOMY), "language": "de"})


def _without_empty(values: JsonObject) -> JsonObject:
    return {key: value for key, value in values.items() if value not in (None, "", [])}
