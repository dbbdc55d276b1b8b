"""Counts of the documents found, against counting every hit of an exhaustive search."""

import random
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.catalogue import Catalogue
from corpus.document import Document, Visibility
from index.browsing import Count, Facets
from index.build import build
from index.hashing import HashingEncoder
from index.hit import Filters
from index.search import Index

WORDS = (
    "Wohngeld",
    "Miete",
    "Kind",
    "Armut",
    "Rente",
    "Kita",
    "Pflege",
    "Schule",
    "Amt",
    "Stadt",
    "Bus",
    "Park",
)
EVERYTHING = 10_000
BOTH = (Visibility.PUBLIC, Visibility.INTERNAL)


@pytest.fixture
def index(catalogue: Catalogue, folder: Path, encoder: HashingEncoder, add: Callable[..., Document]) -> Index:
    """Forty documents of random words, so many that no side's best passages hold them all."""
    chance = random.Random(7)  # noqa: S311
    for number in range(40):
        texts = [" ".join([f"nr{number}x{part}", *chance.sample(WORDS, 4)]) for part in range(30)]
        add(
            f"Dokument {number}",
            texts,
            year=chance.choice([2020, 2021, 2022, None]),
            kind=chance.choice(["sozialbericht", "strategie"]),
            areas=tuple(chance.sample(["Osterfeld", "Sterkrade", "Alt-Oberhausen"], chance.randint(0, 2))),
            series=chance.choice(["Sozialbericht", None]),
            visibility=chance.choice([Visibility.PUBLIC, Visibility.PUBLIC, Visibility.INTERNAL]),
        )
    build(catalogue, folder, encoder)
    return Index.open(folder, catalogue, encoder)


def with_words(index: Index, query: str, filters: Filters) -> dict[str, Document]:
    hits = index.search(query, EVERYTHING, filters)
    return {hit.document.id: hit.document for hit in hits if hit.why.words}


def counted(values: Iterable[str]) -> dict[str, int]:
    return dict(Counter(values))


def as_table(counts: Iterable[Count]) -> dict[str, int]:
    return {one.value: one.documents for one in counts}


@pytest.mark.parametrize(
    "filters",
    [
        Filters(),
        Filters(kinds=("strategie",)),
        Filters(first_year=2021, last_year=2022, areas=("Osterfeld",)),
        Filters(series=("Sozialbericht",), visibilities=BOTH),
    ],
)
def test_facets_count_what_an_exhaustive_search_finds(index: Index, filters: Filters) -> None:
    for query in ("Wohngeld", "Armut und Pflege", "nr3x7", '"Bus" Park', "Kita -Armut", "Sch*"):
        agrees_with_exhaustive_search(index, query, filters)


def agrees_with_exhaustive_search(index: Index, query: str, filters: Filters) -> None:
    browsed = index.browse(query, filters)
    found = with_words(index, query, filters).values()
    assert browsed.documents == len(found)
    kinds = with_words(index, query, replace(filters, kinds=())).values()
    assert as_table(browsed.facets.kinds) == counted(d.description.kind for d in kinds)
    years = with_words(index, query, replace(filters, first_year=None, last_year=None)).values()
    assert as_table(browsed.facets.years) == counted(str(d.year) for d in years if d.year)
    areas = with_words(index, query, replace(filters, areas=())).values()
    assert as_table(browsed.facets.areas) == counted(area for d in areas for area in d.description.areas)
    series = with_words(index, query, replace(filters, series=())).values()
    assert as_table(browsed.facets.series) == counted(
        d.description.series for d in series if d.description.series
    )


def test_paging_shows_every_document_once_with_its_best_passages(index: Index) -> None:
    pages = [index.browse("Wohngeld Miete", first=first, count=7) for first in range(0, 49, 7)]
    groups = [group for page in pages for group in page.groups]
    assert len(groups) == pages[0].documents == len({group.document.id for group in groups})
    assert sum(group.passages for group in groups) == pages[0].passages
    for group in groups:
        assert 1 <= len(group.hits) <= 3
        assert all(hit.document == group.document and hit.why.words for hit in group.hits)


def test_the_best_hit_of_a_search_is_the_first_of_browsing(index: Index) -> None:
    assert index.browse("Rente Pflege").groups[0].hits[0].passage == index.search("Rente Pflege")[0].passage


def test_nothing_of_an_internal_document_counts_for_the_public(index: Index) -> None:
    public, everyone = index.browse("Wohngeld"), index.browse("Wohngeld", Filters(visibilities=BOTH))
    assert public.documents < everyone.documents
    shown = [group.document for group in index.browse("Wohngeld", count=EVERYTHING).groups]
    assert {document.description.visibility for document in shown} == {Visibility.PUBLIC}


def test_a_question_without_words_browses_nothing(index: Index) -> None:
    for query in ("", "?!", "der die das"):
        assert index.browse(query).groups == ()
        assert index.browse(query).facets == Facets()


def test_similar_passages_share_words_and_leave_out_the_passage_itself(index: Index) -> None:
    start = index.search("Wohngeld Kita")[0].passage
    hits = index.similar(start, 5)
    assert len(hits) == 5
    assert start.id not in {hit.passage.id for hit in hits}
    shared = [len(set(hit.passage.text.split()) & set(start.text.split())) for hit in hits]
    assert min(shared) >= 2
    assert {hit.document.description.visibility for hit in hits} == {Visibility.PUBLIC}
