"""The sidecar: a file `name.yaml` beside `name.pdf` that states what reading would otherwise guess."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

from corpus.document import Visibility
from corpus.errors import InvalidData
from corpus.reading import messages
from corpus.reading.clues import kinds
from corpus.yaml_text import read_yaml

LARGEST = 100_000  # bytes
YEARS = range(1800, 2200)


def overrides(path: Path) -> dict[str, Any]:
    """The fields that the sidecar of a file states; InvalidData names a wrong field or value."""
    sidecar = path.with_suffix(".yaml")
    if not sidecar.is_file():
        return {}
    content = _content(sidecar)
    found = {}
    for field, value in content.items():
        if field not in FIELDS:
            raise InvalidData(
                messages.SIDECAR_FIELD.format(file=sidecar.name, field=field, fields=", ".join(FIELDS))
            )
        expected, check = FIELDS[field]
        try:
            found[field] = check(value)
        except (ValueError, TypeError) as error:
            text = messages.SIDECAR_VALUE.format(
                file=sidecar.name, field=field, value=value, expected=expected
            )
            raise InvalidData(text) from error
    return found


def _content(sidecar: Path) -> dict[str, Any]:
    try:
        if sidecar.stat().st_size > LARGEST:
            raise ValueError(f"größer als {LARGEST} Bytes")  # noqa: TRY301  told like a broken one
        content = read_yaml(sidecar.read_text(encoding="utf-8"))
    except (yaml.YAMLError, ValueError, OSError, RecursionError) as error:
        problem = " ".join(str(error).split())[:200]
        raise InvalidData(messages.SIDECAR_BROKEN.format(file=sidecar.name, problem=problem)) from error
    if content is None:
        return {}
    if not isinstance(content, dict):
        problem = "erwartet werden Zeilen der Form »feld: wert«"
        raise InvalidData(messages.SIDECAR_BROKEN.format(file=sidecar.name, problem=problem))
    return content


def _text(value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError(value)
    return value.strip()


def _year(value: Any) -> int:
    if not isinstance(value, int) or value not in YEARS:
        raise ValueError(value)
    return value


def _kind(value: Any) -> str:
    if value not in kinds():
        raise ValueError(value)
    return str(value)


def _areas(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise TypeError(value)
    return tuple(_text(item) for item in value)


def _language(value: Any) -> str:
    if not isinstance(value, str) or len(value) != 2:  # noqa: PLR2004  letters, ISO 639-1
        raise ValueError(value)
    return value.lower()


FIELDS: dict[str, tuple[str, Callable[[Any], Any]]] = {
    "title": ("ein Text", _text),
    "year": ("eine Jahreszahl wie 2023", _year),
    "kind": (f"eines von {', '.join(kinds())}", _kind),
    "areas": ("eine Liste von Namen wie [Osterfeld, Sterkrade-Mitte]", _areas),
    "publisher": ("ein Text", _text),
    "series": ("ein Text", _text),
    "language": ("ein Kürzel aus zwei Buchstaben wie de", _language),
    "visibility": ("public oder internal", Visibility),
}
