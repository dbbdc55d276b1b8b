"""A dossier for a funding application: figures and quotes with numbered sources, and its later check."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from assistant.errors import UnusableQuestion
from assistant.figure_answer import Quoted
from assistant.figure_export import Masking
from assistant.figure_wording import label, with_unit
from corpus.catalogue import Catalogue
from corpus.document import Document, Passage, Visibility
from corpus.errors import UnknownDocument
from corpus.figures.ledger import Ledger

SHOWN_DIGITS = 12
SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Quote:
    """A passage with the document that it stands in."""

    passage: Passage
    document: Document


@dataclass(frozen=True, slots=True)
class Source:
    """What a numbered note of a dossier rests on; `text` is the line or quote, `shown` the value."""

    n: int
    kind: str
    id: str
    sha256: str
    page: int
    shown: str
    text: str
    line: str


@dataclass(frozen=True, slots=True)
class Dossier:
    """A title, statements with the numbers of their notes, and the notes."""

    title: str
    today: date
    figures: tuple[tuple[Quoted, int], ...]
    quotes: tuple[tuple[Quote, int], ...]
    sources: tuple[Source, ...]


class State(StrEnum):
    """What has become of a source since the dossier was written."""

    SAME = "unverändert"
    CHANGED = "geändert"
    GONE = "nicht mehr vorhanden"


@dataclass(frozen=True, slots=True)
class Verdict:
    """The state of one source, with what stands there now where it has changed."""

    source: Source
    state: State
    now: str = ""


def compose(
    catalogue: Catalogue,
    title: str,
    figure_ids: Sequence[str],
    passage_ids: Sequence[str],
    today: date,
    visibilities: tuple[Visibility, ...] = tuple(Visibility),
    masking: Masking = Masking(),  # noqa: B008  a frozen value
) -> Dossier:
    """Put a dossier together; raises UnknownDocument for an unknown id, UnusableQuestion for none.

    What stands in a document that may not be seen is unknown.
    """
    if not figure_ids and not passage_ids:
        raise UnusableQuestion(
            "Das Dossier ist leer. Nennen Sie Zahlen (--figure) oder Textstellen (--passage)."
        )
    figures: list[tuple[Quoted, int]] = []
    quotes: list[tuple[Quote, int]] = []
    sources: list[Source] = []
    known = Ledger(catalogue).by_ids(figure_ids)
    for id_ in figure_ids:
        document = catalogue.document(known[id_].document_id) if id_ in known else None
        if document is None or not document.description.shown_to(visibilities):
            raise UnknownDocument(f"Es gibt keine Zahl mit der Kennung »{id_}«.")
        quoted = masking.covered(Quoted(known[id_], document))
        figures.append((quoted, len(sources) + 1))
        sources.append(_figure_source(quoted, len(sources) + 1))
    for id_ in passage_ids:
        passage = catalogue.passage(id_, visibilities)
        quote = Quote(passage, catalogue.document(passage.document_id))
        quotes.append((quote, len(sources) + 1))
        sources.append(_quote_source(quote, len(sources) + 1))
    return Dossier(title, today, tuple(figures), tuple(quotes), tuple(sources))


def verify(catalogue: Catalogue, sources: Sequence[Source]) -> list[Verdict]:
    """Compare each source of a dossier with what the catalogue holds today."""
    documents = {document.sha256[:SHOWN_DIGITS]: document for document in catalogue.documents()}
    return [_verdict(catalogue, source, documents.get(source.sha256)) for source in sources]


def sentence(quoted: Quoted) -> str:
    """A figure as a sentence of a dossier."""
    about = " (gerundete Angabe)" if quoted.figure.approximate else ""
    return f"{label(quoted)}: {with_unit(quoted.figure.value_text, quoted.figure.unit)}{about}"


def _figure_source(quoted: Quoted, n: int) -> Source:
    f = quoted.figure
    return Source(
        n, "Zahl", f.id, quoted.document.sha256[:SHOWN_DIGITS], f.page, f.value_text, f.line, quoted.source
    )


def _quote_source(quote: Quote, n: int) -> Source:
    described = quote.document.description
    publisher = f"{described.publisher}: " if described.publisher else ""
    line = f"{publisher}{described.title}, S. {quote.passage.page}"
    text = SPACES.sub(" ", quote.passage.text)
    return Source(
        n, "Zitat", quote.passage.id, quote.document.sha256[:SHOWN_DIGITS], quote.passage.page, "", text, line
    )


def _verdict(catalogue: Catalogue, source: Source, document: Document | None) -> Verdict:
    if document is None:
        return Verdict(source, State.GONE)
    if source.kind == "Zahl":
        return _figure_verdict(catalogue, source, document)
    there = _joined(" ".join(page.text for page in catalogue.pages(document.id)))
    return Verdict(source, State.SAME if _joined(source.text) in there else State.CHANGED)


def _figure_verdict(catalogue: Catalogue, source: Source, document: Document) -> Verdict:
    """A figure is the same where its line still prints its value; reading again may give it another id."""
    figures = [f for f in Ledger(catalogue).figures(document.id) if f.page == source.page]
    lines = [f for f in figures if _joined(f.line) == _joined(source.text)]
    if any(f.value_text.strip() == source.shown.strip() for f in lines):
        return Verdict(source, State.SAME)
    now = lines[0].value_text if lines else ""
    return Verdict(source, State.CHANGED, now)


def _joined(text: str) -> str:
    return re.sub(r"[\s\-]+", "", text)
