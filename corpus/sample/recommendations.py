"""The recommendations of a strategy paper, one by one and as an overview."""

from collections.abc import Sequence
from html import escape

from reportlab.platypus import Flowable, KeepTogether, Paragraph

from corpus.sample import style
from corpus.sample.grids import text_table
from corpus.sample.manuscript import Recommendation

HEAD = ("Nr.", "Empfehlung", "Verantwortlich", "Zeitrahmen")
SHARES = (0.07, 0.41, 0.24, 0.28)  # of the width, by column


def recommendation(known: Recommendation) -> Flowable:
    """A heading, the text, and who does it until when."""
    facts = f"Verantwortlich: {known.responsible}; Mitwirkung: {known.partners}; Zeitrahmen: {known.time}."
    return KeepTogether(
        [
            Paragraph(f"Empfehlung {known.number}: {escape(known.title)}", style.HEADING_2),
            Paragraph(escape(known.text), style.BODY),
            Paragraph(escape(facts), style.FACTS),
        ]
    )


def overview(caption: str, all_known: Sequence[Recommendation]) -> list[Flowable]:
    """All recommendations in one table, which may run over two pages."""
    rows = [(known.number, known.title, known.responsible, known.time) for known in all_known]
    cells = [HEAD, *(tuple(map(escape, row)) for row in rows)]
    widths = [share * style.TEXT_WIDTH for share in SHARES]
    return [Paragraph(caption, style.CAPTION), text_table(cells, widths, ()), Paragraph("", style.SOURCE)]
