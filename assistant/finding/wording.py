"""The German words of the finder: what was understood, and why."""

from functools import cache
from pathlib import Path
from typing import Any

from assistant.finding.areas import UnderstoodArea
from assistant.finding.needs import UnderstoodNeed
from assistant.finding.ranking import Speaking, Suggestion
from assistant.finding.wishes import Wishes
from corpus.directory.languages import language_name
from corpus.yaml_text import read_yaml

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
    lies = str(_texts()["match"][suggestion.match.value]).format(area=area)
    return ", ".join(part for part in (lies, only_for_text(suggestion)) if part)


def only_for_text(suggestion: Suggestion) -> str:
    """Which other areas it serves, where the asked one is none of them; else empty."""
    areas = ", ".join(suggestion.only_for)
    return str(_texts()["only_for"]).format(areas=areas) if areas else ""


def opens_text(opens: str) -> str:
    """When a closed institution opens again; empty where it is open, or where nobody knows."""
    return str(_texts()["opens_again"]).format(when=opens) if opens else ""


def then_text(suggestion: Suggestion, wishes: Wishes) -> str:
    """Whether an institution is open when somebody wants to come; empty without such a wish."""
    key = "unknown" if suggestion.open_then is None else str(suggestion.open_then).lower()
    return str(_texts()["open_then"][key]).format(when=wishes.times.label) if wishes.times else ""


def speaking_text(speaking: Speaking | None) -> str:
    """How many entries name a wished language, and how many are silent; empty without a wish."""
    if speaking is None:
        return ""
    alone, naming = speaking.total == 1, speaking.naming
    key = ("one" if naming else "not_one") if alone else {0: "none", 1: "single"}.get(naming, "some")
    silence = {0: "", 1: "silent_one"}.get(speaking.silent, "silent")
    told = [str(_texts()["speaking"][one]) for one in (key, silence) if one]
    name = language_name(speaking.language)
    return " ".join(told).format(language=name, naming=naming, total=speaking.total, silent=speaking.silent)


def notes_text(suggestion: Suggestion, wishes: Wishes) -> str:
    """What a reader should know about an entry: open, language, suspected, sample data."""
    marks = [("suspected", suggestion.suspected), ("sample", suggestion.institution.sample)]
    spoken = _speaks(suggestion, wishes)
    notes = [then_text(suggestion, wishes), spoken, *(str(_texts()[name]) for name, holds in marks if holds)]
    return ", ".join(note for note in notes if note)


def _speaks(suggestion: Suggestion, wishes: Wishes) -> str:
    wished = wishes.language if wishes.language_asked else None
    if wished is None or wished not in suggestion.institution.languages:
        return ""
    return str(_texts()["speaks"]).format(language=language_name(wished))


@cache
def _texts() -> Any:
    return read_yaml(FILE.read_text("utf-8"))
