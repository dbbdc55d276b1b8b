from datetime import UTC, datetime
from pathlib import Path

import pytest

from assistant.finder import Finder, Found
from assistant.finding.choice import Choice
from corpus.catalogue import Catalogue
from corpus.directory.directory import Directory
from corpus.directory.sample import add_sample
from corpus.errors import InvalidData

SUNDAY = datetime(2026, 11, 29, 12, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def finder(tmp_path_factory: pytest.TempPathFactory) -> Finder:
    folder: Path = tmp_path_factory.mktemp("data")
    directory = Directory(Catalogue(folder).database)
    add_sample(directory)
    return Finder(directory)


def names_of(found: Found) -> list[str]:
    return [one.institution.name for one in found.suggestions]


def ids(found: Found) -> set[str]:
    return {one.institution.id for one in found.suggestions}


@pytest.mark.parametrize("sentence", ["sterkrade", "in Sterkrade", "Was gibt es in Sterkrade?", "46145"])
def test_an_area_alone_in_words_lists_what_it_has_too(finder: Finder, sentence: str) -> None:
    chosen = finder.find("", Choice(area="Sterkrade"))
    found = finder.find(sentence)
    assert found.total == chosen.total > 0
    assert names_of(found) == names_of(chosen)


def test_an_area_beside_words_that_nobody_understands_lists_nothing(finder: Finder) -> None:
    assert names_of(finder.find("Xylophonkurs in Sterkrade")) == []


@pytest.mark.parametrize(("language", "code"), [("tr", "tr"), ("Türkisch", "tr"), ("", None)])
def test_a_language_is_chosen_by_code_or_name(finder: Finder, language: str, code: str | None) -> None:
    assert finder.find("Schulden", Choice(language=language)).wishes.language == code


def test_an_unknown_language_is_refused_with_those_that_are_spoken(finder: Finder) -> None:
    with pytest.raises(InvalidData, match="klingonisch.*Arabisch.*Türkisch"):
        finder.find("Schulden", Choice(language="klingonisch"))


def test_a_wish_for_a_time_orders_and_hides_nothing(finder: Finder) -> None:
    plain = finder.find("Tafel", now=SUNDAY)
    wished = finder.find("Tafel samstags", now=SUNDAY)
    assert wished.wishes.labels == ("geöffnet am Samstag",)
    assert ids(wished) == ids(plain)
    assert [one.open_then for one in wished.suggestions] == [True, False, False, False]
    assert {one.open_then for one in plain.suggestions} == {None}
    taken_back = finder.find("Tafel samstags", Choice(dropped=frozenset({"times"})), SUNDAY)
    assert taken_back.wishes.labels == ()


def test_unknown_hours_come_before_known_closed_ones(finder: Finder) -> None:
    wished = finder.find("barrierefreier Umbau samstags", now=SUNDAY)
    assert [one.open_then for one in wished.suggestions] == [None, False]


def test_a_closed_place_says_when_it_opens_again(finder: Finder) -> None:
    found = finder.find("Schuldnerberatung", now=SUNDAY)
    closed = [one for one in found.suggestions if one.open_now is False]
    assert closed
    assert all(one.next_open and one.opens for one in closed)
    assert [one.opens for one in found.suggestions if one.open_now is not False and one.opens] == []
