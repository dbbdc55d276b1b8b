"""Reads `hotlines.yaml`: the nationwide numbers for emergencies."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from corpus.errors import InvalidData

FILE = Path(__file__).parents[1] / "data" / "hotlines.yaml"


@dataclass(frozen=True, slots=True)
class Hotline:
    """A nationwide number: as printed, as dialled, what it is for, and when somebody answers."""

    id: str
    number: str
    dial: str
    name: str
    purpose: str
    hours: str
    hours_text: str


@cache
def load_hotlines(path: Path = FILE) -> dict[str, Hotline]:
    """The numbers by id; raises InvalidData."""
    try:
        entries = yaml.safe_load(path.read_text("utf-8"))["hotlines"]
        return {entry["id"]: Hotline(**entry) for entry in entries}
    except (KeyError, TypeError, yaml.YAMLError) as error:
        raise InvalidData(f"{path} ist keine gültige Liste von Notrufnummern: {error}") from error
