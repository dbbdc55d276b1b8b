"""The headings of documents: what a document contains, and on which page."""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from corpus.catalogue import Catalogue
from corpus.reading.captions import CAPTION


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading with its depth, from 1, and the physical number of the page that its text starts on."""

    text: str
    depth: int
    page: int


def readable(trail: Sequence[str]) -> tuple[str, ...]:
    """Headings without what stands below the caption of a table or picture: that is its row of column heads.

    >>> readable(["2 Armut", "Tabelle 3: Quoten", "Sozialraum 2015 2017"])
    ('2 Armut', 'Tabelle 3: Quoten')
    """
    caption = next((n for n, text in enumerate(trail) if CAPTION.match(text)), len(trail))
    return tuple(trail[: caption + 1])


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
            for text in readable(json.loads(row["headings"])):
                counts[text] = counts.get(text, 0) + row["n"]
    return sorted(counts, key=lambda text: (-counts[text], text))


def _common(one: tuple[str, ...], other: tuple[str, ...]) -> int:
    """How many headings two trails share from the outermost on."""
    same = 0
    while same < min(len(one), len(other)) and one[same] == other[same]:
        same += 1
    return same
