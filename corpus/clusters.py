"""Questions that found no answer or a bad one, by need and area, with who cares for them."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum

from corpus.database import Database
from corpus.feedback import Feedback, Noted, Verdict

NOT_UNDERSTOOD = ""  # stands for a need or area that no question named
LONGEST_OWNER = 100
AMISS = (Verdict.UNANSWERED, Verdict.UNHELPFUL)

Topic = tuple[str, str]


class ClusterState(StrEnum):
    """How far the care for a cluster has come."""

    OPEN = "open"
    WORKING = "working"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Cluster:
    """Questions on one need in one area, the newest first; `answered` are numbers of those answered today.

    What was done is open again as soon as a newer question comes.
    """

    need: str | None
    area: str | None
    questions: tuple[Noted, ...]
    answered: frozenset[int] = frozenset()
    owner: str = ""
    state: ClusterState = ClusterState.OPEN

    @property
    def unanswered(self) -> int:
        """How many of the questions had found no answer."""
        return len(self._of(Verdict.UNANSWERED))

    @property
    def unhelpful(self) -> int:
        """How many had found one that did not help; whether another one would, nobody knows but people."""
        return len(self._of(Verdict.UNHELPFUL))

    @property
    def newly_answered(self) -> int:
        """How many had found no answer and find one today."""
        return len(self._of(Verdict.UNANSWERED) & self.answered)

    def _of(self, verdict: Verdict) -> frozenset[int]:
        return frozenset(one.number for one in self.questions if one.entry.verdict is verdict)


class Clusters:
    """The clusters of the feedback in a catalogue."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.feedback = Feedback(database)

    def all(self) -> list[Cluster]:
        """All clusters: what is done comes last, before it the largest first."""
        answered = self._answered()
        kept = {
            (row["need"], row["area"]): (row["owner"], ClusterState(row["state"]), row["changed_on"])
            for row in self.database.rows("SELECT * FROM question_clusters")
        }
        found = [
            _cluster(topic, questions, answered, kept.get(topic, ("", ClusterState.OPEN, "")))
            for topic, questions in _by_topic(self.feedback.list(*AMISS)).items()
        ]
        return sorted(found, key=lambda one: (one.state is ClusterState.DONE, -len(one.questions)))

    def assign(
        self, topic: Topic, owner: str, state: ClusterState, by: str, today: date | None = None
    ) -> None:
        """Say who cares for a cluster, and how far that is; what was said of empty clusters goes."""
        day = (today or datetime.now(UTC).date()).isoformat()
        left = _by_topic(self.feedback.list(*AMISS))
        with self.database.transaction():
            for row in self.database.rows("SELECT need, area FROM question_clusters"):
                if (row["need"], row["area"]) not in left:
                    self._forget((row["need"], row["area"]))
            self._forget(topic)
            self.database.execute(
                "INSERT INTO question_clusters VALUES (?, ?, ?, ?, ?, ?)",
                (*topic, " ".join(owner.split())[:LONGEST_OWNER], state.value, day, by),
            )

    def to_ask(self, revision: int) -> list[Noted]:
        """The questions that have not been asked again since the documents had this revision."""
        rows = self.database.rows(
            "SELECT number FROM feedback LEFT JOIN questions_asked_again USING (number)"
            " WHERE verdict IN (?, ?) AND revision IS NOT ?",
            (*AMISS, revision),
        )
        wanted = {row["number"] for row in rows}
        return [one for one in self.feedback.list(*AMISS) if one.number in wanted] if wanted else []

    def note(self, answered: Iterable[tuple[Noted, bool]], revision: int) -> None:
        """Note which questions find an answer now; what was removed meanwhile is left out."""
        for noted, found in answered:
            self.database.execute(
                "INSERT OR REPLACE INTO questions_asked_again"
                " SELECT number, ?, ? FROM feedback WHERE number = ?",
                (revision, found, noted.number),
            )

    def ask_all_again(self) -> None:
        """Have every question asked again, whatever it found before."""
        self.database.execute("DELETE FROM questions_asked_again")

    def _forget(self, topic: Topic) -> None:
        self.database.execute("DELETE FROM question_clusters WHERE need = ? AND area = ?", topic)

    def _answered(self) -> frozenset[int]:
        rows = self.database.rows("SELECT number FROM questions_asked_again WHERE answered")
        return frozenset(row["number"] for row in rows)


def _by_topic(questions: Iterable[Noted]) -> dict[Topic, list[Noted]]:
    found = defaultdict[Topic, list[Noted]](list)
    for one in questions:
        found[one.entry.need or NOT_UNDERSTOOD, one.entry.area or NOT_UNDERSTOOD].append(one)
    return found


def _cluster(
    topic: Topic, questions: list[Noted], answered: Collection[int], kept: tuple[str, ClusterState, str]
) -> Cluster:
    owner, state, changed_on = kept
    newest = max(one.day for one in questions).isoformat()
    reopened = state is ClusterState.DONE and newest > changed_on
    return Cluster(
        topic[0] or None,
        topic[1] or None,
        tuple(questions),
        frozenset(one.number for one in questions if one.number in answered),
        owner,
        ClusterState.OPEN if reopened else state,
    )
