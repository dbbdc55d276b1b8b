"""The social index to take along: its result, and every step with the sources of its values."""

from collections.abc import Iterator
from datetime import date

from assistant.indices import Indices, name_of
from assistant.sheets import csv_of, xlsx_of
from assistant.social_index import AreaIndex, SocialIndex, Step
from corpus.spreadsheets import Sheet, Value

RESULT, STEPS = "Ergebnis", "Schritte"
RESULT_HEADS = (
    "Gebiet",
    "Art",
    "Index",
    "Klasse",
    "Summe der z-Werte",
    "Kennzahlen",
    "fehlende Kennzahlen",
    "gedruckter Index",
    "Quelle des gedruckten Index",
)
STEP_HEADS = (
    "Gebiet",
    "Art",
    "Kennzahl",
    "Einheit",
    "Wert oder Veränderung",
    "gedruckte Werte",
    "Mittel der Gebiete",
    "Standardabweichung der Gebiete",
    "z-Wert",
    "Index",
    "Klasse",
    "Quellen",
    "Prüfsummen der Dateien (SHA-256)",
    "abgerufen am",
)


def index_csv(indices: Indices, today: date) -> str:
    """One line for each step of each area; the index stands in every line of its area."""
    return csv_of(_steps(indices, today))


def index_xlsx(indices: Indices, today: date) -> bytes:
    """A sheet with the result, and one with every step."""
    return xlsx_of(_result(indices), _steps(indices, today))


def _result(indices: Indices) -> Sheet:
    rows = [_line(kind, one) for kind in indices.kinds for one in kind.areas]
    left = [
        _left_out(kind, area.name, ", ".join(one.name for one in gaps))
        for kind in indices.kinds
        for area, gaps in kind.left_out
    ]
    return Sheet(RESULT, RESULT_HEADS, [*rows, *left])


def _line(kind: SocialIndex, one: AreaIndex) -> list[Value]:
    printed = one.printed.quoted if one.printed else None
    return [
        one.area.name,
        name_of(kind),
        one.value,
        one.level,
        one.total,
        len(one.steps),
        ", ".join(gap.name for gap in (*one.missing, *kind.absent)),
        printed.figure.value_text if printed else "",
        printed.source if printed else "",
    ]


def _left_out(kind: SocialIndex, area: str, gaps: str) -> list[Value]:
    return [area, name_of(kind), None, "kein Index", None, None, gaps, "", ""]


def _steps(indices: Indices, today: date) -> Sheet:
    rows = [
        _step(kind, one, step, today) for kind in indices.kinds for one in kind.areas for step in one.steps
    ]
    return Sheet(STEPS, STEP_HEADS, rows)


def _step(kind: SocialIndex, one: AreaIndex, step: Step, today: date) -> list[Value]:
    quoted = [cell.quoted for cell in step.cells]
    return [
        one.area.name,
        name_of(kind),
        step.indicator.name,
        step.indicator.unit,
        step.value,
        "; ".join(f"{q.figure.value_text} ({q.figure.year})" for q in quoted),
        step.mean,
        step.deviation,
        step.z,
        one.value,
        one.level,
        "; ".join(dict.fromkeys(q.source for q in quoted)),
        "; ".join(_checksums(step)),
        today.isoformat(),
    ]


def _checksums(step: Step) -> Iterator[str]:
    yield from dict.fromkeys(cell.quoted.document.sha256 for cell in step.cells)
