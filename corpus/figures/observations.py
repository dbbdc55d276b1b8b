"""What a grid says: each number with its indicator, group, area, year and unit."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.figure import Method
from corpus.figures.areas import AreaFinder
from corpus.figures.bases import Place, column_bases, row_bases, share_of
from corpus.figures.cells import Cell
from corpus.figures.grids import CHARTS, Grid, Row
from corpus.figures.heads import Heads
from corpus.figures.numbers import PERIOD, Number, Period, cell_number, cell_period, periods
from corpus.figures.units import UNIT_NOTE, UNIT_ONLY, unit_in

AREA_HEAD = re.compile(
    r"\b(?:Stadtteile?|Stadtbezirke?|Stadtviertel|Sozialr[aä]ume?|Sozialquartiere?|Quartiere?|Ortsteile?|Bezirke?"
    r"|Kreise?|Gemeinden?|Gebiete?|Städte|Stadt|Raum|Region(?:en)?|Wohnviertel)n?\b"
)

BY_AREA = re.compile(
    r"(?:nach|in den|der) (?:\w+ )?(?:Stadtbezirk|Stadtteil|Stadtviertel|Sozialr|Sozialquart|Quartier"
    r"|Ortsteil|Wohnviertel)\w*"
)
CLASS = re.compile(  # "250 bis unter 500 Euro" says which, not what is counted
    r"\d[\d.,]*(?:\s?\w+)? (?:bis|und mehr|und älter|oder mehr)"
    r"|^(?:bis|unter|über|ab|mehr als|weniger als)\s(?:zu\s)?\d"
)
DIVIDED = re.compile(r"\b(?:Aufteilung|Verteilung)\b.*\bnach\b")  # parts of each row, also over several pages
MONEY = re.compile(  # what is measured in euros though the table does not say so
    r"(?:[Ee]inkommen|[Kk]osten|[Mm]iete|[Pp]reis|[Aa]usgaben|[Ll]ohn|[Gg]ehalt|[Vv]ermögen|[Bb]etrag)s?"
    r"(?: im Durchschnitt)?$"
)
SINCE = re.compile(r"\b(?:seit|ab|vor|nach) (?:dem )?(?:Jahr )?(?:19|20)\d{2}\b(?!\s?(?:bis|[-–]))")
COUNTED = re.compile(r"^(?:Anzahl|Absolut)\b|\(absolut\)|\babsolut$")
SHARES = frozenset({"", "Index", "Prozent"})  # units of columns that a row of counts does not have
LONGEST_CORNER, FEW = 40, 5


@dataclass(frozen=True, slots=True)
class Observation:
    """A number of a grid, chart or sentence before it is given a document."""

    title: str
    indicator: str
    group: str
    number: Number
    unit: str
    area: str | None
    period: Period | None
    cell: Cell
    line: str
    method: Method
    confidence: float
    base: str = ""  # the group that a share is of


@dataclass(frozen=True, slots=True)
class _Sides:
    """What one side (row or column) of a cell says."""

    words: tuple[str, ...]
    period: Period | None
    unit: str
    area: str | None


def observations(grid: Grid, heads: Heads, area_of: AreaFinder) -> Iterator[Observation]:
    """The numbers of a grid with all that stands beside and above them."""
    method = Method.CHART if heads.name.split(" ")[0] in CHARTS else Method.TABLE
    areas_down = _areas_down(grid, heads, area_of)
    columns = [_column(texts, area_of) for texts in heads.columns]
    title = " – ".join(dict.fromkeys(t for t in (heads.title, *heads.across) if t and not UNIT_ONLY.match(t)))
    title_period = _title_period(title)
    bases = _bases(grid, heads, columns, area_of, areas_down)
    for place, row in enumerate(grid.rows):
        side = _row_side(row, area_of, areas_down)
        line = _line(row)
        for index, cell in sorted(row.cells.items()):
            number = cell_number(cell.text)
            if number is None:
                continue
            column = columns[index] if index < len(columns) else _Sides((), None, "", None)
            words = [*column.words]
            group = " – ".join([*row.groups, *side.words]) if side.words else " – ".join(row.groups)
            indicator = _indicator(heads, words, side)
            if indicator == group or (side.words and indicator == side.words[-1]):
                group = " – ".join(row.groups)
            yield Observation(
                title=title,
                indicator=indicator,
                group=group,
                number=number,
                unit=number.unit or _unit(column, side, row, heads, number),
                area=side.area or column.area or _group_area(row, area_of),
                period=column.period or side.period or _group_period(row) or title_period,
                cell=cell,
                line=line,
                method=method,
                confidence=_confidence(side, column, heads),
                base=bases.get((place, index), ""),
            )


def _bases(
    grid: Grid, heads: Heads, columns: Sequence[_Sides], area_of: AreaFinder, areas_down: bool
) -> dict[Place, str]:
    """The group that each share of a grid is of; areas and years are told elsewhere."""
    sides = [_row_side(row, area_of, areas_down) for row in grid.rows]
    shares = {
        (place, index): value
        for place, row in enumerate(grid.rows)
        for index, cell in row.cells.items()
        if index < len(columns)
        and (number := cell_number(cell.text))
        and (number.unit or _unit(columns[index], sides[place], row, heads, number)) == "Prozent"
        and (value := share_of(cell.text)) is not None
    }
    if DIVIDED.search(heads.title) or row_bases(grid, shares):
        return {(place, index): " ".join(sides[place].words[-1:]) for place, index in shares}
    if column_bases(grid, shares):
        return {(place, index): " – ".join(columns[index].words) for place, index in shares}
    return {}


def _indicator(heads: Heads, words: Sequence[str], side: _Sides) -> str:
    """The measured thing: the column's head, else the label of the row, else the title."""
    if words:
        return " – ".join(words)
    if side.words:
        return side.words[-1]
    return UNIT_NOTE.sub("", heads.title)


def _line(row: Row) -> str:
    values = " | ".join(cell.text for _, cell in sorted(row.cells.items()))
    return f"{row.text} | {values}" if row.label else values


def _areas_down(grid: Grid, heads: Heads, area_of: AreaFinder) -> bool:
    """Whether the rows are areas: the corner says so, the title does, or most labels are known ones."""
    labels = [row.text for row in grid.rows if row.label]
    if not labels or any(cell_period(label) for label in labels):
        return False
    known = sum(area_of(label) is not None for label in labels)
    if known >= 0.5 * len(labels):
        return True
    named = AREA_HEAD.search(heads.corner) is not None
    return (named and len(heads.corner) < LONGEST_CORNER) or areas_named(heads.title, labels)


def areas_named(title: str, labels: Sequence[str]) -> bool:
    """Whether labels are names of areas, because the title says that they are and they look like names."""
    return BY_AREA.search(title) is not None and len(labels) > FEW and _namelike(labels)


def _namelike(labels: Sequence[str]) -> bool:
    return sum(label[:1].isupper() and len(label) < 36 for label in labels) > 0.9 * len(labels)  # noqa: PLR2004


def _row_side(row: Row, area_of: AreaFinder, areas_down: bool) -> _Sides:
    text = row.text
    period = cell_period(text)
    if period:
        return _Sides((), period, "", None)
    unit = unit_in(text) if re.search(r"\((?:in|Anteil)|%", text) else ""
    if areas_down:
        plain = re.sub(r"^\d{2,3} (?=\D)", "", text)
        return _Sides((), None, unit, area_of(plain) or plain)
    area = area_of(text)
    return _Sides(() if area else (text,) if text else (), None, unit, area)


def _column(texts: Sequence[str], area_of: AreaFinder) -> _Sides:
    words: list[str] = []
    period = area = None
    unit = ""
    for text in texts:
        found = cell_period(text)
        inside = periods(text)
        if found:
            period = found
            continue
        if inside and (period is None or not inside[-1].span):
            period = inside[-1]
        unit = (unit_in(text) if not CLASS.search(text) else "") or unit
        known = area_of(text) or area_of(_undated(text))
        if known:
            area = known
        elif not UNIT_ONLY.match(text):
            words.append(text)
    return _Sides(tuple(words), period, unit, area)


def _undated(text: str) -> str:
    """A head without its year: "Gesamtstadt 2022" as "Gesamtstadt"."""
    return PERIOD.sub("", text).strip(" ,()")


def _unit(column: _Sides, side: _Sides, row: Row, heads: Heads, number: Number) -> str:
    texts = " ".join(column.words)
    above = " ".join([*heads.across, heads.title])
    if any(COUNTED.search(text) for text in (row.text, *row.groups)) and column.unit in SHARES:
        return "Anzahl"
    known = column.unit or side.unit or unit_in(" ".join(row.groups)) or unit_in(above)
    if not known:
        known = (unit_in(row.text) if not CLASS.search(row.text) else "") or (
            "Euro" if MONEY.search(texts) else ""
        )
    if known == "Prozent" and _counts(column, number, texts):
        return "Anzahl"
    whole = (
        number.value is not None
        and number.value == number.value.to_integral_value()
        and "," not in number.text
    )
    return known or ("Anzahl" if whole else "")


def _counts(column: _Sides, number: Number, texts: str) -> bool:
    """A share cannot be over a hundred and something; then the number is a count."""
    return column.unit != "Prozent" and number.value is not None and number.value > 400 and "%" not in texts  # noqa: PLR2004


def _group_period(row: Row) -> Period | None:
    return next((found for text in reversed(row.groups) if (found := cell_period(text))), None)


def _group_area(row: Row, area_of: AreaFinder) -> str | None:
    return next((found for text in reversed(row.groups) if (found := area_of(text))), None)


def _title_period(title: str) -> Period | None:
    found = periods(SINCE.sub(" ", title))
    if not found:
        return None
    days = [period for period in found if "." in period.text]
    return (days or found)[-1]


def _confidence(side: _Sides, column: _Sides, heads: Heads) -> float:
    sure = 0.95
    if not side.words and not side.area and not side.period:
        sure -= 0.35
    if not column.words and not column.period and not column.area and not column.unit and not heads.title:
        sure -= 0.3
    return round(sure, 2)
