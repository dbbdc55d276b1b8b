"""DOCX files: read as headings, paragraphs, lists and tables; written with footnotes and pictures."""

import io
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

import docx
from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import nsmap, qn
from docx.oxml.parser import OxmlElement
from docx.shared import Cm, Pt
from docx.table import Table
from docx.text.paragraph import Paragraph

from corpus.errors import LimitExceeded, UnreadableFile
from corpus.reading import messages
from corpus.reading.flow import Flow
from corpus.reading.lines import Role

LANGUAGE = "de-DE"
PICTURE_CM = 13
TABLE_POINTS = 7
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
FOOTNOTES = CONTENT_TYPE.WML_FOOTNOTES
CLOSE = '<w:pPr><w:spacing w:after="0"/></w:pPr>'  # footnotes stand close to each other, in small type
SMALL = '<w:sz w:val="18"/>'
SIGN = f'<w:r><w:rPr>{SMALL}<w:vertAlign w:val="superscript"/></w:rPr><w:footnoteRef/></w:r>'
UNPACKED = 300 << 20  # bytes; a DOCX that unpacks to more is refused before it is unpacked


@dataclass(frozen=True, slots=True)
class Statement:
    """A paragraph to be written, with the text of its footnote."""

    text: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture to be written as PNG, what it says in words, and the line below it."""

    png: bytes
    spoken: str
    caption: str


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with paragraphs and pictures below it, to be written."""

    heading: str
    content: tuple[Statement | Picture, ...]
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
    """A German DOCX with a title, sections with footnotes and pictures, and a table at the end."""
    paper = docx.Document()
    paper.core_properties.title, paper.core_properties.language = title, LANGUAGE
    paper.add_heading(title, 0)
    notes: list[str] = []
    for section in sections:
        paper.add_heading(section.heading, 1)
        for item in section.content:
            if isinstance(item, Picture):
                _draw(paper, item)
            else:
                _state(paper, item, section.style, notes)
    table = paper.add_table(rows=0, cols=len(heads), style="Table Grid")
    table.style.font.size = Pt(TABLE_POINTS)
    for row in (heads, *rows):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    if notes:
        _keep_notes(paper, notes)
    out = io.BytesIO()
    paper.save(out)
    return out.getvalue()


def _state(paper: Document, item: Statement, style: str, notes: list[str]) -> None:
    paragraph = paper.add_paragraph(item.text, style=style)
    if not item.note:
        return
    notes.append(item.note)
    run = paragraph.add_run()
    run.font.superscript = True
    reference = OxmlElement("w:footnoteReference")
    reference.set(qn("w:id"), str(len(notes)))
    run._r.append(reference)  # python-docx itself writes no footnotes


def _draw(paper: Document, item: Picture) -> None:
    run = paper.add_paragraph().add_run()
    run.add_picture(io.BytesIO(item.png), width=Cm(PICTURE_CM))
    for properties in run._r.iter(qn("wp:docPr")):  # what a screen reader says
        properties.set("descr", item.spoken)
    paper.add_paragraph(item.caption, style="Caption")


def _keep_notes(paper: Document, notes: Sequence[str]) -> None:
    """The footnotes as a part of their own: two separators that Word asks for, then the notes by number."""
    lines = ("<w:r><w:separator/></w:r>", "<w:r><w:continuationSeparator/></w:r>")
    kinds = ("separator", "continuationSeparator")
    parts = [
        f'<w:footnote w:type="{kind}" w:id="{n}"><w:p>{line}</w:p></w:footnote>'
        for n, (kind, line) in enumerate(zip(kinds, lines, strict=True), start=-1)
    ]
    parts += [f'<w:footnote w:id="{n}">{_note(text)}</w:footnote>' for n, text in enumerate(notes, start=1)]
    content = f'{XML}<w:footnotes xmlns:w="{nsmap["w"]}">{"".join(parts)}</w:footnotes>'
    part = Part(PackURI("/word/footnotes.xml"), FOOTNOTES, content.encode(), paper.part.package)
    paper.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)


def _note(text: str) -> str:
    line = f'<w:r><w:rPr>{SMALL}</w:rPr><w:t xml:space="preserve"> {escape(text)}</w:t></w:r>'
    return f"<w:p>{CLOSE}{SIGN}{line}</w:p>"


def table_rows(data: bytes) -> Iterator[list[str]]:
    """The rows of all tables of a DOCX; raises UnreadableFile or LimitExceeded."""
    for table in _opened(data).tables:
        for row in table.rows:
            yield [cell.text for cell in row.cells]
