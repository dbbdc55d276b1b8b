"""The matrix to take along: one line for each value with its source, and the matrix itself as a sheet."""

from datetime import date

from assistant.figure_answer import Quoted
from assistant.figure_matrix import Matrix, MatrixCell, Mean
from assistant.figure_wording import printed_as
from assistant.need_words import mean_kind, notes, told
from assistant.sheets import csv_of, xlsx_of
from corpus.figures.indicators import Indicator
from corpus.place import Area
from corpus.spreadsheets import Sheet, Value

HEADS = (
    "Gebiet",
    "Kennzahl",
    "Jahr",
    "Wert",
    "Wert wie gedruckt",
    "Einheit",
    "Vergleichswert",
    "Art des Vergleichswerts",
    "Abstand",
    "Standardabweichung der Gebiete",
    "Einordnung",
    "Vergleichsjahr",
    "Wert im Vergleichsjahr",
    "Veränderung",
    "Hinweis",
    "Quelle",
    "Quelle des Vergleichswerts",
    "Prüfsumme der Datei (SHA-256)",
    "abgerufen am",
)
GAP = "Lücke"
OVERVIEW, VALUES = "Matrix", "Werte und Quellen"


def matrix_csv(found: Matrix, today: date) -> str:
    """One line for each area and indicator, gaps too, each with its source."""
    return csv_of(_values(found, today))


def matrix_xlsx(found: Matrix, today: date) -> bytes:
    """A sheet with the matrix, and one with every value and its source."""
    return xlsx_of(_overview(found), _values(found, today))


def _overview(found: Matrix) -> Sheet:
    heads = ["Gebiet", *(f"{one.name} ({one.unit}) {found.year}" for one in found.indicators)]
    rows: list[list[Value]] = [
        [area.name, *(_number(found.at(area.id, one.id)) for one in found.indicators)] for area in found.areas
    ]
    means = [found.means[one.id] for one in found.indicators]
    rows.append(["Vergleichswert", *(float(mean.value) for mean in means)])
    rows.append(["Art des Vergleichswerts", *map(mean_kind, means)])
    return Sheet(OVERVIEW, heads, rows)


def _number(cell: MatrixCell | None) -> Value:
    value = cell.cell.quoted.figure.value if cell else None
    if cell and value is None:
        return printed_as(cell.cell.quoted.figure)
    return GAP if value is None else float(value)


def _values(found: Matrix, today: date) -> Sheet:
    rows = [_record(found, *pair, today) for pair in found.pairs()]
    return Sheet(VALUES, HEADS, rows)


def _record(
    found: Matrix, area: Area, indicator: Indicator, cell: MatrixCell | None, today: date
) -> list[Value]:
    mean = found.means[indicator.id]
    quoted = cell.cell.quoted if cell else None
    return [
        area.name,
        indicator.name,
        found.year,
        float(quoted.figure.value) if quoted and quoted.figure.value is not None else None,
        _printed(quoted),
        indicator.unit,
        float(mean.value),
        mean_kind(mean),
        float(cell.distance) if cell and cell.distance is not None else None,
        round(mean.spread, 4),
        told(cell.need, mean) if cell else "",
        found.since,
        printed_as(cell.before[0].quoted.figure) if cell and cell.before else None,
        float(cell.change) if cell and cell.change is not None else None,
        "; ".join(notes(cell)) if cell else "",
        quoted.source if quoted else "",
        _source_of(mean),
        quoted.document.sha256 if quoted else "",
        today.isoformat(),
    ]


def _printed(quoted: Quoted | None) -> str:
    """What the source prints: the number, what stands in its place, or that nothing is printed at all."""
    if quoted is None:
        return GAP
    return printed_as(quoted.figure) if quoted.figure.mark else quoted.figure.value_text


def _source_of(mean: Mean) -> str:
    printed: Quoted | None = mean.printed.quoted if mean.printed else None
    return printed.source if printed else ""
