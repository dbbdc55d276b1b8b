"""The form for an area: its name, its level, what it lies in and beside, and its postcodes."""

import re
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from corpus.lists.entry import Problem, Written, checked, known, label, lines, matching, new_id
from corpus.lists.own import SOURCE, Entries
from corpus.places.areas import LINKS, Places, places_of

POSTCODES = ("postcodes", "perhaps_postcodes")
FIELDS = ("name", "level", "sure", "aliases", *LINKS, *POSTCODES, "centre")
YES = "ja"
EXPECTED = "eine Postleitzahl, etwa 46045"
_POSTCODE = re.compile(r"\d{5}")
_CENTRE = re.compile(r"(-?\d{1,2}[.,]\d+)[\s,;]+(-?\d{1,3}[.,]\d+)")
_GERMANY = ((47.0, 55.2), (5.5, 15.2))  # degrees of latitude and longitude


def form_values(entries: Entries, id_: str | None) -> dict[str, str]:
    """The fields of the form as they are; of a new area all are empty."""
    area = next((one for one in entries["areas"] if one["id"] == id_), None)
    if area is None:
        return dict.fromkeys(FIELDS, "")
    listed = {name: "\n".join(area.get(name, ())) for name in ("aliases", *LINKS, *POSTCODES)}
    centre = ", ".join(f"{degrees:.4f}" for degrees in area.get("centre", ()))
    sure = YES if area["sure"] else ""
    return {"name": area["name"], "level": area["level"], "sure": sure, "centre": centre, **listed}


def written(entries: Entries, id_: str | None, values: Mapping[str, str]) -> Written:
    """Put what a form says into the list: an area in place of the one with this id, or a new one."""
    places = places_of(entries, SOURCE)
    text = {name: values.get(name, "") for name in FIELDS}
    readers: dict[str, Callable[[], Any]] = {
        "name": lambda: _name(text["name"], text["level"], id_, places),
        "level": lambda: _level(text["level"], places),
        "aliases": lambda: lines(text["aliases"]),
        "centre": lambda: _centre(text["centre"]),
        **{name: partial(_links, text[name], id_, places) for name in LINKS},
        **{
            name: partial(matching, text[name], _POSTCODE, "eine Postleitzahl, etwa 46045")
            for name in POSTCODES
        },
    }
    found, problems = checked(readers)
    if problems:
        return Written(None, id_ or "", problems)
    wanted = id_ or new_id(found["name"], places.areas)
    area = {"id": wanted, "name": found.pop("name"), "level": found.pop("level"), "sure": text["sure"] == YES}
    area |= {name: value for name, value in found.items() if value}
    ids = [one["id"] for one in entries["areas"]]
    if wanted in ids:
        entries["areas"][ids.index(wanted)] = area
    else:
        entries["areas"].append(area)
    return Written(entries, wanted, {})


def without(entries: Entries, id_: str) -> Entries:
    """The list without an area."""
    entries["areas"] = [one for one in entries["areas"] if one["id"] != id_]
    return entries


def _name(text: str, level: str, id_: str | None, places: Places) -> str:
    name = label(text)
    others = [one for one in places.areas.values() if one.level == level and one.id != id_]
    if any(one.name.casefold() == name.casefold() for one in others):
        raise Problem(
            f"»{name}« gibt es auf dieser Ebene schon. Öffnen Sie dieses Gebiet, oder nennen Sie es anders."
        )
    return name


def _level(text: str, places: Places) -> str:
    if text not in {one.id for one in places.levels}:
        raise Problem("Bitte wählen Sie eine Ebene aus.")
    return text


def _links(text: str, id_: str | None, places: Places) -> list[str]:
    found = known(text, lambda line: line if line in places.areas else None, list(places.areas))
    if id_ in found:
        raise Problem(f"»{id_}« kann nicht auf sich selbst verweisen. Streichen Sie diese Zeile.")
    return found


def _centre(text: str) -> list[float] | None:
    if not text.strip():
        return None
    match = _CENTRE.fullmatch(text.strip())
    degrees = [float(one.replace(",", ".")) for one in match.groups()] if match else []
    inside = [low <= one <= high for one, (low, high) in zip(degrees, _GERMANY, strict=False)]
    if not inside or not all(inside):
        said = text.strip()[:50]
        raise Problem(f"»{said}« ist keine Lage. Erwartet werden Breite und Länge, etwa 51.4960, 6.8520.")
    return degrees
