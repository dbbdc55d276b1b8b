"""Turns institutions into JSON records for the catalogue and back, without loss."""

import json
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from typing import Any

from corpus.institution import (
    Address,
    DayException,
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


def to_json(institution: Institution) -> str:
    """An institution as JSON; the same institution always gives the same text."""
    return json.dumps(_plain(institution), ensure_ascii=False, sort_keys=True)


def from_json(record: str) -> Institution:
    """The institution of a JSON record."""
    values = json.loads(record)
    source = values["source"]
    built = {
        "source": Source(source["name"], source["key"], source["licence"], _pairs(source["original"])),
        "services": tuple(
            Service(s["name"], s["description"], tuple(Tag(**tag) for tag in s["tags"]))
            for s in values["services"]
        ),
        "address": Address(**values["address"]),
        "position": Position(**values["position"]) if values["position"] else None,
        "phones": tuple(Phone(**phone) for phone in values["phones"]),
        "schedule": _schedule(values["schedule"]) if values["schedule"] else None,
        "wheelchair": Wheelchair(values["wheelchair"]) if values["wheelchair"] else None,
        "assured_date": _date(values["assured_date"]),
    }
    lists = {
        name: tuple(values[name])
        for name in ("service_areas", "emails", "languages", "audiences", "documents")
    }
    return Institution(**values | built | lists)


def _schedule(values: dict[str, Any]) -> Schedule:
    return Schedule(
        **values
        | {
            "weekly": tuple(Opening(**opening) for opening in values["weekly"]),
            "exceptions": tuple(
                DayException(**one | {"day": date.fromisoformat(one["day"])}) for one in values["exceptions"]
            ),
            "valid_from": _date(values["valid_from"]),
            "valid_to": _date(values["valid_to"]),
        }
    )


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _pairs(pairs: list[list[str]]) -> tuple[tuple[str, str], ...]:
    return tuple((key, value) for key, value in pairs)


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if isinstance(value, Enum):
        return value.value
    return value.isoformat() if isinstance(value, date) else value
