"""The German words of the finder: what was understood, and why."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml

from assistant.finding.areas import UnderstoodArea
from assistant.finding.needs import UnderstoodNeed
from assistant.finding.ranking import Suggestion

FILE = Path(__file__).parents[1] / "data" / "finder.yaml"


def why_text(understood: UnderstoodNeed) -> str:
    """Why a need was understood."""
    words = "«, »".join(understood.words)
    return str(_texts()["why"][understood.reason.value]).format(words=words)


def understood_text(needs: tuple[UnderstoodNeed, ...], area: UnderstoodArea | None, city: str) -> str:
    """One line that says how a sentence was understood."""
    kind = "both" if needs and area else "need" if needs else "area" if area else "none"
    labels = ", ".join(one.need.label for one in needs)
    return str(_texts()["understood"][kind]).format(
        needs=labels, area=area.area.name if area else "", city=city
    )


def match_text(suggestion: Suggestion, area: str) -> str:
    """How an institution lies to the area that was asked for."""
    return str(_texts()["match"][suggestion.match.value]).format(area=area)


def open_text(open_now: bool | None) -> str:
    """Whether somebody is there now."""
    key = "unknown" if open_now is None else str(open_now).lower()
    return str(_texts()["open_now"][key])


def notes_text(suggestion: Suggestion) -> str:
    """What a reader should know about an entry: suspected, sample data."""
    marks = [("suspected", suggestion.suspected), ("sample", suggestion.institution.sample)]
    return ", ".join(str(_texts()[name]) for name, holds in marks if holds)


@cache
def _texts() -> Any:
    return yaml.safe_load(FILE.read_text("utf-8"))
