"""Rows of the ledger turned into figures, and back."""

import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from corpus.database import Row
from corpus.document import Box
from corpus.figure import Figure, Method

COLUMNS = (
    "id",
    "document_id",
    "page",
    "page_label",
    "title",
    "indicator",
    "indicator_id",
    '"group"',
    "value",
    "value_text",
    "unit",
    "area",
    "area_id",
    "year",
    "period",
    "base",
    "method",
    "line",
    "box",
    "approximate",
    "checked",
    "confidence",
)
INSERT = f"INSERT INTO figures ({', '.join(COLUMNS)}) VALUES ({', '.join('?' * len(COLUMNS))})"  # noqa: S608
UPDATE = f"UPDATE figures SET {', '.join(f'{one} = ?' for one in COLUMNS)} WHERE id = ?"  # noqa: S608


def values(figure: Figure) -> tuple[object, ...]:
    """The values of a figure in the order of the columns."""
    box = figure.box
    return (
        figure.id,
        figure.document_id,
        figure.page,
        figure.page_label,
        figure.title,
        figure.indicator,
        figure.indicator_id,
        figure.group,
        None if figure.value is None else str(figure.value),
        figure.value_text,
        figure.unit,
        figure.area,
        figure.area_id,
        figure.year,
        figure.period,
        figure.base,
        figure.method.value,
        figure.line,
        json.dumps([box.x0, box.y0, box.x1, box.y1]) if box else None,
        figure.approximate,
        figure.checked,
        figure.confidence,
    )


def figure(row: Row | Mapping[str, Any]) -> Figure:
    """The figure in a row."""
    return Figure(
        id=row["id"],
        document_id=row["document_id"],
        page=row["page"],
        page_label=row["page_label"],
        title=row["title"],
        indicator=row["indicator"],
        value=None if row["value"] is None else Decimal(row["value"]),
        value_text=row["value_text"],
        unit=row["unit"],
        year=row["year"],
        method=Method(row["method"]),
        line=row["line"],
        group=row["group"],
        area=row["area"],
        period=row["period"],
        base=row["base"],
        indicator_id=row["indicator_id"],
        area_id=row["area_id"],
        box=Box(*json.loads(row["box"])) if row["box"] else None,
        approximate=bool(row["approximate"]),
        checked=bool(row["checked"]),
        confidence=row["confidence"],
    )


def as_text(one: Figure) -> str:
    """A figure as JSON, to be kept beside a decision on it."""
    names = (name.strip('"') for name in COLUMNS)
    return json.dumps(dict(zip(names, values(one), strict=True)), ensure_ascii=False)


def from_text(text: str) -> Figure:
    """The figure that `as_text` wrote."""
    return figure(json.loads(text))
