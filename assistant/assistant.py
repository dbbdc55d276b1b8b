"""The way from a question to an answer that may honestly be given."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from assistant.answer import Answer, Searched
from assistant.citations import cite
from assistant.dialogue import Meant, meant
from assistant.evidence import gather
from assistant.gaps import speaking_of
from assistant.question import Question
from assistant.refusal import Refusal, load_refusal, nearest, refusal, searched
from assistant.selection import Judged, Picked, judge, pick
from assistant.sentences import Chooser
from assistant.standing import disagreements, newest_first
from assistant.telling import telling
from assistant.understanding import understand
from assistant.writer import introduction, small_talk
from corpus.catalogue import Catalogue
from corpus.lists.own import OwnLists
from index.hit import Filters, Hit

HITS = 20
NO_FILTERS = Filters()


class SearchIndex(Protocol):
    """Finds passages."""

    def search(self, query: str, k: int, filters: Filters) -> list[Hit]:
        """The best `k` passages for a query, best first."""


class Assistant:
    """Answers questions with sentences of the catalogue's documents, or says that they do not answer."""

    def __init__(
        self, index: SearchIndex, catalogue: Catalogue, chooser: Chooser, refusing: Refusal | None = None
    ) -> None:
        self.index = index
        self.catalogue = catalogue
        self.chooser = chooser
        self.refusing = refusing or load_refusal()
        self._lists = OwnLists(catalogue.database)

    def ask(self, question: str, filters: Filters = NO_FILTERS, earlier: Sequence[str] = ()) -> Answer:
        """Answer a question; raises UnusableQuestion when it is empty or too long.

        `earlier` are the questions before it in the conversation as they were understood (`Answer.question`),
        oldest first: a follow-up takes over what it leaves open, and the answer's notes say so.
        """
        understand(question)
        said = meant(question, earlier, self._lists.places())
        return small_talk(said) if said.reply else self.answer(said, filters)

    def answer(self, said: Meant, filters: Filters = NO_FILTERS) -> Answer:
        """Answer a question that is understood already and no small talk."""
        asked = understand(said.text, self._lists.places())
        hits = self.index.search(asked.text, HITS, filters)
        blocks = gather(hits, self.catalogue.passage)
        told = telling(asked, hits)
        judged = judge(asked, blocks, self.chooser, told)
        judged = judged if asked.years else newest_first(judged)
        likely = self.refusing.likely(asked, hits, blocks, told)
        picked = pick(speaking_of(asked, judged)) if likely >= self.refusing.threshold else []
        looked = searched(asked, self.catalogue.documents(), filters)
        answer = self._answer(asked, picked, judged, looked) or self._refusal(asked, judged, looked)
        return replace(answer, confidence=likely, notes=(*said.notes, *answer.notes))

    def _answer(
        self, asked: Question, picked: Sequence[Picked], judged: Sequence[Judged], looked: Searched
    ) -> Answer | None:
        statements, citations = cite(picked, self.catalogue.page)
        if not statements:
            return None
        return Answer(
            question=asked.text,
            intent=asked.intent,
            abstained=False,
            message=introduction(citations),
            statements=statements,
            citations=citations,
            nearest=(),
            searched=looked,
            notes=disagreements(picked),
        )

    def _refusal(self, asked: Question, judged: Sequence[Judged], looked: Searched) -> Answer:
        near = nearest(judged, self.catalogue.page)
        return Answer(
            question=asked.text,
            intent=asked.intent,
            abstained=True,
            message=refusal(looked, near),
            statements=(),
            citations=(),
            nearest=near,
            searched=looked,
        )
