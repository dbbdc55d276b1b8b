"""A dossier for a funding application: figures, quotes and charts, each with its numbered source."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.errors import UnusableQuestion
from assistant.figure_answer import Quoted, area_key
from assistant.figure_charts import alternative, chart, kind_of, title_of
from assistant.figure_export import Masking
from assistant.figure_wording import label, with_unit
from assistant.page_wording import cited_page, page_number
from corpus.catalogue import Catalogue
from corpus.document import Document, Passage, Visibility
from corpus.errors import UnknownDocument
from corpus.figures.ledger import Ledger

SHOWN_DIGITS = 12
SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Quote:
    """A passage with the document that it stands in, and the number printed on its page."""

    passage: Passage
    document: Document
    label: str | None

    @classmethod
    def of(cls, catalogue: Catalogue, id_: str, visibilities: tuple[Visibility, ...]) -> "Quote":
        """The passage with this id; raises UnknownDocument where it may not be seen."""
        passage = catalogue.passage(id_, visibilities)
        page = catalogue.page(passage.document_id, passage.page)
        return cls(passage, catalogue.document(passage.document_id), page.label)


@dataclass(frozen=True, slots=True)
class Source:
    """What a numbered note of a dossier rests on; `text` is the line or quote, `shown` the value.

    `page` is the sheet in the file, `number` what is printed on it.
    """

    n: int
    kind: str
    id: str
    sha256: str
    number: str
    page: int
    shown: str
    text: str
    line: str


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing of some of the figures: its title, what it says in words, and the numbers of their notes."""

    title: str
    spoken: str
    svg: str
    notes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Dossier:
    """A title, statements with the numbers of their notes, charts of them, and the notes."""

    title: str
    today: date
    figures: tuple[tuple[Quoted, int], ...]
    charts: tuple[Chart, ...]
    quotes: tuple[tuple[Quote, int], ...]
    sources: tuple[Source, ...]


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
        raise UnusableQuestion("Das Dossier ist leer. Wählen Sie Zahlen oder Textstellen aus.")
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
        quote = Quote.of(catalogue, id_, visibilities)
        quotes.append((quote, len(sources) + 1))
        sources.append(_quote_source(quote, len(sources) + 1))
    return Dossier(title, today, tuple(figures), tuple(charts_of(figures)), tuple(quotes), tuple(sources))


def sentence(quoted: Quoted) -> str:
    """A figure as a sentence of a dossier."""
    about = " (gerundete Angabe)" if quoted.figure.approximate else ""
    return f"{label(quoted)}: {with_unit(quoted.figure.value_text, quoted.figure.unit)}{about}"


def charts_of(figures: Sequence[tuple[Quoted, int]]) -> Iterator[Chart]:
    """A chart for each kind of figure of which several are chosen; a value that is printed twice once."""
    kinds: dict[tuple[str, str, str], dict[tuple[object, ...], tuple[Quoted, int]]] = {}
    for quoted, n in figures:
        figure = quoted.figure
        point = (area_key(figure.area), figure.year, figure.value)
        kinds.setdefault(kind_of(quoted), {}).setdefault(point, (quoted, n))
    for some in kinds.values():
        rows = [quoted for quoted, _ in some.values()]
        contradicting = len({point[:2] for point in some}) < len(some)
        drawn = None if contradicting else chart(rows)
        if drawn:
            yield Chart(title_of(rows), alternative(rows), drawn, tuple(n for _, n in some.values()))


def _figure_source(quoted: Quoted, n: int) -> Source:
    f = quoted.figure
    return Source(
        n=n,
        kind="Zahl",
        id=f.id,
        sha256=quoted.document.sha256[:SHOWN_DIGITS],
        number=page_number(f.page, f.page_label),
        page=f.page,
        shown=f.value_text,
        text=f.line,
        line=quoted.source,
    )


def _quote_source(quote: Quote, n: int) -> Source:
    described = quote.document.description
    publisher = f"{described.publisher}: " if described.publisher else ""
    return Source(
        n=n,
        kind="Zitat",
        id=quote.passage.id,
        sha256=quote.document.sha256[:SHOWN_DIGITS],
        number=page_number(quote.passage.page, quote.label),
        page=quote.passage.page,
        shown="",
        text=SPACES.sub(" ", quote.passage.text),
        line=f"{publisher}{described.title}, {cited_page(quote.passage.page, quote.label)}",
    )
