"""What is kept of use: sums of a day, never a person."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from corpus.database import Database
from corpus.usage import KEPT, Usage

DAY = date(2026, 11, 26)


@pytest.fixture
def usage(tmp_path: Path) -> Iterator[Usage]:
    database = Database(tmp_path / "catalogue.sqlite")
    yield Usage(database)
    database.close()


def test_sums_of_a_day_add_up_whichever_process_brings_them(usage: Usage) -> None:
    usage.add(DAY, {"/": 2, "/suche": 1})
    Usage(Database(usage.database.path)).add(DAY, {"/": 3})
    assert usage.by_route(DAY) == {"/": 5, "/suche": 1}


def test_days_before_the_first_one_asked_for_do_not_count(usage: Usage) -> None:
    usage.add(DAY - timedelta(days=7), {"/": 1})
    usage.add(DAY, {"/": 2})
    assert usage.by_route(DAY - timedelta(days=6)) == {"/": 2}
    assert usage.by_route(DAY - timedelta(days=7)) == {"/": 3}
    assert usage.first_day() == DAY - timedelta(days=7)


def test_what_is_over_two_years_old_goes(usage: Usage) -> None:
    usage.add(DAY - KEPT - timedelta(days=1), {"/": 1})
    usage.add(DAY - KEPT, {"/": 1})
    usage.add(DAY, {"/": 1})
    assert usage.first_day() == DAY - KEPT


def test_where_nothing_was_counted_there_is_no_first_day(usage: Usage) -> None:
    assert usage.first_day() is None
    assert usage.by_route(DAY) == {}
