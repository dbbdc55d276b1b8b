"""What people say about answers, and questions that found none: kept without the person, for a year."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum

from corpus.database import Database, Row

KEPT = timedelta(days=365)
BETWEEN_REASONS = "\n"
LEFT_OUT = "…"
COLUMNS = "day, verdict, question, need, area, reasons"
_CONTACT = re.compile(r"\S+@\S+|\+?\d(?:[ ./()-]{0,2}\d){5,}")


class Verdict(StrEnum):
    """What became of a question."""

    HELPFUL = "helpful"
    UNHELPFUL = "unhelpful"
    UNANSWERED = "unanswered"


@dataclass(frozen=True, slots=True)
class Entry:
    """A question with its verdict; `need` and `area` are ids, as far as they were understood."""

    verdict: Verdict
    question: str
    need: str | None = None
    area: str | None = None
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Noted:
    """An entry as it is kept: its number, and the day it came, never the time."""

    number: int
    day: date
    entry: Entry


class Feedback:
    """The entries of the catalogue; whoever adds one has made sure that it tells of no emergency."""

    def __init__(self, database: Database) -> None:
        self.database = database

    def add(self, entry: Entry, today: date | None = None) -> None:
        """Keep an entry, with e-mail addresses and long numbers left out; what is over a year old goes."""
        day = today or datetime.now(UTC).date()
        values = (
            day.isoformat(),
            entry.verdict.value,
            without_contacts(entry.question),
            entry.need,
            entry.area,
            BETWEEN_REASONS.join(entry.reasons),
        )
        with self.database.transaction():
            self.forget_old(day)
            self.database.execute(
                f"INSERT INTO feedback ({COLUMNS}) VALUES (?, ?, ?, ?, ?, ?)",  # noqa: S608
                values,
            )

    def forget_old(self, today: date | None = None) -> None:
        """Delete what is over a year old; nothing is written where there is none."""
        first = ((today or datetime.now(UTC).date()) - KEPT).isoformat()
        if self.database.row("SELECT 1 FROM feedback WHERE day < ? LIMIT 1", (first,)):
            self.database.execute("DELETE FROM feedback WHERE day < ?", (first,))

    def list(self, *verdicts: Verdict) -> list[Noted]:
        """The entries with one of these verdicts, all without any; the newest first."""
        wanted = [verdict.value for verdict in verdicts or tuple(Verdict)]
        marks = ", ".join("?" for _ in wanted)
        rows = self.database.rows(
            f"SELECT * FROM feedback WHERE verdict IN ({marks}) ORDER BY number DESC",  # noqa: S608
            wanted,
        )
        return [_noted(row) for row in rows]

    def remove(self, number: int) -> bool:
        """Delete an entry; whether there was one."""
        return self.database.execute("DELETE FROM feedback WHERE number = ?", (number,)) > 0


def without_contacts(text: str) -> str:
    """A text without e-mail addresses and without numbers of six digits or more."""
    return _CONTACT.sub(LEFT_OUT, text)


def _noted(row: Row) -> Noted:
    reasons = tuple(row["reasons"].split(BETWEEN_REASONS)) if row["reasons"] else ()
    entry = Entry(Verdict(row["verdict"]), row["question"], row["need"], row["area"], reasons)
    return Noted(row["number"], date.fromisoformat(row["day"]), entry)
