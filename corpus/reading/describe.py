"""What a document is: title, year, kind and the like, guessed from the file and overruled by its sidecar."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

from corpus.document import Description
from corpus.reading import clues
from corpus.reading.page_text import PageText
from corpus.reading.sidecar import overrides
from corpus.reading.titles import file_words, title
from corpus.reading.wire import Opening

SIDECAR = "Begleitdatei"
METADATA = "Metadaten der Datei"
FIRST_PAGE = "erste Seite"
FILE_NAME = "Dateiname"
TITLE = "Titel"
TEXT = "Text"
HEAD = 3000  # characters of the first page that describe a document
PROSE = 20_000  # characters that tell the language

Guess = tuple[Any, str]


def describe(path: Path, opening: Opening, pages: Sequence[PageText], present: int) -> Description:
    """The description of a file: fields of `name.yaml` beside it come first, then guesses; InvalidData.

    No later year than the `present` one is guessed.
    """
    guesses = _guesses(path, opening, pages, present)
    guesses |= {name: (value, SIDECAR) for name, value in overrides(path).items()}
    values = {name: value for name, (value, _) in guesses.items()}
    described = Description(**{name: value for name, value in values.items() if name in _names()})
    return replace(described, origins={name: origin for name, (_, origin) in guesses.items()})


def _names() -> set[str]:
    return {item.name for item in fields(Description)} - {"origins"}


def _guesses(path: Path, opening: Opening, pages: Sequence[PageText], present: int) -> dict[str, Guess]:
    head = "\n".join(page.text for page in pages[:2])[:HEAD]
    name = file_words(path)
    found: dict[str, Guess] = {"title": title(path, opening, pages)}
    words = found["title"][0]
    places = ((words, TITLE), (name, FILE_NAME), (head, FIRST_PAGE))
    found["kind"] = clues.kind(places, path.suffix.lower())
    _keep(found, "year", clues.year(words, head, name, opening.metadata, found["kind"][0], present))
    _keep(found, "publisher", _publisher(opening.metadata, head, pages))
    _keep(found, "series", clues.series(words, found["kind"][0]))
    _keep(
        found, "areas", clues.areas(((words, TITLE), (name, FILE_NAME)), found.get("publisher", ("", ""))[0])
    )
    _keep(found, "language", _language(opening, pages))
    return found


def _keep(found: dict[str, Guess], name: str, guess: Guess | None) -> None:
    if guess is not None:
        found[name] = guess


def _publisher(metadata: Mapping[str, str], head: str, pages: Sequence[PageText]) -> Guess | None:
    rest = "\n".join(page.text for page in pages[2:8])
    declared = " ".join(metadata.get(name, "") for name in ("Publisher", "Author"))
    for text, origin in ((declared, METADATA), (head, FIRST_PAGE), (rest, TEXT)):
        if publisher := clues.publisher(text):
            return publisher, origin
    return None


def _language(opening: Opening, pages: Sequence[PageText]) -> Guess | None:
    declared = opening.metadata.get("Language", "")
    if re.match(r"[a-zA-Z]{2}\b", declared):
        return declared[:2].lower(), METADATA
    guess = clues.language("\n".join(page.text for page in pages[:20])[:PROSE])
    return (guess, TEXT) if guess else None
