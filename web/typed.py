"""What was entered in a form that is refused: it is shown once more, and can be filled in again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fastapi import Request

from corpus.directory.form import OF_EDITORS
from web.api.problems import services_of
from web.entry_form import fields_of
from web.texts import table

WITH_NAMES = ("checking.fields", "lists.fields", "verwaltung.fields", "accounts.typed")
WITH_WORDS = {
    "visibility": "documents.visible_to",
    "sichtbarkeit": "documents.visible_to",
    "weight": "verwaltung.weights",
    "zustand": "verwaltung.states",
    "rolle": "accounts.roles",
}
CONFIRMED = "sicher"  # nobody is spared to say this once more
HIDDEN = frozenset(  # which of several forms it was, and which state of things it showed
    ("anzahl", "ersetzt", "fassung", "gezeigt", "liste", "nummer", "stelle", "tun", "zahl")
)


@dataclass(frozen=True, slots=True)
class Typed:
    """What was written into the fields of a form, and what was chosen or ticked, by what people call them.

    `fields` are names and values as they were sent, the hidden ones among them.
    """

    written: Mapping[str, str]
    chosen: Mapping[str, str]
    fields: Sequence[tuple[str, str]]


async def typed_in(request: Request) -> Typed:
    """The filled fields of a form; without a name (passwords) none is kept."""
    sent = [(key, value) for key, value in (await request.form()).multi_items() if isinstance(value, str)]
    words, names = _words(request), _names()
    chosen = [(key, words[key].get(value, value)) for key, value in sent if key in words]
    return Typed(
        _named(names, [(key, value) for key, value in sent if key not in words]),
        _named(table("accounts.chosen"), chosen),
        [(key, value) for key, value in sent if key in names or key in words or key in HIDDEN],
    )


def _named(names: Mapping[str, str], sent: list[tuple[str, str]]) -> dict[str, str]:
    """The filled ones of these fields by their names, several of one name behind each other."""
    found: dict[str, str] = {}
    for key, value in sent:
        if key in names and value.strip():
            name = names[key]
            found[name] = f"{found[name]}; {value}" if name in found else value
    return found


def _names() -> dict[str, str]:
    """What each field to write into is called, in the forms of all pages for staff."""
    columns = fields_of(dict.fromkeys(OF_EDITORS, ""))
    named = {key: name for group in WITH_NAMES for key, name in table(group).items() if key != CONFIRMED}
    return named | {column.id: column.name for column in columns}


def _words(request: Request) -> dict[str, dict[str, str]]:
    """What each value of a field to choose from is called; a tick is a "yes"."""
    finder = services_of(request).finder
    needs = {id_: need.label for id_, need in finder.taxonomy.needs.items()}
    words = {key: table(group) for key, group in WITH_WORDS.items()} | {"bedarf": needs}
    words["situation"] = {one.id: one.label for one in finder.taxonomy.situations}
    words["anliegen"] = needs
    words["ort"] = {id_: area.name for id_, area in finder.places.areas.items()}
    words["level"] = {one.id: one.label for one in finder.places.levels}
    ticks = {key: table("accounts.ticked") for key in ("hidden", "sure", "geprueft")}
    return words | ticks
