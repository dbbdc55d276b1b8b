"""What has become of the sources of a dossier since it was written."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from assistant.dossier import SHOWN_DIGITS, Source
from assistant.figure_wording import with_unit
from assistant.page_wording import cited_page
from assistant.phrases import phrase
from corpus.catalogue import Catalogue
from corpus.document import Document
from corpus.figure import Figure
from corpus.figures.indicators import plain
from corpus.figures.ledger import Ledger
from corpus.versions import Fate, newest, whereabouts


class State(StrEnum):
    """What has become of a source since the dossier was written."""

    SAME = "unverändert"
    CHANGED = "geändert"
    REPLACED = "durch eine andere Fassung ersetzt"
    GONE = "nicht mehr vorhanden"


@dataclass(frozen=True, slots=True)
class Verdict:
    """The state of one source; `now` is what stands there or in the newer version today."""

    source: Source
    state: State
    now: str = ""


def verify(catalogue: Catalogue, sources: Sequence[Source]) -> list[Verdict]:
    """Compare each source of a dossier with what the catalogue holds today."""
    documents = catalogue.documents()
    by_sum = {document.sha256[:SHOWN_DIGITS]: document for document in documents}
    by_id, ends = {document.id: document for document in documents}, newest(documents)
    out = []
    for source in sources:
        document = by_sum.get(source.sha256)
        if document is None:
            out.append(_lost(catalogue, source, documents))
        elif ends[document.id] != document.id:
            out.append(_replaced(catalogue, source, document, by_id[ends[document.id]]))
        else:
            out.append(_unreplaced(catalogue, source, document))
    return out


def _lost(catalogue: Catalogue, source: Source, documents: Sequence[Document]) -> Verdict:
    """A file that is gone may have been read anew: then a document of the same title stands in its place."""
    newer = next((one for one in documents if _titled(source, one)), None)
    return _replaced(catalogue, source, None, newer) if newer else Verdict(source, State.GONE)


def _titled(source: Source, document: Document) -> bool:
    """Whether a source line is of a document of this title."""
    line = source.line.removeprefix(f"{document.description.publisher}: ")
    return line.startswith(f"{document.title},")


def _replaced(catalogue: Catalogue, source: Source, older: Document | None, newer: Document) -> Verdict:
    if source.kind == "Zahl":
        now = _figure_in(catalogue, source, older, newer)
    else:
        now = _quote_in(catalogue, source, newer)
    return Verdict(source, State.REPLACED, now)


def _quote_in(catalogue: Catalogue, source: Source, newer: Document) -> str:
    place = whereabouts(source.text, catalogue.pages(newer.id), source.page)
    key = {Fate.SAME: "replaced_same", Fate.CHANGED: "replaced_changed", Fate.GONE: "replaced_gone"}
    page = catalogue.page(newer.id, place.page) if place.page else None
    cited = cited_page(page.number, page.label) if page else ""
    return phrase(key[place.fate], title=newer.title, page=cited)


def _figure_in(catalogue: Catalogue, source: Source, older: Document | None, newer: Document) -> str:
    """What the newer version prints for the same: known by the older figure, else by the same line alone."""
    ledger = Ledger(catalogue)
    there = ledger.figures(newer.id)
    before = _printed(ledger.figures(older.id), source) if older else None
    found = next((f for f in there if _same_thing(f, before)), None) if before else None
    found = found or _printed(there, source)
    if found is None:
        return phrase("replaced_gone", title=newer.title)
    page = cited_page(found.page, found.page_label)
    if found.value_text.strip() == source.shown.strip():
        return phrase("replaced_same", title=newer.title, page=page)
    value = with_unit(found.value_text, found.unit)
    return phrase("replaced_value", title=newer.title, value=value, page=page)


def _printed(figures: Sequence[Figure], source: Source) -> Figure | None:
    """The figure whose line prints the value of the source, best on the same page."""
    found = [
        f
        for f in figures
        if _joined(f.line) == _joined(source.text) and f.value_text.strip() == source.shown.strip()
    ]
    return min(found, key=lambda f: abs(f.page - source.page), default=None)


def _same_thing(one: Figure, other: Figure) -> bool:
    """Whether two figures are of the same indicator, group, area and year in the same unit."""
    same = one.unit == other.unit and one.year == other.year and one.area == other.area
    return same and plain(one.indicator) == plain(other.indicator) and plain(one.group) == plain(other.group)


def _unreplaced(catalogue: Catalogue, source: Source, document: Document) -> Verdict:
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
    now = phrase("now_value", value=lines[0].value_text) if lines else ""
    return Verdict(source, State.CHANGED, now)


def _joined(text: str) -> str:
    return re.sub(r"[\s\-]+", "", text)
