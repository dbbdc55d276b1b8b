"""The JSON shapes of the contract, the same for HTTP and for `--json`."""

import re
from collections.abc import Sequence
from typing import Annotated

from pydantic import BaseModel, Field

from assistant.answer import Answer, Citation, Nearest, Statement
from corpus.document import Document
from corpus.outline import readable
from corpus.versions import newest
from index.hit import Hit, Why
from web.api.facet_shapes import FacetsShape

ADMINISTERED = frozenset(("visibility", "hidden", "weight"))  # who set these is nobody's but the editors'
BULLET = re.compile(r"^(?:[•▪‣◦\uf0b7]\s*|[–-]\s+)")  # the sign of a list that a sentence was taken from

Sheet = Annotated[int, Field(description="Blatt in der Datei, gezählt ab 1")]
PageLabel = Annotated[
    str | None,
    Field(
        description="Seitenzahl, die auf dem Blatt gedruckt ist. Leer: Auf diesem Blatt ist keine, auf "
        "anderen der Datei schon (etwa beim Titelblatt). null: Auf keinem Blatt der Datei ist eine gedruckt; "
        "als Seite zitiert wird dann `page`"
    ),
]


class DocumentShape(BaseModel):
    """A document as it is named beside a hit or a citation."""

    id: str
    title: str
    kind: str
    year: int | None
    areas: list[str]
    file: str
    internal: bool = Field(False, description="nur für Angemeldete; für die Öffentlichkeit immer falsch")

    @classmethod
    def of(cls, document: Document) -> "DocumentShape":
        """The shape of a document."""
        d = document.description
        return cls(
            id=document.id,
            title=d.title,
            kind=d.kind,
            year=d.year,
            areas=list(d.areas),
            file=document.file,
            internal=document.internal,
        )


class FullDocumentShape(DocumentShape):
    """A document with all that is known of it; `origins` says where each value came from."""

    publisher: str | None
    series: str | None
    language: str
    visibility: str
    pages: int
    added_at: str
    origins: dict[str, str]
    replaced_by: str | None = Field(None, description="Kennung der neuesten Fassung, falls es eine gibt")

    @classmethod
    def of(cls, document: Document, newest: str = "") -> "FullDocumentShape":
        """The shape of a document; `newest` is the id of its newest version that may be seen."""
        d = document.description
        return cls(
            **DocumentShape.of(document).model_dump(),
            publisher=d.publisher,
            series=d.series,
            language=d.language,
            visibility=d.visibility,
            pages=document.page_count,
            added_at=document.added_at,
            origins={name: origin for name, origin in d.origins.items() if name not in ADMINISTERED},
            replaced_by=newest if newest not in ("", document.id) else None,
        )


class DocumentsShape(BaseModel):
    """Documents, each with its newest version among them."""

    documents: list[FullDocumentShape]

    @classmethod
    def of(cls, known: Sequence[Document]) -> "DocumentsShape":
        """The shape of documents."""
        ends = newest(known)
        return cls(documents=[FullDocumentShape.of(one, ends[one.id]) for one in known])


class WhyShape(BaseModel):
    """Why a passage was found."""

    words: dict[str, list[str]]
    lexical_share: float
    dense_share: float

    @classmethod
    def of(cls, why: Why) -> "WhyShape":
        """The shape of the reasons."""
        words = {word: list(forms) for word, forms in why.words.items()}
        return cls(
            words=words, lexical_share=round(why.lexical_share, 3), dense_share=round(why.dense_share, 3)
        )


class HitShape(BaseModel):
    """A passage that was found."""

    rank: int
    score: float
    passage: str
    document: DocumentShape
    page: Sheet
    page_label: PageLabel
    heading: str
    text: str
    url: str
    why: WhyShape

    @classmethod
    def of(cls, hit: Hit, page_label: str | None) -> "HitShape":
        """The shape of a hit; `page_label` is the number printed on its first page."""
        passage = hit.passage
        return cls(
            rank=hit.rank,
            score=round(hit.score, 4),
            passage=passage.id,
            document=DocumentShape.of(hit.document),
            page=passage.page,
            page_label=page_label,
            heading=" › ".join(readable(passage.headings)),
            text=passage.text,
            url=source_url(hit.document, passage.page, passage.id),
            why=WhyShape.of(hit.why),
        )


class SearchShape(BaseModel):
    """The answer to a search."""

    query: str
    hits: list[HitShape]
    facets: FacetsShape | None = None
    took_ms: float


class StatementShape(BaseModel):
    """A sentence of an answer with the numbers of its citations."""

    text: str
    citations: list[int]
    rephrased: bool = False

    @classmethod
    def of(cls, statement: Statement, rephrased: bool = False) -> "StatementShape":
        """The shape of a statement, without the sign of the list that it stood in."""
        text = BULLET.sub("", statement.text)
        return cls(text=text, citations=list(statement.citations), rephrased=rephrased)


class CitationShape(BaseModel):
    """A source; `quote` occurs on that page after white-space and hyphen normalisation."""

    n: int
    document: DocumentShape
    page: Sheet
    page_label: PageLabel
    quote: str
    url: str

    @classmethod
    def of(cls, citation: Citation) -> "CitationShape":
        """The shape of a citation."""
        return cls(
            n=citation.n,
            document=DocumentShape.of(citation.document),
            page=citation.page,
            page_label=citation.page_label,
            quote=citation.quote,
            url=source_url(citation.document, citation.page, citation.passage.id),
        )


class NearestShape(BaseModel):
    """A page that came close without answering."""

    document: DocumentShape
    page: Sheet
    page_label: PageLabel
    heading: str
    url: str

    @classmethod
    def of(cls, nearest: Nearest) -> "NearestShape":
        """The shape of a page that came close."""
        return cls(
            document=DocumentShape.of(nearest.document),
            page=nearest.page,
            page_label=nearest.page_label,
            heading=nearest.heading,
            url=source_url(nearest.document, nearest.page),
        )


class SearchedShape(BaseModel):
    """What was looked through."""

    documents: int
    years: list[int]
    words: list[str]


class AnswerShape(BaseModel):
    """The answer to a question."""

    question: str
    intent: str
    abstained: bool
    message: str
    answer: list[StatementShape]
    citations: list[CitationShape]
    nearest: list[NearestShape]
    searched: SearchedShape
    notes: list[str]
    took_ms: float

    @classmethod
    def of(cls, answer: Answer, took_ms: float) -> "AnswerShape":
        """The shape of an answer."""
        searched = answer.searched
        return cls(
            question=answer.question,
            intent=answer.intent,
            abstained=answer.abstained,
            message=answer.message,
            answer=[StatementShape.of(statement) for statement in answer.statements],
            citations=[CitationShape.of(citation) for citation in answer.citations],
            nearest=[NearestShape.of(nearest) for nearest in answer.nearest],
            searched=SearchedShape(
                documents=searched.documents, years=list(searched.years or ()), words=list(searched.words)
            ),
            notes=list(answer.notes),
            took_ms=took_ms,
        )


def source_url(document: Document, page: int, passage: str | None = None) -> str:
    """The address of a page of a document, with the passage that is to be marked."""
    address = f"/quelle/{document.id}/{page}"
    return f"{address}?stelle={passage}" if passage else address
