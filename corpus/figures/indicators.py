"""The catalogue of indicators, and how a printed label is recognised as one of them."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from corpus.errors import InvalidData
from corpus.yaml_text import read_yaml

FILE = Path(__file__).parents[1] / "data" / "indicators.yaml"


class Direction(StrEnum):
    """What a high value of an indicator says about need."""

    HIGH = "hoch"
    LOW = "tief"
    OPEN = "offen"


@dataclass(frozen=True, slots=True)
class Indicator:
    """A thing that is measured again and again; `core` ones make up the social index."""

    id: str
    name: str
    names: tuple[str, ...]
    unit: str
    direction: Direction
    definition: str
    core: bool = False


class Indicators:
    """The indicators of the catalogue by id, with their names in all spellings."""

    def __init__(self, entries: Iterable[Indicator]) -> None:
        self.by_id: Mapping[str, Indicator] = {entry.id: entry for entry in entries}
        pairs = [(plain(name), i.id) for i in self.by_id.values() for name in (i.name, *i.names)]
        self._ids = dict(reversed(pairs))
        longest = sorted(self._ids, key=len, reverse=True)
        self._pattern = re.compile(
            rf"(?<![a-z])(?:{'|'.join(map(re.escape, longest))})(?:n|en|s|es|er)?(?![a-z])"
        )

    def recognised(self, title: str, label: str, group: str, unit: str) -> str | None:
        """The indicator that a figure's printed texts name; the label counts first, then group and title.

        A share is never taken for a count of the same name: units that cannot be one another rule it out. A
        label that names two core indicators ("SGB-II-Quote der Alleinerziehenden") is neither of them.
        """
        for text in (label, group, title):
            found = self.mentioned(text)
            if sum(self.by_id[id_].core for id_ in found) > 1:
                return None
            if found:
                return found[0] if _compatible(self.by_id[found[0]].unit, unit) else None
        return None

    def mentioned(self, text: str) -> list[str]:
        """The ids of the indicators that a text names, the longest names first."""
        found = sorted(self._pattern.finditer(plain(text)), key=lambda m: -len(m[0]))
        out: list[str] = []
        taken: list[tuple[int, int]] = []
        for match in found:
            if any(start <= match.start() and match.end() <= end for start, end in taken):
                continue
            taken.append(match.span())
            id_ = self._of(match[0])
            if id_ and id_ not in out:
                out.append(id_)
        return out

    def _of(self, name: str) -> str | None:
        for ending in ("", "n", "en", "s", "es", "er"):
            if name.endswith(ending) and (found := self._ids.get(name[: len(name) - len(ending)])):
                return found
        return None


def plain(text: str) -> str:
    """A label in lower case with umlauts written out and hyphens as spaces."""
    low = text.lower().replace("ä", "ae").replace("ö", "oe").replace("ü", "ue").replace("ß", "ss")
    return re.sub(r"[\s\-–/]+", " ", low)


def load_indicators(path: Path = FILE) -> Indicators:
    """The indicators of a YAML file; raises InvalidData."""
    try:
        entries = read_yaml(path.read_text("utf-8"))["indicators"]
        return Indicators([_entry(entry) for entry in entries])
    except (yaml.YAMLError, KeyError, TypeError, ValueError) as error:
        raise InvalidData(
            f"{path.name} lässt sich nicht lesen ({error}). Jede Kennzahl braucht id, name, unit, direction "
            "und definition."
        ) from error


@cache
def indicators() -> Indicators:
    """The indicators in `indicators.yaml`."""
    return load_indicators()


def _entry(entry: Mapping[str, Any]) -> Indicator:
    return Indicator(
        id=entry["id"],
        name=entry["name"],
        names=tuple(entry.get("names", ())),
        unit=entry["unit"],
        direction=Direction(entry["direction"]),
        definition=entry["definition"],
        core=entry.get("core", False),
    )


def _compatible(usual: str, unit: str) -> bool:
    if not unit or usual == unit:
        return True
    shares = {"Prozent", "je 1.000", "Promille", "Index"}
    counts = {"Anzahl", "Personen"}
    return not ((usual in shares and unit in counts) or (usual in counts and unit in {"Euro", "qm"}))
