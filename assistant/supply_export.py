"""The Standort- und Bedarfsanalyse to take along: one CSV line for each topic and area."""

from collections.abc import Iterator

from assistant.figure_wording import with_unit
from assistant.sheets import csv_of
from assistant.supply_analysis import Column, SupplyAnalysis
from corpus.directory.supply import Supply, TopicSupply
from corpus.spreadsheets import Sheet

HEADS = (
    "Thema",
    "Gebiet",
    "vor Ort",
    "davon vermutet",
    "davon für die ganze Stadt zuständig",
    "von anderswo zuständig",
    "Angebote vor Ort",
)
NOWHERE = "Gebiet nicht bekannt oder keines davon"


def supply_csv(analysis: SupplyAnalysis) -> str:
    """The analysis as CSV with semicolons; behind the counts stand the indicators, each with its source."""
    heads = [head for column in analysis.columns for head in (column_name(column), "Quelle")]
    rows = [list(_cells(topic, row, analysis)) for topic in analysis.topics for row in topic.rows]
    return csv_of(Sheet("Angebote", (*HEADS, *heads), rows))


def column_name(column: Column) -> str:
    """What stands above the values of an indicator."""
    return f"{column.indicator.name} ({column.year})"


def value_text(column: Column, area: str) -> str:
    """The printed value of an area with its unit; empty where nothing is printed."""
    quoted = column.values.get(area)
    return with_unit(quoted.figure.value_text, quoted.figure.unit) if quoted else ""


def _cells(topic: TopicSupply, row: Supply, analysis: SupplyAnalysis) -> Iterator[str | int]:
    yield topic.topic.label
    yield row.area.name if row.area else NOWHERE
    yield from (len(row.located), row.suspected, row.citywide)
    yield len(row.responsible) if row.area else ""
    yield ", ".join(one.name for one in row.located)
    for column in analysis.columns:
        quoted = column.values.get(row.area.id) if row.area else None
        yield value_text(column, row.area.id) if row.area else ""
        yield quoted.source if quoted else ""
