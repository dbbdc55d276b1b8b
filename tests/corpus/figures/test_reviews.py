from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from corpus.catalogue import Catalogue, Origin
from corpus.document import Box, Description, Page, Reading
from corpus.errors import UnknownDocument
from corpus.figure import Figure, Method
from corpus.figures.ledger import Ledger
from corpus.figures.reviews import Reviews, Verdict

READ = Figure(
    id="f0",
    document_id="",
    page=1,
    page_label="5",
    title="Quoten",
    indicator="Quote",
    value=Decimal("24.1"),
    value_text="24,1",
    unit="",
    year=None,
    method=Method.TABLE,
    line="Osterfeld | 24,1",
    box=Box(1, 2, 3, 4),
    confidence=0.5,
)


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    catalogue = Catalogue(tmp_path)
    for name in ("a", "b"):
        page = Page(1, "5", "Text", 595, 842)
        catalogue.add(
            Origin(name * 64, f"{name}.pdf", f"/{name}.pdf"), Reading(Description("Bericht"), (page,), ())
        )
    return Ledger(catalogue)


@pytest.fixture
def reviews(ledger: Ledger) -> Reviews:
    return Reviews(ledger._database)


def kept(ledger: Ledger, *figures: Figure) -> Figure:
    """The first of the figures, as kept for the first document."""
    document_id = "a" * 12
    named = [replace(one, id=f"{document_id}-f{n}", document_id=document_id) for n, one in enumerate(figures)]
    ledger.keep(document_id, named)
    return named[0]


SURE = replace(READ, confidence=0.9, box=Box(9, 9, 9, 9))
PROSE = replace(SURE, method=Method.PROSE, line="Es waren 24,1 Prozent.")


def test_doubtful_figures_of_tables_and_sentences_without_a_year_wait(
    ledger: Ledger, reviews: Reviews
) -> None:
    first = kept(ledger, READ, SURE, PROSE, replace(PROSE, year=2020, confidence=0.1))
    assert [one.id[-2:] for one in reviews.waiting(first.document_id)] == ["f0", "f2"]
    assert reviews.counts() == {first.document_id: 2}


def test_a_confirmed_figure_is_checked_and_waits_no_more(ledger: Ledger, reviews: Reviews) -> None:
    first = kept(ledger, READ)
    before = ledger.revision()
    reviews.decide(first, Verdict.CONFIRMED, "ute")
    assert ledger.figures() == [replace(first, checked=True, confidence=1.0)]
    assert reviews.counts() == {}
    assert ledger.revision() != before
    (review,) = reviews.newest(5)
    assert (review.reviewed_by, review.verdict, review.before) == ("ute", Verdict.CONFIRMED, first)


def test_a_corrected_figure_counts_as_corrected(ledger: Ledger, reviews: Reviews) -> None:
    first = kept(ledger, READ, SURE)
    right = replace(first, value=Decimal("24.7"), value_text="24,7", unit="Prozent", year=2022)
    reviews.decide(first, Verdict.CORRECTED, "ute", right)
    assert ledger.figures()[0] == replace(right, checked=True, confidence=1.0)


def test_a_rejected_figure_is_gone(ledger: Ledger, reviews: Reviews) -> None:
    reviews.decide(kept(ledger, READ, SURE), Verdict.REJECTED, "ute")
    assert [one.id[-2:] for one in ledger.figures()] == ["f1"]


@pytest.mark.parametrize("verdict", Verdict)
def test_a_decision_outlives_reading_again_under_other_ids(
    ledger: Ledger, reviews: Reviews, verdict: Verdict
) -> None:
    first = kept(ledger, READ)
    reviews.decide(first, verdict, "ute", replace(first, year=2022))
    first = kept(ledger, SURE, replace(READ, indicator="Besser gelesen"))
    again = ledger.figures()[1:]
    expected = {
        Verdict.CONFIRMED: [("Besser gelesen", None, True)],
        Verdict.CORRECTED: [("Quote", 2022, True)],
        Verdict.REJECTED: [],
    }
    assert [(one.indicator, one.year, one.checked) for one in again] == expected[verdict]


@pytest.mark.parametrize("verdict", Verdict)
@pytest.mark.parametrize("read_again", [True, False])
def test_a_decision_is_taken_back(
    ledger: Ledger, reviews: Reviews, verdict: Verdict, read_again: bool
) -> None:
    first = kept(ledger, READ, SURE)
    reviews.decide(first, verdict, "ute", replace(first, year=2022))
    if read_again:
        kept(ledger, SURE, READ)
    before = ledger.revision()
    review = reviews.withdraw(reviews.newest(1)[0].number, "uwe")
    assert sorted((one.value_text, one.year, one.checked, one.confidence) for one in ledger.figures()) == [
        ("24,1", None, False, 0.5),
        ("24,1", None, False, 0.9),
    ]
    assert ledger.revision() != before
    assert reviews.newest(1)[0].withdrawn_by == "uwe"
    kept(ledger, READ)
    assert not ledger.figures()[0].checked
    with pytest.raises(UnknownDocument, match=str(review.number)):
        reviews.withdraw(review.number, "uwe")


def test_what_a_later_reading_no_longer_finds_is_taken_back_without_touching_others(
    ledger: Ledger, reviews: Reviews
) -> None:
    reviews.decide(kept(ledger, READ), Verdict.CONFIRMED, "ute")
    other = kept(ledger, SURE)
    reviews.withdraw(1, "uwe")
    assert ledger.figures() == [other]


def test_decisions_go_with_their_document(ledger: Ledger, reviews: Reviews, tmp_path: Path) -> None:
    first = kept(ledger, READ)
    reviews.decide(first, Verdict.REJECTED, "ute")
    Catalogue(tmp_path).remove(first.document_id)
    assert reviews.newest(5) == []
