"""The same claims about every engine."""

import hashlib
import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.catalogue import Catalogue, Origin
from corpus.document import Description, Document, Page, Passage, Reading, Span, Visibility
from index import milvus
from index.build import build
from index.check import check
from index.encoder import load_encoder
from index.engine import Engine, LocalEngine
from index.errors import EngineUnavailable, SnapshotOutdated
from index.hashing import HashingEncoder
from index.hit import Filters
from index.lexical import Limits
from index.search import Index

WORDS = [
    "Wohngeld",
    "Miete",
    "Familie",
    "Kindergarten",
    "Schule",
    "Armut",
    "Pflege",
    "Rente",
    "Beratung",
    "Stadtteil",
    "Jugendhilfe",
    "Antrag",
    "Quartier",
    "Bericht",
    "Haushalt",
    "Einkommen",
    "Integration",
    "Sprache",
    "Arbeit",
    "Ausbildung",
    "Gesundheit",
    "Ehrenamt",
    "Spielplatz",
    "Verein",
]


@pytest.fixture(params=["local", "local IVF2,SQ8", "milvus", "milvus by its graph"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    if not request.param.startswith("milvus"):
        yield LocalEngine(request.param.partition(" ")[2] or None)
        return
    exact = milvus.EXACT_UP_TO if request.param == "milvus" else 0
    twin = milvus.MilvusEngine(str(tmp_path / "milvus.db"), exact_up_to=exact)
    yield twin
    twin.close()


@pytest.fixture
def index(filled: Catalogue, folder: Path, encoder: HashingEncoder, engine: Engine) -> Index:
    build(filled, folder, encoder, engine=engine)
    return Index.open(folder, filled, encoder, engine=engine)


@pytest.fixture
def brought_up_to_date(
    index: Index, filled: Catalogue, folder: Path, encoder: HashingEncoder, engine: Engine
) -> Callable[..., None]:
    """Builds what the catalogue holds now, takes it over, and finds nothing wrong with it."""

    def built(*, anew: bool = False) -> None:
        build(filled, folder, encoder, engine=engine, anew=anew)
        index.refresh()
        assert check(filled, folder, encoder, engine) == []

    return built


def texts(index: Index, query: str, filters: Filters | None = None) -> list[str]:
    return [hit.passage.text for hit in index.search(query, 5, filters or Filters())]


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("Hilfe für Schuldner", "Schuldnerberatung"),
        ("Wonungslosikeit", "Wohnungslosigkeit"),
        ("Miet Wohnung", "Mietwohnungen"),
        ("Besuchs*", "Besuchsdienst"),
        ('"ältere Menschen"', "ältere Menschen"),
    ],
)
def test_a_question_finds_its_passage(index: Index, query: str, words: str) -> None:
    assert words in texts(index, query)[0]


def test_unwanted_words_and_filters_leave_passages_out(index: Index) -> None:
    assert not any("Besuchsdienst" in text for text in texts(index, "Einsamkeit -Besuchsdienste"))
    held = texts(index, "Menschen")
    kept = texts(index, 'Menschen -"ältere Menschen"')
    assert any("ältere Menschen" in text for text in held)
    assert kept
    assert not any("ältere Menschen" in text for text in kept)
    hits = index.search("Kinder", filters=Filters(first_year=2023, last_year=2023))
    assert {hit.document.year for hit in hits} == {2023}
    hits = index.search("Kinder", filters=Filters(first_year=2022, last_year=2023))
    assert {hit.document.year for hit in hits} <= {2022, 2023}


def test_counts_take_in_every_document_with_a_word_and_no_other(index: Index) -> None:
    browsed = index.browse("Armut Sterkrade")
    with_word = {hit.document.id for hit in index.search("Armut Sterkrade", 1000) if hit.why.words}
    assert browsed.documents == len(with_word) > 0
    assert {group.document.id for group in index.browse("Armut Sterkrade", count=1000).groups} == with_word


def test_what_is_added_is_found_and_what_is_removed_is_not(
    index: Index,
    filled: Catalogue,
    folder: Path,
    encoder: HashingEncoder,
    engine: Engine,
    add: Callable[..., Document],
) -> None:
    document = add("Neu", ["Das Familienzentrum am Markt berät zu Elterngeld."])
    build(filled, folder, encoder, engine=engine)
    assert index.refresh()
    assert "Familienzentrum" in texts(index, "Elterngeld")[0]
    filled.remove(document.id)
    build(filled, folder, encoder, engine=engine)
    assert index.refresh()
    assert not any("Familienzentrum" in text for text in texts(index, "Elterngeld Familienzentrum"))
    assert not engine.open(folder / build(filled, folder, encoder, engine=engine).generation).knows(
        "words", "familienzentrum", Limits()
    )
    assert check(filled, folder, encoder, engine) == []


SECRET = ("Wohnungslosigkeit und Schuldnerberatung in Sterkrade", "Einsamkeit älterer Kinder", "Xylophon")
QUESTIONS = (
    "Wohnungslosigkeit",
    "Einsamkeit im Alter",
    "Schuldner*",
    "Xylophn Kinder -Sitzbänke",
    '"ältere Menschen"',
)
STAFF = Filters(visibilities=tuple(Visibility))


def told(index: Index) -> list[object]:
    """All that the public learns from the index, of the last digits only what rounding leaves."""
    found = [index.search(query) for query in QUESTIONS]
    hits = [hit for some in (*found, index.similar(found[0][0].passage)) for hit in some]
    scores = [(hit.passage.text, round(hit.score, 6), round(hit.similarity, 6)) for hit in hits]
    browsed = [index.browse(query) for query in QUESTIONS]
    return [*scores, *worded(index), *[(one.documents, one.passages, one.facets) for one in browsed]]


def worded(index: Index) -> list[object]:
    """What words alone decide."""
    hits = [hit for query in QUESTIONS for hit in index.search(query)]
    return [(hit.passage.text, round(hit.lexical, 5), hit.why.words, hit.why.rarity) for hit in hits]


def test_no_number_moves_for_the_public_when_an_internal_document_comes_changes_and_goes(
    index: Index,
    filled: Catalogue,
    brought_up_to_date: Callable[..., None],
    add: Callable[..., Document],
) -> None:
    def again(*, anew: bool = False) -> list[object]:
        brought_up_to_date(anew=anew)
        return told(index)

    before = told(index)
    document = add("Geheim", SECRET, visibility=Visibility.INTERNAL)
    assert again() == again(anew=True) == before
    assert "Xylophon" in index.search("Xylophon", filters=STAFF)[0].passage.text
    other = add("Geheim 2", SECRET[:1], visibility=Visibility.INTERNAL)
    assert again() == before
    filled.remove(document.id)
    assert again() == before
    filled.remove(other.id)
    assert again() == before


def test_what_turns_public_counts_for_the_public_and_what_turns_internal_no_more(
    index: Index,
    filled: Catalogue,
    brought_up_to_date: Callable[..., None],
    add: Callable[..., Document],
) -> None:
    def turn(visibility: Visibility) -> list[object]:
        filled.describe(document.id, replace(document.description, visibility=visibility))
        brought_up_to_date()
        return worded(index)

    before = worded(index)
    document = add("Turnus", SECRET, visibility=Visibility.INTERNAL)
    assert turn(Visibility.INTERNAL) == before
    shown = turn(Visibility.PUBLIC)
    assert "Xylophon" in index.search("Xylophon")[0].passage.text
    assert turn(Visibility.INTERNAL) == before != shown
    assert "Xylophon" in index.search("Xylophon", filters=STAFF)[0].passage.text


def test_what_was_internal_from_the_first_build_on_is_found_by_its_words_once_it_is_public(
    catalogue: Catalogue, folder: Path, encoder: HashingEncoder, engine: Engine, add: Callable[..., Document]
) -> None:
    document = add("Geheim", SECRET, visibility=Visibility.INTERNAL)
    build(catalogue, folder, encoder, engine=engine)
    index = Index.open(folder, catalogue, encoder, engine=engine)
    assert index.search("Xylophon") == []
    inside = index.search("Xylophon", filters=STAFF)[0].lexical
    assert inside > 0.1
    catalogue.describe(document.id, replace(document.description, visibility=Visibility.PUBLIC))
    build(catalogue, folder, encoder, engine=engine)
    index.refresh()
    assert index.search("Xylophon")[0].lexical == pytest.approx(inside)
    assert check(catalogue, folder, encoder, engine) == []


def test_the_older_version_is_found_until_the_newer_one_that_turned_public_can_be(
    index: Index,
    filled: Catalogue,
    brought_up_to_date: Callable[..., None],
    add: Callable[..., Document],
) -> None:
    old = add("Alt", ["Das Familienzentrum am Markt berät zu Elterngeld."])
    new = add("Neu", ["Das Familienzentrum am Ring berät zu Elterngeld."], visibility=Visibility.INTERNAL)
    filled.replace(old.id, new.id)
    brought_up_to_date()
    assert "Markt" in texts(index, "Familienzentrum")[0]
    filled.describe(new.id, replace(new.description, visibility=Visibility.PUBLIC))
    index.refresh()
    assert "Markt" in texts(index, "Familienzentrum")[0]
    brought_up_to_date()
    found = texts(index, "Familienzentrum")
    assert "Ring" in found[0]
    assert not any("Markt" in text for text in found)


def test_a_snapshot_of_one_engine_is_not_opened_by_another(
    index: Index, filled: Catalogue, folder: Path, encoder: HashingEncoder, engine: Engine
) -> None:
    class Other(LocalEngine):
        name = "other"

    with pytest.raises(SnapshotOutdated, match="lotse rebuild"):
        Index.open(folder, filled, encoder, engine=Other())


def test_both_engines_give_the_same_first_five(tmp_path: Path) -> None:
    choice = random.Random(4)  # noqa: S311
    catalogue = Catalogue(tmp_path)
    for number in range(4):
        passages = tuple(
            Passage(
                "", "", n, " ".join(choice.choices(WORDS, k=choice.randint(15, 150))), (), (Span(1, 0, 1),)
            )
            for n in range(500)
        )
        digits = hashlib.sha256(str(number).encode()).hexdigest()
        page = Page(1, None, "x", 595, 842)
        catalogue.add(
            Origin(digits, f"{number}.txt", f"/{number}"),
            Reading(Description(f"Band {number}"), (page,), passages),
        )
    encoder = load_encoder("static")
    twin = milvus.MilvusEngine(str(tmp_path / "milvus.db"))
    here, there = tmp_path / "here", tmp_path / "there"
    build(catalogue, here, encoder)
    build(catalogue, there, encoder, engine=twin)
    local, remote = Index.open(here, catalogue, encoder), Index.open(there, catalogue, encoder, engine=twin)
    for _ in range(20):
        question = " ".join(choice.sample(WORDS, 4))
        mine, theirs = ([hit.passage.id for hit in index.search(question, 5)] for index in (local, remote))
        assert mine == theirs
    twin.close()


def test_a_database_that_does_not_answer_is_named() -> None:
    with pytest.raises(EngineUnavailable, match="LOTSE_ENGINE_URL"):
        milvus.MilvusEngine("http://127.0.0.1:1")
