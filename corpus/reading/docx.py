"""DOCX files: read as headings, paragraphs, lists and tables in order; written as plain sections."""

import io
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import docx
from docx.document import Document
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph

from corpus.errors import LimitExceeded, UnreadableFile
from corpus.reading import messages
from corpus.reading.flow import Flow
from corpus.reading.lines import Role

UNPACKED = 300 << 20  # bytes; a DOCX that unpacks to more is refused before it is unpacked


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with paragraphs below it, to be written."""

    heading: str
    paragraphs: tuple[str, ...]
    style: str = "Normal"


def flow(data: bytes) -> Flow:
    """A DOCX file as blocks, with title, author and date as metadata."""
    document = _opened(data)
    found = Flow(metadata=_metadata(document))
    for item in document.iter_inner_content():
        if isinstance(item, Table):
            _add_table(found, item)
        else:
            _add_paragraph(found, item)
    return found


def _opened(data: bytes) -> Document:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            size = sum(item.file_size for item in archive.infolist())
        if size > UNPACKED:
            raise LimitExceeded(messages.DOCX_BOMB.format(size=size >> 20, limit=UNPACKED >> 20))
        return docx.Document(io.BytesIO(data))
    except (zipfile.BadZipFile, KeyError, ValueError) as error:
        raise UnreadableFile(messages.NO_DOCX) from error


def _metadata(document: Document) -> dict[str, str]:
    core = document.core_properties
    created = core.created.strftime("%Y-%m-%d") if core.created else ""
    found = {"Title": core.title, "Author": core.author, "Subject": core.subject, "CreationDate": created}
    return {name: text.strip() for name, text in found.items() if text and text.strip()}


def _add_paragraph(found: Flow, paragraph: Paragraph) -> None:
    level = _level(paragraph)
    for number, text in enumerate(_pages(paragraph)):
        if number:
            found.break_page()
        found.add(text, Role.HEADING if level else Role.TEXT, level)


def _level(paragraph: Paragraph) -> int:
    """The level of a heading style from 1, 0 for text."""
    name = (paragraph.style.name or "") if paragraph.style is not None else ""
    if name in ("Title", "Titel"):
        return 1
    first, _, number = name.rpartition(" ")
    return int(number) if first in ("Heading", "Überschrift") and number.isdigit() else 0


def _pages(paragraph: Paragraph) -> Iterator[str]:
    """The visible text of a paragraph, parted where a page ends."""
    text = ""
    for run in paragraph._p.iter(qn("w:r")):  # python-docx itself does not tell hidden runs
        if _hidden(run):
            continue
        for item in run:
            if item.tag == qn("w:lastRenderedPageBreak") or item.get(qn("w:type")) == "page":
                yield text
                text = ""
            elif item.tag == qn("w:t"):
                text += item.text or ""
            elif item.tag in (qn("w:tab"), qn("w:br"), qn("w:cr")):
                text += " "
            elif item.tag == qn("w:noBreakHyphen"):
                text += "-"
    yield text


def _hidden(run: object) -> bool:
    properties = run.find(qn("w:rPr"))  # type: ignore[attr-defined]
    return properties is not None and properties.find(qn("w:vanish")) is not None


def _add_table(found: Flow, table: Table) -> None:
    for row in table.rows:
        cells = list(dict.fromkeys(cell._tc for cell in row.cells))  # merged cells come twice
        texts = [
            " ".join(" ".join(_pages(Paragraph(p, table))) for p in cell.iter(qn("w:p"))) for cell in cells
        ]
        found.add("\t".join(texts), Role.ROW)


def written(
    title: str, sections: Sequence[Section], heads: Sequence[str], rows: Sequence[Sequence[str]]
) -> bytes:
    """A DOCX with a title, sections of paragraphs in one style each, and a table at the end."""
    paper = docx.Document()
    paper.add_heading(title, 0)
    for section in sections:
        paper.add_heading(section.heading, 1)
        for text in section.paragraphs:
            paper.add_paragraph(text, style=section.style)
    table = paper.add_table(rows=0, cols=len(heads), style="Table Grid")
    for row in (heads, *rows):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    out = io.BytesIO()
    paper.save(out)
    return out.getvalue()


def table_rows(data: bytes) -> Iterator[list[str]]:
    """The rows of all tables of a DOCX; raises UnreadableFile or LimitExceeded."""
    for table in _opened(data).tables:
        for row in table.rows:
            yield [cell.text for cell in row.cells]
