"""The reading order of a page: bands of columns, margin notes and tables, told apart by their gutters.

A recursive cut of the page along free strips (in the spirit of the XY cut, Nagy and Seth 1984) that keeps
the rows of a table together and the columns of prose apart.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

from corpus.document import Box
from corpus.reading.lines import Fragment, Line, Role, Word, cell_gap, fragments, line, rows, same_baseline
from corpus.reading.margins import annotated
from corpus.reading.ruled import FIGURES, ruled_table

APART = 3.0  # letter sizes; a larger gap parts a running head from the columns below it
GUTTER = 0.7  # least width of a gutter, in letter sizes
FULL = 0.7  # a line that fills this share of its column is a full one
LETTERS = 18  # ... if it has at least so many letters
PAIRED = 0.8  # share of the lines of one side with a partner on the other that makes a table
NOTES = 0.45  # margin notes have less than this share of the letters of the text beside them
DEPTH = 6  # columns inside columns

Interval = tuple[float, float]


@dataclass(slots=True)
class Strip:
    """Fragments at one height, and the intervals across the page that they leave free."""

    parts: list[Fragment]
    free: list[Interval]
    width: Interval
    top: float
    bottom: float


@dataclass(slots=True)
class Band:
    """Neighbouring strips that share their gutters (none: text over the whole width)."""

    strips: list[Strip] = field(default_factory=list)
    gutters: list[Interval] = field(default_factory=list)

    @property
    def width(self) -> Interval:
        """The left and right edge of all strips."""
        return min(strip.width[0] for strip in self.strips), max(strip.width[1] for strip in self.strips)

    @property
    def parts(self) -> list[Fragment]:
        """All fragments of the band."""
        return [part for strip in self.strips for part in strip.parts]


def in_reading_order(words: Sequence[Word], rules: Sequence[Box]) -> list[Line]:
    """The words of a page as lines in the order in which a person reads them; turned text comes last."""
    straight = fragments(word for word in words if not word.turned)
    turned = fragments(word for word in words if word.turned)
    ordered = _numbered(_ordered(straight, rules, DEPTH))
    last = ordered[-1].block + 1 if ordered else 0
    return ordered + [line([part]).in_block(last, Role.TURNED) for part in turned]


def _numbered(groups: Sequence[Sequence[Line]]) -> list[Line]:
    return [
        item.in_block(number, item.role)
        for number, group in enumerate(group for group in groups if group)
        for item in group
    ]


def _ordered(parts: Sequence[Fragment], rules: Sequence[Box], depth: int) -> list[list[Line]]:
    """Groups of lines; each group is one column or table."""
    groups: list[list[Line]] = []
    for band in _bands(_strips(parts)):
        if not band.gutters or depth == 0:
            groups.append(_lines(band.parts))
        else:
            groups.extend(_columns(band, rules, depth))
    return groups


def _lines(parts: Sequence[Fragment]) -> list[Line]:
    return [line(row) for row in rows(parts)]


def _strips(parts: Sequence[Fragment]) -> list[Strip]:
    groups: list[list[Fragment]] = []
    bottom = float("-inf")
    for part in sorted(parts, key=lambda part: part.y0 + part.y1):
        middle, half = (part.y0 + part.y1) / 2, 0.3 * part.height
        if groups and middle - half < bottom:
            groups[-1].append(part)
        else:
            groups.append([part])
            bottom = float("-inf")
        bottom = max(bottom, middle + half)
    return [_strip(group) for group in map(_unstretched, groups)]


def _strip(parts: list[Fragment]) -> Strip:
    return Strip(
        parts,
        _free(parts),
        (min(part.x0 for part in parts), max(part.x1 for part in parts)),
        min(part.y0 for part in parts),
        max(part.y1 for part in parts),
    )


def _unstretched(parts: list[Fragment]) -> list[Fragment]:
    """The pieces of one justified line put together again."""
    ordered = sorted(parts, key=lambda part: part.x0)
    if len(parts) < 2 or not all(map(same_baseline, ordered, ordered[1:])):  # noqa: PLR2004
        return parts
    words = [word for part in ordered for word in part.words]
    if cell_gap(words, words[0].size) < math.inf:
        return parts
    top, bottom = min(part.y0 for part in parts), max(part.y1 for part in parts)
    return [Fragment(words, ordered[0].x0, top, ordered[-1].x1, bottom)]


def _free(parts: Sequence[Fragment]) -> list[Interval]:
    free, edge = [], float("-inf")
    for part in sorted(parts, key=lambda part: part.x0):
        if part.x0 > edge:
            free.append((edge, part.x0))
        edge = max(edge, part.x1)
    return [*free, (edge, float("inf"))]


def _shared(one: Sequence[Interval], other: Sequence[Interval], least: float) -> list[Interval]:
    found = []
    for left, right in one:
        for start, end in other:
            low, high = max(left, start), min(right, end)
            if high - low >= least:
                found.append((low, high))
    return found


def _overlap(one: Interval, other: Interval) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _inner(free: Sequence[Interval], one: Interval, other: Interval) -> list[Interval]:
    """The free intervals with something on both sides, within the edges of two things together."""
    left, right = min(one[0], other[0]), max(one[1], other[1])
    return [(low, high) for low, high in free if low >= left and high <= right]


def _least(strip: Strip) -> float:
    return GUTTER * min(part.words[0].size for part in strip.parts)


def _bands(strips: Sequence[Strip]) -> list[Band]:
    bands: list[Band] = []
    free: list[Interval] = []
    for strip in strips:
        least = _least(strip)
        band = bands[-1] if bands else None
        if band is not None and band.gutters and strip.top - band.strips[-1].bottom < APART * least / GUTTER:
            shared = _shared(free, strip.free, least)
            gutters = _inner(shared, band.width, strip.width)
            if any(_overlap(gutter, before) for gutter in gutters for before in band.gutters):
                band.strips.append(strip)
                band.gutters, free = gutters, shared
                continue
        own = [
            (low, high) for low, high in _inner(strip.free, strip.width, strip.width) if high - low >= least
        ]
        if own:
            free = strip.free
            fresh = Band([strip], own)
            if band is not None:
                free = _pulled(band, fresh, free, least)
            bands = [item for item in bands if item.strips] + [fresh]
        elif band is not None and not band.gutters:
            band.strips.append(strip)
        else:
            bands.append(Band([*_handed_down(band, strip), strip]))
    return bands


def _handed_down(band: Band | None, below: Strip) -> list[Strip]:
    """Takes from the end of columns what stands closer to the text below them, as a caption does."""
    taken: list[Strip] = []
    while band is not None and len(band.strips) > 2:  # noqa: PLR2004
        last, before = band.strips[-1], band.strips[-2]
        gap = below.top - last.bottom
        left = min(low for low, _ in band.gutters)
        if any(part.x1 > left for part in last.parts) or last.top - before.bottom < max(1.5 * gap, 3):
            break
        taken.insert(0, band.strips.pop())
        below = last
    return taken


def _pulled(band: Band, fresh: Band, free: list[Interval], least: float) -> list[Interval]:
    """Moves the last strips of a band without gutters into the columns that begin below them."""
    while not band.gutters and band.strips:
        last = band.strips[-1]
        gap = fresh.strips[0].top - last.bottom
        shared = _shared(free, last.free, least)
        inner = _inner(shared, fresh.width, last.width)
        gutters = [gutter for gutter in inner if any(_overlap(gutter, own) for own in fresh.gutters)]
        if len(gutters) < len(fresh.gutters) or gap > 1.5 * max(part.height for part in last.parts):
            break
        band.strips.pop()
        fresh.strips.insert(0, last)
        fresh.gutters, free = gutters, shared
    return free


def _columns(band: Band, rules: Sequence[Box], depth: int) -> list[list[Line]]:
    """A band with gutters: a ruled table, columns of prose, prose with margin notes, or a table."""
    parts = band.parts
    table = ruled_table(parts, band.gutters, rules)
    if table is not None:
        above, below = _ordered(table.above, rules, depth - 1), _ordered(table.below, rules, depth - 1)
        return [*above, table.rows, *below]
    for gutter in sorted(band.gutters, key=lambda gutter: gutter[0] - gutter[1]):
        left = [part for part in parts if part.x1 <= gutter[0] + 0.1]
        right = [part for part in parts if part.x1 > gutter[0] + 0.1]
        if not left or not right:
            continue
        prose = _prose(left), _prose(right)
        if all(prose):
            return _ordered(left, rules, depth - 1) + _ordered(right, rules, depth - 1)
        if any(prose) and not _tabular(left, right):
            text, rest = (left, right) if prose[0] else (right, left)
            if _notes(text, rest):
                return [annotated(_ordered(text, rules, depth - 1), _lines(rest))]
            return _ordered(left, rules, depth - 1) + _ordered(right, rules, depth - 1)
    return [_lines(parts)]


def _letters(parts: Sequence[Fragment]) -> int:
    return sum(sum(map(str.isalpha, word.text)) for part in parts for word in part.words)


def _prose(parts: Sequence[Fragment]) -> bool:
    """Whether a column holds running text: several lines that fill it with words."""
    width = max(part.x1 for part in parts) - min(part.x0 for part in parts)
    all_rows = rows(parts)
    full = sum(
        1
        for row in all_rows
        if sum(part.x1 - part.x0 for part in row) >= FULL * width and _letters(row) >= LETTERS
    )
    return full >= 3 and full >= 0.3 * len(all_rows)  # noqa: PLR2004  lines


def _tabular(left: Sequence[Fragment], right: Sequence[Fragment]) -> bool:
    """Whether the sides share their rows: each line has a partner, or one side is figures beside lines."""
    for here, there in ((left, right), (right, left)):
        paired = sum(1 for part in here if any(same_baseline(part, other) for other in there))
        if paired >= PAIRED * len(here) and len(here) >= 0.7 * len(there):
            return True
        figures = [part for part in here if FIGURES.fullmatch(part.text)]
        if 2 * len(figures) < len(here) or len(figures) < 2:  # noqa: PLR2004
            continue
        aligned = sum(1 for part in figures if any(same_baseline(part, other) for other in there))
        if aligned >= 0.8 * len(figures):
            return True
    return False


def _notes(text: Sequence[Fragment], rest: Sequence[Fragment]) -> bool:
    """Whether a side is notes in the margin: few letters, narrow, and within the height of the text."""
    width = max(part.x1 for part in rest) - min(part.x0 for part in rest)
    beside = max(part.x1 for part in text) - min(part.x0 for part in text)
    return _letters(rest) < NOTES * _letters(text) and width < 0.5 * beside
