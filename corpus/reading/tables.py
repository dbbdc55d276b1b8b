"""The heads of tables: the lines above the first row with figures, which say what the figures mean."""

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.reading.captions import CAPTION_LEVEL, TABLE_LEVEL
from corpus.reading.lines import Line, Role

FIGURE = re.compile(r"[-–+±<>]?\s?\(?[\d., ]*\d\)?\s?[%€]?|[-–./x]")
YEAR = re.compile(r"(?:19|20)\d\d(?:[/–-]\d{2,4})?")
HIGHEST = 7  # lines of a table's head
NEAR = 2.5  # letter sizes between two lines of a head
PROSE = 25  # words; a longer line is no part of a head
ROWS = 3  # rows with figures that make a table


def with_table_heads(lines: Sequence[Line]) -> list[Line]:
    """The lines of a page, those of table heads with their level."""
    marked = list(lines)
    data = [line.role is Role.ROW and _holds_figures(line.text) for line in lines]
    for index in range(len(lines)):
        if (
            data[index]
            and sum(data[index : index + 2 * ROWS]) >= ROWS
            and not any(data[max(index - HIGHEST, 0) : index])
        ):
            for place in _head(lines, index):
                if marked[place].level != CAPTION_LEVEL:
                    marked[place] = replace(marked[place], level=TABLE_LEVEL)
    return marked


def _holds_figures(row: str) -> bool:
    """Whether a cell behind the first is a figure and no year, which would name a column."""
    cells = (cell.strip() for cell in row.split("\t")[1:])
    return any(FIGURE.fullmatch(cell) and not YEAR.fullmatch(cell) for cell in cells)


def _head(lines: Sequence[Line], first: int) -> range:
    """The places of the head above the row at `first`."""
    start = first
    while start > max(first - HIGHEST, 0) and _belongs(lines[start - 1], lines[start]):
        start -= 1
        if lines[start].level == CAPTION_LEVEL:
            break
    end = first - 1 if first > start and _names_rows(lines[first - 1]) else first
    return range(start, max(end, start))


def _belongs(line: Line, below: Line) -> bool:
    gap = below.y0 - line.y1
    return (
        line.role in (Role.TEXT, Role.ROW)
        and below.y0 >= line.y0
        and gap < NEAR * max(line.size, below.size)
        and len(line.text.split()) <= PROSE
        and not line.text.endswith((".", ";", ","))
    )


def _names_rows(line: Line) -> bool:
    """Whether a line just above the first row names a group of rows ("Geschlecht"), not a column."""
    return line.role is Role.TEXT and line.bold and line.level != CAPTION_LEVEL
