"""The whole advice to a question: emergencies first, then the answer, the places that help, the figures."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from assistant.answer import Answer
from assistant.crisis import CrisisNotice
from assistant.figure_answer import FigureAnswer
from assistant.finder import Found
from assistant.question import Intent
from assistant.understanding import understand
from corpus.document import Visibility
from index.hit import Filters

MOST_INSTITUTIONS = 5
NO_FILTERS = Filters()


class Answering(Protocol):
    """What answers from the documents."""

    def ask(self, question: str, filters: Filters = ...) -> Answer:
        """The answer to a question."""


class Finding(Protocol):
    """What finds institutions."""

    def find(self, question: str) -> Found:
        """What a sentence asks for, and the institutions that fit."""


class Counting(Protocol):
    """What answers from the ledger of figures."""

    def ask(self, question: str) -> FigureAnswer:
        """The figures that answer a question."""


@dataclass(frozen=True, slots=True)
class Advice:
    """An answer with what belongs beside it; `figures` is None where no figure was asked for or found."""

    answer: Answer
    found: Found
    figures: FigureAnswer | None

    @property
    def crisis(self) -> tuple[CrisisNotice, ...]:
        """What stands before everything else."""
        return self.found.crisis

    @property
    def abstained(self) -> bool:
        """Whether neither documents nor figures answer the question."""
        return self.answer.abstained and self.figures is None

    @property
    def helps(self) -> bool:
        """Whether places that help belong to the advice: not beside figures that somebody collects."""
        counting = self.answer.intent == Intent.FIGURE and not self.abstained
        return bool(self.found.crisis) or (bool(self.found.needs) and not counting)


class Adviser:
    """Asks documents, directory and ledger for one question."""

    def __init__(
        self,
        answers: Answering,
        finder: Finding,
        figures: Callable[[tuple[Visibility, ...]], Counting],
    ) -> None:
        """`figures` gives the figures of the documents that whoever asks may see."""
        self._answers = answers
        self._finder = finder
        self._figures = figures

    def warm(self) -> None:
        """Load what the first question would have to wait for."""
        self._finder.find("Beratung")
        self._figures(NO_FILTERS.visibilities).ask("Quote")

    def advise(self, question: str, filters: Filters = NO_FILTERS) -> Advice:
        """Advise on a question; raises UnusableQuestion when it is empty or too long."""
        asked = understand(question)
        found = self._finder.find(asked.text)
        answer = self._answers.ask(question, filters)
        visible = self._figures(filters.visibilities)
        counted = visible.ask(asked.text) if asked.intent is Intent.FIGURE else None
        return Advice(answer, found, counted if counted and counted.sure else None)
