"""Reads HSDS 3.0: JSON (services, or a page of them) and the tabular package (folder or zip of CSV files)."""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from corpus.directory.hours import read_hours
from corpus.directory.hsds import DAYS, RECORD_LABEL, JsonObject
from corpus.directory.hsds_tables import is_package, read_package
from corpus.directory.languages import read_languages
from corpus.directory.phones import read_phones
from corpus.directory.records import from_json
from corpus.directory.rows import area_of, institution_id
from corpus.errors import UnreadableFile
from corpus.institution import (
    Address,
    Institution,
    Opening,
    Phone,
    Schedule,
    Service,
    Source,
    Tag,
    Wheelchair,
)
from corpus.place import Position
from corpus.places.areas import Places
from corpus.places.geometry import Borders

SOURCE = "hsds"


def is_hsds(path: Path) -> bool:
    """Whether a file or folder holds HSDS data."""
    if path.is_dir() or path.suffix.lower() == ".zip":
        return is_package(path)
    if path.suffix.lower() != ".json":
        return False
    try:
        services = _services(json.loads(path.read_text("utf-8-sig")))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise UnreadableFile(f"{path} ist kein lesbares JSON: {error}") from error
    return (
        bool(services)
        and "status" in services[0]
        and ("organization" in services[0] or _at(services[0]) != [])
    )


def read_hsds(path: Path, places: Places, borders: Borders) -> Iterator[Institution]:
    """The institutions of HSDS data; services of one organisation at one location are one institution."""
    if path.is_dir() or path.suffix.lower() == ".zip":
        services = read_package(path)
    else:
        services = _services(json.loads(path.read_text("utf-8-sig")))
    groups: dict[tuple[str, str], list[JsonObject]] = defaultdict(list)
    for service in services:
        organisation = service.get("organization") or {}
        for at in _at(service) or [{}]:
            location = at.get("location") or {}
            key = (str(organisation.get("id", "")), str(location.get("id", service["id"])))
            groups[key].append(service | {"_location": location, "_at": at})
    for (organisation_id, location_id), group in groups.items():
        recorded = [value for service in group if (value := _recorded(service))]
        yield from map(from_json, recorded)
        if not recorded:
            yield _institution(group, f"{organisation_id}/{location_id}", places, borders)


def _services(content: Any) -> list[JsonObject]:
    if isinstance(content, Mapping):
        content = content.get("contents") or content.get("services") or []
    return [dict(one) for one in content if isinstance(one, Mapping)]


def _at(service: JsonObject) -> list[JsonObject]:
    return list(service.get("service_at_locations") or [])


def _recorded(service: JsonObject) -> str | None:
    attributes = service.get("attributes") or []
    return next((one["value"] for one in attributes if one.get("label") == RECORD_LABEL), None)


def _institution(group: Sequence[JsonObject], key: str, places: Places, borders: Borders) -> Institution:
    first = group[0]
    location, at = first["_location"], first["_at"]
    organisation = (first.get("organization") or {}).get("name", "")
    address, position = _address(location), _position(location)
    schedules = first.get("schedules") or at.get("schedules") or location.get("schedules") or []
    languages = first.get("languages") or location.get("languages") or []
    spoken = (str(one.get("code") or one.get("name") or "") for one in languages)
    fees = first.get("fees_description") or ""
    return Institution(
        id=institution_id(SOURCE, key),
        name=location.get("name") or organisation or first["name"],
        source=Source(SOURCE, key, original=tuple(_original(group))),
        organisation=organisation,
        description=first.get("description") or "",
        services=tuple(_service(one) for one in group),
        address=address,
        position=position,
        area=area_of(address, position, places, borders),
        service_areas=_service_areas(first, places),
        phones=_phones([*(first.get("phones") or []), *(at.get("phones") or [])]),
        emails=(first["email"],) if first.get("email") else (),
        website=first.get("url") or "",
        schedule=_schedule(schedules),
        languages=read_languages("\n".join(spoken)),
        wheelchair=_wheelchair(location),
        cost=fees,
        free=_is_free(first),
        eligibility=first.get("eligibility_description") or "",
        documents=tuple(
            one["document"] for one in first.get("required_documents") or [] if one.get("document")
        ),
        assured_date=date.fromisoformat(first["assured_date"][:10]) if first.get("assured_date") else None,
        assured_by=first.get("assurer_email") or "",
    )


def _original(group: Sequence[JsonObject]) -> Iterator[tuple[str, str]]:
    for service in group:
        plain = {name: value for name, value in service.items() if not name.startswith("_")}
        yield str(service["id"]), json.dumps(plain, ensure_ascii=False, sort_keys=True)


def _service(service: JsonObject) -> Service:
    terms = [one.get("taxonomy_term") or {} for one in service.get("attributes") or []]
    tags = tuple(Tag(str(term["code"])) for term in terms if term.get("code"))
    return Service(service["name"], service.get("description") or "", tags)


def _address(location: JsonObject) -> Address:
    addresses = location.get("addresses") or location.get("addresss") or []
    if not addresses:
        return Address()
    one = addresses[0]
    street = ", ".join(part for part in (one.get("address_1"), one.get("address_2")) if part)
    return Address(street, one.get("postal_code") or "", one.get("city") or "", one.get("region") or "")


def _position(location: JsonObject) -> Position | None:
    latitude, longitude = location.get("latitude"), location.get("longitude")
    return Position(float(latitude), float(longitude)) if latitude and longitude else None


def _phones(entries: Sequence[JsonObject]) -> tuple[Phone, ...]:
    read = (
        replace(phone, kind=one.get("type") or phone.kind, purpose=one.get("description") or "")
        for one in entries
        for phone in read_phones(one["number"])
    )
    return tuple({phone.number: phone for phone in read}.values())


def _service_areas(service: JsonObject, places: Places) -> tuple[str, ...]:
    names = (str(one.get("name") or "") for one in service.get("service_areas") or [])
    return tuple(area for name in names if (area := places.by_name(name)))


def _schedule(entries: Sequence[JsonObject]) -> Schedule | None:
    """Weekly rules become openings; monthly ones and descriptions stay text."""
    if not entries:
        return None
    weekly = [one for one in entries if one.get("freq") in (None, "WEEKLY") and one.get("opens_at")]
    text = "; ".join(dict.fromkeys(str(one["description"]) for one in entries if one.get("description")))
    openings = (
        Opening(DAYS.index(day.strip()), str(one["opens_at"])[:5], str(one["closes_at"])[:5])
        for one in weekly
        for day in str(one.get("byday") or "").split(",")
        if day.strip() in DAYS and one.get("closes_at")
    )
    found = tuple(sorted(set(openings), key=lambda o: (o.day, o.opens)))
    return Schedule(found, text=text) if found else read_hours(text)


def _wheelchair(location: JsonObject) -> Wheelchair | None:
    entries = location.get("accessibility") or location.get("accessibilitys") or []
    text = " ".join(str(one.get("description") or "") for one in entries).lower()
    found = [kind for kind in Wheelchair if f"wheelchair={kind.value}" in text]
    return found[0] if found else None


def _is_free(service: JsonObject) -> bool | None:
    amounts = [
        one.get("amount") for one in service.get("cost_options") or [] if one.get("amount") is not None
    ]
    return all(float(amount) == 0 for amount in amounts) if amounts else None
