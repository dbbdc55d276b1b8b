"""The story of reading: from a file to its description, pages, passages and warnings."""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from corpus.document import Reading, ReadWarning, TextSource
from corpus.errors import LimitExceeded, UnreadableFile
from corpus.reading import messages
from corpus.reading.describe import describe
from corpus.reading.labels import labels
from corpus.reading.layout import laid_out
from corpus.reading.limits import Limits
from corpus.reading.page_text import page_text
from corpus.reading.passages import passages
from corpus.reading.raw_pages import raw_pages
from corpus.reading.scans import recognised
from corpus.reading.wire import RawPage

KINDS = (".pdf", ".html", ".htm", ".docx", ".txt", ".md")
Progress = Callable[[int, int], None]


def read(
    path: Path, limits: Limits, password: str | None = None, progress: Progress | None = None
) -> Reading:
    """Reads one file (.pdf .html .docx .txt .md) in a worker process of its own; safe in several threads.

    Raises UnreadableFile, PasswordNeeded, LimitExceeded or (sidecar) InvalidData; one German line each.
    """
    kind = _checked(path, limits)
    opening, raw, lost = raw_pages(path, kind, limits, password, progress)
    raw = recognised(path, raw, limits, password, progress)
    laid = laid_out(opening, raw)
    texts = [page_text(page, opening.flowing) for page in laid]
    if not lost and all(page.source is not TextSource.NONE and not page.lines for page in raw):
        raise UnreadableFile(messages.NO_TEXT_AT_ALL)
    printed = labels(laid)
    unnumbered = "" if printed else None
    return Reading(
        describe(path, opening, texts, datetime.now(UTC).year),
        tuple(text.page(printed.get(text.number, unnumbered)) for text in texts),
        tuple(passages(texts)),
        (*lost, *_remarks(raw, limits)),
    )


def _checked(path: Path, limits: Limits) -> str:
    """The kind of a file that may be read."""
    kind = path.suffix.lower()
    if kind not in KINDS:
        raise UnreadableFile(messages.NO_KIND.format(kind=kind, kinds=" ".join(KINDS)))
    try:
        size = path.stat().st_size if path.is_file() else None
    except (OSError, ValueError) as error:
        raise UnreadableFile(messages.NO_FILE) from error
    if size is None:
        raise UnreadableFile(messages.NO_FILE)
    if size == 0:
        raise UnreadableFile(messages.EMPTY)
    if size > limits.file_bytes:
        raise LimitExceeded(messages.TOO_LARGE.format(size=size >> 20, limit=limits.file_bytes >> 20))
    return kind


def _remarks(raw: Sequence[RawPage], limits: Limits) -> Iterator[ReadWarning]:
    """Warnings about pages that were read, but not as one might expect."""
    if hidden := [page for page in raw if page.hidden]:
        words = sum(page.hidden for page in hidden)
        where = messages.pages([page.number for page in hidden])
        yield ReadWarning(messages.HIDDEN.format(words=words, pages=where), hidden[0].number)
    if empty := [page.number for page in raw if page.source is TextSource.NONE]:
        why = messages.NO_TEXT if limits.ocr_page_seconds > 0 else messages.NO_TEXT_SOUGHT
        yield ReadWarning(why.format(pages=messages.pages(empty)), empty[0])
    if recognised := [page.number for page in raw if page.source is TextSource.OCR]:
        yield ReadWarning(messages.RECOGNISED.format(pages=messages.pages(recognised)), recognised[0])
