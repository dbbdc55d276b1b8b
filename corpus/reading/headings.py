"""Which lines are headings, and how deep: by letter size, bold type, numbering and outline."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.reading.captions import CAPTION, CAPTION_LEVEL, NOTE_LEVEL
from corpus.reading.lines import Line, Role
from corpus.reading.tables import with_table_heads
from corpus.reading.wire import Opening, RawPage

LARGER = 1.12  # a heading's letters against those of the text
LONGEST = 180  # characters
NUMBERED = re.compile(r"(?:§\s*\d+[a-z]*|(\d{1,2}(?:\.\d{1,2})*)\.?)\s+[A-ZÄÖÜ„]")
START = 4  # letters that a title begins with
BARE_NUMBER = re.compile(r"\d{1,2}(?:\.\d{1,2})*\.?")
UNFINISHED = re.compile(r"[,;\-–]$|\b(?:und|oder|der|die|das|des|von|für|in|im|zur|zum|mit|sowie)$")
SAME = 0.3  # points; letters that differ less are of one size
SHORT = 80  # characters of a title under a bare number
LISTED = 3  # headings in a row on one level are a list
OUTSIDE = 100  # levels from here on: not in the outline


@dataclass(frozen=True, slots=True)
class Body:
    """How the running text of a document looks."""

    size: float
    bold: bool  # most of it is bold, so bold says nothing


@dataclass(frozen=True, slots=True)
class Outline:
    """The bookmarks of a document: page and title (letters and digits only) to level."""

    levels: dict[tuple[int, str], int]
    titles: dict[str, int]  # of the printed table of contents, wherever they stand
    starts: frozenset[tuple[int, str]]  # how headings begin on a page (0: on any)

    def level(self, page: int, key: str) -> int:
        """The level of a heading; 0 where neither bookmarks nor contents know it."""
        return self.levels.get((page, key), 0) or self.titles.get(key, 0)

    def may_begin(self, page: int, key: str) -> bool:
        """Whether a heading may begin with these letters; keeps the search for headings quick."""
        if (page, key[:START]) in self.starts or (0, key[:START]) in self.starts:
            return True
        short = len(key) < START
        return short and any(on in (0, page) and start.startswith(key) for on, start in self.starts)


def with_headings(opening: Opening, pages: Sequence[RawPage]) -> list[RawPage]:
    """The pages with their heading lines named and given a level (1 is outermost)."""
    body = _body(pages)
    outline = _outline(opening, pages)
    sizes = _ranks(pages, body)
    return [
        replace(page, lines=tuple(with_table_heads(list(_marked(page, body, outline, sizes)))))
        for page in pages
    ]


def _body(pages: Sequence[RawPage]) -> Body:
    sizes: Counter[float] = Counter()
    bold = 0
    for page in pages:
        for line in page.lines:
            if line.role is Role.TEXT:
                sizes[round(line.size * 2) / 2] += len(line.text)
                bold += len(line.text) * line.bold
    size = sizes.most_common(1)[0][0] if sizes else 10.0
    return Body(size, bold > 0.4 * sizes.total())


def _key(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())


def _outline(opening: Opening, pages: Sequence[RawPage]) -> Outline:
    levels = {(mark.page, _key(mark.title)): mark.level for mark in opening.bookmarks if mark.page}
    titles = {} if levels else _titles(pages)
    starts = {(page, key[:START]) for page, key in levels} | {(0, key[:START]) for key in titles}
    return Outline(levels, titles, frozenset(starts))


def _titles(pages: Sequence[RawPage]) -> dict[str, int]:
    """The entries of the printed table of contents with their levels."""
    titles: dict[str, int] = {}
    for page in pages:
        for line in page.lines:
            title = line.text[:LONGEST].rstrip("0123456789 \t.…")
            key = _key(title)
            if line.role is Role.CONTENTS and sum(map(str.isalpha, key)) >= START:
                titles.setdefault(key, max(_depth(title), 1))
    return titles


def _depth(text: str) -> int:
    """How many numbers a heading is counted with: 2 for "1.4 Art der Wohnung"."""
    match = NUMBERED.match(text)
    return match[1].count(".") + 1 if match and match[1] else 0


def _candidate(line: Line) -> bool:
    letters = sum(map(str.isalpha, line.text))
    return (
        line.role is Role.TEXT
        and letters > 2  # noqa: PLR2004
        and len(line.text) <= LONGEST
        and not line.text.startswith(("•", "-", "–", "▪"))
    )


def _looks(line: Line, body: Body) -> bool:
    if line.size >= LARGER * body.size:
        return True
    if line.text.startswith(("(", "„")):
        return False
    return line.bold and not body.bold and line.size >= 0.9 * body.size


def _ranks(pages: Sequence[RawPage], body: Body) -> dict[float, int]:
    sizes = {
        round(line.size * 2) / 2
        for page in pages
        for line in page.lines
        if _candidate(line) and _looks(line, body)
    }
    return {size: rank for rank, size in enumerate(sorted(sizes, reverse=True))}


def _marked(page: RawPage, body: Body, outline: Outline, sizes: dict[float, int]) -> Iterator[Line]:
    for lines, level in _unlisted(list(_grouped(page, body, outline, sizes))):
        for line in lines:
            yield replace(line, role=Role.HEADING, level=level) if level else _caption(line)


def _grouped(
    page: RawPage, body: Body, outline: Outline, sizes: dict[float, int]
) -> Iterator[tuple[Sequence[Line], int]]:
    """The lines of a page, those of one heading together with its level, others alone with level 0."""
    index = 0
    while index < len(page.lines):
        count, level = _group(page, index, body, outline, sizes)
        yield page.lines[index : index + max(count, 1)], level
        index += max(count, 1)


def _unlisted(groups: list[tuple[Sequence[Line], int]]) -> list[tuple[Sequence[Line], int]]:
    """Takes back headings that follow each other on one level: they are the items of a list."""
    start = 0
    for index in range(1, len(groups) + 1):
        if index < len(groups) and _alike(groups[index], groups[start]):
            continue
        if index - start >= LISTED:
            groups[start:index] = [(lines, 0) for lines, _ in groups[start:index]]
        start = index
    return groups


def _alike(one: tuple[Sequence[Line], int], other: tuple[Sequence[Line], int]) -> bool:
    return min(one[1], other[1]) >= OUTSIDE and one[0][0].size == other[0][0].size


def _group(
    page: RawPage, index: int, body: Body, outline: Outline, sizes: dict[float, int]
) -> tuple[int, int]:
    """How many lines from `index` on make one heading (0: none), and its level."""
    lines = page.lines
    begins = outline.may_begin(page.number, _key(lines[index].text[: 3 * START]))
    for count in (4, 3, 2, 1) if begins else ():
        part = lines[index : index + count]
        if len(part) == count and part[0].role is Role.TEXT:
            level = outline.level(page.number, _key("".join(line.text for line in part)))
            if level:
                return count, level
    first = lines[index]
    if first.role is Role.TEXT and BARE_NUMBER.fullmatch(first.text) and index + 1 < len(lines):
        follows = lines[index + 1]
        if follows.size >= body.size * 0.95 and _candidate(follows) and _titular(follows.text):
            return 2, _level(first.text + " X", first.size, sizes)
    if (
        not (_candidate(first) and _looks(first, body))
        or CAPTION.match(first.text)
        or _in_table(lines, index, body)
    ):
        return 0, 0
    count = 1
    while index + count < len(lines) and _continues(lines[index + count - 1], lines[index + count], body):
        count += 1
    text = " ".join(line.text for line in lines[index : index + count])
    larger = first.size >= LARGER * body.size
    if len(text) > LONGEST or count > 4 or (not larger and _sentence(text)):  # noqa: PLR2004
        return 0, 0
    return count, _level(text, first.size, sizes)


def _titular(text: str) -> bool:
    return len(text) < SHORT and text[0].isupper()


def _in_table(lines: Sequence[Line], index: int, body: Body) -> bool:
    """Whether a line stands between the rows of a table: the name of a group of rows."""
    if lines[index].size >= LARGER * body.size:
        return False
    around = [*lines[max(index - 2, 0) : index], *lines[index + 1 : index + 3]]
    rows = [line for line in around if line.role is Role.ROW and line.block == lines[index].block]
    return len(rows) > 2  # noqa: PLR2004


def _sentence(text: str) -> bool:
    return text.endswith((".", "!", ",", ";")) and not NUMBERED.match(text)


def _continues(before: Line, line: Line, body: Body) -> bool:
    close = 0 < line.y0 - before.y0 < 2.2 * line.size
    alike = abs(line.size - before.size) < SAME and line.bold == before.bold
    return (
        close
        and alike
        and line.block == before.block
        and _candidate(line)
        and _looks(line, body)
        and not NUMBERED.match(line.text)
        and not CAPTION.match(line.text)
    )


def _level(text: str, size: float, sizes: dict[float, int]) -> int:
    rank = sizes.get(round(size * 2) / 2, len(sizes))
    return OUTSIDE + 10 * rank + _depth(text)


def _caption(line: Line) -> Line:
    if line.role is Role.TEXT and CAPTION.match(line.text) and len(line.text) <= LONGEST:
        return replace(line, level=CAPTION_LEVEL)
    if line.role is Role.NOTE:
        return replace(line, level=NOTE_LEVEL)
    return line
