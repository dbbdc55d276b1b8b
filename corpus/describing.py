"""The form for what is known about a document: its fields as text, and what is wrong with new values."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from corpus.document import Description, Visibility
from corpus.reading.sidecar import FIELDS

WRITTEN = ("title", "year", "kind", "areas", "publisher", "series")
LONGEST = 300
YES = "ja"
WEIGHTS = {"-1": -1, "0": 0, "1": 1}
_LIST = re.compile(r"[;,\n]+")
_OPTIONAL = {field.name: field.default for field in fields(Description) if field.name != "title"}


@dataclass(frozen=True, slots=True)
class Described:
    """What became of a form: the new description, or the problems by field."""

    description: Description | None
    problems: Mapping[str, str]


def form_values(description: Description) -> dict[str, str]:
    """The fields of the form as they are."""
    return {
        **{name: _as_text(getattr(description, name)) for name in WRITTEN},
        "visibility": description.visibility.value,
        "hidden": YES if description.hidden else "",
        "weight": str(description.weight),
    }


def described(before: Description, values: Mapping[str, str]) -> Described:
    """Check a filled form: what was changed in it. An empty value empties a field that can be missing."""
    found, problems, known = dict[str, Any](), dict[str, str](), form_values(before)
    for name in WRITTEN:
        written = values.get(name, "").strip()
        try:
            found[name] = getattr(before, name) if written == known[name] else _written(name, written)
        except (ValueError, TypeError):
            problems[name] = f"Erwartet wird {FIELDS[name][0]}, höchstens {LONGEST} Zeichen."
    try:
        found["visibility"] = Visibility(values.get("visibility", ""))
        found["weight"] = WEIGHTS[values.get("weight", "")]
    except (ValueError, KeyError):
        problems["visibility"] = "Bitte wählen Sie aus, was angeboten wird."
    found["hidden"] = values.get("hidden") == YES
    return Described(None, problems) if problems else Described(replace(before, **found), {})


def merged(
    now: Mapping[str, str], shown: Mapping[str, str], filled: Mapping[str, str]
) -> tuple[dict[str, str], dict[str, str]]:
    """A filled form on what others have changed since it was `shown`, and the problem of each field of both.

    What was left as it was shown stays as it is `now`, so that an old page takes nothing back.
    """
    wanted = {name: filled.get(name, "").strip() for name in now}
    left = {name for name in now if wanted[name] == shown.get(name, now[name])}
    clashes = {
        name for name in now.keys() - left if now[name] not in (shown.get(name, now[name]), wanted[name])
    }
    problems = {
        name: f"Inzwischen hat jemand hier »{now[name]}« eingetragen. Prüfen Sie, was gelten soll."
        for name in clashes
    }
    return {name: now[name] if name in left else wanted[name] for name in now}, problems


def _written(name: str, text: str) -> Any:
    """The value that a text stands for; raises ValueError or TypeError for one that cannot be."""
    if len(text) > LONGEST:
        raise ValueError(text)
    if not text and name in _OPTIONAL:
        return _OPTIONAL[name]
    value: Any = text
    if name == "year":
        value = int(text)
    elif name == "areas":
        value = [one.strip() for one in _LIST.split(text) if one.strip()]
    return FIELDS[name][1](value)


def _as_text(value: Any) -> str:
    return ", ".join(value) if isinstance(value, tuple) else "" if value is None else str(value)
