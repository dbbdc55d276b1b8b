from datetime import datetime
from pathlib import Path

import pytest

from corpus.directory.hotlines import load_hotlines
from corpus.directory.schedules import is_open
from corpus.errors import InvalidData

LANGUAGES = {"de", "en", "tr", "ar", "uk", "ru", "pl", "ro"}
WEDNESDAY_NOON = datetime(2026, 11, 25, 12, 0)
WEDNESDAY_NIGHT = datetime(2026, 11, 25, 23, 0)


def test_the_nationwide_numbers_are_complete() -> None:
    dialled = {hotline.dial for hotline in load_hotlines().values()}
    assert dialled == {
        "110",
        "112",
        "115",
        "116117",
        "116111",
        "116016",
        "08001110111",
        "08001110222",
        "08004040020",
        "08002255530",
        "08001110550",
        "08000022833",
    }


def test_every_number_says_its_name_purpose_and_hours_in_eight_languages() -> None:
    for hotline in load_hotlines().values():
        assert set(hotline.words) == LANGUAGES
        for words in hotline.words.values():
            assert words.name
            assert words.purpose
            assert words.hours_text
            assert words.closed_now


def test_the_hours_of_every_number_can_be_reckoned_with() -> None:
    numbers = load_hotlines().values()
    assert [one.id for one in numbers if is_open(one.schedule, WEDNESDAY_NOON, "NW") is None] == []
    asleep = {one.id for one in numbers if not is_open(one.schedule, WEDNESDAY_NIGHT, "NW")}
    assert asleep == {"behoerdennummer", "nummer-gegen-kummer", "elterntelefon", "sexueller-missbrauch"}


def test_a_list_of_numbers_that_lacks_a_language_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "hotlines.yaml"
    file.write_text(
        "closed_now: {de: zu, en: closed}\n"
        "hotlines: [{id: a, number: '1', dial: '1', hours: 24/7,"
        " hours_text: {de: a}, name: {de: a}, purpose: {de: a}}]",
        "utf-8",
    )
    with pytest.raises(InvalidData, match="en"):
        load_hotlines(file)
