"""The forms for an entry of the directory, for its provider and for editors, on pages and as JSON."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from corpus.directory.form import CHOICES, OF_PROVIDERS, Reviewed, assured, review
from corpus.directory.known import known_to
from corpus.institution import Institution
from web.errors import InvalidRequest
from web.services import Services
from web.texts import entries, text

NO_PROBLEMS: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a form; `problem` is what is wrong with its value."""

    name: str
    id: str
    value: str
    hint: str
    problem: str
    choices: tuple[str, ...]
    long: bool


def fields_of(values: Mapping[str, str], problems: Mapping[str, str] = NO_PROBLEMS) -> list[Field]:
    """The fields for columns and their values, in this order."""
    hints, long = entries("korrektur")["hints"], entries("korrektur")["long"]
    return [
        Field(
            name,
            f"feld-{number}",
            value,
            hints.get(name, ""),
            problems.get(name, ""),
            CHOICES.get(name, ()),
            name in long,
        )
        for number, (name, value) in enumerate(values.items(), start=1)
    ]


def written_in(fields: list[Field], given: Mapping[str, str]) -> dict[str, str]:
    """The columns that a form has sent, by their names."""
    return {field.name: given[field.id] for field in fields if field.id in given}


def reviewed_by(
    services: Services, current: Institution, written: Mapping[str, str], is_assured: bool
) -> Reviewed:
    """Check what a provider wrote; raises InvalidRequest for columns that no provider may change."""
    if unknown := sorted(set(written) - set(OF_PROVIDERS)):
        known = ", ".join(OF_PROVIDERS)
        raise InvalidRequest(text("korrektur.unknown", names=", ".join(unknown), known=known))
    reviewed = review(current, written, known_to(services.catalogue.database))
    if reviewed.proposal is None or not is_assured:
        return reviewed
    return Reviewed(assured(reviewed.proposal, today(services)), {})


def today(services: Services) -> date:
    """The day where the city is."""
    return datetime.now(ZoneInfo(services.finder.places.city.time_zone)).date()
