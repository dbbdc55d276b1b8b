"""What a manuscript asks for by name: tables, charts, footnotes, notes, contents, pages, recommendations."""

from collections.abc import Callable, Iterator, Mapping
from html import escape

from reportlab.platypus import Flowable, NextPageTemplate, PageBreak, Paragraph
from reportlab.platypus import Table as Grid
from reportlab.platypus.tableofcontents import TableOfContents

from corpus.errors import InvalidData
from corpus.sample import style
from corpus.sample.chart import figure_chart
from corpus.sample.footnote import Footnote
from corpus.sample.grids import figure_table
from corpus.sample.manuscript import Recommendation, read_recommendation
from corpus.sample.recommendations import overview, recommendation
from corpus.sample.tables import Figures


class Directives:
    """Counts the tables and charts of a document and remembers its recommendations for the overview."""

    def __init__(self, figures: Figures) -> None:
        self.figures = figures
        self.tables = 0
        self.charts = 0
        self.recommendations: list[Recommendation] = []
        self.known: Mapping[str, Callable[[str], Iterator[Flowable]]] = {
            "tabelle": self._table,
            "diagramm": self._chart,
            "fussnote": self._footnote,
            "hinweis": self._note,
            "inhalt": self._contents,
            "seite": self._page,
            "empfehlung": self._recommendation,
            "empfehlungen": self._overview,
        }

    def flowables(self, name: str, content: str) -> Iterator[Flowable]:
        """What a directive asks for; raises InvalidData for a name that is not known."""
        if name not in self.known:
            raise InvalidData(f"»{name}« kennt der Satz nicht, nur {', '.join(self.known)}.")
        return self.known[name](content)

    def _table(self, name: str) -> Iterator[Flowable]:
        self.tables += 1
        yield figure_table(self.figures.tables[name], self.tables, self.figures)

    def _chart(self, content: str) -> Iterator[Flowable]:
        self.charts += 1
        name, column = content.split()
        yield figure_chart(self.figures.tables[name], column, self.charts, self.figures)

    def _footnote(self, content: str) -> Iterator[Flowable]:
        yield Footnote(escape(content, quote=False))

    def _note(self, content: str) -> Iterator[Flowable]:
        note = Paragraph(escape(content, quote=False), style.NOTE)
        yield Grid([[note]], colWidths=[style.TEXT_WIDTH], style=style.BOX, spaceBefore=4, spaceAfter=10)

    def _contents(self, title: str) -> Iterator[Flowable]:
        yield Paragraph(title, style.CONTENTS_TITLE)
        yield TableOfContents(levelStyles=[style.CONTENTS_1, style.CONTENTS_2], dotsMinLevel=0)

    def _page(self, template: str) -> Iterator[Flowable]:
        yield NextPageTemplate(template)
        yield PageBreak()

    def _recommendation(self, content: str) -> Iterator[Flowable]:
        known = read_recommendation(content)
        self.recommendations.append(known)
        yield recommendation(known)

    def _overview(self, caption: str) -> Iterator[Flowable]:
        yield from overview(caption, self.recommendations)
