"""Measuring search and answers on questions over the loaded documents."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from assistant.adviser import Advice
from assistant.inquiry import Inquiry
from index.hit import Filters, Hit

DEPTHS = (1, 5, 10)
NUMBER = re.compile(r"\d{1,3}(?:[.\u00a0\u202f ]\d{3})+(?:,\d+)?|\d+(?:,\d+)?")


@dataclass(frozen=True, slots=True)
class TestQuestion:
    """A question with what is known to answer it; `places` are all (file name, physical page) that do."""

    __test__ = False

    id: str
    kind: str
    question: str
    answerable: bool
    places: frozenset[tuple[str, int]]
    value: float | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one question: best ranks (None: not among the first ten), value and refusal.

    `value_right` is None where the question asks for no value.
    """

    question: TestQuestion
    document_rank: int | None
    page_rank: int | None
    cited: bool
    value_right: bool | None
    refused: bool
    hits: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class QuestionsReport:
    """Shares between 0 and 1; `document` and `page` are keyed by depth, over answerable questions.

    `cited` is the share of answers that cite a right page; `value` the share of asked values stated.
    """

    questions: int
    answerable: int
    document: dict[int, float]
    page: dict[int, float]
    cited: float
    value: float | None
    refused_unanswerable: float | None
    refused_answerable: float


class Searching(Protocol):
    """What finds passages."""

    def search(self, query: str, k: int = 10, filters: Filters = ...) -> list[Hit]:
        """The best passages of a query."""


class Advising(Protocol):
    """What answers questions."""

    def advise(self, inquiry: Inquiry, filters: Filters = ...) -> Advice:
        """The advice to a question."""


def outcome(question: TestQuestion, index: Searching, adviser: Advising, filters: Filters) -> Outcome:
    """Ask one question of both search and adviser."""
    hits = index.search(question.question, max(DEPTHS), filters)
    advice = adviser.advise(Inquiry(question.question), filters)
    places = [[(hit.document.file, span.page) for span in hit.passage.spans] for hit in hits]
    documents = {file for file, _ in question.places}
    cited = set(_cited(advice))
    return Outcome(
        question,
        document_rank=_first(hit.document.file in documents for hit in hits),
        page_rank=_first(not question.places.isdisjoint(found) for found in places),
        cited=not question.places.isdisjoint(cited),
        value_right=None if question.value is None else states(advice, question.value),
        refused=advice.abstained,
        hits=tuple(place for found in places for place in found),
    )


def report(outcomes: Sequence[Outcome]) -> QuestionsReport:
    """Sum up outcomes; shares over no question at all are None or 0."""
    answerable = [o for o in outcomes if o.question.answerable]
    unanswerable = [o for o in outcomes if not o.question.answerable]
    valued = [o for o in answerable if o.value_right is not None]
    return QuestionsReport(
        questions=len(outcomes),
        answerable=len(answerable),
        document={k: _share(_within(o.document_rank, k) for o in answerable) for k in DEPTHS},
        page={k: _share(_within(o.page_rank, k) for o in answerable) for k in DEPTHS},
        cited=_share(o.cited for o in answerable),
        value=_share(bool(o.value_right) for o in valued) if valued else None,
        refused_unanswerable=_share(o.refused for o in unanswerable) if unanswerable else None,
        refused_answerable=_share(o.refused for o in answerable),
    )


def states(advice: Advice, value: float) -> bool:
    """Whether a sentence of the answer, or a figure beside it, holds the number."""
    said = any(value in numbers(statement.text) for statement in advice.answer.statements)
    rows = advice.figures.rows if advice.figures else ()
    return said or any(row.figure.value is not None and float(row.figure.value) == value for row in rows)


def numbers(text: str) -> set[float]:
    """The numbers in a German text, without sign: "4 700" and "4.700" are 4700.0, "1.234,5" is 1234.5."""
    return {float(re.sub(r"[.\u00a0\u202f ]", "", found).replace(",", ".")) for found in NUMBER.findall(text)}


def _cited(advice: Advice) -> Iterator[tuple[str, int]]:
    """The places that the answer and its figures cite."""
    for citation in advice.answer.citations:
        yield citation.document.file, citation.page
    for row in advice.figures.rows if advice.figures else ():
        yield row.document.file, row.figure.page


def _first(right: Iterable[bool]) -> int | None:
    return next((rank for rank, is_right in enumerate(right, start=1) if is_right), None)


def _within(rank: int | None, k: int) -> bool:
    return rank is not None and rank <= k


def _share(right: Iterable[bool]) -> float:
    values = list(right)
    return sum(values) / len(values) if values else 0.0
