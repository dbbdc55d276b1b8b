"""Values of the directory, after Open Referral's Human Services Data Specification (HSDS) 3.0.

An Institution is one place of one organisation with its services: in HSDS terms an organization,
a location, its services and the services at that location, seen together.
"""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from corpus.place import Position


class Wheelchair(StrEnum):
    """How far a wheelchair gets."""

    YES = "yes"
    LIMITED = "limited"
    NO = "no"


@dataclass(frozen=True, slots=True)
class Opening:
    """One span of a weekly schedule; `day` is 0 for Monday to 6 for Sunday, times are "HH:MM"."""

    day: int
    opens: str
    closes: str


@dataclass(frozen=True, slots=True)
class DayException:
    """A day that differs from the weekly schedule; without times it is closed."""

    day: date
    opens: str | None = None
    closes: str | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Schedule:
    """When somebody is there; `text` keeps the hours as they were written.

    Without weekly openings the hours are unknown, or by appointment only.
    """

    weekly: tuple[Opening, ...] = ()
    exceptions: tuple[DayException, ...] = ()
    valid_from: date | None = None
    valid_to: date | None = None
    by_appointment: bool = False
    holidays_too: bool = False
    always: bool = False
    text: str = ""


@dataclass(frozen=True, slots=True)
class Address:
    """A postal address in Germany."""

    street: str = ""
    postcode: str = ""
    city: str = ""
    district: str = ""

    @property
    def line(self) -> str:
        """The address on one line."""
        return ", ".join(part for part in (self.street, f"{self.postcode} {self.city}".strip()) if part)


@dataclass(frozen=True, slots=True)
class Phone:
    """A telephone number as E.164 where it is valid, else as written; `kind` is voice, fax or cell."""

    number: str
    kind: str = "voice"
    purpose: str = ""
    written: str = ""


@dataclass(frozen=True, slots=True)
class Tag:
    """A need that a service meets; suspected tags were derived from its texts by `word`."""

    need: str
    suspected: bool = False
    word: str = ""


@dataclass(frozen=True, slots=True)
class Service:
    """What is offered."""

    name: str
    description: str = ""
    tags: tuple[Tag, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """Where an institution came from: the import's name, its key there, licence, and all original fields."""

    name: str
    key: str
    licence: str = ""
    original: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Institution:
    """A place that helps; `area` is the smallest known area it lies in, `service_areas` those it serves.

    An empty `service_areas` says nothing; the id of the city there means the whole city. `sample` marks
    invented entries.
    """

    id: str
    name: str
    source: Source
    organisation: str = ""
    description: str = ""
    services: tuple[Service, ...] = ()
    address: Address = field(default_factory=Address)
    position: Position | None = None
    area: str | None = None
    service_areas: tuple[str, ...] = ()
    phones: tuple[Phone, ...] = ()
    emails: tuple[str, ...] = ()
    website: str = ""
    schedule: Schedule | None = None
    languages: tuple[str, ...] = ()
    wheelchair: Wheelchair | None = None
    accessibility: str = ""
    cost: str = ""
    free: bool | None = None
    anonymous: bool | None = None
    audiences: tuple[str, ...] = ()
    eligibility: str = ""
    documents: tuple[str, ...] = ()
    assured_date: date | None = None
    assured_by: str = ""
    sample: bool = False

    @property
    def needs(self) -> tuple[str, ...]:
        """The needs that its services meet, each once."""
        return tuple(dict.fromkeys(tag.need for service in self.services for tag in service.tags))

    @property
    def given_needs(self) -> tuple[str, ...]:
        """The needs that somebody has named, each once; suspected ones are left out."""
        tags = (tag for service in self.services for tag in service.tags if not tag.suspected)
        return tuple(dict.fromkeys(tag.need for tag in tags))


@dataclass(frozen=True, slots=True)
class Change:
    """A version of an institution: who changed it when and why; without a state it was removed."""

    institution_id: str
    version: int
    institution: Institution | None
    changed_at: str
    changed_by: str
    reason: str
