"""Dossiers as Markdown and DOCX, and how their table of sources is read back."""

import re
from base64 import b64encode
from collections.abc import Iterator, Sequence
from pathlib import Path

from assistant.dossier import Chart, Dossier, Source, sentence
from assistant.phrases import phrase
from assistant.typesetting import png_of
from corpus.errors import UnreadableFile
from corpus.reading.docx import Picture, Section, Statement, table_rows, written

HEADS = ("Nr.", "Art", "Kennung", "Prüfsumme", "Seite", "Blatt", "Wert", "Zeile oder Zitat", "Quelle")
SHEET = HEADS.index("Blatt")
SOURCES = "Quellen"
FIGURES, QUOTES = "Zahlen", "Aussagen"
PRODUCED = (
    "Zusammengestellt am {day} mit Soziallotse. Der Betrieb kann diese Quellen später noch einmal prüfen."
)


def as_markdown(dossier: Dossier) -> str:
    """A dossier as Markdown with footnotes, charts in the file itself, and a table of sources."""
    out = [f"# {dossier.title}", ""]
    if dossier.figures:
        out += [f"## {FIGURES}", ""]
        out += [f"- {_safe(sentence(quoted))}[^{n}]" for quoted, n in dossier.figures] + [""]
    for n, chart in enumerate(dossier.charts, start=1):
        out += [f"![{_safe(chart.spoken)}][diagramm-{n}]", "", _caption(chart), ""]
    if dossier.quotes:
        out += [f"## {QUOTES}", ""]
        for quote, n in dossier.quotes:
            out += [f"> {_safe(' '.join(quote.passage.text.split()))}[^{n}]", ""]
    out += [f"[^{source.n}]: {_safe(source.line)}" for source in dossier.sources]
    out += ["", f"## {SOURCES}", "", _row(HEADS), _row(["---"] * len(HEADS))]
    out += [_row(_cells(source)) for source in dossier.sources]
    out += ["", _produced(dossier), ""]
    out += [f"[diagramm-{n}]: {_address(chart)}" for n, chart in enumerate(dossier.charts, start=1)]
    return "\n".join(out)


def as_docx(dossier: Dossier) -> bytes:
    """A dossier as DOCX with footnotes and charts; what it is checked by stands in the table at the end."""
    lines = {source.n: source.line for source in dossier.sources}
    figures = tuple(Statement(sentence(quoted), lines[n]) for quoted, n in dossier.figures)
    charts = tuple(Picture(png_of(one.svg), one.spoken, _caption(one)) for one in dossier.charts)
    quotes = tuple(
        Statement(f"»{' '.join(quote.passage.text.split())}«", lines[n]) for quote, n in dossier.quotes
    )
    sections = [Section(FIGURES, (*figures, *charts), "List Bullet")] if figures else []
    sections += [Section(QUOTES, quotes, "Quote")] if quotes else []
    sections.append(Section(SOURCES, (Statement(_produced(dossier)),)))
    return written(dossier.title, sections, HEADS, [_cells(source) for source in dossier.sources])


def sources_of(path: Path) -> list[Source]:
    """The sources of a dossier file; raises UnreadableFile."""
    try:
        rows = list(table_rows(path.read_bytes()) if path.suffix.lower() == ".docx" else _markdown_rows(path))
        whole = [row for row in map(_with_sheet, rows) if len(row) == len(HEADS)]
        found = [_source(row) for row in whole if row[0] != HEADS[0]]
    except (OSError, ValueError) as error:
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
        source.number,
        str(source.page),
        source.shown,
        source.text,
        source.line,
    ]


def _source(row: Sequence[str]) -> Source:
    n, kind, id_, sha256, number, page, shown, text, line = row
    return Source(int(n), kind, id_, sha256, number, int(page), shown, text, line)


def _with_sheet(row: Sequence[str]) -> Sequence[str]:
    """A row as written today: once a dossier had no column for the sheet, and gave it as the page."""
    return [*row[:SHEET], row[SHEET - 1], *row[SHEET:]] if len(row) == len(HEADS) - 1 else row


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(" ".join(cell.split()).replace("|", "\\|") for cell in cells) + " |"


def _markdown_rows(path: Path) -> Iterator[list[str]]:
    for line in path.read_text("utf-8").splitlines():
        if line.startswith("| ") and not line.startswith(("| Nr.", "| ---")):
            cells = re.split(r"(?<!\\)\|", line.strip().strip("|"))
            yield [cell.strip().replace("\\|", "|") for cell in cells]


def _caption(chart: Chart) -> str:
    notes = ", ".join(map(str, chart.notes))
    return f"{chart.title}. {phrase('chart_of_notes', notes=notes)}"


def _address(chart: Chart) -> str:
    """A drawing as an address that holds it, so that the file needs no other beside it."""
    return f"data:image/svg+xml;base64,{b64encode(chart.svg.encode()).decode()}"


def _produced(dossier: Dossier) -> str:
    return PRODUCED.format(day=dossier.today.strftime("%d.%m.%Y"))


def _safe(text: str) -> str:
    """A text without letters that Markdown or HTML would take for its own."""
    return re.sub(r"([\\`*_\[\]<>#])", r"\\\1", text)
