"""The lines of a page as its text: paragraphs rejoined, one piece (paragraph, row, heading) to a line."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import quantiles

from corpus.document import Box, Page, TextSource
from corpus.reading.captions import CAPTION_LEVEL
from corpus.reading.hyphens import cut, glue
from corpus.reading.lines import Line, Role
from corpus.reading.wire import RawPage

ITEM = re.compile(
    r"\s*(?:[•▪■●○◦‣·∙\uf0b7\uf0a7►→✓*–-]\s|o\s|\(?\d{1,2}[.)]\s|\(\d{1,2}[a-z]?\)|\(?[a-z]{1,2}[.)]\s|\d{1,2}\.\d|TOP\s)"
)
ENDS = re.compile(r"[.!?:;…][\"“”»«)]*$")
TAIL = 20  # characters in which a sentence may end
SAME = 0.3  # points; letters that differ less are of one size
STEPS = (0.8, 2.0)  # from line to line in a paragraph, in letter sizes
HEADING_STEP = 2.2  # ... at most, in a heading
PITCH = 1.15  # a wider step than this share of the usual one begins a paragraph


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph, table row, heading or other unit: characters `start` to `end` of the page's text.

    `lines` are the ranges of its printed lines with their boxes.
    """

    role: Role
    level: int
    start: int
    end: int
    lines: tuple[tuple[int, int, Box], ...]
    lead: int = 0

    def boxes(self, start: int, end: int) -> tuple[Box, ...]:
        """Rectangles over the characters `start` to `end`, line by line."""
        return tuple(
            _part(box, (start - first) / (last - first), (end - first) / (last - first))
            for first, last, box in self.lines
            if first < end and last > start and box.x1 > box.x0
        )


@dataclass(frozen=True, slots=True)
class PageText:
    """A page with its text and the pieces that the text is made of."""

    number: int
    width: float
    height: float
    source: TextSource
    text: str
    pieces: tuple[Piece, ...]

    def page(self, label: str | None) -> Page:
        """The page as others see it."""
        return Page(self.number, label, self.text, self.width, self.height, self.source)


@dataclass(slots=True)
class _Writer:
    """Grows the text of a page line by line."""

    text: str = ""
    pieces: list[Piece] = field(default_factory=list)

    def begin(self, line: Line) -> None:
        self.text += "\n" if self.text else ""
        start = len(self.text)
        self.text += line.text
        place = (start, len(self.text), _box(line))
        self.pieces.append(Piece(line.role, line.level, start, len(self.text), (place,), line.lead))

    def extend(self, line: Line) -> None:
        piece = self.pieces[-1]
        lines = piece.lines
        if cut(self.text, line.text):
            self.text = self.text[:-1]
            lines = (*lines[:-1], (lines[-1][0], len(self.text), lines[-1][2]))
        else:
            self.text += glue(self.text, line.text)
        start = len(self.text)
        self.text += line.text
        place = (start, len(self.text), _box(line))
        self.pieces[-1] = Piece(
            piece.role, piece.level, piece.start, len(self.text), (*lines, place), piece.lead
        )


def page_text(page: RawPage, flowing: bool) -> PageText:
    """The text of a page; with `flowing` false every line is a paragraph of its own."""
    writer = _Writer()
    pitch = _pitch(page.lines)
    before: Line | None = None
    for line in page.lines:
        if flowing and before is not None and _goes_on(before, line, pitch, writer.text):
            writer.extend(line)
        else:
            writer.begin(line)
        before = line
    return PageText(page.number, page.width, page.height, page.source, writer.text, tuple(writer.pieces))


def goes_on_overleaf(before: str, after: str) -> bool:
    """Whether a paragraph that a column or page breaks off goes on in the next one."""
    if ITEM.match(after):
        return False
    return cut(before, after) or (not ENDS.search(before[-TAIL:]) and after[:1].islower())


def _box(line: Line) -> Box:
    return Box(line.x0, line.y0, line.x1, line.y1)


def _part(box: Box, first: float, last: float) -> Box:
    width = box.x1 - box.x0
    left, right = max(0.0, first), min(1.0, last)
    return Box(round(box.x0 + left * width, 1), box.y0, round(box.x0 + right * width, 1), box.y1)


def _pitch(lines: Sequence[Line]) -> float:
    """The usual step from line to line, in letter sizes."""
    steps = [
        (line.y0 - before.y0) / line.size
        for before, line in _pairs(lines)
        if line.size and abs(line.size - before.size) < SAME
    ]
    usual = [step for step in steps if STEPS[0] < step < STEPS[1]]
    return quantiles(usual, n=4)[0] if len(usual) > 1 else 1.3


def _pairs(lines: Sequence[Line]) -> Iterable[tuple[Line, Line]]:
    texts = [line for line in lines if line.role is Role.TEXT]
    return pairwise(texts)


def _goes_on(before: Line, line: Line, pitch: float, text: str) -> bool:
    """Whether a line belongs to the paragraph of the one before it."""
    if line.role is not before.role or line.lead or line.level == CAPTION_LEVEL or line.level != before.level:
        return False
    step = (line.y0 - before.y0) / (line.size or 1)
    if line.role in (Role.HEADING, Role.NOTE):
        return (
            line.level == before.level
            and 0 < step < HEADING_STEP
            and not (before.text.endswith(")") and line.role is Role.NOTE)
        )
    if line.role is not Role.TEXT or ITEM.match(line.text) or abs(line.size - before.size) > 0.12 * line.size:
        return False
    if line.block != before.block or step < 0:
        return goes_on_overleaf(text, line.text)
    if step > max(PITCH * pitch, pitch + 0.12):
        return False
    return cut(text, line.text) or not _begins(before, line)


def _begins(before: Line, line: Line) -> bool:
    """Whether a line begins a paragraph although it follows closely: indented, or after a short last line."""
    if not ENDS.search(before.text[-TAIL:]) or line.text[:1].islower():
        return False
    indented = 0.8 < (line.x0 - before.x0) / line.size < 5  # noqa: PLR2004  letter sizes
    short = before.x1 < line.x1 - 0.2 * (line.x1 - line.x0)
    return indented or (short and not before.text.endswith((";", ":")))
