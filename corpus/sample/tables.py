"""The figures of the sample documents: tables over the Sozialräume, written as data."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.yaml_text import read_yaml

MINUS = "\N{MINUS SIGN}"


@dataclass(frozen=True, slots=True)
class Column:
    """A column; `places` are the decimals that its values are printed with."""

    id: str
    title: str
    places: int


@dataclass(frozen=True, slots=True)
class Table:
    """A table of figures: rows are areas (by id), `summed` names the columns whose last row is the sum."""

    id: str
    title: str
    columns: tuple[Column, ...]
    rows: Mapping[str, tuple[float, ...]]
    summed: frozenset[str]

    def place(self, column: str) -> int:
        """Where a column stands; ValueError if there is none of this id."""
        return [known.id for known in self.columns].index(column)

    def value(self, area: str, column: str) -> float:
        """The figure of an area; KeyError or ValueError if there is none."""
        return self.rows[area][self.place(column)]


@dataclass(frozen=True, slots=True)
class Figures:
    """All tables of the sample corpus, and the names of its areas; the last area is the whole city."""

    areas: Mapping[str, str]
    tables: Mapping[str, Table]

    @property
    def city(self) -> str:
        """The id of the whole city."""
        return list(self.areas)[-1]


def read_figures(path: Path) -> Figures:
    """The tables of a YAML file."""
    written = read_yaml(path.read_text("utf-8"))
    tables = {name: _table(name, table) for name, table in written["tabellen"].items()}
    return Figures(written["raeume"], tables)


def german(value: float, places: int) -> str:
    """A number as German reports print it: 28771 is "28.771", -1.5 is "−1,5"."""
    text = f"{abs(value):,.{places}f}".translate(str.maketrans(",.", ".,"))
    negative = value < 0 and any(digit in "123456789" for digit in text)
    return MINUS + text if negative else text


def _table(name: str, table: Mapping[str, Any]) -> Table:
    columns = tuple(
        Column(column["id"], column.get("titel", column["id"]), column["stellen"])
        for column in table["spalten"]
    )
    rows = {area: tuple(values) for area, values in table["zeilen"].items()}
    return Table(name, table["titel"], columns, rows, frozenset(table.get("summen", ())))
