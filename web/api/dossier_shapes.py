"""The JSON shape of a checked dossier."""

from collections.abc import Sequence
from typing import Self

from pydantic import BaseModel, Field

from assistant.dossier_check import State, Verdict


class VerdictShape(BaseModel):
    """What has become of one source; `now` says in German what stands there, or in the newer version."""

    n: int
    state: State
    source: str
    page: int
    shown: str
    now: str


class VerdictsShape(BaseModel):
    """What has become of all sources of a dossier."""

    unchanged: bool = Field(description="Ob alle Quellen noch dieselben sind")
    sources: list[VerdictShape]

    @classmethod
    def of(cls, verdicts: Sequence[Verdict]) -> Self:
        """The shape of verdicts."""
        sources = [
            VerdictShape(
                n=one.source.n,
                state=one.state,
                source=one.source.line,
                page=one.source.page,
                shown=one.source.shown,
                now=one.now,
            )
            for one in verdicts
        ]
        return cls(unchanged=all(one.state is State.SAME for one in verdicts), sources=sources)
