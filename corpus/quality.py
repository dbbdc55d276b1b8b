"""How well a document was read: what is missing in it, and what had better be compared with the page."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from corpus.catalogue import Catalogue
from corpus.document import ReadWarning, TextSource
from corpus.figure import Figure, Method
from corpus.figures.ledger import Ledger
from corpus.figures.reviews import Reviews


@dataclass(frozen=True, slots=True)
class DoubtfulTable:
    """A table or chart of which some figures are doubtful, with how many it has in all."""

    page: int
    title: str
    doubtful: int
    figures: int


@dataclass(frozen=True, slots=True)
class Quality:
    """Pages without text, pages read from their picture, notes of the reading, and doubtful figures.

    `undated` are pages with figures in running text of which no year was found; `figures` is None until
    they are read; `waiting` are the doubtful ones, for somebody to compare with the page.
    """

    empty: tuple[int, ...]
    recognised: tuple[int, ...]
    notes: tuple[ReadWarning, ...]
    tables: tuple[DoubtfulTable, ...]
    undated: tuple[int, ...]
    figures: int | None
    waiting: tuple[Figure, ...]


def quality(catalogue: Catalogue, document_id: str) -> Quality:
    """How well a document was read."""
    ledger = Ledger(catalogue)
    pages = catalogue.pages(document_id)
    figures = ledger.figures(document_id)
    waiting = Reviews(catalogue.database).waiting(document_id)
    return Quality(
        tuple(page.number for page in pages if page.source == TextSource.NONE),
        tuple(page.number for page in pages if page.source == TextSource.OCR),
        tuple(catalogue.warnings(document_id)),
        tuple(_doubtful_tables(figures, frozenset(one.id for one in waiting))),
        tuple(sorted({one.page for one in waiting if one.method is Method.PROSE})),
        None if document_id in ledger.pending() else len(figures),
        tuple(waiting),
    )


@dataclass(frozen=True, slots=True)
class Brief:
    """How many pages lack text or were read from a picture, how many notes and doubtful figures there are."""

    empty: int = 0
    recognised: int = 0
    notes: int = 0
    waiting: int = 0


def briefs(catalogue: Catalogue, document_ids: Sequence[str]) -> dict[str, Brief]:
    """How well each of some documents was read, in short."""
    marks = ", ".join("?" for _ in document_ids)
    pages = catalogue.database.rows(
        f"SELECT document_id AS id, sum(source = 'none') AS empty, sum(source = 'ocr') AS seen FROM pages"  # noqa: S608
        f" WHERE document_id IN ({marks}) GROUP BY document_id",
        document_ids,
    )
    notes = catalogue.database.rows(
        f"SELECT document_id AS id, count(*) AS n FROM warnings WHERE document_id IN ({marks}) GROUP BY 1",  # noqa: S608
        document_ids,
    )
    noted = {row["id"]: row["n"] for row in notes}
    waiting = Reviews(catalogue.database).counts()
    return {
        row["id"]: Brief(row["empty"], row["seen"], noted.get(row["id"], 0), waiting.get(row["id"], 0))
        for row in pages
    }


def _doubtful_tables(figures: Iterable[Figure], doubtful: Collection[str]) -> list[DoubtfulTable]:
    by_table = defaultdict[tuple[int, str], list[Figure]](list)
    for one in figures:
        if one.method is not Method.PROSE:
            by_table[one.page, one.title].append(one)
    found = [
        DoubtfulTable(page, title, sum(one.id in doubtful for one in some), len(some))
        for (page, title), some in sorted(by_table.items())
    ]
    return [one for one in found if one.doubtful]
