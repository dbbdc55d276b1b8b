"""What people have decided on figures after comparing them with their page; it outlives reading again."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum

from corpus.database import Database, Row
from corpus.errors import UnknownDocument
from corpus.figure import Figure
from corpus.figures import rows

DOUBTFUL = 0.7  # a figure of a table that is read with less confidence lacks a head or a label
_WAITING = (
    "WHERE NOT checked AND ((method != 'prose' AND confidence < ?) OR (method = 'prose' AND year IS NULL))"
)


class Verdict(StrEnum):
    """What somebody has decided: it is right, it is right like this, or it is no figure."""

    CONFIRMED = "confirmed"
    CORRECTED = "corrected"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Review:
    """A decision; `before` is the figure as it was read, `after` as it counts now.

    `figure_id` is the id that the figure has today; None where a later reading no longer finds it.
    """

    number: int
    document_id: str
    figure_id: str | None
    place: str
    verdict: Verdict
    before: Figure
    after: Figure
    reviewed_at: str
    reviewed_by: str
    withdrawn_by: str | None


class Reviews:
    """The decisions on figures, and the figures that wait for one."""

    def __init__(self, database: Database) -> None:
        self.database = database

    def waiting(self, document_id: str) -> list[Figure]:
        """The doubtful figures of a document, in the order of its pages."""
        found = self.database.rows(
            f"SELECT * FROM figures {_WAITING} AND document_id = ? ORDER BY page, rowid",  # noqa: S608
            (DOUBTFUL, document_id),
        )
        return [rows.figure(row) for row in found]

    def counts(self) -> Mapping[str, int]:
        """How many figures of each document wait."""
        found = self.database.rows(
            f"SELECT document_id, count(*) AS n FROM figures {_WAITING} GROUP BY document_id",  # noqa: S608
            (DOUBTFUL,),
        )
        return {row["document_id"]: row["n"] for row in found}

    def decide(self, before: Figure, verdict: Verdict, by: str, after: Figure | None = None) -> None:
        """Note a decision and let the figure count accordingly; `after` holds what was corrected."""
        settled = replace(after or before, checked=True, confidence=1.0)
        now = datetime.now(UTC).isoformat(timespec="seconds")
        with self.database.transaction():
            self.database.execute(
                "INSERT INTO figure_reviews"
                " (document_id, figure_id, place, verdict, before, after, reviewed_at, reviewed_by)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    before.document_id,
                    before.id,
                    self._place(before),
                    verdict,
                    rows.as_text(before),
                    rows.as_text(settled),
                    now,
                    by,
                ),
            )
            if verdict is Verdict.REJECTED:
                self.database.execute("DELETE FROM figures WHERE id = ?", (before.id,))
            else:
                self.database.execute(rows.UPDATE, (*rows.values(settled), before.id))

    def withdraw(self, number: int, by: str) -> Review:
        """Take a decision back: the figure counts as it was read and waits again; raises UnknownDocument."""
        row = self.database.row("SELECT * FROM figure_reviews WHERE number = ?", (number,))
        in_force = self._in_force(row["document_id"]) if row else []
        newest = {one.place: one.number for one in reversed(in_force)}
        if row is None or newest.get(row["place"]) != number:
            raise UnknownDocument(
                f"Entscheidung {number} lässt sich nicht zurücknehmen: Es gibt sie nicht mehr, "
                "oder jemand hat danach noch einmal entschieden. Nehmen Sie zuerst das Neuere zurück."
            )
        review = _review(row)
        with self.database.transaction():
            self.database.execute("UPDATE figure_reviews SET withdrawn_by = ? WHERE number = ?", (by, number))
            if review.figure_id:
                restored = replace(review.before, id=review.figure_id)
                self.database.execute("DELETE FROM figures WHERE id = ?", (restored.id,))
                self.database.execute(rows.INSERT, rows.values(restored))
        return review

    def newest(self, most: int, document_id: str | None = None) -> list[Review]:
        """The decisions, the newest first, also those taken back."""
        where, given = ("WHERE document_id = ?", [document_id]) if document_id else ("", [])
        found = self.database.rows(
            f"SELECT * FROM figure_reviews {where} ORDER BY number DESC LIMIT ?",  # noqa: S608
            [*given, most],
        )
        return [_review(row) for row in found]

    def revision(self) -> int:
        """A number that changes with every decision and with every one that is taken back."""
        row = self.database.row(
            "SELECT coalesce(max(number), 0) + count(withdrawn_by) AS n FROM figure_reviews"
        )
        return int(row["n"]) if row else 0

    def applied(self, document_id: str, figures: Iterable[Figure]) -> Iterator[Figure]:
        """Figures that were read anew, as people have decided on them; only within a transaction."""
        known = {one.place: one for one in reversed(self._in_force(document_id))}
        self.database.execute(
            "UPDATE figure_reviews SET figure_id = NULL WHERE document_id = ?", (document_id,)
        )
        for one in figures:
            review = known.get(place(one))
            if review is None:
                yield one
                continue
            self.database.execute(
                "UPDATE figure_reviews SET figure_id = ? WHERE number = ?", (one.id, review.number)
            )
            if review.verdict is Verdict.CONFIRMED:
                yield replace(one, checked=True, confidence=1.0)
            elif review.verdict is Verdict.CORRECTED:
                yield replace(review.after, id=one.id, document_id=one.document_id)

    def _place(self, figure: Figure) -> str:
        """Where a figure stands; one that was corrected already still stands where it was read."""
        earlier = (one for one in self._in_force(figure.document_id) if one.figure_id == figure.id)
        return next((one.place for one in earlier), place(figure))

    def _in_force(self, document_id: str) -> list[Review]:
        return [one for one in self.newest(-1, document_id) if one.withdrawn_by is None]


def place(figure: Figure) -> str:
    """Where a figure stands, whatever its id and the reading of its heads."""
    where = f"{figure.box.x0:.0f},{figure.box.y0:.0f}" if figure.box else figure.line
    return f"{figure.page}|{figure.value_text}|{where}"


def _review(row: Row) -> Review:
    return Review(
        row["number"],
        row["document_id"],
        row["figure_id"],
        row["place"],
        Verdict(row["verdict"]),
        rows.from_text(row["before"]),
        rows.from_text(row["after"]),
        row["reviewed_at"],
        row["reviewed_by"],
        row["withdrawn_by"],
    )
