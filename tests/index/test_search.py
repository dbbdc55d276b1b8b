from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.catalogue import Catalogue
from corpus.document import Document, Visibility
from corpus.editing import Editing
from index.build import build
from index.errors import SnapshotMissing, SnapshotOutdated
from index.hashing import HashingEncoder
from index.hit import Filters
from index.lifting import BY_EDITORS
from index.search import Index, candidates


@pytest.fixture
def index(filled: Catalogue, folder: Path, encoder: HashingEncoder) -> Index:
    build(filled, folder, encoder)
    return Index.open(folder, filled, encoder)


def first(index: Index, query: str, filters: Filters | None = None) -> str:
    return index.search(query, 1, filters or Filters())[0].passage.text


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("Wo gibt es Hilfe bei Schulden?", "Schuldnerberatung"),
        ("Wie viele Wohnungslose gibt es?", "Wohnungslosigkeit"),
        ("Miet Wohnung", "Mietwohnungen"),
        ("Kinder unter 3 in der Tagesstätte", "Kindertagesstätten"),
        ("einsame alte Leute", "Einsamkeit"),
        ("Bürger*innen", "Sitzbänke"),
        ("allein erziehende", "Alleinerziehende"),
        ("Buergergeld", "Bürgergeld"),
    ],
)
def test_a_question_finds_the_passage_that_answers_it(index: Index, query: str, words: str) -> None:
    assert words in first(index, query)


def test_a_hit_says_which_words_matched_and_how_much_each_side_gave(index: Index) -> None:
    why = index.search("Hilfe für Schuldner")[0].why
    assert why.words["Schuldner"] == ("Schuldnerberatung",)
    assert why.lexical_share + why.dense_share == pytest.approx(1)
    assert 0 <= why.dense_share <= 1


def test_a_hit_says_how_rare_each_word_of_the_question_is_whether_it_was_found_or_not(index: Index) -> None:
    rarity = index.search("Einsamkeit auf dem Mond")[0].why.rarity
    assert set(rarity) == {"Einsamkeit", "Mond"}
    assert rarity["Mond"] > rarity["Einsamkeit"] > 0


def test_a_phrase_in_quotes_must_stand_in_the_passage(index: Index) -> None:
    hits = index.search('"ältere Menschen" Einsamkeit')
    assert [hit.passage.ordinal for hit in hits] == [0]


def test_a_word_after_a_minus_may_not_stand_in_the_passage(index: Index) -> None:
    assert "Besuchsdienst" not in " ".join(
        hit.passage.text for hit in index.search("Einsamkeit -Besuchsdienste")
    )


def test_a_star_stands_for_the_rest_of_a_word(index: Index) -> None:
    assert "Besuchsdienst" in first(index, "Besuchs*")


def test_a_question_without_words_finds_nothing(index: Index) -> None:
    assert index.search("") == []
    assert index.search(" ?! ") == []
    assert index.search("-Armut") == []


def test_filters_narrow_before_ranking(index: Index) -> None:
    hits = index.search("Kinder in Armut", filters=Filters(first_year=2023, last_year=2023))
    assert {hit.document.title for hit in hits} == {"Strategiepapier Sterkrade"}
    hits = index.search("Kinder in Armut", filters=Filters(kinds=("Sozialbericht",)))
    assert {hit.document.year for hit in hits} == {2022}


def test_internal_documents_are_only_found_where_they_are_asked_for(
    filled: Catalogue, folder: Path, encoder: HashingEncoder, add: Callable[..., Document]
) -> None:
    add("Vermerk", ["Interner Vermerk zur Schuldnerberatung."], visibility=Visibility.INTERNAL)
    build(filled, folder, encoder)
    index = Index.open(folder, filled, encoder)
    assert "Vermerk" not in {hit.document.title for hit in index.search("Vermerk Schuldnerberatung")}
    both = Filters(visibilities=(Visibility.PUBLIC, Visibility.INTERNAL))
    assert first(index, "Vermerk Schuldnerberatung", both).startswith("Interner Vermerk")


def test_a_missing_snapshot_is_named_with_its_cure(
    catalogue: Catalogue, folder: Path, encoder: HashingEncoder
) -> None:
    with pytest.raises(SnapshotMissing, match="lotse add"):
        Index.open(folder, catalogue, encoder)


def test_a_snapshot_of_another_encoder_is_refused(index: Index, folder: Path, filled: Catalogue) -> None:
    class Other(HashingEncoder):
        fingerprint = "another"

    with pytest.raises(SnapshotOutdated, match="lotse rebuild"):
        Index.open(folder, filled, Other())


def test_a_newer_snapshot_is_taken_over(
    index: Index, filled: Catalogue, folder: Path, encoder: HashingEncoder, add: Callable[..., Document]
) -> None:
    assert not index.refresh()
    add("Neu", ["Das Familienzentrum am Markt berät zu Elterngeld."])
    build(filled, folder, encoder)
    assert index.refresh()
    assert "Familienzentrum" in first(index, "Beratung zum Elterngeld")


def test_a_running_search_keeps_its_snapshot_when_another_encoder_builds_one(
    index: Index, filled: Catalogue, folder: Path, encoder: HashingEncoder, add: Callable[..., Document]
) -> None:
    class Other(HashingEncoder):
        fingerprint = "another"

    add("Neu", ["Das Familienzentrum am Markt berät zu Elterngeld."])
    build(filled, folder, Other())
    assert not index.refresh()
    assert "Schuldnerberatung" in first(index, "Hilfe für Schuldner")
    filled.remove(next(iter(filled.documents())).id)
    assert not index.refresh()
    assert index.search("Hilfe für Schuldner")
    build(filled, folder, encoder)
    assert index.refresh()
    assert "Familienzentrum" in first(index, "Beratung zum Elterngeld")


def test_a_change_by_hand_takes_effect_at_once_without_a_new_snapshot(
    index: Index, filled: Catalogue
) -> None:
    def titles() -> list[str]:
        index.refresh()
        return [hit.document.title for hit in index.search("Einsamkeit Osterfeld Wohnungslosigkeit")]

    found = titles()[0]
    document = next(one for one in filled.documents() if one.title == found)
    editing = Editing(filled)
    for withdrawn in ({"visibility": Visibility.INTERNAL}, {"hidden": True}):
        editing.change(document.id, replace(document.description, **withdrawn), "ute")
        assert found not in titles()
    editing.change(document.id, document.description, "ute")
    assert titles()[0] == found


def test_editors_raise_one_document_and_lower_another(index: Index, filled: Catalogue) -> None:
    def scores() -> dict[str, float]:
        index.refresh()
        return {hit.passage.id: hit.score for hit in index.search("Hilfe gegen Einsamkeit und Schulden")}

    before = scores()
    first, second, *_ = filled.documents()
    for document, weight in ((first, 1), (second, -1)):
        Editing(filled).change(document.id, replace(document.description, weight=weight), "ute")
    changed = {id_: round(score - before[id_], 6) for id_, score in scores().items()}
    assert {changed[id_] for id_ in changed if id_.startswith(first.id)} == {BY_EDITORS}
    assert {changed[id_] for id_ in changed if id_.startswith(second.id)} == {-BY_EDITORS}


def test_of_a_series_the_newest_edition_comes_first_unless_the_question_names_a_year(
    filled: Catalogue, add: Callable[..., Document], folder: Path, encoder: HashingEncoder
) -> None:
    for year, share in ((2019, "18"), (2023, "21"), (2021, "19")):
        text = f"Von Armut bedroht waren {year} in Osterfeld {share} Prozent der Kinder."
        add(f"Sozialbericht {year}", [text], year=year, series="Sozialbericht")
    build(filled, folder, encoder)
    index = Index.open(folder, filled, encoder)
    assert index.search("Wie viele Kinder in Osterfeld sind von Armut bedroht?")[0].document.year == 2023
    assert index.search("Kinder von Armut bedroht 2019")[0].document.year == 2019


def test_a_newer_internal_edition_changes_nothing_for_the_public(
    filled: Catalogue, add: Callable[..., Document], folder: Path, encoder: HashingEncoder
) -> None:
    texts = ["Von Armut bedroht waren in Osterfeld 18 Prozent der Kinder."]
    add("Sozialbericht 2019", texts, year=2019, series="Sozialbericht")
    add("Kinder 2019", ["Kinder sind von Armut bedroht, vor allem in Osterfeld."], year=2019)
    build(filled, folder, encoder)
    index = Index.open(folder, filled, encoder)
    public = Filters(visibilities=frozenset({Visibility.PUBLIC}))
    before = [(hit.document.id, hit.score) for hit in index.search("Armut der Kinder", filters=public)]
    add("Sozialbericht 2024", texts, year=2024, series="Sozialbericht", visibility=Visibility.INTERNAL)
    index.refresh()
    assert [
        (hit.document.id, hit.score) for hit in index.search("Armut der Kinder", filters=public)
    ] == before


def test_each_side_names_fewer_passages_in_a_large_collection_but_enough_for_a_long_list() -> None:
    assert [candidates(passages, 10) for passages in (2_500, 50_000, 1_000_000)] == [200, 100, 100]
    assert candidates(1_000_000, 100) == 400
