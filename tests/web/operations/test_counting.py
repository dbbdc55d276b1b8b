from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from corpus.database import Database
from corpus.errors import InvalidData
from corpus.usage import Usage
from web.operations.counting import Tally, counting

LONG_AGO = date(2000, 1, 1)


def tally_of(*requests: tuple[str, int]) -> Tally:
    tally = Tally()
    for route, status in requests:
        tally.note(route, status)
    return tally


def test_what_is_counted_outlives_the_service_and_adds_up_over_its_processes(tmp_path: Path) -> None:
    path = tmp_path / "catalogue.sqlite"
    for _ in range(2):
        with (
            closing(Database(path)) as database,
            counting(tally_of(("/suche", 200)), Usage(database)),
            counting(tally_of(("/suche", 304), ("/hilfe", 200)), Usage(database)),
        ):
            pass
    with closing(Database(path)) as database:
        assert Usage(database).by_route(LONG_AGO) == {"/suche": 4, "/hilfe": 2}
        assert Usage(database).first_day() == datetime.now(UTC).date()


def test_failed_requests_and_those_of_the_operation_do_not_count(tmp_path: Path) -> None:
    tally = tally_of(("/suche", 422), ("other", 200), ("/healthz", 200), ("/verwaltung/fragen", 200))
    with closing(Database(tmp_path / "catalogue.sqlite")) as database:
        tally.hand_over(Usage(database))
        assert Usage(database).by_route(LONG_AGO) == {}


class Full(Usage):
    """Sums that cannot be written."""

    def add(self, day: date, requests: object) -> None:
        raise InvalidData("Die Platte ist voll.")


def test_what_could_not_be_written_is_kept_for_the_next_time(tmp_path: Path) -> None:
    tally = tally_of(("/suche", 200))
    with closing(Database(tmp_path / "catalogue.sqlite")) as database:
        with pytest.raises(InvalidData, match="voll"):
            tally.hand_over(Full(database))
        tally.hand_over(Usage(database))
        tally.hand_over(Usage(database))
        assert Usage(database).by_route(LONG_AGO) == {"/suche": 1}
