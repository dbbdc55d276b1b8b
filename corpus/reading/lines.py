"""Words with their place on a page, and how words become fragments and lines."""

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise, takewhile
from statistics import median

from corpus.reading.text import mended

GAP = 1.05  # a gap wider than this share of the letter size parts two fragments
CELL_GAP = 1.0  # ... and within a line, two cells
EVEN = 1.3  # gaps that differ less than this are those of a justified line
EVEN_GAP = 4.0  # ... whose gaps are not wider than this many letter sizes
STRETCHED = 2.2  # a justified line is not stretched wider than this many letter sizes
MARKER = re.compile(r"[•▪■●○◦‣·∙\uf0b7\uf0a7–-]|\(?(?:\d{1,2}|[a-z]{1,2})[.)]|\d+(?:\.\d+)+\.?|§+|\d[a-z]?\.")
MARKER_GAP = 6.0  # a list marker stands at most this many letter sizes before its text
PARTY = 5  # words in brackets after a speaker's name
HYPHEN = "\ufffe"  # what pdfium writes for a hyphen at a line end


class Role(StrEnum):
    """What a line is on its page."""

    TEXT = "text"
    ROW = "row"  # a table row, cells parted by tabs
    NOTE = "note"  # a note in the margin
    TURNED = "turned"  # text that does not run from left to right
    HEAD = "head"  # running head
    FOOT = "foot"  # running foot or page number
    CONTENTS = "contents"  # a line of a table of contents
    HEADING = "heading"


@dataclass(frozen=True, slots=True)
class Word:
    """Characters without a space between them; place in points from the displayed page's top left."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    size: float
    bold: bool = False
    turned: bool = False


@dataclass(slots=True)
class Fragment:
    """Neighbouring words on one baseline."""

    words: list[Word]
    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def text(self) -> str:
        """The words with one space between them."""
        return " ".join(word.text for word in self.words)

    @property
    def height(self) -> float:
        """The height of the tallest word."""
        return self.y1 - self.y0


@dataclass(frozen=True, slots=True)
class Line:
    """A line as it is read; `block` numbers the columns and tables of the page in reading order.

    The first `lead` characters are bold and end in a colon (a speaker); `level` counts headings of formats
    that know theirs from 1.
    """

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    size: float
    bold: bool
    lead: int = 0
    level: int = 0
    block: int = 0
    role: Role = Role.TEXT

    def in_block(self, block: int, role: Role) -> "Line":
        """The same line at another place in the reading order."""
        return replace(self, block=block, role=role)


def fragments(words: Iterable[Word]) -> list[Fragment]:
    """Words in the order of the file to runs of neighbours on one baseline."""
    found: list[Fragment] = []
    last: Word | None = None
    for word in words:
        if last is not None and _follows(last, word):
            run = found[-1]
            run.words.append(word)
            run.x1 = max(run.x1, word.x1)
            run.y0, run.y1 = min(run.y0, word.y0), max(run.y1, word.y1)
        else:
            found.append(Fragment([word], word.x0, word.y0, word.x1, word.y1))
        last = word
    return found


def same_baseline(one: Fragment | Word, other: Fragment | Word) -> bool:
    """Whether two things stand side by side: they share over half of the height of the lower one."""
    shared = min(one.y1, other.y1) - max(one.y0, other.y0)
    return shared > 0.5 * min(one.y1 - one.y0, other.y1 - other.y0)


def rows(parts: Sequence[Fragment]) -> list[list[Fragment]]:
    """Fragments to rows from top to bottom, each from left to right."""
    found: list[list[Fragment]] = []
    for part in sorted(parts, key=lambda part: (part.y0 + part.y1, part.x0)):
        if found and any(same_baseline(other, part) for other in found[-1][-3:]):
            found[-1].append(part)
        else:
            found.append([part])
    return [sorted(row, key=lambda part: part.x0) for row in found]


def line(row: Sequence[Fragment]) -> Line:
    """A row of fragments to one line; a gap that parts cells becomes a tab."""
    words = [word for part in row for word in part.words]
    size = max(set(sizes), key=sizes.count) if (sizes := [word.size for word in words]) else 0.0
    text, cells = _spaced(words, size)
    text = mended(text) if "¨" in text else text
    return Line(
        text=text.replace(HYPHEN, "-"),
        x0=min(part.x0 for part in row),
        y0=min(part.y0 for part in row),
        x1=max(part.x1 for part in row),
        y1=max(part.y1 for part in row),
        size=size,
        bold=all(word.bold for word in words),
        lead=_lead(words),
        role=Role.ROW if cells > 1 else Role.TEXT,
    )


def _follows(last: Word, word: Word) -> bool:
    if last.turned or word.turned or last.text.endswith(HYPHEN):
        return False
    size = max(last.size, word.size)
    gap = word.x0 - last.x1
    if gap >= GAP * size and _marks(last, word):
        return gap < MARKER_GAP * size and same_baseline(last, word)
    return -0.5 * size < gap < GAP * size and same_baseline(last, word)


def _lead(words: Sequence[Word]) -> int:
    """The length of a speaker's name: bold words, perhaps "(SPD)" after them, up to a colon."""
    bold = len(list(takewhile(lambda word: word.bold, words)))
    if not 0 < bold < len(words):
        return 0
    for count in range(bold, min(bold + PARTY, len(words) - 1) + 1):
        name = words[:count]
        if name[-1].text.endswith(":"):
            return (
                len(" ".join(word.text for word in name))
                if count == bold or _bracketed(words[bold:count])
                else 0
            )
    return 0


def _bracketed(words: Sequence[Word]) -> bool:
    return words[0].text.startswith("(") and words[-1].text.endswith("):")


def _starts_text(text: str) -> bool:
    return text.lstrip('"„“»›‚(')[:1].isalpha() or text.startswith(("§", "(1)"))


def _spaced(words: Sequence[Word], size: float) -> tuple[str, int]:
    text = words[0].text
    cells = 1
    wide = cell_gap(words, size)
    for before, word in pairwise(words):
        parted = word.x0 - before.x1 > wide and not (before is words[0] and _marks(before, word))
        cells += parted
        text += ("\t" if parted else " ") + word.text
    return text, cells


def _marks(marker: Word, word: Word) -> bool:
    return MARKER.fullmatch(marker.text) is not None and _starts_text(word.text)


def cell_gap(words: Sequence[Word], size: float) -> float:
    """The gap that parts cells in a row of words; infinite where a justified line is merely stretched."""
    gaps = [after.x0 - before.x1 for before, after in pairwise(words)]
    if not gaps or max(gaps) <= CELL_GAP * size:
        return math.inf
    figures = any(any(map(str.isdigit, word.text)) for word in words)
    if not figures and len(gaps) > 1 and max(gaps) < min(EVEN * min(gaps), EVEN_GAP * size):
        return math.inf
    if max(gaps) > STRETCHED * size:
        return CELL_GAP * size
    return max(CELL_GAP * size, 1.8 * median(gaps))
