"""Values of an answer: sentences, citations and what was searched."""

from dataclasses import dataclass, field

from corpus.document import Document, Passage


@dataclass(frozen=True, slots=True)
class Citation:
    """A source of an answer; `quote` occurs on that page after white-space and hyphen normalisation."""

    n: int
    document: Document
    page: int
    page_label: str | None
    quote: str
    passage: Passage


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence of an answer with the numbers of its citations."""

    text: str
    citations: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Written:
    """A sentence to show: `rephrased` is false where the document's own sentence stands."""

    statement: Statement
    rephrased: bool


@dataclass(frozen=True, slots=True)
class Nearest:
    """A page that came close without answering, named in a refusal."""

    document: Document
    page: int
    page_label: str | None
    heading: str


@dataclass(frozen=True, slots=True)
class Searched:
    """What was looked through: how many documents, of which years, and for which words."""

    documents: int
    years: tuple[int, int] | None
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What may honestly be said to a question; `abstained` answers carry no statements.

    `message` is the German text that introduces the answer or says why there is none; `confidence` is how
    likely the documents answer (0 to 1), by the model that refusal goes by.
    """

    question: str
    intent: str
    abstained: bool
    message: str
    statements: tuple[Statement, ...]
    citations: tuple[Citation, ...]
    nearest: tuple[Nearest, ...]
    searched: Searched
    confidence: float = 0.0
    notes: tuple[str, ...] = field(default_factory=tuple)
