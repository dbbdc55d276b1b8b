"""Running heads and feet, page numbers and tables of contents: lines that are not evidence."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from corpus.reading.captions import CAPTION
from corpus.reading.lines import Line, Role
from corpus.reading.wire import RawPage

EDGE = 0.14  # share of the page height in which heads and feet stand
DEEPEST = 5  # lines looked at from either edge
REPEATS = 3  # pages that share a running head
DIGITS = re.compile(r"\d+")
NUMBER = re.compile(
    r"(?:-|–|\|)?\s*(?:Seite\s+)?\d{1,4}(?:\s*(?:von|/)\s*\d{1,4})?\s*(?:-|–|\|)?", re.IGNORECASE
)
LEADERS = re.compile(r"(?:\.\s?){4,}\s*\t?\s*(?:[\divxlc]{1,5})?\s*$|…{2,}\s*\d*\s*$", re.IGNORECASE)
ENTRY = re.compile(r"^\W*(?:\w|§).*?[\s\t](\d{1,4})$")
TITLES = re.compile(
    r"(?:\d\.?\s+)?(?:Inhalt|Inhaltsverzeichnis|Inhaltsübersicht|Gliederung|Übersicht|(?:Tabellen|Abbildungs|Grafik|Karten)verzeichnis)",
    re.IGNORECASE,
)
STATUTE = re.compile(r"^(?:§§?\s*\d+[a-z]?|Anlage\b)")
SECTION = re.compile(r"^(?:\w+ (?:Kapitel|Abschnitt|Unterabschnitt|Titel|Teil|Buch)\b)")


def without_furniture(pages: Sequence[RawPage]) -> list[RawPage]:
    """The pages with heads, feet and contents named as such."""
    repeated = _repeated(pages)
    return [replace(page, lines=tuple(_contents(_edges(page, repeated)))) for page in pages]


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
    for places, role in zip(_edge(page), (Role.HEAD, Role.FOOT), strict=True):
        for index in places:
            if repeated.intersection(_keys(lines[index])):
                lines[index] = replace(lines[index], role=role)
    head = [line for line in lines if line.role is Role.HEAD]
    foot = [line for line in lines if line.role is Role.FOOT]
    return head + [line for line in lines if line.role not in (Role.HEAD, Role.FOOT)] + foot


def _contents(lines: Sequence[Line]) -> Iterator[Line]:
    marked = [bool(LEADERS.search(line.text)) for line in lines]
    titled = any(TITLES.fullmatch(line.text.strip()) for line in lines)
    if titled or sum(marked) > 4:  # noqa: PLR2004  lines with dots
        marked = [mark or _entry(line) for mark, line in zip(marked, lines, strict=True)]
        marked = _closed(marked, lines)
    statutes = _runs([bool(STATUTE.match(line.text) or SECTION.match(line.text)) for line in lines])
    for line, mark, statute in zip(lines, marked, statutes, strict=True):
        fixed = line.role in (Role.HEAD, Role.FOOT)
        yield replace(line, role=Role.CONTENTS) if (mark or statute) and not fixed else line


def _entry(line: Line) -> bool:
    return bool(ENTRY.match(line.text) or TITLES.fullmatch(line.text.strip()))


def _closed(marked: Sequence[bool], lines: Sequence[Line]) -> list[bool]:
    """Fills gaps of one or two lines between entries: headings of chapters, entries over two lines."""
    closed = list(marked)
    places = [index for index, mark in enumerate(marked) if mark]
    for one, other in pairwise(places):
        if other - one <= 3 and all(lines[i].role is not Role.HEAD for i in range(one, other)):  # noqa: PLR2004
            closed[one:other] = [True] * (other - one)
    return closed


def _runs(matches: Sequence[bool]) -> list[bool]:
    """Keeps long runs of matches, with single lines between them (titles that take two lines)."""
    kept = [False] * len(matches)
    start = None
    misses = 0
    for index, match in enumerate([*matches, False, False, False, False]):
        misses = 0 if match else misses + 1
        if match and start is None:
            start = index
        if start is not None and misses > 3:  # noqa: PLR2004  lines
            end = index - misses + 1
            if sum(matches[start:end]) >= 7:  # noqa: PLR2004  entries
                kept[start:end] = [True] * (end - start)
            start = None
    return kept
