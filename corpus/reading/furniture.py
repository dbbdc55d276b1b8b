"""Running heads and feet, page numbers and tables of contents: lines that are not evidence."""

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from corpus.reading.captions import CAPTION
from corpus.reading.lines import Line, Role
from corpus.reading.wire import RawPage

EDGE = 0.14  # share of the page height in which heads and feet stand
DEEPEST = 5  # lines looked at from either edge
LARGE = 1.4  # on the first page larger lines are its title, also where other pages repeat them
REPEATS = 3  # pages that share a running head
DIGITS = re.compile(r"\d+")
NUMBER = re.compile(
    r"(?:-|–|\|)?\s*(?:Seite\s+)?\d{1,4}(?:\s*(?:von|/)\s*\d{1,4})?\s*(?:-|–|\|)?", re.IGNORECASE
)
LEADERS = re.compile(r"(?:\.\s?){4,}\s*\t?\s*(?:[\divxlc]{1,5})?\s*$|…{2,}\s*\d*\s*$", re.IGNORECASE)
ENTRY = re.compile(r"^\W*(?:\w|§).*?[\s\t](\d{1,4})$")
CLOSE = 2.0  # letter sizes from a line to the one below it in a table's head
SAME = 0.5  # points; letters that differ less are of one size
MANY = 5  # entries that make a table of contents
TAIL = 80  # characters at the end of a line that tell an entry of a table of contents
MOST = 0.6  # share of a page that makes all of it contents
GAP = 3  # lines from one entry to the next
TITLES = re.compile(
    r"(?:\d\.?\s+)?(?:Inhalt|Inhaltsverzeichnis|Inhaltsübersicht|Gliederung|Übersicht|(?:Tabellen|Abbildungs|Grafik|Karten)verzeichnis)",
    re.IGNORECASE,
)
STATUTE = re.compile(r"^(?:§§?\s*\d+[a-z]?|Anlage\b)")
SECTION = re.compile(r"^(?:\w+ (?:Kapitel|Abschnitt|Unterabschnitt|Titel|Teil|Buch)\b)")


def without_furniture(pages: Sequence[RawPage]) -> list[RawPage]:
    """The pages with heads, feet and contents named as such."""
    repeated = _repeated(pages)
    return [replace(page, lines=tuple(_filled(list(_contents(_edges(page, repeated)))))) for page in pages]


def _edge(page: RawPage) -> tuple[list[int], list[int]]:
    """The places of the lines near the upper and the lower edge."""
    upright = [index for index, line in enumerate(page.lines) if line.role is not Role.TURNED]
    by_height = sorted(upright, key=lambda index: page.lines[index].y0)
    top = [i for i in by_height[:DEEPEST] if page.lines[i].y0 < EDGE * page.height]
    foot = [i for i in by_height[-DEEPEST:] if page.lines[i].y1 > (1 - EDGE) * page.height]
    return top, [index for index in foot if index not in top]


def _keys(line: Line) -> tuple[str, ...]:
    """What a running line repeats: its words; a bare number counts only at the same height."""
    if CAPTION.match(line.text):
        return ()
    masked = DIGITS.sub("#", line.text)
    if sum(map(str.isalpha, masked)) > 2:  # noqa: PLR2004  letters
        return (f"{masked} {line.size:.0f}",)
    height = round(line.y0 / 10)
    return (f"{masked} {height}", f"{masked} {height + 1}") if NUMBER.fullmatch(line.text.strip()) else ()


def _repeated(pages: Sequence[RawPage]) -> frozenset[str]:
    seen: Counter[str] = Counter()
    for page in pages:
        top, foot = _edge(page)
        seen.update({key for index in (*top, *foot) for key in _keys(page.lines[index])})
    least = REPEATS if len(pages) > REPEATS else 2
    return frozenset(text for text, count in seen.items() if count >= least)


def _edges(page: RawPage, repeated: frozenset[str]) -> list[Line]:
    lines = list(page.lines)
    usual = median(line.size for line in lines) if lines and page.number == 1 else math.inf
    top, foot = _edge(page)
    for places, role in ((top, Role.HEAD), (foot[::-1], Role.FOOT)):
        others = 0
        for index in places:
            line = lines[index]
            if line.size < LARGE * usual and repeated.intersection(_keys(line)):
                if role is Role.FOOT or not _above_table(page.lines, index):
                    lines[index] = replace(line, role=role)
            elif (others := others + 1) > 1:  # what repeats further inside is no head, perhaps a unit
                break
    order = {Role.HEAD: 0, Role.FOOT: 2}
    return sorted(lines, key=lambda line: order.get(line.role, 1))


def _above_table(lines: Sequence[Line], index: int) -> bool:
    """Whether a line at the top belongs to the table below it, although many pages have it."""
    line = lines[index]
    close = [other for other in lines if other.y0 > line.y0 and other.y0 - line.y1 < CLOSE * line.size]
    return any(abs(other.size - line.size) < SAME for other in close) and _rows_below(lines, line)


def _rows_below(lines: Sequence[Line], line: Line) -> bool:
    rows = [other for other in lines if other.role is Role.ROW and abs(other.size - line.size) < SAME]
    return len(rows) >= MANY


def _contents(lines: Sequence[Line]) -> Iterator[Line]:
    marked = _entries(lines)
    statutes = _runs(lines)
    for line, mark, statute in zip(lines, marked, statutes, strict=True):
        fixed = line.role in (Role.HEAD, Role.FOOT)
        yield replace(line, role=Role.CONTENTS) if (mark or statute) and not fixed else line


def _filled(lines: Sequence[Line]) -> list[Line]:
    """Where most of a page is contents, lines of the same type between its entries are contents too."""
    places = [index for index, line in enumerate(lines) if line.role is Role.CONTENTS]
    if len(places) < MANY or len(places) < MOST * len(lines):
        return list(lines)
    first, last = places[0], places[-1]
    return [
        replace(line, role=Role.CONTENTS)
        if first < index < last and line.role not in (Role.HEAD, Role.FOOT) and _alike(line, lines[first])
        else line
        for index, line in enumerate(lines)
    ]


def _entries(lines: Sequence[Line]) -> list[bool]:
    """Lines with dot leaders, and lines below a title "Inhalt" that end in rising page numbers."""
    marked = [_leads(line.text) for line in lines]
    title = next((i for i, line in enumerate(lines) if TITLES.fullmatch(line.text.strip())), None)
    if title is None and sum(marked) < MANY:
        return marked
    number = 0
    for index in range(title or 0, len(lines)):
        entry = ENTRY.match(lines[index].text)
        if entry and int(entry[1]) >= number:
            marked[index] = True
            number = int(entry[1])
    if title is not None and any(marked[title:]):
        marked[title] = True
    return _closed(marked, lines)


def _leads(text: str) -> bool:
    """Whether dots lead to a page number at the end of a line."""
    tail = text[-TAIL:]
    return (".." in tail or ". ." in tail or "…" in tail) and LEADERS.search(tail) is not None


def _closed(marked: Sequence[bool], lines: Sequence[Line]) -> list[bool]:
    """Fills gaps of one or two lines between entries: headings of chapters, entries over two lines."""
    closed = list(marked)
    places = [index for index, mark in enumerate(marked) if mark]
    for one, other in pairwise(places):
        if other - one <= GAP and all(lines[i].role is not Role.HEAD for i in range(one, other)):
            closed[one:other] = [True] * (other - one)
    return closed


def _runs(lines: Sequence[Line]) -> list[bool]:
    """Long runs of "§ 1 …" and "Erster Abschnitt" in one type with few lines between: contents of a law."""
    kept = [False] * len(lines)
    places = [i for i, line in enumerate(lines) if STATUTE.match(line.text) or SECTION.match(line.text)]
    for run in _close_runs(places, lines):
        if len(run) >= MANY:
            for index in range(run[0], run[-1] + 1):
                kept[index] = _alike(lines[index], lines[run[0]])
    return kept


def _close_runs(places: Sequence[int], lines: Sequence[Line]) -> list[list[int]]:
    runs: list[list[int]] = []
    for place in places:
        if runs and place - runs[-1][-1] <= GAP and _alike(lines[place], lines[runs[-1][-1]]):
            runs[-1].append(place)
        else:
            runs.append([place])
    return runs


def _alike(one: Line, other: Line) -> bool:
    return one.bold == other.bold and abs(one.size - other.size) < 1
