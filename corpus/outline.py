"""The headings of documents: what a document contains, and on which page."""

import json
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from corpus.catalogue import Catalogue
from corpus.reading.captions import CAPTION

MOST_LETTERS = 160  # of a heading beside a hit; longer ones are whole rows of column heads
BREAKS_OFF = re.compile(  # words that may end a sentence as part of a verb (»fangen an«) do not count
    r"(?:[,–-]|\([^)]*|\b(?:aller|am|das|dem|den|der|des|die|eine[mnrs]?|für|im|in|oder|pro|sowie|und|vom|von|zum|zur|"
    r"zwischen))$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading with its depth, from 1, and the physical number of the page that its text starts on."""

    text: str
    depth: int
    page: int


def readable(trail: Sequence[str]) -> tuple[str, ...]:
    """Headings as people read them, without what stands below the caption of a table or picture.

    That is its row of column heads.

    >>> readable(["2 Armut", "Tabelle 3: Quoten (in Prozent aller Kinder unter", "Sozialraum 2015 2017"])
    ('2 Armut', 'Tabelle 3: Quoten (in Prozent aller Kinder unter …')
    """
    return tuple(map(_ended, _titles(trail)))


def _titles(trail: Sequence[str]) -> Sequence[str]:
    caption = next((n for n, text in enumerate(trail) if CAPTION.match(text)), len(trail))
    return trail[: caption + 1]


def _ended(text: str) -> str:
    """A heading with "…" where it breaks off in the middle, or has to be cut to be read."""
    if len(text) > MOST_LETTERS:
        return f"{text[:MOST_LETTERS].rsplit(' ', 1)[0]} …"
    return f"{text} …" if BREAKS_OFF.search(text) else text


def outline(catalogue: Catalogue, document_id: str) -> list[Heading]:
    """The headings of a document in reading order; a heading that goes on is named once."""
    found: list[Heading] = []
    before: tuple[str, ...] = ()
    for passage in catalogue.passages(document_id):
        trail = readable(passage.headings)
        same = _common(before, trail)
        found += [Heading(text, depth, passage.page) for depth, text in enumerate(trail, 1) if depth > same]
        before = trail
    return found


def heading_texts(catalogue: Catalogue, document_ids: Collection[str]) -> list[str]:
    """The headings of these documents, each once, those over most passages first."""
    rows = catalogue.database.rows(
        "SELECT document_id, headings, count(*) AS n FROM passages GROUP BY document_id, headings"
    )
    counts: dict[str, int] = {}
    for row in rows:
        if row["document_id"] in document_ids:
            for text in _titles(json.loads(row["headings"])):
                counts[text] = counts.get(text, 0) + row["n"]
    return sorted(counts, key=lambda text: (-counts[text], text))


def _common(one: tuple[str, ...], other: tuple[str, ...]) -> int:
    """How many headings two trails share from the outermost on."""
    same = 0
    while same < min(len(one), len(other)) and one[same] == other[same]:
        same += 1
    return same
