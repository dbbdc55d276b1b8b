"""Questions that found no answer, asked again: which of them are answered now?"""

from collections.abc import Iterable, Iterator
from typing import Protocol

from assistant.adviser import Advice
from assistant.errors import UnusableQuestion
from assistant.inquiry import Inquiry
from corpus.feedback import Noted


class Advising(Protocol):
    """What advises on a question, from what everybody may see."""

    def advise(self, inquiry: Inquiry) -> Advice:
        """The advice to a question; raises UnusableQuestion."""


def asked_again(adviser: Advising, questions: Iterable[Noted]) -> Iterator[tuple[Noted, bool]]:
    """Each question with whether it finds an answer or a place that helps today."""
    for one in questions:
        try:
            yield one, adviser.advise(Inquiry(one.entry.question)).helped
        except UnusableQuestion:
            yield one, False
