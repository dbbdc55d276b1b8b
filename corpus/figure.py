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
