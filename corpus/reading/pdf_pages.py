"""A PDF file to messages: its opening, then page after page in reading order; runs in the worker process."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Protocol

from corpus.document import TextSource
from corpus.errors import LimitExceeded, UnreadableFile
from corpus.reading import messages as texts
from corpus.reading import pdf
from corpus.reading.columns import in_reading_order
from corpus.reading.text import mended
from corpus.reading.wire import Bookmark, Message, Opening, RawPage

BOOKMARKS = 5000
DEPTH = 6
FIELDS = ("Title", "Author", "Subject", "Keywords", "Creator", "Producer", "CreationDate", "ModDate")


class Request(Protocol):
    """The part of the worker's request that is needed here."""

    @property
    def path(self) -> str:
        """The file."""

    @property
    def password(self) -> str | None:
        """What opens it."""

    @property
    def pages(self) -> int:
        """The most pages to accept."""

    @property
    def first(self) -> int:
        """The page to begin with, from 1."""


def messages(request: Request) -> Iterator[Message]:
    """The opening of the file, then its pages from `first` on."""
    document = pdf.opened(Path(request.path), request.password)
    count = len(document)
    if count == 0:
        raise UnreadableFile(texts.NO_PAGES)
    if count > request.pages:
        raise LimitExceeded(texts.TOO_MANY_PAGES.format(count=count, limit=request.pages))
    yield _opening(document, count)
    for index in range(request.first - 1, count):
        yield _page(document, index)


def _opening(document: Any, count: int) -> Opening:
    metadata = {name: mended(document.get_metadata_value(name)).strip() for name in FIELDS}
    return Opening(
        count, {name: text for name, text in metadata.items() if text}, tuple(_bookmarks(document))
    )


def _bookmarks(document: Any) -> Iterator[Bookmark]:
    for number, item in enumerate(document.get_toc(max_depth=DEPTH)):
        if number == BOOKMARKS:
            break
        target = item.get_dest()
        index = target.get_index() if target else None
        title = " ".join(mended(item.get_title()).split())
        if title:
            yield Bookmark(title, item.level + 1, index + 1 if index is not None else None)


def _page(document: Any, index: int) -> RawPage:
    sheet = pdf.sheet(document, index)
    return RawPage(
        number=index + 1,
        width=round(sheet.width, 2),
        height=round(sheet.height, 2),
        lines=tuple(in_reading_order(sheet.words, sheet.rules)),
        source=TextSource.LAYER if sheet.words or sheet.blank else TextSource.NONE,
        hidden=sheet.hidden,
        label=document.get_page_label(index) or None,
    )
