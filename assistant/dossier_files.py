"""Dossiers as Markdown and DOCX, and how their table of sources is read back."""

import re
from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path
from zipfile import BadZipFile

import docx
from docx.opc.exceptions import PackageNotFoundError

from assistant.dossier import Dossier, Source, sentence
from corpus.errors import UnreadableFile

HEADS = ("Nr.", "Art", "Kennung", "Prüfsumme", "Seite", "Wert", "Zeile oder Zitat", "Quelle")
SOURCES = "Quellen"
FIGURES, QUOTES = "Zahlen", "Aussagen"
PRODUCED = "Zusammengestellt am {day} mit Soziallotse. Prüfen, ob Quellen sich geändert haben: lotse dossier verify DATEI"


def as_markdown(dossier: Dossier) -> str:
    """A dossier as Markdown with footnotes and a table of sources."""
    out = [f"# {dossier.title}", ""]
    if dossier.figures:
        out += [f"## {FIGURES}", ""]
        out += [f"- {_safe(sentence(quoted))}[^{n}]" for quoted, n in dossier.figures] + [""]
    if dossier.quotes:
        out += [f"## {QUOTES}", ""]
        for quote, n in dossier.quotes:
            out += [f"> {_safe(' '.join(quote.passage.text.split()))}[^{n}]", ""]
    out += [f"[^{source.n}]: {_safe(source.line)}" for source in dossier.sources]
    out += ["", f"## {SOURCES}", "", _row(HEADS), _row(["---"] * len(HEADS))]
    out += [_row(_cells(source)) for source in dossier.sources]
    out += ["", PRODUCED.format(day=dossier.today.strftime("%d.%m.%Y")), ""]
    return "\n".join(out)


def as_docx(dossier: Dossier, picture: bytes | None = None) -> bytes:
    """A dossier as DOCX; notes are numbers in brackets, their sources stand in the table at the end."""
    paper = docx.Document()
    paper.add_heading(dossier.title, 0)
    if dossier.figures:
        paper.add_heading(FIGURES, 1)
        for quoted, n in dossier.figures:
            paper.add_paragraph(f"{sentence(quoted)} [{n}]", style="List Bullet")
    if picture is not None:
        paper.add_picture(BytesIO(picture))
    if dossier.quotes:
        paper.add_heading(QUOTES, 1)
        for quote, n in dossier.quotes:
            paper.add_paragraph(f"»{' '.join(quote.passage.text.split())}« [{n}]", style="Quote")
    paper.add_heading(SOURCES, 1)
    table = paper.add_table(rows=1, cols=len(HEADS), style="Table Grid")
    for cell, head in zip(table.rows[0].cells, HEADS, strict=True):
        cell.text = head
    for source in dossier.sources:
        for cell, text in zip(table.add_row().cells, _cells(source), strict=True):
            cell.text = text
    paper.add_paragraph(PRODUCED.format(day=dossier.today.strftime("%d.%m.%Y")))
    out = BytesIO()
    paper.save(out)
    return out.getvalue()


def sources_of(path: Path) -> list[Source]:
    """The sources of a dossier file; raises UnreadableFile."""
    try:
        rows = list(_docx_rows(path) if path.suffix.lower() == ".docx" else _markdown_rows(path))
        found = [_source(row) for row in rows if len(row) == len(HEADS)]
    except (OSError, ValueError, KeyError, PackageNotFoundError, BadZipFile) as error:
        raise UnreadableFile(f"»{path.name}« ist kein Dossier dieser Anwendung (.docx oder .md).") from error
    if not found:
        raise UnreadableFile(f"»{path.name}« hat keine Tabelle »{SOURCES}« und lässt sich nicht prüfen.")
    return found


def _cells(source: Source) -> list[str]:
    return [
        str(source.n),
        source.kind,
        source.id,
        source.sha256,
        str(source.page),
        source.shown,
        source.text,
        source.line,
    ]


def _source(row: Sequence[str]) -> Source:
    n, kind, id_, sha256, page, shown, text, line = row
    return Source(int(n), kind, id_, sha256, int(page), shown, text, line)


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(" ".join(cell.split()).replace("|", "\\|") for cell in cells) + " |"


def _markdown_rows(path: Path) -> Iterator[list[str]]:
    for line in path.read_text("utf-8").splitlines():
        if line.startswith("| ") and not line.startswith(("| Nr.", "| ---")):
            cells = re.split(r"(?<!\\)\|", line.strip().strip("|"))
            yield [cell.strip().replace("\\|", "|") for cell in cells]


def _docx_rows(path: Path) -> Iterator[list[str]]:
    for table in docx.Document(str(path)).tables:
        for row in table.rows[1:]:
            yield [cell.text for cell in row.cells]


def _safe(text: str) -> str:
    """A text without letters that Markdown or HTML would take for its own."""
    return re.sub(r"([\\`*_\[\]<>#])", r"\\\1", text)
