"""Figures in prose point at the table they come from; what does not agree with it is refused.

A link `[18,6](#sgb2/osterfeld/2022)` is a value, `2022:2015` in place of a column or `osterfeld:gesamtstadt`
in place of an area a difference, `max` or `min` in place of an area asks for the name of the area.
"""

from corpus.errors import InvalidData
from corpus.sample.tables import Figures, Table, german

EXTREMES = {"max": max, "min": min}


def check(text: str, target: str, figures: Figures) -> None:
    """Refuse a text that is not what its table says; raises InvalidData."""
    said = expected(target, figures)
    if text != said:
        raise InvalidData(f"»{text}« stimmt nicht mit »{target}« überein, dort steht »{said}«.")


def expected(target: str, figures: Figures) -> str:
    """The text that a link to `table/area/column` must have; raises InvalidData if there is no such place."""
    try:
        name, area, column = target.split("/")
        table = figures.tables[name]
        if area in EXTREMES:
            parts = [known for known in figures.areas if known != figures.city]
            return figures.areas[EXTREMES[area](parts, key=lambda part: _value(table, part, column))]
        places = table.columns[table.place(column.split(":")[0])].places
        return german(_value(table, area, column), places)
    except (KeyError, ValueError) as error:
        raise InvalidData(f"»{target}« gibt es in den Tabellen nicht.") from error


def _value(table: Table, area: str, column: str) -> float:
    area, _, less_area = area.partition(":")
    column, _, less_column = column.partition(":")
    value = table.value(area, column)
    if less_area:
        value -= table.value(less_area, column)
    if less_column:
        value -= table.value(area, less_column)
    return value
