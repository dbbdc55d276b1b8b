"""The pages of the sample documents: cover, one column, two columns; heads, page numbers, outline, labels."""

from pathlib import Path

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate, Paragraph

from corpus.sample import style
from corpus.sample.manuscript import Manuscript

AUTHOR = "Soziallotse Beispieldaten"
COVER, SINGLE, DOUBLE = "deckblatt", "einspaltig", "zweispaltig"


class SampleTemplate(BaseDocTemplate):
    """A PDF whose cover does not count: the second page is the first that carries a number."""

    def __init__(self, path: Path, manuscript: Manuscript) -> None:
        super().__init__(
            str(path),
            pagesize=(style.WIDTH, style.HEIGHT),
            title=manuscript.pdf_title,
            author=AUTHOR,
            subject=manuscript.subject,
            keywords=list(manuscript.keywords),
            creator="corpus.sample.build",
            lang="de-DE",
            invariant=1,
            initialFontName=style.FONT,
        )
        self.manuscript = manuscript
        self.addPageTemplates(_templates())

    def beforeDocument(self) -> None:  # noqa: N802  named by reportlab
        """Date the file by its manuscript, so that each build gives the same bytes."""
        self.headings = 0
        day = self.manuscript.day
        self.canv.setDateFormatter(lambda *_now: f"D:{day:%Y%m%d}090000+00'00'")
        self.canv.addPageLabel(0, prefix="Titel")
        self.canv.addPageLabel(1, style="ARABIC", start=1)

    def afterFlowable(self, flowable: Flowable) -> None:  # noqa: N802  named by reportlab
        """Enter headings into the outline and the table of contents."""
        if not isinstance(flowable, Paragraph) or flowable.style not in style.HEADINGS:
            return
        level = style.HEADINGS.index(flowable.style)
        text = flowable.getPlainText()
        self.headings += 1
        key = f"abschnitt-{self.headings}"
        self.canv.bookmarkPage(key)
        self.canv.addOutlineEntry(text, key, level)
        self.notify("TOCEntry", (level, text, self.page - 1, key))


def _templates() -> list[PageTemplate]:
    height = style.HEIGHT - style.TOP - style.BOTTOM
    half = (style.TEXT_WIDTH - style.GUTTER) / 2
    right = style.MARGIN + half + style.GUTTER
    cover = _frame(style.MARGIN, style.TEXT_WIDTH, height - 70)
    return [
        PageTemplate(COVER, [cover], onPage=_draw_cover),
        PageTemplate(SINGLE, [_frame(style.MARGIN, style.TEXT_WIDTH, height)], onPage=_draw_edges),
        PageTemplate(
            DOUBLE, [_frame(style.MARGIN, half, height), _frame(right, half, height)], onPage=_draw_edges
        ),
    ]


def _frame(x: float, width: float, height: float) -> Frame:
    return Frame(x, style.BOTTOM, width, height, 0, 0, 0, 0)


def _draw_cover(canvas: Canvas, _document: SampleTemplate) -> None:
    canvas.setFillColor(style.ACCENT)
    canvas.rect(0, style.HEIGHT - 70, style.WIDTH, 70, stroke=0, fill=1)
    canvas.rect(0, 0, 12, style.HEIGHT, stroke=0, fill=1)


def _draw_edges(canvas: Canvas, document: SampleTemplate) -> None:
    right = style.WIDTH - style.MARGIN
    top = style.HEIGHT - 16 * mm
    canvas.setFillColor(style.MUTED)
    canvas.setStrokeColor(style.MUTED)
    canvas.setLineWidth(0.4)
    canvas.setFont(style.FONT, 7.5)
    canvas.drawString(style.MARGIN, top, document.manuscript.running_head)
    canvas.drawRightString(right, top, style.NOTICE)
    canvas.line(style.MARGIN, top - 4, right, top - 4)
    number = document.manuscript.page_number.format(document.page - 1)
    canvas.drawCentredString(style.WIDTH / 2, 12 * mm, number)
