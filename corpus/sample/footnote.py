"""A footnote: takes no room where it stands and is drawn at the foot of its page."""

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph

from corpus.sample import style

ROOM = 14.0  # points between the page's edge room and the footnote's foot


class Footnote(Flowable):
    """One footnote of a page in one column; `text` starts with its number."""

    def __init__(self, text: str) -> None:
        super().__init__()
        number, _, note = text.partition(" ")
        self.note = Paragraph(f'<super rise="2.5" size="5">{number}</super> {note}', style.FOOTNOTE)

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """No room in the flow."""
        return 0, 0

    def drawOn(self, canvas: Canvas, x: float, y: float, _sW: float = 0) -> None:  # noqa: N802, N803  named by reportlab
        """Draw at the foot of the page, wherever the flow is."""
        _, height = self.note.wrap(style.TEXT_WIDTH, style.BOTTOM)
        foot = style.BOTTOM - ROOM - height
        canvas.setStrokeColor(style.MUTED)
        canvas.setLineWidth(0.4)
        canvas.line(style.MARGIN, foot + height + 3, style.MARGIN + 90, foot + height + 3)
        self.note.drawOn(canvas, style.MARGIN, foot)
