"""What the papers say on an area: sentences copied from them, each with its page."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.page_wording import cited_page
from corpus.catalogue import Catalogue
from corpus.document import Document, Passage
from corpus.place import Area
from corpus.reading.sentences import sentences

ADVISING = ("strategiepapier", "handlungsempfehlungen", "sozialkonferenz")
REPORTING = ("sozialbericht", *ADVISING)
ADVICE = re.compile(r"\b(?:soll(?:en|te|ten)?|empf[ieoa]hl\w*|Empfehlung\w*)\b")
BULLET = re.compile(r"\s*[•▪–-]\s")
OPENED = re.compile(r"([:.!?;,])\s*[•▪]\s")
INNER_BULLET = re.compile(r"\s*[•▪]\s")
LONGEST = 420
TITLED_ADVICE = re.compile(r"(?:[\d.]+\s+)?(?:(?:Handlungs)?[Ee]mpfehlung|Maßnahme|Ziel)\b")
MOST_FINDINGS = 6
MOST_RECOMMENDATIONS = 20


@dataclass(frozen=True, slots=True)
class Finding:
    """Sentences of a passage, copied as they stand, below the heading they stand under."""

    document: Document
    passage: Passage
    heading: str
    text: str
    label: str | None = None  # the number that is printed on its page

    @property
    def source(self) -> str:
        """The source line: publisher, title, heading, page."""
        described = self.document.description
        publisher = f"{described.publisher}: " if described.publisher else ""
        heading = f", {self.heading}" if self.heading else ""
        return f"{publisher}{described.title}{heading}, {cited_page(self.passage.page, self.label)}"


def recommendations(area: Area, catalogue: Catalogue, documents: Sequence[Document]) -> list[Finding]:
    """What strategy papers and conferences recommend for an area, the newest paper first."""
    out: list[Finding] = []
    for document in _newest(documents, ADVISING):
        about = area.name in document.description.areas
        found = (_advice(document, passage, area, about) for passage in _running(catalogue, document))
        out += [one for one in found if one]
    return [_labelled(catalogue, one) for one in out[:MOST_RECOMMENDATIONS]]


def findings(area: Area, catalogue: Catalogue, documents: Sequence[Document]) -> list[Finding]:
    """What reports and papers state of an area, the newest first; recommendations stand elsewhere."""
    out: list[Finding] = []
    for document in _newest(documents, REPORTING):
        for passage in _running(catalogue, document):
            spans = sentences(passage.text)
            named = [i for i, (a, b) in enumerate(spans) if names(area, passage.text[a:b])]
            if named and not any(ADVICE.search(passage.text[a:b]) for a, b in (spans[i] for i in named[:1])):
                out.append(_finding(document, passage, spans, named[0]))
    return [_labelled(catalogue, one) for one in out[:MOST_FINDINGS]]


def names(area: Area, text: str) -> bool:
    """Whether a text names an area as a word of its own: not "Osterfeld-Mitte" for "Osterfeld"."""
    return any(
        re.search(rf"(?<![\w/-]){re.escape(name)}(?![\w/-])", text) for name in (area.name, *area.aliases)
    )


def _advice(document: Document, passage: Passage, area: Area, about: bool) -> Finding | None:
    heading = passage.headings[-1] if passage.headings else ""
    spans = sentences(passage.text)
    advising = [i for i, (a, b) in enumerate(spans) if ADVICE.search(passage.text[a:b])]
    if about and TITLED_ADVICE.match(heading) and advising:
        return _finding(document, passage, spans, advising[0])
    named = [i for i in advising if names(area, passage.text[spans[i][0] : spans[i][1]])]
    return _finding(document, passage, spans, named[0]) if named else None


def _finding(document: Document, passage: Passage, spans: Sequence[tuple[int, int]], first: int) -> Finding:
    """The sentence and those behind it that still fit."""
    start, end = spans[first]
    listing = passage.text[start:end].rstrip().endswith(":")
    for begin, further in spans[first + 1 :]:
        if further - start > LONGEST or (BULLET.match(passage.text, begin) and not listing):
            break
        end = further
    heading = passage.headings[-1] if passage.headings else ""
    return Finding(document, passage, heading, in_one_line(passage.text[start:end]))


def _labelled(catalogue: Catalogue, one: Finding) -> Finding:
    return replace(one, label=catalogue.page(one.document.id, one.passage.page).label)


def in_one_line(text: str) -> str:
    """A text in one line; the items of a list are parted by semicolons where they do not end themselves."""
    plain = " ".join(text.split())
    return INNER_BULLET.sub("; ", OPENED.sub(r"\1 ", plain.removeprefix("• ")))


def _running(catalogue: Catalogue, document: Document) -> Iterator[Passage]:
    """The passages of running text: cells of tables are no sentences."""
    return (passage for passage in catalogue.passages(document.id) if "\t" not in passage.text)


def _newest(documents: Sequence[Document], kinds: Sequence[str]) -> list[Document]:
    chosen = [document for document in documents if document.description.kind in kinds]
    return sorted(chosen, key=lambda one: (kinds.index(one.description.kind), -(one.description.year or 0)))
