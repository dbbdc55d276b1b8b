"""Turns a row of a foreign directory into an institution."""

import hashlib
import re
from dataclasses import replace
from datetime import date, datetime, timedelta

from corpus.directory.exceptions import read_exceptions
from corpus.directory.hours import read_hours
from corpus.directory.languages import read_languages
from corpus.directory.mappings import DirectoryMapping
from corpus.directory.phones import read_phones
from corpus.directory.tables import Row
from corpus.errors import InvalidData
from corpus.institution import Address, Institution, Phone, Schedule, Service, Source, Tag, Wheelchair
from corpus.place import Position
from corpus.places.areas import Places
from corpus.places.geometry import Borders, position_of

ID_DIGITS = 12
YES = frozenset(("1", "ja", "yes", "true", "x", "voll", "designated"))
LIMITED = frozenset(("teilweise", "limited", "eingeschränkt", "bedingt"))
NO = frozenset(("0", "nein", "no", "false"))
FREE = frozenset(
    (
        "kostenlos",
        "gratis",
        "umsonst",
        "kostenfrei",
        "gebührenfrei",
        "unentgeltlich",
        "keine",
        "free",
        "frei",
    )
)
OPEN = frozenset(("nein", "ja", "?", "-", "unbekannt"))
_NOTHING = re.compile(r"0(?:[.,]00?)?\s*(?:€|euro|eur)?", re.IGNORECASE)
GERMANY = (47.2, 55.1, 5.8, 15.1)
_LIST = re.compile(r"\s*[;\n]\s*")
_ADDRESSES = re.compile(r"[;,\s]+")
_DATES = ("%Y-%m-%d", "%d.%m.%Y", "%d.%m.%y", "%Y-%m-%d %H:%M:%S")


def institution_of(row: Row, mapping: DirectoryMapping, places: Places, borders: Borders) -> Institution:
    """The institution in a row; raises InvalidData with the reason if the row cannot be used."""
    name = " ".join(mapping.value("name", row).split())
    if not name:
        raise InvalidData("kein Name")
    key = mapping.filled(mapping.key, row) or name
    position = _position(row, mapping)
    address = _address(row, mapping)
    cost = mapping.value("cost", row)
    return Institution(
        id=institution_id(mapping.source, key),
        name=name,
        source=Source(mapping.source, key, mapping.licence, tuple(row.fields.items())),
        organisation=" ".join(mapping.value("organisation", row).split()),
        description=mapping.value("description", row),
        services=_services(row, mapping),
        address=address,
        position=position,
        area=area_of(address, position, places, borders),
        service_areas=_service_areas(mapping.value("service_areas", row), places),
        phones=_phones(row, mapping),
        emails=tuple(_ADDRESSES.split(mapping.value("email", row))) if mapping.value("email", row) else (),
        website=_website(mapping.value("website", row)),
        schedule=_schedule(row, mapping),
        languages=read_languages(mapping.value("languages", row)),
        wheelchair=_wheelchair(mapping.value("wheelchair", row)),
        accessibility=mapping.value("accessibility", row),
        cost=cost,
        free=_free(cost),
        anonymous=_truth(mapping.value("anonymous", row)),
        audiences=_list(mapping.value("audiences", row)),
        eligibility=mapping.value("eligibility", row),
        documents=_list(mapping.value("documents", row)),
        assured_date=_date(mapping.value("assured_date", row)),
        assured_by=mapping.value("assured_by", row),
    )


def _free(cost: str) -> bool | None:
    """Whether something is free; None where the words leave it open, since filters hide what is not."""
    said = cost.strip().lower()
    if said in FREE or _NOTHING.fullmatch(said):
        return True
    return None if not said or said in OPEN or any(word in said for word in FREE) else False


def institution_id(source: str, key: str) -> str:
    """The id of an entry of a source: the same on every import."""
    return hashlib.sha256(f"{source}\0{key}".encode()).hexdigest()[:ID_DIGITS]


def area_of(address: Address, position: Position | None, places: Places, borders: Borders) -> str | None:
    """The smallest known area: by name in our city, else by borders, else by postcode."""
    ours = is_ours(address, places)
    if ours and address.district and (named := places.by_name(address.district)):
        return named
    if position and (held := borders.at(position)):
        return held
    return places.by_postcode(address.postcode) if ours else None


def is_ours(address: Address, places: Places) -> bool:
    """Whether an address lies in our city, as far as it says."""
    return address.city.strip().lower() in ("", places.city.name.lower())


def _services(row: Row, mapping: DirectoryMapping) -> tuple[Service, ...]:
    """The services of a row; tags stand with the first, since foreign directories tag the whole entry."""
    kept = [when.service for when in mapping.when if row.fields.get(when.column, "").strip() in when.values]
    names = [*_list(mapping.value("services", row)), *kept] or [mapping.label]
    needs = dict.fromkeys((*_list(mapping.value("needs", row)), *mapping.needs))
    first, *others = dict.fromkeys(names)
    return (Service(first, tags=tuple(Tag(need) for need in needs)), *(Service(name) for name in others))


def _address(row: Row, mapping: DirectoryMapping) -> Address:
    street, postcode, district = (mapping.value(f, row) for f in ("street", "postcode", "district"))
    city = mapping.value("city", row) or mapping.city
    district = district.removeprefix(f"{city} - ") if city else district
    return Address(" ".join(street.split()), postcode, city, district)


def _position(row: Row, mapping: DirectoryMapping) -> Position | None:
    """A row's own point, its degrees, or its plane coordinates; what is not in Germany is refused."""
    position = row.position
    latitude, longitude = mapping.value("latitude", row), mapping.value("longitude", row)
    easting, northing = mapping.value("easting", row), mapping.value("northing", row)
    try:
        if position is None and latitude and longitude:
            position = Position(_number(latitude), _number(longitude))
        if position is None and easting and northing and mapping.epsg:
            position = position_of(_number(easting), _number(northing), mapping.epsg)
    except ValueError as error:
        raise InvalidData(
            f"unlesbare Koordinaten ({latitude or easting} / {longitude or northing})"
        ) from error
    if position and not _in_germany(position):
        raise InvalidData(f"Koordinaten außerhalb Deutschlands ({position.latitude} / {position.longitude})")
    return position


def _in_germany(position: Position) -> bool:
    south, north, west, east = GERMANY
    return south <= position.latitude <= north and west <= position.longitude <= east


def _number(text: str) -> float:
    return float(text.replace(",", "."))


def _phones(row: Row, mapping: DirectoryMapping) -> tuple[Phone, ...]:
    code = mapping.dialling_code
    voice = read_phones(mapping.value("phone", row), code)
    return (*voice, *read_phones(mapping.value("fax", row), code, kind="fax"))


def _schedule(row: Row, mapping: DirectoryMapping) -> Schedule | None:
    week = _week(row, mapping)
    exceptions = read_exceptions(mapping.value("exceptions", row))
    begins, ends = _date(mapping.value("valid_from", row)), _date(mapping.value("valid_to", row))
    if not (exceptions or begins or ends):
        return week
    return replace(week or Schedule(), exceptions=exceptions, valid_from=begins, valid_to=ends)


def _week(row: Row, mapping: DirectoryMapping) -> Schedule | None:
    begins, ends = mapping.value("hours_from_ms", row), mapping.value("hours_to_ms", row)
    if begins.isdigit() and ends.isdigit():
        return read_hours(f"Mo-Fr {_clock(int(begins))}-{_clock(int(ends))}")
    return read_hours(mapping.value("hours", row))


def _clock(milliseconds: int) -> str:
    """A time of day from milliseconds since midnight."""
    return f"{datetime(2000, 1, 1) + timedelta(milliseconds=milliseconds):%H:%M}"


def _service_areas(text: str, places: Places) -> tuple[str, ...]:
    found = []
    for name in _list(text):
        area = places.by_name(name)
        if area is None:
            raise InvalidData(f"unbekanntes Gebiet »{name}« in der Zuständigkeit. {meant(name, places)}")
        found.append(area)
    return tuple(found)


def meant(name: str, places: Places) -> str:
    """What may be meant by the name of an area that does not exist, or where the names stand."""
    near = places.like(name)
    return f"Meinten Sie »{near}«?" if near else "Alle Namen stehen unter »Themen und Gebiete«."


def _website(text: str) -> str:
    return f"https://{text}" if text and "://" not in text else text


def _wheelchair(text: str) -> Wheelchair | None:
    value = text.strip().lower()
    groups = {Wheelchair.YES: YES, Wheelchair.LIMITED: LIMITED, Wheelchair.NO: NO}
    return next((kind for kind, words in groups.items() if value in words), None)


def _truth(text: str) -> bool | None:
    value = text.strip().lower()
    return True if value in YES else False if value in NO else None


def _list(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part for part in _LIST.split(text.strip()) if part))


def _date(text: str) -> date | None:
    if not text:
        return None
    for pattern in _DATES:
        try:
            return datetime.strptime(text.strip(), pattern).date()
        except ValueError:
            continue
    raise InvalidData(f"unlesbares Datum »{text}«")
