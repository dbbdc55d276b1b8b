"""What words give away about a document: its kind, year, publisher, series, areas and language."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from corpus.yaml_text import read_yaml

YEAR = re.compile(r"(?<![\d.,/–-])((?:19|20)\d\d)(?![\d]|[/–-]\d|,\d)")
MADE = re.compile(r"((?:19|20)\d\d).*")  # the first alone: months, days and hours go on without a gap
DATED = re.compile(
    r"(?:Stand|Besprechung am|Sitzung (?:am|vom)|Datum|vom|Redaktionsschluss)\s*:?\s*"
    r"(?:\d{1,2}\.\s?(?:\d{1,2}\.|[A-Z][a-zä]+)\s?)?((?:19|20)\d\d)"
)
MONTHS = "Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember"
MONTH = re.compile(rf"\b(?:{MONTHS}) ((?:19|20)\d\d)")
DATE = re.compile(r"\d{1,2}\.\s?(?:\d{1,2}\.|[A-Z][a-zä]+)\s?(?:19|20)\d\d|(?:19|20)\d\d-\d\d-\d\d")
SITTING = re.compile(r"\d+\. (?:öffentliche )?Sitzung")
SERIAL = frozenset(
    re.findall(
        r"\w+",
        """
    sozialbericht umfrage statistik bericht niederschrift wortprotokoll strategiepapier sozialkonferenz
    expertendialog""",
    )
)
COMMON = {
    "de": frozenset(("der", "die", "und", "das", "ist", "nicht", "für", "mit", "von", "den", "werden")),
    "en": frozenset(("the", "and", "of", "to", "is", "for", "with", "that", "are", "this", "you", "in")),
    "fr": frozenset(("le", "la", "les", "et", "des", "est", "pour", "dans", "une", "vous", "que", "du")),
    "tr": frozenset(("ve", "bir", "için", "bu", "ile", "olarak", "daha", "veya", "sizin", "çok", "olan")),
}
FEW = 20  # common words that tell a language

Clue = tuple[Any, str]


def kind(places: Sequence[tuple[str, str]], suffix: str) -> Clue:
    """The kind of document; `places` are texts with their German names, the last one (text) least telling."""
    for group in (places[:-1], places[-1:]):
        for rule in _rules()["kinds"]:
            for text, origin in group:
                if any(re.search(word, text, re.IGNORECASE) for word in rule["words"]):
                    return rule["kind"], origin
    return ("webseite", "Dateiname") if suffix in (".html", ".htm") else ("dokument", "keine Angabe gefunden")


@cache
def kinds() -> tuple[str, ...]:
    """All kinds of documents."""
    return tuple(rule["kind"] for rule in _rules()["kinds"])


def year(
    title: str, head: str, name: str, metadata: Mapping[str, str], kind: str, present: int
) -> Clue | None:
    """The year that a document is of; a later one than the present is what it speaks of."""
    if kind == "gesetz":  # a law is of the year of its last change, wherever its title comes from
        dates = [int(re.findall(r"(?:19|20)\d\d", match)[0]) for match in DATE.findall(head)]
        if past := [one for one in dates if one <= present]:
            return max(past), "erste Seite"
    for pattern, text, origin in (
        (YEAR, title, "Titel"),
        (DATED, head, "erste Seite"),
        (YEAR, name, "Dateiname"),
        (MONTH, head, "erste Seite"),
        (YEAR, head[:600], "erste Seite"),
        (MADE, metadata.get("CreationDate", ""), "Metadaten der Datei"),
    ):
        named = (int(match[1]) for match in pattern.finditer(text))
        if found := next((one for one in named if one <= present), None):
            return found, origin
    return None


def publisher(text: str) -> str | None:
    """The first body in a text that publishes documents."""
    found = []
    for pattern in _rules()["publishers"]:
        for match in re.finditer(pattern, text):
            name = re.sub(r"\bBundesministeriums\b", "Bundesministerium", match[1])
            if name not in _rules()["not_names"]:
                found.append((match.start(), name))
    for address, name in _rules()["addresses"].items():
        if (place := text.casefold().find(address)) >= 0:
            found.append((place, name))
    return min(found)[1] if found else None


def series(title: str, kind: str) -> Clue | None:
    """What documents of one row share: the part of the title with the year or number, without it."""
    if kind not in SERIAL:
        return None
    parts = title.split(" – ")
    part = next((part for part in parts if YEAR.search(part) or SITTING.search(part)), parts[0])
    bare = _undated(part)
    if len(bare.split()) == 1 and len(parts) > 1 and not YEAR.search(part):
        bare = _undated(title)
    return (bare, "Titel") if len(bare) > 3 else None  # noqa: PLR2004  letters


def _undated(text: str) -> str:
    """A title without dates, years and numbers of sittings."""
    bare = YEAR.sub("", re.sub(rf"\(?(?:vom |am )?(?:{DATE.pattern})\)?", "", text))
    return " ".join(re.sub(r"\b\d+\.\s*", "", bare).split()).strip(" -–,:")


def areas(places: Sequence[tuple[str, str]], publisher: str) -> Clue | None:
    """The areas named in title or file name, else the city of the publisher."""
    for text, origin in places:
        if found := _named(text):
            return found, origin
    found = _named(publisher)
    return (found, "Herausgeber") if found else None


def language(text: str) -> str | None:
    """The language of a text by its commonest words; None when there are too few."""
    words = Counter(re.findall(r"[^\W\d_]+", text.casefold()))
    counts = {code: sum(words[word] for word in common) for code, common in COMMON.items()}
    best = max(counts, key=lambda code: counts[code])
    return best if counts[best] >= FEW else None


def _named(text: str) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for alias, name in _areas().items():
        if re.search(rf"(?<!\w){re.escape(alias)}(?!\w)", text):
            found[name] = None
    return tuple(name for name in found if not any(name != other and name in other for other in found))


@cache
def _areas() -> dict[str, str]:
    """Names and other names of areas, each to the name that is used."""
    own = read_yaml(_data("areas.yaml"))
    names = {place: place for place in read_yaml(_data("area_names.yaml"))["places"]}
    for area in own["areas"]:
        for alias in (area["name"], *area.get("aliases", ())):
            names.setdefault(alias, area["name"])
    return names


@cache
def _rules() -> dict[str, Any]:
    rules: dict[str, Any] = read_yaml(_data("kinds.yaml"))
    return rules


def _data(name: str) -> str:
    return files("corpus").joinpath("data", name).read_text(encoding="utf-8")
