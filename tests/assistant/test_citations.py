"""Quotes are found again on their page whatever white space and hyphens do."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.citations import cite, normalised, occurs_on
from assistant.evidence import gather
from assistant.selection import Picked
from corpus.catalogue import Catalogue
from corpus.document import Page
from tests.assistant.conftest import AddDocument, GramIndex


def page(text: str) -> Page:
    return Page(1, None, text, 595, 842)


@pytest.mark.parametrize(
    "text",
    [
        "Die Arbeits-\nlosigkeit sinkt",
        "Die Arbeits\u00ad\nlosigkeit sinkt",
        "Die  Arbeitslosigkeit\nsinkt",
        "Die Arbeits\u2010losigkeit sinkt",
    ],
)
def test_a_quote_is_found_across_line_breaks_and_hyphens(text: str) -> None:
    assert occurs_on("Die Arbeitslosigkeit sinkt", page(text))


def test_a_changed_number_is_not_found() -> None:
    assert not occurs_on("Es sind 31,3 Prozent", page("Es sind 31,2 Prozent"))


def test_a_range_is_not_mistaken_for_one_number() -> None:
    assert not occurs_on("1015 Kinder", page("10-15 Kinder"))


def test_an_empty_quote_occurs_nowhere() -> None:
    assert not occurs_on(" \u00ad ", page("Text"))


@given(st.text(min_size=1))
def test_normalising_twice_changes_nothing(text: str) -> None:
    assert normalised(normalised(text)) == normalised(text)


def test_a_line_after_a_word_is_cited_without_the_dashes_around_it(
    catalogue: Catalogue, add: AddDocument
) -> None:
    add("Umfrage", [("Teil", "Zufrieden mit dem Bereich\n- Angebote für Kinder -\nMerkmale der Befragten")])
    block = gather(GramIndex(catalogue).search("Angebote Kinder"), catalogue.passage)[0]
    picked = [Picked(line, block, place, 0.5) for place, line in enumerate(block.lines)]
    quotes = [citation.quote for citation in cite(picked, catalogue.page)[1]]
    assert "Angebote für Kinder" in quotes
    assert not any(quote.startswith("-") for quote in quotes)
