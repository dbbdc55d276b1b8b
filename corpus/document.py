"""Values of what was read: documents, their pages and their passages."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Visibility(StrEnum):
    """Who may see a document."""

    PUBLIC = "public"
    INTERNAL = "internal"


ANYBODY = frozenset({Visibility.PUBLIC})  # the kinds of documents that somebody who has not signed in may see

BY_HAND = "Redaktion"  # the origin of a value that somebody entered; no later reading changes it


class TextSource(StrEnum):
    """Where the text of a page came from."""

    LAYER = "layer"
    OCR = "ocr"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Description:
    """What is known about a document as a whole.

    `origins` names for each field where its value came from, in German ("PDF-Metadaten", "Dateiname").
    A `hidden` document shows to nobody but its editors; `weight` 1 puts it before others that are found as
    well, -1 behind them.
    """

    title: str
    year: int | None = None
    kind: str = "dokument"
    areas: tuple[str, ...] = ()
    publisher: str | None = None
    series: str | None = None
    language: str = "de"
    visibility: Visibility = Visibility.PUBLIC
    origins: Mapping[str, str] = field(default_factory=dict)
    hidden: bool = False
    weight: int = 0

    def shown_to(self, visibilities: Collection[Visibility]) -> bool:
        """Whether the document shows to somebody who may see documents of these kinds."""
        return self.visibility in visibilities and not self.hidden


@dataclass(frozen=True, slots=True)
class Document:
    """A document in the catalogue; `id` are the first 12 hex digits of the SHA-256 of its bytes.

    `replaced_by` is the id of its newer version; it has given way only for those who may see that one.
    """

    id: str
    sha256: str
    file: str
    description: Description
    page_count: int
    added_at: str
    replaced_by: str | None = None

    @property
    def title(self) -> str:
        """The title, as described."""
        return self.description.title

    @property
    def year(self) -> int | None:
        """The year that the document is of, if known."""
        return self.description.year

    @property
    def internal(self) -> bool:
        """Whether the public may not see it, so that those who may are told."""
        return self.description.visibility is Visibility.INTERNAL


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page, in points (1/72 inch) from the page's top left corner, y downwards."""

    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True, slots=True)
class Page:
    """A page in reading order; `number` counts from 1 in the file, `label` is the number printed on it.

    The label is empty where others have one, None where no page has. Width and height
    are in points as displayed (after rotation).
    """

    number: int
    label: str | None
    text: str
    width: float
    height: float
    source: TextSource = TextSource.LAYER


@dataclass(frozen=True, slots=True)
class Span:
    """The part of a passage that stands on one page: characters `start` to `end` of `Page.text`."""

    page: int
    start: int
    end: int
    boxes: tuple[Box, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """About 120 words under one heading, whole sentences, on one page or two.

    `id` is `<document id>-<ordinal>`; `headings` is the trail from the outermost heading inwards.
    `text` has lists and table rows on lines of their own.
    """

    id: str
    document_id: str
    ordinal: int
    text: str
    headings: tuple[str, ...]
    spans: tuple[Span, ...]

    @property
    def page(self) -> int:
        """The physical number of the page that the passage starts on."""
        return self.spans[0].page


@dataclass(frozen=True, slots=True)
class ReadWarning:
    """Something that went wrong with one page or the file and did not stop the reading; German text."""

    text: str
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read from one file."""

    description: Description
    pages: tuple[Page, ...]
    passages: tuple[Passage, ...]
    warnings: tuple[ReadWarning, ...] = ()
