"""One page on one area: indicators over time beside the city, findings, and gaps marked as gaps."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from assistant.figure_answer import Quoted, area_key
from assistant.figure_series import in_order
from corpus.catalogue import Catalogue
from corpus.document import Document, Passage
from corpus.figure import Method
from corpus.figures.areas import area_names
from corpus.figures.indicators import Indicator, indicators

FINDING_KINDS = frozenset({"strategiepapier", "handlungsempfehlungen", "sozialkonferenz", "sozialbericht"})
MARKS = ("empfehl", "sollte", "bedarf", "handlungs", "ziel", "maßnahme")
MOST_FINDINGS = 6


@dataclass(frozen=True, slots=True)
class ProfileLine:
    """An indicator of an area over time; `city` is the whole city's newest figure or None."""

    indicator: Indicator
    series: tuple[Quoted, ...]
    city: Quoted | None

    @property
    def distance(self) -> Decimal | None:
        """Newest value of the area less that of the city in the same year."""
        if self.city is None or not self.series:
            return None
        mine, whole = self.series[-1].figure, self.city.figure
        if mine.year != whole.year or mine.value is None or whole.value is None:
            return None
        return mine.value - whole.value


@dataclass(frozen=True, slots=True)
class Finding:
    """A passage of a strategy paper or report that speaks of the area."""

    document: Document
    page: int
    text: str


@dataclass(frozen=True, slots=True)
class AreaProfile:
    """What the documents say on one area; `gaps` are core indicators without a figure."""

    area: str
    lines: tuple[ProfileLine, ...]
    findings: tuple[Finding, ...]
    gaps: tuple[Indicator, ...]


def area_profile(area: str, figures: Sequence[Quoted], catalogue: Catalogue) -> AreaProfile:
    """The profile of an area, by its name in any spelling."""
    names = area_names()
    known = names.id_of(area)
    label = names.label(known) if known else area
    mine = [q for q in figures if _is(q, label, known)]
    whole = [q for q in figures if q.figure.area_id == names.city]
    lines = tuple(_lines(mine, whole))
    there = {line.indicator.id for line in lines}
    gaps = tuple(entry for entry in indicators().by_id.values() if entry.core and entry.id not in there)
    return AreaProfile(label, lines, tuple(_findings(label, catalogue)), gaps)


def _is(quoted: Quoted, label: str, area_id: str | None) -> bool:
    figure = quoted.figure
    return area_key(figure.area) == area_key(label) or (area_id is not None and figure.area_id == area_id)


def _lines(mine: Sequence[Quoted], whole: Sequence[Quoted]) -> list[ProfileLine]:
    out = []
    for entry in indicators().by_id.values():
        series = in_order(_of(entry, mine))
        if series:
            city = [q for q in in_order(_of(entry, whole)) if q.figure.year == series[-1].figure.year]
            out.append(ProfileLine(entry, tuple(series), city[0] if city else None))
    return sorted(out, key=lambda line: not line.indicator.core)


def _of(entry: Indicator, figures: Sequence[Quoted]) -> list[Quoted]:
    """Printed tables first: sentences repeat what tables say."""
    found = [q for q in figures if q.figure.indicator_id == entry.id and not q.figure.group]
    usual = [q for q in found if q.figure.unit == entry.unit] or found[:1]
    units = usual[0].figure.unit if usual else ""
    printed = [q for q in usual if q.figure.method is not Method.PROSE and q.figure.unit == units]
    return printed or [q for q in usual if q.figure.unit == units]


def _findings(label: str, catalogue: Catalogue) -> list[Finding]:
    out: list[Finding] = []
    for document in catalogue.documents():
        if document.description.kind not in FINDING_KINDS:
            continue
        for passage in catalogue.passages(document.id):
            if _speaks_of(label, passage):
                out.append(Finding(document, passage.page, passage.text))
            if len(out) >= MOST_FINDINGS:
                return out
    return out


def _speaks_of(label: str, passage: Passage) -> bool:
    text = " ".join((*passage.headings, passage.text))
    return label in text and any(mark in text.lower() for mark in MARKS)
