"""A figure: one observed value with everything that must stand beside it when it is quoted."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from corpus.document import Box


class Method(StrEnum):
    """How a figure was taken from its document."""

    TABLE = "table"
    PROSE = "prose"
    CHART = "chart"
    IMPORT = "import"


class Mark(StrEnum):
    """What is printed in a cell instead of a number, as the statistics offices use it."""

    NOTHING = "nichts vorhanden"
    UNKNOWN = "unbekannt oder geheim"
    SENSELESS = "Angabe nicht sinnvoll"
    LATER = "Angabe folgt später"
    UNSURE = "Wert nicht sicher genug"
    NOT_GIVEN = "keine Angabe"
    MASKED = "zu klein, nicht gezeigt"


MARKS = (
    (Mark.NOTHING, ("-", "–", "—", "−")),
    (Mark.UNKNOWN, (".", "•")),
    (Mark.SENSELESS, ("x", "X")),
    (Mark.LATER, ("…", "...")),
    (Mark.UNSURE, ("/", "( )", "()")),
    (Mark.NOT_GIVEN, ("k.A.", "k. A.", "n.v.")),
)


@dataclass(frozen=True, slots=True)
class Figure:
    """One observation (SDMX sense), as printed on one page of one document.

    `indicator` and `area` are as printed, `indicator_id` and `area_id` as recognised. `group` is the part of
    the population ("Altersgruppen: 75 und älter"), `base` what the value refers to. `value` is None where the
    source prints that there is no value. `year` is the year that the value is of; `period` is as printed.
    """

    id: str
    document_id: str
    page: int
    page_label: str | None
    title: str
    indicator: str
    value: Decimal | None
    value_text: str
    unit: str
    year: int | None
    method: Method
    line: str
    group: str = ""
    area: str | None = None
    period: str | None = None
    base: str | None = None
    indicator_id: str | None = None
    area_id: str | None = None
    box: Box | None = None
    approximate: bool = False
    checked: bool = False
    confidence: float = 1.0

    @property
    def year_assumed(self) -> bool:
        """Whether a sentence tells no year of its value, so that `year` is that of its document.

        Who checks a figure confirms its year, too: the page for it asks for the year in a field of its own
        and says beside it when that is only the document's.
        """
        told = self.method is not Method.PROSE or self.period is not None or self.checked
        return self.year is not None and not told

    @property
    def mark(self) -> Mark | None:
        """What the cell says instead of a number; None where it holds one."""
        if self.value is not None:
            return None
        printed = self.value_text.strip()
        return next((mark for mark, signs in MARKS if printed in signs), Mark.MASKED)
