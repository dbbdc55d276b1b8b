from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from corpus.catalogue import Catalogue, Origin
from corpus.document import Description, Page, Reading, ReadWarning, TextSource
from corpus.figure import Figure, Method
from corpus.figures.ledger import Ledger
from corpus.figures.reviews import Reviews, Verdict
from corpus.quality import Brief, DoubtfulTable, briefs, quality

FIGURE = Figure(
    id="",
    document_id="",
    page=1,
    page_label=None,
    title="Tabelle 1",
    indicator="Quote",
    value=Decimal(5),
    value_text="5",
    unit="Prozent",
    year=2024,
    method=Method.TABLE,
    line="Osterfeld | 5",
    confidence=0.95,
)
NOTE = ReadWarning("Seite 2 wurde ausgelassen.", 2)


@pytest.fixture
def catalogue(tmp_path: Path) -> Iterator[Catalogue]:
    catalogue = Catalogue(tmp_path)
    pages = (
        Page(1, None, "Text", 595, 842),
        Page(2, None, "", 595, 842, TextSource.NONE),
        Page(3, None, "Text", 595, 842, TextSource.OCR),
    )
    catalogue.add(Origin("ab" * 32, "a.pdf", "/a.pdf"), Reading(Description("Bericht"), pages, (), (NOTE,)))
    yield catalogue
    catalogue.close()


def keep(catalogue: Catalogue, *figures: Figure) -> str:
    document_id = catalogue.documents()[0].id
    named = [replace(one, id=f"f{n}", document_id=document_id) for n, one in enumerate(figures)]
    Ledger(catalogue).keep(document_id, named)
    return document_id


def test_pages_without_text_or_read_from_a_picture_and_what_was_dropped_are_named(
    catalogue: Catalogue,
) -> None:
    found = quality(catalogue, catalogue.documents()[0].id)
    assert (found.empty, found.recognised, found.notes) == ((2,), (3,), (NOTE,))
    assert found.figures is None


def test_a_table_is_doubtful_where_some_of_its_figures_are(catalogue: Catalogue) -> None:
    doubtful = replace(FIGURE, confidence=0.6)
    fine = replace(FIGURE, title="Tabelle 2")
    chart = replace(FIGURE, page=3, title="Abbildung 1", method=Method.CHART, confidence=0.4)
    found = quality(catalogue, keep(catalogue, FIGURE, doubtful, doubtful, fine, chart))
    assert found.tables == (DoubtfulTable(1, "Tabelle 1", 2, 3), DoubtfulTable(3, "Abbildung 1", 1, 1))
    assert (found.undated, found.figures) == ((), 5)


def test_figures_of_running_text_without_a_year_are_named_by_page(catalogue: Catalogue) -> None:
    said = replace(FIGURE, method=Method.PROSE, year=None, confidence=0.5)
    dated = replace(said, page=2, year=2024)
    found = quality(catalogue, keep(catalogue, said, replace(said, page=3), dated))
    assert (found.tables, found.undated) == ((), (1, 3))


def test_what_a_person_has_compared_with_the_page_is_doubtful_no_more(catalogue: Catalogue) -> None:
    document_id = keep(catalogue, replace(FIGURE, confidence=0.3))
    doubtful = Ledger(catalogue).by_ids(["f0"])["f0"]
    Reviews(catalogue.database).decide(doubtful, Verdict.CONFIRMED, "ute")
    assert quality(catalogue, document_id).tables == ()


def test_a_document_is_judged_in_short(catalogue: Catalogue) -> None:
    document_id = keep(catalogue, replace(FIGURE, confidence=0.5), FIGURE)
    assert briefs(catalogue, [document_id, "gibtesnicht"]) == {document_id: Brief(1, 1, 1, 1)}
    assert briefs(catalogue, []) == {}
