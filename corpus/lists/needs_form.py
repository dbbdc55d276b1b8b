"""The form for a need: its name, its situation in life, and its words, one a line."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from corpus.directory.needs import GERMAN_KINDS, LANGUAGES
from corpus.lists.entry import Problem, Written, checked, label, lines, new_id
from corpus.lists.own import Entries

WORDS = (*GERMAN_KINDS, *LANGUAGES)
FIELDS = ("label", "situation", *WORDS)


def form_values(entries: Entries, id_: str | None) -> dict[str, str]:
    """The fields of the form as they are; of a new need all are empty."""
    for situation in entries["situations"]:
        for need in situation["needs"]:
            if need["id"] == id_:
                words = {kind: "\n".join(map(str, need.get(kind, ()))) for kind in WORDS}
                return {"label": need["label"], "situation": situation["id"], **words}
    return dict.fromkeys(FIELDS, "")


def written(entries: Entries, id_: str | None, values: Mapping[str, str]) -> Written:
    """Put what a form says into the list: a need in place of the one with this id, or a new one."""
    situations = {one["id"]: one for one in entries["situations"]}

    def situation() -> str:
        if values.get("situation", "") not in situations:
            raise Problem("Bitte wählen Sie eine Lebenslage aus.")
        return values["situation"]

    readers: dict[str, Callable[[], Any]] = {kind: partial(lines, values.get(kind, "")) for kind in WORDS}
    found, problems = checked(
        {"label": lambda: label(values.get("label", "")), "situation": situation, **readers}
    )
    if problems:
        return Written(None, id_ or "", problems)
    taken = {need["id"] for one in entries["situations"] for need in one["needs"]}
    wanted = id_ or new_id(found["label"], taken)
    need = {"id": wanted, "label": found["label"], **{kind: found[kind] for kind in WORDS if found[kind]}}
    _put(situations, need, found["situation"])
    return Written(entries, wanted, {})


def without(entries: Entries, id_: str) -> Entries:
    """The list without a need."""
    for situation in entries["situations"]:
        situation["needs"] = [one for one in situation["needs"] if one["id"] != id_]
    return entries


def _put(situations: Mapping[str, Any], need: Mapping[str, Any], situation: str) -> None:
    """In its old place where its situation is the same, otherwise at the end of the new one."""
    for id_, one in situations.items():
        ids = [other["id"] for other in one["needs"]]
        if need["id"] in ids:
            if id_ == situation:
                one["needs"][ids.index(need["id"])] = need
                return
            one["needs"].pop(ids.index(need["id"]))
    situations[situation]["needs"].append(need)
