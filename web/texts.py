"""German texts of command line and pages, by dotted key."""

from functools import cache
from pathlib import Path
from typing import Any

from corpus.yaml_text import read_yaml

FILES = tuple(sorted((Path(__file__).parent / "data").glob("texts*.yaml")))


def text(key: str, **values: object) -> str:
    """The text with this dotted key ("add.nothing"), its {names} filled in."""
    found = str(_entry(key)).strip()
    return found.format(**values) if values else found


def table(key: str) -> dict[str, str]:
    """The table of texts with this dotted key."""
    return {str(name): str(value) for name, value in _entry(key).items()}


def entries(key: str) -> dict[str, Any]:
    """The group of texts with this dotted key, as nested as it is written."""
    return dict(_entry(key))


def title_text(title: str, year: int | None) -> str:
    """How a document is named: its title, with the year behind it where the title does not hold it."""
    return title if year is None or str(year) in title else f"{title} ({year})"


def _entry(key: str) -> Any:
    entry: Any = _texts()
    for part in key.split("."):
        entry = entry[part]
    return entry


@cache
def _texts() -> Any:
    texts: dict[str, dict[str, Any]] = {}
    for file in FILES:
        for group, entries in read_yaml(file.read_text("utf-8")).items():
            texts[group] = _merged(texts.get(group, {}), entries)
    return texts


def _merged(known: Any, more: Any) -> Any:
    """Groups of the same name in several files add up, at every depth."""
    if not (isinstance(known, dict) and isinstance(more, dict)):
        return more
    return known | {key: _merged(known.get(key), value) for key, value in more.items()}
