"""The numbers printed on pages, trusted only where they run evenly with the pages of the file."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from corpus.reading.lines import Role
from corpus.reading.wire import RawPage

PRINTED = (
    re.compile(r"\bSeite\s+(\d{1,4})\b", re.IGNORECASE),
    re.compile(r"^[-–|\s]*(\d{1,4})(?:\s*(?:von|/)\s*\d{1,4})?[-–|\s]*$"),
    re.compile(r"^(\d{1,4})\s"),
    re.compile(r"\s(\d{1,4})$"),
)
RUN = 3  # pages in a row that a numbering has to hold
REACH = 4  # pages without a number that a run bridges


def labels(pages: Sequence[RawPage]) -> dict[int, str]:
    """Physical page number to printed label; pages without a trustworthy one are missing.

    A numbering that starts again is followed section by section.
    """
    runs = sorted(_runs(pages), key=len, reverse=True)
    found: dict[int, str] = {}
    for run in runs:
        for page, label in run.items():
            found.setdefault(page, label)
    own = {page.number: page.label for page in pages if page.label}
    telling = any(label != str(number) for number, label in own.items())
    if not found and telling:
        return own
    return dict(sorted(found.items()))


def _runs(pages: Sequence[RawPage]) -> Iterator[dict[int, str]]:
    """Stretches of pages over which the printed number keeps one distance from the physical one."""
    by_offset: defaultdict[int, list[int]] = defaultdict(list)
    for page in pages:
        for number in _printed(page):
            by_offset[number - page.number].append(page.number)
    least = min(RUN, max(2, len(pages) - 1))
    for offset, numbers in by_offset.items():
        stretch: list[int] = []
        for number in [*numbers, 10**9]:
            if stretch and number - stretch[-1] > REACH:
                if len(stretch) >= least:
                    yield {page: str(page + offset) for page in stretch}
                stretch = []
            stretch.append(number)


def _printed(page: RawPage) -> set[int]:
    """All numbers in the head and foot of a page that may be its own."""
    numbers: set[int] = set()
    for line in page.lines:
        if line.role in (Role.HEAD, Role.FOOT):
            for pattern in PRINTED:
                numbers.update(int(match[1]) for match in pattern.finditer(line.text))
    return numbers - {0}
