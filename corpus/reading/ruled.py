"""Tables with rules between their rows: each row becomes one line, also where its cells run over several."""

import re
from collections.abc import Sequence

from corpus.document import Box
from corpus.reading.hyphens import joined
from corpus.reading.lines import Fragment, Line, Role, line, rows

FIGURES = re.compile(r"(?:[-–+]?[\d.,]+ ?[%€]?\s*)+")
LEAST = 0.6  # width of the strip between two cells, in letter sizes
TALLEST = 12  # lines of one row


def ruled_rows(
    parts: Sequence[Fragment], gutters: Sequence[tuple[float, float]], rules: Sequence[Box]
) -> list[Line] | None:
    """The rows of a ruled table with their cells parted by tabs; None where this is no such table."""
    top, bottom = min(part.y0 for part in parts), max(part.y1 for part in parts)
    heights = _heights([rule for rule in rules if top - 15 < rule.y0 < bottom + 15], gutters)
    within = [height for height in heights if top + 3 < height < bottom - 3]
    if len(heights) < 3 or not within:  # noqa: PLR2004  a row has two rules, two rows have three
        return None
    found: list[Line] = []
    for segment in _segments(parts, heights):
        level = rows(segment)
        inner = _gutters(segment)
        if _outside(segment, heights) or len(level) == 1 or _many_rows(segment, level, inner):
            found.extend(line(row) for row in level)
        else:
            found.append(_row(segment, inner))
    return found


def _heights(rules: Sequence[Box], gutters: Sequence[tuple[float, float]]) -> list[float]:
    """The heights of rules that cross (or meet in) the middle of a gutter."""
    heights: list[float] = []
    for rule in sorted(rules, key=lambda rule: rule.y0):
        if heights and rule.y0 - heights[-1] < 3:  # noqa: PLR2004  points
            continue
        level = [other for other in rules if abs(other.y0 - rule.y0) < 3]  # noqa: PLR2004
        left, right = min(other.x0 for other in level), max(other.x1 for other in level)
        if any(left <= low and high <= right for low, high in gutters):
            heights.append(rule.y0)
    return heights


def _segments(parts: Sequence[Fragment], heights: Sequence[float]) -> list[list[Fragment]]:
    segments: list[list[Fragment]] = [[] for _ in range(len(heights) + 1)]
    for part in parts:
        middle = (part.y0 + part.y1) / 2
        segments[sum(1 for height in heights if height < middle)].append(part)
    return [segment for segment in segments if segment]


def _outside(segment: Sequence[Fragment], heights: Sequence[float]) -> bool:
    middle = (segment[0].y0 + segment[0].y1) / 2
    return not heights[0] < middle < heights[-1]


def _cells(segment: Sequence[Fragment], gutters: Sequence[tuple[float, float]]) -> list[list[Fragment]]:
    cells: list[list[Fragment]] = [[] for _ in range(len(gutters) + 1)]
    for part in segment:
        cells[sum(1 for low, _ in gutters if part.x0 > low)].append(part)
    return [cell for cell in cells if cell]


def _gutters(segment: Sequence[Fragment]) -> list[tuple[float, float]]:
    """The strips between the cells of one row."""
    gutters: list[tuple[float, float]] = []
    edge = min(part.x1 for part in segment)
    for part in sorted(segment, key=lambda part: part.x0):
        if part.x0 - edge > LEAST * part.words[0].size:
            gutters.append((edge, part.x0))
        edge = max(edge, part.x1)
    return gutters


def _many_rows(
    segment: Sequence[Fragment], level: Sequence[Sequence[Fragment]], gutters: Sequence[tuple[float, float]]
) -> bool:
    """Whether the rules part groups of rows: many lines, or several figures below each other in a cell."""
    if len(level) > TALLEST or not gutters:
        return True
    for cell in _cells(segment, gutters):
        if sum(1 for row in rows(cell) if FIGURES.fullmatch(" ".join(part.text for part in row))) > 1:
            return True
    return False


def _row(segment: Sequence[Fragment], gutters: Sequence[tuple[float, float]]) -> Line:
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
