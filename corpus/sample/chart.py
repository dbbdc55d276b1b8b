"""A bar chart of one column of a table, with every value in the text layer."""

from reportlab.graphics.charts.barcharts import HorizontalBarChart
from reportlab.graphics.shapes import Drawing
from reportlab.platypus import Flowable, KeepTogether, Paragraph

from corpus.sample import style
from corpus.sample.tables import Figures, Table, german

HEIGHT = 190  # points
LABELS = 100  # points left of the bars
STEP = 10  # of the value axis


def figure_chart(table: Table, column: str, number: int, figures: Figures) -> Flowable:
    """A chart with caption and source; the areas stand from top to bottom as in the tables."""
    caption = Paragraph(f"Abbildung {number}: {table.title}, {column}", style.CAPTION)
    source = Paragraph("Quelle: Beispieldaten, eigene Darstellung", style.SOURCE)
    return KeepTogether([caption, _drawing(table, column, figures), source])


def _drawing(table: Table, column: str, figures: Figures) -> Drawing:
    places = table.columns[table.place(column)].places
    areas = [*table.rows][::-1]
    values = [table.value(area, column) for area in areas]
    drawing = Drawing(style.TEXT_WIDTH, HEIGHT)
    drawing.add(_bars([figures.areas[area] for area in areas], values, places))
    return drawing


def _bars(names: list[str], values: list[float], places: int) -> HorizontalBarChart:
    chart = HorizontalBarChart()
    chart.x, chart.y = LABELS, 18
    chart.width, chart.height = int(style.TEXT_WIDTH) - LABELS - 40, HEIGHT - 26
    chart.data = [values]
    chart.barSpacing, chart.groupSpacing = 0, 7
    chart.bars[0].fillColor = style.ACCENT
    chart.bars[0].strokeColor = None
    chart.bars[0, 0].fillColor = style.MUTED  # the whole city
    chart.barLabelFormat = lambda value: german(value, places)
    chart.barLabels.fontName, chart.barLabels.fontSize = style.FONT, 8
    chart.barLabels.boxAnchor, chart.barLabels.dx = "w", 4
    chart.barLabels.fillColor = style.INK
    _axes(chart, names, max(values))
    return chart


def _axes(chart: HorizontalBarChart, names: list[str], highest: float) -> None:
    chart.categoryAxis.categoryNames = names
    chart.categoryAxis.labels.fontName, chart.categoryAxis.labels.fontSize = style.FONT, 8
    chart.categoryAxis.labels.fillColor = style.INK
    chart.categoryAxis.visibleTicks = False
    chart.categoryAxis.strokeColor = style.MUTED
    chart.valueAxis.valueMin, chart.valueAxis.valueStep = 0, STEP
    chart.valueAxis.valueMax = STEP * (int(highest / STEP) + 1)
    chart.valueAxis.labels.fontName, chart.valueAxis.labels.fontSize = style.FONT, 7
    chart.valueAxis.labels.fillColor = style.MUTED
    chart.valueAxis.strokeColor = style.MUTED
