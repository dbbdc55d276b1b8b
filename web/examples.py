"""Example questions for the first page: those that what is loaded really answers."""

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice

from assistant.adviser import Adviser
from assistant.inquiry import Inquiry, Wording
from corpus.catalogue import Catalogue
from corpus.sample.examples import Group, examples, sample_checksums
from web.texts import entries

EACH = 3


class Examples:
    """Chooses three questions for each kind of people, anew in the background when something was loaded.

    `made_of` tells what answers are made of; where it is as before, nothing is chosen anew.
    """

    def __init__(self, adviser: Adviser, catalogue: Catalogue, made_of: Callable[[], object]) -> None:
        self._adviser = adviser
        self._catalogue = catalogue
        self._made_of = made_of
        self._chosen: tuple[object, tuple[Group, ...]] = (None, ())
        self._choosing = threading.Lock()

    def groups(self) -> tuple[Group, ...]:
        """The questions as they were last chosen; none before the first choice is made."""
        if holds_sample(self._catalogue):
            return examples().groups
        if self._chosen[0] != self._made_of():
            threading.Thread(target=self.choose, daemon=True).start()
        return self._chosen[1]

    def choose(self) -> tuple[Group, ...]:
        """Choose anew, unless that is being done or nothing has changed."""
        state = self._made_of()
        if self._chosen[0] != state and self._choosing.acquire(blocking=False):
            try:
                self._chosen = (state, chosen(self._adviser, entries("examples")))
            finally:
                self._choosing.release()
        return self._chosen[1]


def chosen(adviser: Adviser, candidates: Mapping[str, Sequence[str]]) -> tuple[Group, ...]:
    """For each kind of people the first three questions that help; kinds without any are left out."""
    groups = (Group(name, tuple(_answered(adviser, questions))) for name, questions in candidates.items())
    return tuple(group for group in groups if group.questions)


def _answered(adviser: Adviser, questions: Sequence[str]) -> Iterator[str]:
    return islice((question for question in questions if _helps(adviser, question)), EACH)


def _helps(adviser: Adviser, question: str) -> bool:
    advice = adviser.advise(Inquiry(question, wording=Wording.DOCUMENTS))
    return bool(advice.found.suggestions) if advice.understood.places_first else not advice.abstained


def holds_sample(catalogue: Catalogue) -> bool:
    """Whether a sample document is among those that can be searched; every page says so then."""
    return any(origin.sha256 in sample_checksums() for origin in catalogue.origins())
