"""HTML, DOCX, text and Markdown files to messages; they have no print layout, so boxes are empty."""

from collections.abc import Callable, Iterator
from pathlib import Path

from corpus.errors import LimitExceeded, UnreadableFile
from corpus.reading import messages as texts
from corpus.reading.flow import Block, Flow
from corpus.reading.lines import Line
from corpus.reading.wire import Message, Opening, RawPage

CHARACTERS = 3_000_000  # of one file; a thick book has two million
A4 = (595.0, 842.0)  # points; what a page without a print layout is taken for


def messages(path: Path, kind: str) -> Iterator[Message]:
    """The opening of the file, then its pages."""
    flow = _readers()[kind](path.read_bytes())
    pages = [page for page in flow.pages if page]
    if not pages:
        raise UnreadableFile(texts.NO_TEXT_AT_ALL)
    count = sum(len(block.text) for page in pages for block in page)
    if count > CHARACTERS:
        raise LimitExceeded(texts.TOO_MUCH_TEXT.format(count=count, limit=CHARACTERS))
    yield Opening(len(pages), flow.metadata, flowing=False)
    for number, blocks in enumerate(pages, 1):
        yield RawPage(number, *A4, tuple(_line(block, place) for place, block in enumerate(blocks)))


def _line(block: Block, place: int) -> Line:
    return Line(block.text, 0, 0, 0, 0, 0, bold=False, level=block.level, block=place, role=block.role)


def _readers() -> dict[str, Callable[[bytes], Flow]]:
    """A reader for each kind of file; each imports its library only when it is needed."""

    def html(data: bytes) -> Flow:
        from corpus.reading.html import flow  # noqa: PLC0415

        return flow(data)

    def docx(data: bytes) -> Flow:
        from corpus.reading.docx import flow  # noqa: PLC0415

        return flow(data)

    def markdown(data: bytes) -> Flow:
        from corpus.reading.markdown import flow  # noqa: PLC0415

        return flow(data)

    def plain(data: bytes) -> Flow:
        from corpus.reading.plain import flow  # noqa: PLC0415

        return flow(data)

    return {".html": html, ".htm": html, ".docx": docx, ".md": markdown, ".txt": plain}
