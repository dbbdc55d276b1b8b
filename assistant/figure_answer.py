"""Values of an answer in figures: what is asked, the rows of its table, what is derived from them."""

import math
import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from assistant.page_wording import cited_page, page_number
from corpus.document import Document
from corpus.figure import Figure, Method
from corpus.figures.areas import folded

STATUS = re.compile(r",\s*(?:kreisfreie )?Stadt$")


class Wanted(StrEnum):
    """What a question wants of the figures."""

    VALUE = "value"
    DEVELOPMENT = "development"
    COMPARISON = "comparison"
    RANKING = "ranking"


class Order(StrEnum):
    """What a question for a share names first: the group that it is of, or what is counted in it."""

    NONE = "none"
    BASE_FIRST = "base"
    PART_FIRST = "part"


@dataclass(frozen=True, slots=True)
class Term:
    """A word of a question as it is looked for: stem, stems of its compound, if it is a noun or number."""

    stem: str
    parts: tuple[str, ...] = ()
    noun: bool = True


@dataclass(frozen=True, slots=True)
class FigureQuestion:
    """An understood question for figures; `terms` are its content words, `areas` folded names.

    `turning` are words that turn a meaning round ("!ohne", "!nein", "!sehr"), `focus` those behind a colon.
    """

    text: str
    wanted: Wanted
    terms: tuple[Term, ...]
    areas: tuple[str, ...]
    years: tuple[int, ...]
    since: int | None
    unit: str | None
    indicators: tuple[str, ...]
    change: bool = False
    grown: bool = False  # asks for a change and for nothing else
    turning: frozenset[str] = frozenset()
    focus: frozenset[str] = frozenset()
    order: Order = Order.NONE
    numbered: tuple[tuple[str, str], ...] = ()  # "Stufe 5": a noun with its number
    printed: str = ""  # "chart" or "table" where it names one: "laut Grafik 9"
    level: str = ""  # the level that it names beside its area: "im Stadtbezirk Osterfeld"


@dataclass(frozen=True, slots=True)
class Quoted:
    """A figure with the document that it stands in, ready to be quoted."""

    figure: Figure
    document: Document
    score: float = 0.0
    fit: float = -math.inf  # how likely it is meant, beside others of the same question; higher is likelier
    missed: bool = False  # something asked is not named beside it, or its unit or group is another
    other: bool = False  # of something else than an indicator that is asked
    level: str = ""  # the level of its area where areas of other levels bear the same name

    @property
    def place(self) -> str:
        """Its area as printed, with the level where that tells it from a namesake."""
        area = self.figure.area or ""
        told = not self.level or self.level.lower() in area.lower()
        return area if told else f"{self.level} {area}"

    @property
    def source(self) -> str:
        """The source line: publisher, title, year, page."""
        described = self.document.description
        year = f", {described.year}" if described.year and str(described.year) not in described.title else ""
        publisher = f"{described.publisher}: " if described.publisher else ""
        figure = self.figure
        named = page_number if figure.method is Method.IMPORT else cited_page  # a row of a table is no page
        place = named(figure.page, figure.page_label)
        return f"{publisher}{described.title}{year}, {place}"


def area_key(area: str | None) -> str:
    """An area's name for comparison: "Oberhausen, Stadt" and "Oberhausen" are one."""
    return folded(STATUS.sub("", area)) if area else ""


@dataclass(frozen=True, slots=True)
class Derived:
    """A number worked out from printed ones, with its formula and what went into it."""

    label: str
    value: Decimal
    unit: str
    formula: str
    inputs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FigureAnswer:
    """What the figures say to a question.

    `rows` answer it; `nearest` is what there is instead when they do not. `notes` mark contradictions,
    different definitions and rounded words. An abstained answer has no rows. Rows that are not `sure` are the
    nearest candidates, and the message says so. `unprinted` are the ids of asked indicators that no value is
    of, `unread` those of which none is yet, while figures of documents are still read; `nearest` is something
    else then.
    """

    question: str
    wanted: Wanted
    message: str
    rows: tuple[Quoted, ...] = ()
    derived: tuple[Derived, ...] = ()
    notes: tuple[str, ...] = ()
    nearest: tuple[Quoted, ...] = ()
    confidence: float = 0.0
    sure: bool = False
    unprinted: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()

    @property
    def abstained(self) -> bool:
        """Whether the figures do not answer the question."""
        return not self.rows
