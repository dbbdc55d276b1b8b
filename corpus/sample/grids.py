"""Tables as they stand on the page."""

from collections.abc import Sequence

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, KeepTogether, Paragraph
from reportlab.platypus import Table as Grid
from reportlab.platypus.tables import TableStyle

from corpus.sample import style
from corpus.sample.tables import Figures, Table, german

AREA_WIDTH = 96.0  # points for the first column of a table of figures
PADDING = 3.2


def figure_table(table: Table, number: int, figures: Figures) -> Flowable:
    """A table of figures with caption and source; the whole city stands last, in bold."""
    head = ["Sozialraum", *(column.title for column in table.columns)]
    rows = [[figures.areas[area], *printed(table, area)] for area in table.rows]
    rows[-1] = [f"<b>{cell}</b>" for cell in rows[-1]]
    width = (style.TEXT_WIDTH - AREA_WIDTH) / len(table.columns)
    grid = text_table([head, *rows], [AREA_WIDTH] + [width] * len(table.columns), range(1, len(head)))
    caption = Paragraph(f"Tabelle {number}: {table.title}", style.CAPTION)
    source = Paragraph("Quelle: Beispieldaten, eigene Darstellung", style.SOURCE)
    return KeepTogether([caption, grid, source])


def printed(table: Table, area: str) -> list[str]:
    """The figures of a row as they are printed."""
    return [
        german(value, column.places) for value, column in zip(table.rows[area], table.columns, strict=True)
    ]


def text_table(
    rows: Sequence[Sequence[str]], widths: Sequence[float], right: Sequence[int], repeat: int = 1
) -> Grid:
    """A table with a head row; `right` names the columns that are set flush right."""
    cells = [
        [Paragraph(text, _cell_style(row, column in right)) for column, text in enumerate(texts)]
        for row, texts in enumerate(rows)
    ]
    grid = Grid(cells, colWidths=list(widths), repeatRows=repeat, style=_rules())
    grid.hAlign = "LEFT"
    return grid


def _cell_style(row: int, right: bool) -> ParagraphStyle:
    plain, flush = (style.CELL, style.CELL_RIGHT) if row else (style.HEAD_CELL, style.HEAD_CELL_RIGHT)
    return flush if right else plain


def _rules() -> TableStyle:
    return TableStyle(
        [
            ("BACKGROUND", (0, 0), (-1, 0), style.PALE),
            ("LINEBELOW", (0, 0), (-1, -1), 0.3, style.MUTED),
            ("LINEABOVE", (0, 0), (-1, 0), 0.8, style.ACCENT),
            ("VALIGN", (0, 0), (-1, 0), "BOTTOM"),
            ("VALIGN", (0, 1), (-1, -1), "TOP"),
            ("TOPPADDING", (0, 0), (-1, -1), PADDING),
            ("BOTTOMPADDING", (0, 0), (-1, -1), PADDING),
        ]
    )
