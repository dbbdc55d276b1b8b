from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from corpus.catalogue import Catalogue, Origin
from corpus.document import Box, Description, Document, Page, Reading
from corpus.figure import Figure, Method
from corpus.figures.ledger import Ledger


def document(catalogue: Catalogue, name: str = "a") -> Document:
    page = Page(1, "5", "Text", 595, 842)
    return catalogue.add(
        Origin(name * 64, f"{name}.pdf", f"/{name}.pdf"), Reading(Description("Bericht"), (page,), ())
    )


def figure(document_id: str, number: int = 0, **values: object) -> Figure:
    base = Figure(
        id=f"{document_id}-f{number}",
        document_id=document_id,
        page=1,
        page_label="5",
        title="Quoten",
        indicator="SGB-II-Quote",
        value=Decimal("24.1"),
        value_text="24,1",
        unit="Prozent",
        year=2022,
        method=Method.TABLE,
        line="Osterfeld | 24,1",
        area="Osterfeld",
        area_id="osterfeld",
        indicator_id="sgb2-quote",
        box=Box(1, 2, 3, 4),
        confidence=0.9,
    )
    return replace(base, **values)  # type: ignore[arg-type]


def test_a_figure_comes_back_as_it_was_kept(tmp_path: Path) -> None:
    catalogue = Catalogue(tmp_path)
    kept = figure(document(catalogue).id)
    ledger = Ledger(catalogue)
    ledger.keep(kept.document_id, [kept])
    assert ledger.figures() == [kept]
    assert ledger.by_ids([kept.id, "weg"]) == {kept.id: kept}


def test_a_document_is_pending_until_its_figures_are_kept(tmp_path: Path) -> None:
    catalogue = Catalogue(tmp_path)
    known = document(catalogue)
    ledger = Ledger(catalogue)
    assert ledger.pending() == [known.id]
    ledger.keep(known.id, [])
    assert ledger.pending() == []


def test_removing_a_document_removes_its_figures(tmp_path: Path) -> None:
    catalogue = Catalogue(tmp_path)
    known = document(catalogue)
    ledger = Ledger(catalogue)
    ledger.keep(known.id, [figure(known.id)])
    catalogue.remove(known.id)
    assert ledger.figures() == []
    assert ledger.pending() == []


def test_the_same_value_printed_twice_knows_its_twin(tmp_path: Path) -> None:
    catalogue = Catalogue(tmp_path)
    one, two = figure(document(catalogue).id), figure(document(catalogue, "b").id)
    ledger = Ledger(catalogue)
    ledger.keep(one.document_id, [one])
    ledger.keep(two.document_id, [two])
    assert ledger.twins(one) == [two]
