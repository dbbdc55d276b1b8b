"""Corrections by providers: a one-time link leads into a review queue; only a reviewer changes anything."""

import hashlib
import secrets
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from corpus.database import Database, Row
from corpus.directory.directory import Directory, Editor
from corpus.directory.records import from_json, to_json
from corpus.directory.reimport import together
from corpus.errors import InvalidData
from corpus.institution import Institution

LINK_DAYS = 30
USED_UP = "Dieser Link gilt nicht mehr. Bitte lassen Sie sich einen neuen schicken."
WAITS_NOT = "Die Korrektur »{id_}« wartet nicht auf eine Entscheidung."


class State(StrEnum):
    """How far a correction has come."""

    OPEN = "open"
    HANDED_IN = "handed_in"
    ACCEPTED = "accepted"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True)
class Invitation:
    """What a provider gets: the secret of a one-time link. It is not stored, only its hash is."""

    correction_id: str
    institution_id: str
    token: str
    expires_at: str


@dataclass(frozen=True, slots=True)
class Correction:
    """A correction in the queue; `outdated` says that the entry has changed since the link was made."""

    id: str
    institution_id: str
    state: State
    asked_by: str
    created_at: str
    proposal: Institution | None
    remark: str
    handed_in_at: str | None
    reviewed_by: str | None
    outdated: bool


class Corrections:
    """The review queue of the directory."""

    def __init__(self, database: Database, directory: Directory) -> None:
        self.database = database
        self.directory = directory

    def invite(self, institution_id: str, asked_by: str, now: datetime | None = None) -> Invitation:
        """Make a one-time link for an institution; raises UnknownInstitution."""
        self.directory.get(institution_id)
        begins = now or datetime.now(UTC)
        token = secrets.token_urlsafe(32)
        expires = _stamp(begins + timedelta(days=LINK_DAYS))
        id_ = uuid.uuid4().hex
        self.database.execute(
            "INSERT INTO corrections"
            " (id, institution_id, token_hash, asked_by, created_at, expires_at, state, base_version)"
            " VALUES (?, ?, ?, ?, ?, ?, 'open', ?)",
            (
                id_,
                institution_id,
                _hash(token),
                asked_by,
                _stamp(begins),
                expires,
                self.directory.version(institution_id),
            ),
        )
        return Invitation(id_, institution_id, token, expires)

    def opened(self, token: str, now: datetime | None = None) -> Institution:
        """The institution that a link leads to; raises InvalidData if it was used or is too old."""
        return self.directory.get(self._row(token, now)["institution_id"])

    def hand_in(
        self, token: str, proposal: Institution, remark: str = "", now: datetime | None = None
    ) -> str:
        """Put a proposal into the queue, which uses the link up; returns the id of the correction.

        Name and place of the entry in its source are not for the provider to change.
        """
        row = self._row(token, now)
        current = self.directory.get(row["institution_id"])
        if (proposal.id, proposal.source) != (current.id, current.source):
            raise InvalidData("Der Vorschlag gehört zu einer anderen Einrichtung als der Link.")
        taken = self.database.execute(
            "UPDATE corrections SET state = 'handed_in', proposal = ?, remark = ?, handed_in_at = ?"
            " WHERE id = ? AND state = 'open'",
            (to_json(proposal), remark, _stamp(now or datetime.now(UTC)), row["id"]),
        )
        if not taken:
            raise InvalidData(USED_UP)
        return str(row["id"])

    def queue(self, state: State = State.HANDED_IN) -> list[Correction]:
        """The corrections in a state, the oldest first."""
        rows = self.database.rows(
            "SELECT * FROM corrections WHERE state = ? ORDER BY created_at, id", (state,)
        )
        return [self._correction(row) for row in rows]

    def accept(self, id_: str, reviewer: str) -> Institution:
        """Take a proposal over into the directory, as it stands in the queue.

        Raises InvalidData if it was decided already, UnknownInstitution if the entry is gone since.
        """
        with self.database.transaction():
            correction = self._waiting(id_)
            assert correction.proposal is not None  # noqa: S101  (handed in with a proposal)
            self.directory.get(correction.institution_id)
            self._decide(id_, State.ACCEPTED, reviewer)
            self.directory.put([correction.proposal], Editor(reviewer, f"Korrektur des Trägers ({id_})"))
        return correction.proposal

    def decline(self, id_: str, reviewer: str) -> None:
        """Leave the entry as it is; raises InvalidData if the proposal was decided already."""
        self._waiting(id_)
        self._decide(id_, State.DECLINED, reviewer)

    def _waiting(self, id_: str) -> Correction:
        row = self.database.row("SELECT * FROM corrections WHERE id = ? AND state = 'handed_in'", (id_,))
        if row is None:
            raise InvalidData(WAITS_NOT.format(id_=id_))
        return self._correction(row)

    def _decide(self, id_: str, state: State, reviewer: str) -> None:
        decided = self.database.execute(
            "UPDATE corrections SET state = ?, reviewed_at = ?, reviewed_by = ?"
            " WHERE id = ? AND state = 'handed_in'",
            (state, _stamp(datetime.now(UTC)), reviewer, id_),
        )
        if not decided:
            raise InvalidData(WAITS_NOT.format(id_=id_))

    def _row(self, token: str, now: datetime | None) -> Row:
        row = self.database.row("SELECT * FROM corrections WHERE token_hash = ?", (_hash(token),))
        if row is None or row["state"] != State.OPEN or row["expires_at"] < _stamp(now or datetime.now(UTC)):
            raise InvalidData(USED_UP)
        return row

    def _proposal(self, row: Row) -> Institution | None:
        """What the entry would be: only what the provider has changed differs from the entry of today."""
        if not row["proposal"]:
            return None
        said, id_ = from_json(row["proposal"]), row["institution_id"]
        versions = {one.version: one.institution for one in self.directory.history(id_)}
        before = versions.get(row["base_version"])
        if before is None or not self.directory.version(id_):
            return said
        return together(before, said, self.directory.get(id_))

    def _correction(self, row: Row) -> Correction:
        return Correction(
            row["id"],
            row["institution_id"],
            State(row["state"]),
            row["asked_by"],
            row["created_at"],
            self._proposal(row),
            row["remark"] or "",
            row["handed_in_at"],
            row["reviewed_by"],
            self.directory.version(row["institution_id"]) != row["base_version"],
        )


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds")
