"""Institutions as a row of text columns, for CSV, XLSX and GeoJSON, and back without loss.

Besides the columns that people edit there is `Datensatz`, the whole record. On the way back it fills what
has no column; a column that was edited since wins over it.
"""

from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType

from corpus.directory.exceptions import exceptions_text
from corpus.directory.phones import readable
from corpus.directory.records import from_json, to_json
from corpus.directory.schedules import hours_text
from corpus.directory.tables import Row
from corpus.institution import Institution, Phone, Service, Wheelchair

RECORD = "Datensatz"
WHEELCHAIR = MappingProxyType({Wheelchair.YES: "ja", Wheelchair.LIMITED: "teilweise", Wheelchair.NO: "nein"})
FIELDS = MappingProxyType(
    {
        "Name": ("name",),
        "Träger": ("organisation",),
        "Angebote": ("services",),
        "Bedarfe": ("services",),
        "Beschreibung": ("description",),
        "Straße": ("address",),
        "PLZ": ("address", "area"),
        "Ort": ("address", "area"),
        "Stadtteil": ("address", "area"),
        "Breite": ("position", "area"),
        "Länge": ("position", "area"),
        "Telefon": ("phones",),
        "Fax": ("phones",),
        "E-Mail": ("emails",),
        "Internet": ("website",),
        "Öffnungszeiten": ("schedule",),
        "Ausnahmen": ("schedule",),
        "Gültig ab": ("schedule",),
        "Gültig bis": ("schedule",),
        "Sprachen": ("languages",),
        "Rollstuhl": ("wheelchair",),
        "Barrierefreiheit": ("accessibility",),
        "Kosten": ("cost", "free"),
        "Anonym": ("anonymous",),
        "Zielgruppe": ("audiences",),
        "Voraussetzungen": ("eligibility",),
        "Unterlagen": ("documents",),
        "Zuständig für": ("service_areas",),
        "Geprüft am": ("assured_date",),
        "Geprüft von": ("assured_by",),
    }
)


@dataclass(frozen=True, slots=True)
class ChangedColumn:
    """A column of an institution, before and after a change."""

    name: str
    before: str
    after: str


def to_columns(institution: Institution) -> dict[str, str]:
    """The columns of an institution, `Kennung` first and the whole record last."""
    return {"Kennung": institution.source.key} | _columns(institution) | {RECORD: to_json(institution)}


def changed_columns(before: Institution, after: Institution) -> list[ChangedColumn]:
    """The columns in which two versions of an institution differ, suspected needs told from given ones."""
    one, other = (_columns(version) | {"Bedarfe": _needs(version)} for version in (before, after))
    return [ChangedColumn(name, one[name], other[name]) for name in one if one[name] != other[name]]


def template_columns() -> list[str]:
    """The columns of the template that the city fills in."""
    return ["Kennung", *FIELDS]


def is_own_export(row: Row) -> bool:
    """Whether a row was written by this application and still has its record."""
    return bool(row.fields.get(RECORD))


def exported(row: Row) -> Institution:
    """The institution of an own export as it was when it was written."""
    return from_json(row.fields[RECORD])


def from_columns(row: Row, fresh: Institution) -> Institution:
    """The institution of an own export; `fresh` is what its visible columns say, and wins where edited."""
    stored = exported(row)
    before = _columns(stored)
    edited = {
        name
        for column, names in FIELDS.items()
        if column in row.fields and row.fields[column].strip() != before[column].strip()
        for name in names
    }
    changes = {name: getattr(fresh, name) for name in edited}
    if "services" in changes and row.fields.get("Bedarfe", before["Bedarfe"]).strip() == before["Bedarfe"]:
        changes["services"] = _with_known_values(fresh.services, stored.services)
    return replace(stored, **changes)


def _with_known_values(fresh: tuple[Service, ...], stored: tuple[Service, ...]) -> tuple[Service, ...]:
    """Renamed services: those that stay keep text and tags, and tags of those that go pass to the first."""
    known = {service.name: service for service in stored}
    first, *others = (known.get(one.name, replace(one, tags=())) for one in fresh)
    names = {one.name for one in fresh}
    orphans = (tag for service in stored if service.name not in names for tag in service.tags)
    tags = tuple({tag.need: tag for tag in (*orphans, *first.tags)}.values())
    return (replace(first, tags=tags), *others)


def _columns(one: Institution) -> dict[str, str]:
    position = one.position
    return {
        "Name": one.name,
        "Träger": one.organisation,
        "Angebote": "; ".join(service.name for service in one.services),
        "Bedarfe": "; ".join(one.needs),
        "Beschreibung": one.description,
        "Straße": one.address.street,
        "PLZ": one.address.postcode,
        "Ort": one.address.city,
        "Stadtteil": one.address.district,
        "Breite": str(position.latitude) if position else "",
        "Länge": str(position.longitude) if position else "",
        "Telefon": _numbers(one, fax=False),
        "Fax": _numbers(one, fax=True),
        "E-Mail": "; ".join(one.emails),
        "Internet": one.website,
        "Öffnungszeiten": hours_text(one.schedule),
        "Ausnahmen": exceptions_text(one.schedule.exceptions) if one.schedule else "",
        "Gültig ab": _day(one.schedule.valid_from) if one.schedule else "",
        "Gültig bis": _day(one.schedule.valid_to) if one.schedule else "",
        "Sprachen": ", ".join(one.languages),
        "Rollstuhl": WHEELCHAIR[one.wheelchair] if one.wheelchair else "",
        "Barrierefreiheit": one.accessibility,
        "Kosten": one.cost,
        "Anonym": _yes_no(one.anonymous),
        "Zielgruppe": "; ".join(one.audiences),
        "Voraussetzungen": one.eligibility,
        "Unterlagen": "; ".join(one.documents),
        "Zuständig für": "; ".join(one.service_areas),
        "Geprüft am": _day(one.assured_date),
        "Geprüft von": one.assured_by,
    }


def _needs(one: Institution) -> str:
    given = one.given_needs
    return "; ".join(need if need in given else f"{need} (vermutet)" for need in one.needs)


def _numbers(one: Institution, fax: bool) -> str:
    chosen: list[Phone] = [phone for phone in one.phones if (phone.kind == "fax") == fax]
    return "; ".join(readable(phone) for phone in chosen)


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _yes_no(value: bool | None) -> str:
    return "" if value is None else "ja" if value else "nein"
