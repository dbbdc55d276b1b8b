"""Figures to take along: CSV, XLSX and rows to paste, each with its source line, checksum and date."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant.figure_answer import FigureAnswer, Quoted
from assistant.figure_wording import dated
from assistant.page_wording import page_number
from assistant.sheets import csv_of, german, xlsx_of
from corpus.figure import Method
from corpus.formulas import harmless
from corpus.spreadsheets import Sheet, Value

MASK = "unter {threshold}"
HIDDEN = (
    "Anzahlen unter {threshold} aus eingelesenen Tabellen werden nicht gezeigt, damit niemand erkannt wird."
)
HEADS = (
    "Kennzahl",
    "Gruppe",
    "Gebiet",
    "Jahr",
    "Zeitraum",
    "Wert",
    "Wert wie gedruckt",
    "Einheit",
    "Basis",
    "Quelle",
    "Seite",
    "Blatt",
    "Zeile",
    "Art",
    "geprüft",
    "Prüfsumme der Datei (SHA-256)",
    "abgerufen am",
)


@dataclass(frozen=True, slots=True)
class Masking:
    """Counts below the threshold are not shown where the data were imported; 0 switches it off."""

    threshold: int = 5

    def hides(self, quoted: Quoted) -> bool:
        """Whether a count is too small to be shown."""
        figure = quoted.figure
        small = figure.value is not None and 0 < figure.value < self.threshold
        return small and figure.method is Method.IMPORT and figure.unit in {"Anzahl", "Personen"}

    def covered(self, quoted: Quoted) -> Quoted:
        """A figure without its value where the count is too small to be shown."""
        if not self.hides(quoted):
            return quoted
        return replace(quoted, figure=replace(quoted.figure, value=None, value_text=self.text, line=""))

    def answer(self, answer: FigureAnswer) -> FigureAnswer:
        """An answer that shows no hidden count: not in its rows, and not in the sentences made of them."""
        if not any(self.hides(quoted) for quoted in (*answer.rows, *answer.nearest)):
            return answer
        return replace(
            answer,
            message=HIDDEN.format(threshold=self.threshold),
            rows=tuple(map(self.covered, answer.rows)),
            nearest=tuple(map(self.covered, answer.nearest)),
            derived=(),
            notes=(),
        )

    @property
    def text(self) -> str:
        """What stands in the place of a hidden count."""
        return MASK.format(threshold=self.threshold)


def as_csv(rows: Sequence[Quoted], today: date, masking: Masking) -> str:
    """Rows as CSV with semicolons and decimal commas, as German spreadsheets read it."""
    return csv_of(_sheet(rows, today, masking))


def as_tsv(rows: Sequence[Quoted], today: date, masking: Masking) -> str:
    """Rows parted by tabs, to be pasted into a document or a spreadsheet."""
    sheet = _sheet(rows, today, masking)
    lines = [sheet.heads, *([german(cell) for cell in row] for row in sheet.rows)]
    return "\n".join("\t".join(harmless(" ".join(cell.split())) for cell in line) for line in lines) + "\n"


def as_xlsx(rows: Sequence[Quoted], today: date, masking: Masking) -> bytes:
    """Rows as an XLSX workbook with one sheet."""
    return xlsx_of(_sheet(rows, today, masking))


def _sheet(rows: Sequence[Quoted], today: date, masking: Masking) -> Sheet:
    return Sheet("Zahlen", HEADS, [_record(quoted, today, masking) for quoted in rows])


def _record(quoted: Quoted, today: date, masking: Masking) -> list[Value]:
    figure = quoted.figure
    number = page_number(figure.page, figure.page_label)
    hidden = masking.hides(quoted)
    value = None if hidden or figure.value is None else float(figure.value)
    return [
        figure.indicator,
        figure.group,
        quoted.place,
        figure.year,
        dated(figure) if figure.year_assumed else figure.period,
        value,
        masking.text if hidden else figure.value_text,
        figure.unit,
        figure.base,
        quoted.source,
        int(number) if number.isdecimal() else number,
        figure.page,
        figure.line if not hidden else "",
        figure.method.value,
        "ja" if figure.checked else "nein",
        quoted.document.sha256,
        today.isoformat(),
    ]
