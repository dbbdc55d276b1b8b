"""Tables with rules between their rows: each row becomes one line, also where its cells run over several."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.document import Box
from corpus.reading.hyphens import joined
from corpus.reading.lines import Fragment, Line, Role, line, rows

FIGURES = re.compile(r"(?:[-–+]?[\d.,]+ ?[%€]?\s*)+")
Interval = tuple[float, float]
MEET = 3.0  # points; rules that come closer meet
LEAST = 0.6  # width of the strip between two cells, in letter sizes
TALLEST = 12  # lines of one row


@dataclass(frozen=True, slots=True)
class Ruled:
    """A ruled table: its rows, and what stands above and below its rules."""

    above: list[Fragment]
    rows: list[Line]
    below: list[Fragment]


def ruled_table(parts: Sequence[Fragment], gutters: Sequence[Interval], rules: Sequence[Box]) -> Ruled | None:
    """A ruled table with the cells of its rows parted by tabs; None where this is no such table."""
    top, bottom = min(part.y0 for part in parts), max(part.y1 for part in parts)
    heights = _heights([rule for rule in rules if top - 15 < rule.y0 < bottom + 15], gutters)
    if len(heights) < 3:  # noqa: PLR2004  a row has two rules, two rows have three
        return None
    segments = _segments(parts, heights)
    inside = [segment for segment in segments[1:-1] if segment]
    celled = [segment for segment in inside if _gutters(segment)]
    if len(celled) < 2 or len(celled) < 0.5 * len(inside):  # noqa: PLR2004  rows
        return None
    found = [item for segment in inside for item in _rows(segment)]
    return Ruled(segments[0], found, segments[-1])


def _rows(segment: Sequence[Fragment]) -> list[Line]:
    """The rows between two rules: mostly one, whose cells may run over several lines."""
    level = rows(segment)
    gutters = _gutters(segment)
    if len(level) == 1 or _many_rows(segment, level, gutters):
        return [line(row) for row in level]
    return [_row(segment, gutters)]


def _heights(rules: Sequence[Box], gutters: Sequence[Interval]) -> list[float]:
    """The heights of rules that cross a gutter, in one piece or in pieces that meet."""
    heights: list[float] = []
    for rule in sorted(rules, key=lambda rule: rule.y0):
        if heights and rule.y0 - heights[-1] < MEET:
            continue
        level = [other for other in rules if abs(other.y0 - rule.y0) < MEET]
        if any(left <= low and high <= right for low, high in gutters for left, right in _joined(level)):
            heights.append(rule.y0)
    return heights


def _joined(level: Sequence[Box]) -> list[Interval]:
    """Rules at one height as the intervals that they cover together."""
    found: list[Interval] = []
    for rule in sorted(level, key=lambda rule: rule.x0):
        if found and rule.x0 - found[-1][1] < MEET:
            found[-1] = (found[-1][0], max(found[-1][1], rule.x1))
        else:
            found.append((rule.x0, rule.x1))
    return found


def _segments(parts: Sequence[Fragment], heights: Sequence[float]) -> list[list[Fragment]]:
    segments: list[list[Fragment]] = [[] for _ in range(len(heights) + 1)]
    for part in parts:
        middle = (part.y0 + part.y1) / 2
        segments[sum(1 for height in heights if height < middle)].append(part)
    return segments


def _cells(segment: Sequence[Fragment], gutters: Sequence[Interval]) -> list[list[Fragment]]:
    cells: list[list[Fragment]] = [[] for _ in range(len(gutters) + 1)]
    for part in segment:
        cells[sum(1 for low, _ in gutters if part.x0 > low)].append(part)
    return [cell for cell in cells if cell]


def _gutters(segment: Sequence[Fragment]) -> list[Interval]:
    """The strips between the cells of one row."""
    gutters: list[Interval] = []
    edge = min(part.x1 for part in segment)
    for part in sorted(segment, key=lambda part: part.x0):
        if part.x0 - edge > LEAST * part.words[0].size:
            gutters.append((edge, part.x0))
        edge = max(edge, part.x1)
    return gutters


def _many_rows(
    segment: Sequence[Fragment], level: Sequence[Sequence[Fragment]], gutters: Sequence[Interval]
) -> bool:
    """Whether the rules part groups of rows: many lines, or several figures below each other in a cell."""
    if len(level) > TALLEST or not gutters:
        return True
    for cell in _cells(segment, gutters):
        if sum(1 for row in rows(cell) if FIGURES.fullmatch(" ".join(part.text for part in row))) > 1:
            return True
    return False


def _row(segment: Sequence[Fragment], gutters: Sequence[Interval]) -> Line:
    cells = [[line(row) for row in rows(cell)] for cell in _cells(segment, gutters)]
    every = [item for cell in cells for item in cell]
    return Line(
        text="\t".join(joined([item.text.replace("\t", " ") for item in cell]) for cell in cells),
        x0=min(item.x0 for item in every),
        y0=min(item.y0 for item in every),
        x1=max(item.x1 for item in every),
        y1=max(item.y1 for item in every),
        size=every[0].size,
        bold=all(item.bold for item in every),
        role=Role.ROW if len(cells) > 1 else Role.TEXT,
    )
