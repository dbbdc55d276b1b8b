"""The correction form for providers: the columns that they may change, and what is wrong with new values."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from corpus.directory.columns import to_columns
from corpus.directory.edits import edited
from corpus.directory.languages import is_language, languages_text, read_languages
from corpus.directory.phones import read_phones
from corpus.errors import InvalidData
from corpus.institution import Institution
from corpus.places.areas import Places
from corpus.places.geometry import Borders

COLUMNS = (
    "Name",
    "Träger",
    "Angebote",
    "Beschreibung",
    "Straße",
    "PLZ",
    "Ort",
    "Stadtteil",
    "Telefon",
    "E-Mail",
    "Internet",
    "Öffnungszeiten",
    "Ausnahmen",
    "Sprachen",
    "Rollstuhl",
    "Barrierefreiheit",
    "Kosten",
    "Anonym",
    "Voraussetzungen",
    "Unterlagen",
)
CHOICES = {"Rollstuhl": ("", "ja", "teilweise", "nein"), "Anonym": ("", "ja", "nein")}
LONGEST = 2000
PROVIDER = "Träger"
_PATTERNS = {
    "PLZ": (re.compile(r"\d{5}"), "Eine Postleitzahl hat fünf Ziffern, zum Beispiel 46045."),
    "E-Mail": (
        re.compile(r"[^@\s;,]+@[^@\s;,]+\.[^@\s;,]+(?:\s*[;,\s]\s*[^@\s;,]+@[^@\s;,]+\.[^@\s;,]+)*"),
        "Eine E-Mail-Adresse sieht so aus: beratung@example.org.",
    ),
    "Internet": (
        re.compile(r"(?:https?://)?[^\s/.]+(?:\.[^\s/.]+)+(?:/\S*)?"),
        "Eine Internet-Adresse sieht so aus: https://example.org.",
    ),
}


@dataclass(frozen=True, slots=True)
class Reviewed:
    """What became of a form: the proposal, or the problems by column."""

    proposal: Institution | None
    problems: Mapping[str, str]


def form_values(institution: Institution) -> dict[str, str]:
    """The columns of the form as they are, languages by their names."""
    columns = to_columns(institution) | {"Sprachen": languages_text(institution.languages)}
    return {name: columns[name] for name in COLUMNS}


def review(
    institution: Institution,
    values: Mapping[str, str],
    places: Places,
    borders: Borders,
    assured_on: date | None = None,
) -> Reviewed:
    """Check a filled form; `assured_on` is the day on which the provider says that everything is right."""
    before = form_values(institution)
    changes = {
        name: value.strip()
        for name in COLUMNS
        if (value := values.get(name, before[name])).strip() != before[name].strip()
    }
    problems = {
        name: problem
        for name, value in changes.items()
        if (problem := _problem(institution, name, value, places, borders))
    }
    if problems:
        return Reviewed(None, problems)
    proposal = edited(institution, changes, places, borders)
    if assured_on:
        by = proposal.organisation or PROVIDER
        proposal = replace(proposal, assured_date=assured_on, assured_by=by)
    return Reviewed(proposal, {})


def _problem(institution: Institution, name: str, value: str, places: Places, borders: Borders) -> str:
    """What is wrong with one value; empty if nothing is."""
    if advice := _advice(name, value):
        return advice
    try:
        edited(institution, {name: value}, places, borders)
    except InvalidData as error:
        return f"{str(error)[:1].upper()}{str(error)[1:]}"
    return ""


def _advice(name: str, value: str) -> str:
    """What is wrong with the form of a value, said so that it can be mended."""
    pattern, advice = _PATTERNS.get(name, (None, ""))
    if name == "Name" and not value:
        return "Bitte tragen Sie einen Namen ein."
    if len(value) > LONGEST:
        return f"Bitte höchstens {LONGEST} Zeichen, es sind {len(value)}."
    if name in CHOICES and value not in CHOICES[name]:
        return f"Möglich sind: {', '.join(filter(None, CHOICES[name]))}."
    if value and pattern and not pattern.fullmatch(value):
        return advice
    own = {"Telefon": _phone_advice, "Sprachen": _language_advice}
    return own[name](value) if name in own else ""


def _phone_advice(value: str) -> str:
    odd = [one.number for one in read_phones(value) if not one.number.startswith("+")] if value else []
    return f"»{odd[0]}« ist keine Nummer. Bitte mit Vorwahl, zum Beispiel 0208 123456." if odd else ""


def _language_advice(value: str) -> str:
    odd = [one for one in read_languages(value) if not is_language(one)]
    return f"»{odd[0]}« ist nicht als Sprache bekannt. Zum Beispiel: Deutsch, Türkisch." if odd else ""
