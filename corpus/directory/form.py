"""The forms for an entry, of its provider and of editors: their columns, and what is wrong with values."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from corpus.directory.columns import to_columns
from corpus.directory.edits import edited
from corpus.directory.known import Known
from corpus.directory.languages import is_language, languages_text, read_languages
from corpus.directory.phones import read_phones
from corpus.directory.placing import with_given_needs
from corpus.errors import InvalidData
from corpus.institution import Institution

NEEDS = "Bedarfe"
OF_PROVIDERS = (
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
OF_EDITORS = (
    *OF_PROVIDERS,
    NEEDS,
    "Zielgruppe",
    "Zuständig für",
    "Breite",
    "Länge",
    "Fax",
    "Gültig ab",
    "Gültig bis",
)
CHOICES = {"Rollstuhl": ("", "ja", "teilweise", "nein"), "Anonym": ("", "ja", "nein")}
REQUIRED = {
    "Name": "Bitte tragen Sie einen Namen ein.",
    "Angebote": "Bitte nennen Sie mindestens ein Angebot, zum Beispiel: Schuldnerberatung.",
}
LONGEST = 2000
PROVIDER = "Träger"
_DEGREES = re.compile(r"\d{1,2}[.,]\d+")
_PATTERNS = {
    "PLZ": (re.compile(r"\d{5}"), "ist keine Postleitzahl. Sie hat fünf Ziffern, zum Beispiel 46045."),
    "E-Mail": (
        re.compile(r"[^@\s;,]+@[^@\s;,]+\.[^@\s;,]+(?:\s*[;,\s]\s*[^@\s;,]+@[^@\s;,]+\.[^@\s;,]+)*"),
        "ist keine E-Mail-Adresse. Sie sieht so aus: beratung@example.org.",
    ),
    "Internet": (
        re.compile(r"(?:https?://)?[^\s/.]+(?:\.[^\s/.]+)+(?:/\S*)?"),
        "ist keine Internet-Adresse. Sie sieht so aus: https://example.org.",
    ),
    "Breite": (_DEGREES, "ist keine Breite in Grad. Zum Beispiel: 51.4960."),
    "Länge": (_DEGREES, "ist keine Länge in Grad. Zum Beispiel: 6.8520."),
}


@dataclass(frozen=True, slots=True)
class Reviewed:
    """What became of a form: the proposal, or the problems by column."""

    proposal: Institution | None
    problems: Mapping[str, str]


def form_values(institution: Institution, columns: tuple[str, ...] = OF_PROVIDERS) -> dict[str, str]:
    """The columns of the form as they are: languages by their names, needs without the suspected ones."""
    values = to_columns(institution) | {
        "Sprachen": languages_text(institution.languages),
        NEEDS: "; ".join(institution.given_needs),
    }
    return {name: values[name] for name in columns}


def changed_values(
    institution: Institution, values: Mapping[str, str], columns: tuple[str, ...] = OF_PROVIDERS
) -> dict[str, str]:
    """What of a filled form differs from the entry; a column that was not sent is not changed."""
    before = form_values(institution, columns)
    written = {name: "\n".join(values.get(name, text).split("\r\n")).strip() for name, text in before.items()}
    return {name: text for name, text in written.items() if text != before[name].strip()}


def review(
    institution: Institution,
    values: Mapping[str, str],
    known: Known,
    columns: tuple[str, ...] = OF_PROVIDERS,
) -> Reviewed:
    """Check a filled form."""
    changes = changed_values(institution, values, columns)
    missing = {name: advice for name, advice in REQUIRED.items() if not _filled(name, institution, changes)}
    named = replace(institution, name=institution.name or PROVIDER)  # a new entry, each value checked alone
    wrong = {name: _problem(named, name, value, known) for name, value in changes.items()}
    half = _half_a_position(form_values(institution, columns) | changes)
    found = {**half, **wrong, **missing}
    if problems := {name: found[name] for name in columns if found.get(name)}:
        return Reviewed(None, problems)
    return Reviewed(_changed(institution, changes, known), {})


def assured(institution: Institution, day: date, by: str = "") -> Institution:
    """The entry after somebody, its provider unless named, has said on a day that all of it is right."""
    return replace(
        institution, assured_date=day, assured_by=by.strip() or institution.organisation or PROVIDER
    )


def _changed(institution: Institution, changes: Mapping[str, str], known: Known) -> Institution:
    others = {name: value for name, value in changes.items() if name != NEEDS}
    result = edited(institution, others, known) if others else institution
    if NEEDS not in changes:
        return result
    return with_given_needs(result, filter(None, re.split(r"\s*;\s*", changes[NEEDS])), known.taxonomy)


def _filled(name: str, institution: Institution, changes: Mapping[str, str]) -> bool:
    """Whether a column holds something; a place may have been taken in without offers, and stay so."""
    return bool(changes.get(name, to_columns(institution)[name] or institution.id))


def _problem(institution: Institution, name: str, value: str, known: Known) -> str:
    """What is wrong with one value; empty if nothing is."""
    if advice := _advice(name, value):
        return advice
    try:
        _changed(institution, {name: value}, known)
    except InvalidData as error:
        return f"{str(error)[:1].upper()}{str(error)[1:]}"
    return ""


def _advice(name: str, value: str) -> str:
    """What is wrong with the form of a value, said so that it can be mended."""
    pattern, advice = _PATTERNS.get(name, (None, ""))
    if len(value) > LONGEST:
        return f"Bitte höchstens {LONGEST} Zeichen, es sind {len(value)}."
    if name in CHOICES and value not in CHOICES[name]:
        return f"»{value}« geht nicht. Möglich sind: {', '.join(filter(None, CHOICES[name]))}."
    if value and pattern and not pattern.fullmatch(value):
        return f"»{value}« {advice}"
    return _OWN[name](value) if name in _OWN else ""


def _phone_advice(value: str) -> str:
    odd = [one.number for one in read_phones(value) if not one.number.startswith("+")] if value else []
    return f"»{odd[0]}« ist keine Nummer. Bitte mit Vorwahl, zum Beispiel 0208 123456." if odd else ""


def _language_advice(value: str) -> str:
    odd = [one for one in read_languages(value) if not is_language(one)]
    return f"»{odd[0]}« ist nicht als Sprache bekannt. Zum Beispiel: Deutsch, Türkisch." if odd else ""


def _half_a_position(values: Mapping[str, str]) -> dict[str, str]:
    """The problem of a latitude without a longitude, or the other way round, at the one that is missing."""
    here = {name: values[name] for name in ("Breite", "Länge") if name in values}
    if not any(here.values()):
        return {}
    return {name: "Zu einer Lage gehören Breite und Länge." for name, value in here.items() if not value}


_OWN: Mapping[str, Callable[[str], str]] = {
    "Angebote": lambda value: "" if value.strip("; \n") else REQUIRED["Angebote"],
    "Telefon": _phone_advice,
    "Fax": _phone_advice,
    "Sprachen": _language_advice,
}
