"""Pages without a text layer, read by text recognition where that is installed."""

import json
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import count
from pathlib import Path
from statistics import median

from corpus.document import TextSource
from corpus.errors import CorpusError
from corpus.reading.columns import in_reading_order
from corpus.reading.limits import Limits
from corpus.reading.lines import Word
from corpus.reading.pictures import NoAnswer, Studio
from corpus.reading.text import mended
from corpus.reading.wire import RawPage

DPI = 300
AT_ONCE = 2  # pages, each with a tesseract of one thread
LIKE = 0.35  # letters that differ less from the usual size count as usual: recognition measures roughly
HEIGHT = 1.3  # height of a line in letter sizes


def recognised(
    path: Path,
    pages: Sequence[RawPage],
    limits: Limits,
    password: str | None,
    progress: Callable[[int, int], None] | None = None,
) -> list[RawPage]:
    """The pages, those without text read from their picture; unchanged where nothing can do that.

    `progress` is told how many pages are done, those with text among them, and how many pages there are.
    """
    blank = [page for page in pages if page.source is TextSource.NONE]
    if not blank or limits.ocr_page_seconds <= 0:
        return list(pages)
    studios = [Studio() for _ in range(min(AT_ONCE, len(blank)))]

    finished = count(len(pages) - len(blank) + 1)

    def done() -> None:
        if progress is not None:
            progress(next(finished), len(pages))

    def work(turn: int) -> list[RawPage]:
        try:
            return _read(studios[turn], path, blank[turn :: len(studios)], limits, password, done)
        finally:
            studios[turn].close()

    with ThreadPoolExecutor(len(studios)) as threads:
        found = {page.number: page for part in threads.map(work, range(len(studios))) for page in part}
    return [found.get(page.number, page) for page in pages]


def _read(
    studio: Studio,
    path: Path,
    pages: Sequence[RawPage],
    limits: Limits,
    password: str | None,
    done: Callable[[], None],
) -> list[RawPage]:
    read: list[RawPage] = []
    for page in pages:
        request = {"do": "words", "page": page.number, "dpi": DPI, "seconds": limits.ocr_page_seconds}
        try:
            body = studio.ask(request, path, password, limits, limits.ocr_page_seconds + limits.open_seconds)
        except NoAnswer:
            return read
        except CorpusError:
            continue
        read.append(_page(page, json.loads(body)))
        done()
    return read


def _page(page: RawPage, boxes: Sequence[Sequence[float | str]]) -> RawPage:
    """A page with the recognised words in reading order; without any it stays a page without text."""
    if not boxes:
        return page
    usual = median(float(box[5]) for box in boxes)
    words = [_word(box, usual) for box in boxes]
    return replace(page, lines=tuple(in_reading_order(words, ())), source=TextSource.OCR)


def _word(box: Sequence[float | str], usual: float) -> Word:
    x0, y0, x1, y1, height = (float(value) for value in box[1:])
    size = usual if abs(height - usual) < LIKE * usual else height
    return Word(mended(str(box[0])), x0, y0, x1, y1, size / HEIGHT)
