"""How often each kind of page was delivered on each day: sums alone, without persons, for two years."""

from collections import Counter
from collections.abc import Mapping
from datetime import date, timedelta

from corpus.database import Database

KEPT = timedelta(days=730)


class Usage:
    """The daily sums of the catalogue; several processes may add to them at the same time."""

    def __init__(self, database: Database) -> None:
        self.database = database

    def add(self, day: date, requests: Mapping[str, int]) -> None:
        """Add requests by route to those of a day; what is over two years old goes."""
        rows = [(day.isoformat(), route, count) for route, count in requests.items()]
        with self.database.transaction():
            self.database.execute("DELETE FROM usage WHERE day < ?", ((day - KEPT).isoformat(),))
            self.database.execute_many(
                "INSERT INTO usage VALUES (?, ?, ?) "
                "ON CONFLICT (day, route) DO UPDATE SET requests = requests + excluded.requests",
                rows,
            )

    def by_route(self, first: date) -> Counter[str]:
        """Requests by route from a day on."""
        rows = self.database.rows(
            "SELECT route, SUM(requests) AS requests FROM usage WHERE day >= ? GROUP BY route",
            (first.isoformat(),),
        )
        return Counter({row["route"]: row["requests"] for row in rows})

    def first_day(self) -> date | None:
        """The first day of which something is known."""
        row = self.database.row("SELECT MIN(day) AS day FROM usage")
        return date.fromisoformat(row["day"]) if row and row["day"] else None
