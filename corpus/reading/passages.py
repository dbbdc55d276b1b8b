"""Passages of about 120 words: whole sentences under one heading, on one page or two."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from corpus.document import Box, Passage, Span
from corpus.reading.captions import CAPTION_LEVEL, LEAD_LEVEL, TABLE_LEVEL
from corpus.reading.hyphens import cut, glue
from corpus.reading.lines import Role
from corpus.reading.page_text import PageText, Piece, goes_on_overleaf
from corpus.reading.sentences import sentences

WORDS = 120  # a passage ends with the sentence that passes this count
LEAST = 40  # words that are left over join the passage before, if it may take them
SKIPPED = frozenset((Role.HEAD, Role.FOOT, Role.CONTENTS, Role.TURNED))
SPACE = 12  # points between two sentences on one line
SHORT = 6  # words of the name of a group of rows
GROUP = 70  # words from which a passage of rows ends before the name of the next group of rows
HEAD = 300  # characters of a table's head in the trail
PROSE = 15  # words of a sentence after which a caption no longer holds


@dataclass(frozen=True, slots=True)
class Part:
    """Characters of one piece on one page."""

    page: PageText
    piece: Piece
    start: int
    end: int

    @property
    def text(self) -> str:
        """The characters."""
        return self.page.text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence, list item or table row: what a passage is made of; two parts when it crosses a page."""

    parts: tuple[Part, ...]

    @property
    def words(self) -> int:
        """Number of words."""
        return sum(len(part.text.split()) for part in self.parts)


@dataclass(slots=True)
class Draft:
    """A passage in the making."""

    headings: tuple[str, ...]
    units: list[Unit] = field(default_factory=list)
    words: int = 0

    def add(self, unit: Unit) -> None:
        """Takes one more unit."""
        self.units.append(unit)
        self.words += unit.words

    def full_before(self, unit: Unit) -> bool:
        """Whether the passage is long enough to end before the unit; rows end where a group of them does."""
        if self.words < GROUP:
            return False
        rows = self.units[-1].parts[0].piece.role is Role.ROW
        names_group = rows and unit.parts[0].piece.role is Role.TEXT and unit.words <= SHORT
        return self.words >= WORDS or names_group

    def takes(self, unit: Unit) -> bool:
        """Whether the unit follows without a break and keeps the passage on two pages."""
        if not self.units:
            return True
        last, first = self.units[-1].parts[-1], unit.parts[0]
        if first.page.number == last.page.number:
            return not first.page.text[last.end : first.start].strip() and self._pages(unit) <= 2  # noqa: PLR2004
        prose = first.piece.role is last.piece.role is Role.TEXT
        return prose and first.page.number == last.page.number + 1 and self._pages(unit) <= 2  # noqa: PLR2004

    def joins(self, rest: "Draft") -> bool:
        """Whether the rest of a section may end this passage."""
        together = {part.page.number for item in (*self.units, *rest.units) for part in item.parts}
        return (
            self.headings == rest.headings
            and self.words + rest.words <= WORDS + LEAST
            and len(together) <= 2  # noqa: PLR2004  pages
            and self.takes(rest.units[0])
        )

    def _pages(self, unit: Unit) -> int:
        return len({part.page.number for item in (*self.units, unit) for part in item.parts})


def passages(pages: Sequence[PageText], document: str = "") -> list[Passage]:
    """The passages of a document in reading order; `document` is its id, put before each ordinal."""
    drafts = [draft for draft in _filled(_drafts(pages)) if _tells(draft)]
    return [_passage(draft, document, ordinal) for ordinal, draft in enumerate(drafts)]


def _filled(drafts: Iterable[Draft]) -> Iterator[Draft]:
    """The drafts, a short rest of a section joined to the draft before it."""
    last: Draft | None = None
    for draft in drafts:
        if last is not None and draft.words < LEAST and last.joins(draft):
            for unit in draft.units:
                last.add(unit)
            continue
        if last is not None:
            yield last
        last = draft
    if last is not None:
        yield last


def _drafts(pages: Sequence[PageText]) -> Iterator[Draft]:
    draft = Draft(())
    for headings, unit in _units(pages):
        if draft.headings != headings or draft.full_before(unit) or not draft.takes(unit):
            if draft.units:
                yield draft
            draft = Draft(headings)
        draft.add(unit)
    if draft.units:
        yield draft


def _units(pages: Sequence[PageText]) -> Iterator[tuple[tuple[str, ...], Unit]]:
    """Each unit of the document with the trail of headings that it stands under."""
    trail: list[tuple[int, str]] = []
    chains = list(_chains(pages))
    for index, chain in enumerate(chains):
        first = chain[0]
        if index and first.page is not chains[index - 1][0].page and first.piece.role is not Role.ROW:
            trail[:] = [entry for entry in trail if entry[0] not in (CAPTION_LEVEL, TABLE_LEVEL)]
        if first.piece.role in (Role.HEADING, Role.NOTE):
            _enter(trail, first.piece.level, first.text)
            continue
        if _heads_table(first) and (index == 0 or not _heads_table(chains[index - 1][0])):
            _enter_table(trail, chains[index:])
        if first.piece.lead:
            _enter(trail, LEAD_LEVEL, first.text[: first.piece.lead].rstrip(": "))
        for unit in _sentence_units(chain):
            if not _heads_table(first) and first.piece.role is Role.TEXT and unit.words >= PROSE:
                trail[:] = [entry for entry in trail if entry[0] not in (CAPTION_LEVEL, TABLE_LEVEL)]
            yield tuple(text for _, text in trail), unit


def _enter(trail: list[tuple[int, str]], level: int, text: str) -> None:
    while trail and trail[-1][0] >= level:
        trail.pop()
    trail.append((level, " ".join(text.split())))


def _heads_table(part: Part) -> bool:
    return part.piece.level in (CAPTION_LEVEL, TABLE_LEVEL)


def _enter_table(trail: list[tuple[int, str]], chains: Sequence[list[Part]]) -> None:
    """Enters the caption and the head of a table that stand at the beginning of `chains`."""
    caption: list[str] = []
    head: list[str] = []
    for chain in takewhile(lambda chain: _heads_table(chain[0]), chains):
        (caption if chain[0].piece.level == CAPTION_LEVEL else head).append(chain[0].text)
    if caption:
        _enter(trail, CAPTION_LEVEL, " ".join(caption))
    if head:
        _enter(trail, TABLE_LEVEL, shortened(" ".join(head), HEAD))


def shortened(text: str, longest: int) -> str:
    """A text cut at a space so that it is at most so long."""
    return text if len(text) <= longest else text[:longest].rsplit(" ", 1)[0]


def _chains(pages: Sequence[PageText]) -> Iterator[list[Part]]:
    """Pieces in order; a paragraph that goes on overleaf comes as two parts."""
    waiting: list[Part] = []
    for page in pages:
        for piece in page.pieces:
            if piece.role in SKIPPED:
                continue
            part = Part(page, piece, piece.start, piece.end)
            if waiting and _joins(waiting[-1], part):
                yield [waiting[-1], part]
                waiting = []
                continue
            if waiting:
                yield waiting
            waiting = [part]
    if waiting:
        yield waiting


def _joins(before: Part, part: Part) -> bool:
    return (
        part.page.number == before.page.number + 1
        and part.piece.role is before.piece.role is Role.TEXT
        and not part.piece.lead
        and goes_on_overleaf(before.text, part.text)
    )


def _sentence_units(chain: Sequence[Part]) -> Iterator[Unit]:
    """The sentences of a paragraph; a row is one unit."""
    if chain[0].piece.role is not Role.TEXT:
        yield Unit(tuple(chain))
        return
    lengths = [part.end - part.start for part in chain]
    for start, end in sentences(_running(chain)):
        parts = []
        offset = 0
        for part, length in zip(chain, lengths, strict=True):
            low, high = max(start - offset, 0), min(end - offset, length)
            if low < high:
                parts.append(Part(part.page, part.piece, part.start + low, part.start + high))
            offset += length
        yield Unit(tuple(part for part in map(_trimmed, parts) if part.end > part.start))


def _running(chain: Sequence[Part]) -> str:
    """The text of the parts without a seam, as long as all of them together.

    A hyphen at the end of a page stays a letter here, so that no sentence seems to end there.
    """
    texts = [part.text for part in chain]
    return "".join(texts)


def _trimmed(part: Part) -> Part:
    text = part.text
    left = len(text) - len(text.lstrip())
    return Part(part.page, part.piece, part.start + left, part.start + len(text.rstrip()))


def _tells(draft: Draft) -> bool:
    """Whether a passage says something: a word of four letters at least, not only marks and figures."""
    return any(
        sum(map(str.isalpha, word)) > 3  # noqa: PLR2004  letters
        for unit in draft.units
        for part in unit.parts
        for word in part.text.split()
    )


def _passage(draft: Draft, document: str, ordinal: int) -> Passage:
    spans: list[Span] = []
    text = ""
    parts = [part for unit in draft.units for part in unit.parts]
    for number in dict.fromkeys(part.page.number for part in parts):
        here = [part for part in parts if part.page.number == number]
        start, end = here[0].start, here[-1].end
        boxes = tuple(box for part in here for box in part.piece.boxes(part.start, part.end))
        spans.append(Span(number, start, end, _merged(boxes)))
        text = _seamless(text, here[0].page.text[start:end], here[0])
    return Passage(f"{document}-{ordinal}", document, ordinal, text, draft.headings, tuple(spans))


def _seamless(before: str, after: str, first: Part) -> str:
    if not before:
        return after
    if first.start > first.piece.start or not goes_on_overleaf(before, after):
        return f"{before}\n{after}"
    return before[:-1] + after if cut(before, after) else before + glue(before, after) + after


def _merged(boxes: Sequence[Box]) -> tuple[Box, ...]:
    """Sentences on one line share one box."""
    merged: list[Box] = []
    for box in boxes:
        last = merged[-1] if merged else None
        if last is not None and last.y0 == box.y0 and last.y1 == box.y1 and 0 <= box.x0 - last.x1 < SPACE:
            merged[-1] = Box(last.x0, last.y0, box.x1, last.y1)
        else:
            merged.append(box)
    return tuple(merged)
