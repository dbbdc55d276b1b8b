"""From a document to its figures: tables and charts in a confined process, sentences from the page's text."""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from corpus.document import Box, Document, Page
from corpus.figure import Figure, Method
from corpus.figures.areas import AreaNames
from corpus.figures.indicators import indicators
from corpus.figures.numbers import YEAR, periods
from corpus.figures.prose import Saying, sayings
from corpus.reading.limits import Limits
from corpus.reading.process import Ended, Overdue, Worker

SIGNS = re.compile(r"(?:Tabelle|Tab\.|Übersicht|Grafik|Abbildung|Abb\.|Diagramm|Schaubild)\s*[A-Z]?\d")
LONE_NUMBER = re.compile(r"(?:^|\t)[+\-–]?\d[\d.,\u00a0 ]*(?:\s?(?:%|€|EUR))?(?=$|\t)", re.MULTILINE)
FEWEST_NUMBERS = 4
STATUTES = frozenset({"gesetz", "satzung"})  # only amounts and shares in them are worth a question
AMOUNTS = frozenset({"Euro", "Prozent", "qm"})
LONGEST_LINE = 300


@dataclass(frozen=True, slots=True)
class _Context:
    document: Document
    year: int | None
    area: str | None
    names: AreaNames


def figures_of(
    path: Path,
    document: Document,
    pages: Sequence[Page],
    limits: Limits,
    names: AreaNames,
    password: str | None = None,
) -> list[Figure]:
    """The figures of a document; tables and charts only where the file is a PDF.

    A page that is over its limit says nothing; a file that cannot be opened gives its sentences alone.
    """
    context = _Context(document, _reference_year(document), _only_area(document), names)
    found: list[Figure] = []
    by_number = {page.number: page for page in pages}
    if path.suffix.lower() == ".pdf":
        numbers = [page.number for page in pages if may_hold_tables(page.text)]
        for answer in _answers(path, numbers, limits, password, names):
            page = by_number[answer["page"]]
            found += [_figure(one, page, context) for one in answer["found"]]
    rules = document.description.kind in STATUTES
    for page in pages:
        found += [_said(one, page, context) for one in sayings(page.text) if not rules or one.unit in AMOUNTS]
    return [replace(figure, id=f"{document.id}-f{index}") for index, figure in enumerate(found)]


def may_hold_tables(text: str) -> bool:
    """Whether a page is worth a search for tables and charts: a caption, or numbers that stand alone."""
    return bool(SIGNS.search(text)) or len(LONE_NUMBER.findall(text)) >= FEWEST_NUMBERS


def _answers(
    path: Path, numbers: list[int], limits: Limits, password: str | None, names: AreaNames
) -> Iterator[dict[str, Any]]:
    """The worker's answers, page after page; started again behind a page that it could not bear."""
    left = numbers
    for _ in range(limits.restarts):
        if not left:
            return
        request = {
            "path": str(path.resolve()),
            "password": password,
            "memory": limits.memory_bytes,
            "pages": left,
            "areas": names.known,
        }
        done = 0
        try:
            with Worker("corpus.figures.worker", request) as worker:
                seconds = limits.open_seconds
                while (line := worker.line(seconds)) is not None:
                    yield json.loads(line)
                    done += 1
                    seconds = limits.page_seconds
            left = []
        except (Overdue, Ended):
            left = left[done + 1 :]


def _figure(one: dict[str, Any], page: Page, context: _Context) -> Figure:
    named = context.names
    area = one["area"] or context.area
    found = indicators().recognised(one["title"], one["indicator"], one["group"], one["unit"])
    return Figure(
        id="",
        document_id=context.document.id,
        page=page.number,
        page_label=page.label,
        title=one["title"],
        indicator=one["indicator"],
        group=one["group"],
        value=None if one["value"] is None else Decimal(one["value"]),
        value_text=one["text"],
        unit=one["unit"],
        area=area,
        area_id=named.id_of(area),
        year=one["year"] or context.year,
        period=one["period"],
        indicator_id=found,
        method=Method(one["method"]),
        line=one["line"][:LONGEST_LINE],
        box=Box(*one["box"]),
        confidence=one["confidence"],
        base=one["base"],
    )


def _said(saying: Saying, page: Page, context: _Context) -> Figure:
    named = context.names
    spot = saying.line.find(saying.number.text)
    areas = [
        area for start, _, area in named.mentioned(saying.line) if start < spot + len(saying.number.text) + 40
    ]
    area_id = areas[-1] if areas else None
    return Figure(
        id="",
        document_id=context.document.id,
        page=page.number,
        page_label=page.label,
        title=saying.context,
        indicator=saying.indicator,
        group="Veränderung" if saying.change else "",
        value=saying.number.value,
        value_text=saying.number.text,
        unit=saying.unit,
        area=named.label(area_id) if area_id else context.area,
        area_id=area_id or named.id_of(context.area),
        year=_year(saying, context),
        period=saying.period.text if saying.period else None,
        indicator_id=indicators().recognised("", saying.indicator, "", saying.unit),
        method=saying.method,
        line=saying.line[:LONGEST_LINE],
        approximate=saying.approximate,
        confidence=saying.confidence if saying.period else saying.confidence - 0.1,
    )


def _year(saying: Saying, context: _Context) -> int | None:
    if saying.later is not None and context.document.year:
        return context.document.year + saying.later
    if saying.undated:
        return None
    return saying.period.year if saying.period else context.year


def _reference_year(document: Document) -> int | None:
    """The year that a document is about: the last of a span in its title, else a year there, else its own."""
    spans = [period for period in periods(document.title) if period.span]
    if spans:
        return spans[-1].year
    named = YEAR.findall(document.title) or YEAR.findall(document.file.replace("_", " "))
    return int(named[0]) if named else document.year


def _only_area(document: Document) -> str | None:
    areas = document.description.areas
    return areas[0] if len(areas) == 1 else None
