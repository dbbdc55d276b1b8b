"""Charts whose numbers are in the text layer: each value joined to its category by position."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from corpus.figure import Method
from corpus.figures.areas import AreaFinder
from corpus.figures.bars import Joined, grouped, lying, staggered, standing
from corpus.figures.cells import Cell, joined
from corpus.figures.grids import CAPTION, CHARTS, is_caption
from corpus.figures.numbers import MISSING, cell_number, cell_period, periods
from corpus.figures.observations import Observation, areas_named
from corpus.figures.scene import Scene, heading_above
from corpus.figures.stacks import named_parts
from corpus.figures.units import UNIT_NOTE, unit_in

PROSE_WORDS = 6
TITLE_LEADING = 0.7  # heights of a line
HEADING = 1.05  # times the caption's size; bold letters of this size open a new section
STRETCH = 2.4  # letter sizes; words of a stretched line are not further apart
LEGEND_MARKS = 12.0  # points
SURE, STACKED = 0.9, 0.75
OPEN_SERIES = 0.4  # a value of which the legend has more entries than the bar has parts
THIN, TALL = 3.0, 150.0  # points; a rule that parts two columns of a page
BESIDE = 90.0  # points; running text at this height beside a caption bounds its chart


@dataclass(frozen=True, slots=True)
class Chart:
    """The title of a chart and the cells that stand in it."""

    caption: Cell
    title: str
    cells: tuple[Cell, ...]


def charts(scene: Scene) -> list[Chart]:
    """The charts of a page that have a caption."""
    captions = [cell for cell in scene.cells if is_caption(cell)]
    found = []
    for caption in captions:
        match = CAPTION.match(caption.text)
        if match and match["kind"] in CHARTS:
            found.append(_chart(caption, match["title"].strip(), captions, scene))
    return found


def chart_observations(chart: Chart, scene: Scene, area_of: AreaFinder) -> Iterator[Observation]:
    """The values of a chart; axes are left out, and so is what cannot be joined for sure."""
    values, labels = _parted(chart)
    values = _without_axes(values)
    series = _legend(labels, scene, chart)
    words = [cell for cell in labels if cell not in series]
    if not values or not words:
        return
    pairs = (
        standing(values, words)
        or staggered(values, words)
        or grouped(values, words, len(series))
        or lying(values, words)
    )
    yield from _told(chart, pairs, [joined([cell]) for cell in series], area_of)


def _chart(caption: Cell, opening: str, captions: Sequence[Cell], scene: Scene) -> Chart:
    left, right = _sides(caption, scene)
    below = [c for c in scene.cells if c.middle > caption.y1 - 2 and left <= c.x0 and c.x0 < right]
    below.sort(key=lambda cell: (cell.middle, cell.x0))
    title = [opening] if opening else []
    last = caption
    inside: list[Cell] = []
    in_title = True
    stop = min(
        (c.y0 for c in captions if c.y0 > caption.y1 and left <= c.x0 < right), default=scene.height * 0.925
    )
    for cell in below:
        if cell.y0 >= stop or (inside and cell.bold and cell.size > HEADING * caption.size):
            break
        near = cell.y0 - last.y1 < TITLE_LEADING * (cell.y1 - cell.y0)
        if in_title and near and _title_like(cell, caption, last):
            title.append(cell.text.replace("\ufffe", "-"))
            last = cell
        elif _is_prose(cell, below, caption):
            if inside:
                break
        else:
            in_title = False
            inside.append(cell)
    named = joined([_as_cell(part, caption) for part in title]) or heading_above(caption, scene)
    return Chart(caption, named, tuple(inside))


def _as_cell(text: str, like: Cell) -> Cell:
    return Cell(text, like.x0, like.y0, like.x1, like.y1, like.size)


def _title_like(cell: Cell, caption: Cell, last: Cell) -> bool:
    beside = cell.beside(last) and cell.x0 - last.x1 < 1.6 * cell.size
    starts = abs(cell.x0 - caption.x0) < 6 and cell.size > 0.8 * caption.size  # noqa: PLR2004
    return (starts or beside) and (cell.number is None or cell.text in MISSING or cell.period is not None)


def _sides(caption: Cell, scene: Scene) -> tuple[float, float]:
    """The column of the page that a chart stands in."""
    if caption.x0 > 0.42 * scene.width:
        return caption.x0 - 12, scene.width
    gutter = [
        s for s in scene.shapes if s.x1 - s.x0 < THIN and s.y1 - s.y0 > TALL and _central(s.x0 / scene.width)
    ]
    beside = [s.x0 for s in gutter if s.y0 < caption.y1 + 40 < s.y1]
    right = min(beside, default=scene.width)
    prose = [
        c.x0
        for c in scene.cells
        if c.x0 > 0.42 * scene.width
        and 0 < c.middle - caption.y0 < BESIDE  # what stands above may be two columns over a wide chart
        and len(c.text.split()) >= PROSE_WORDS
    ]
    return 0.0, min([right, *(x - 3 for x in prose)])


def _central(share: float) -> bool:
    return 0.4 < share < 0.6  # noqa: PLR2004  of the page's width


def _is_prose(cell: Cell, below: Sequence[Cell], caption: Cell) -> bool:
    """Whether a line opens running text below a chart."""
    starts = abs(cell.x0 - caption.x0) < 6 and cell.size > 0.9 * caption.size  # noqa: PLR2004
    if not starts or cell.number is not None:
        return False
    words = _words_in_line(cell, below)
    follow = [c for c in below if 0 < c.y0 - cell.y0 < 1.6 * (cell.y1 - cell.y0) and abs(c.x0 - cell.x0) < 3]  # noqa: PLR2004
    return words >= PROSE_WORDS or (words >= 3 and bool(follow) and follow[0].size == cell.size)  # noqa: PLR2004


def _words_in_line(cell: Cell, below: Sequence[Cell]) -> int:
    """How many words a line has, also where it is stretched to the edge of its column."""
    words, reach = len(cell.text.split()), cell.x1
    for other in sorted((c for c in below if c.beside(cell) and c.x0 > cell.x0), key=lambda c: c.x0):
        if other.x0 - reach > STRETCH * cell.size:
            break
        words, reach = words + len(other.text.split()), other.x1
    return words


def _parted(chart: Chart) -> tuple[list[Cell], list[Cell]]:
    """Numbers and words of a chart; years are words there."""
    values, labels = [], []
    for cell in chart.cells:
        number = cell.number
        plain_year = cell.period is not None and re.fullmatch(r"(?:19|20)\d{2}(?:/\d{2})?", cell.text)
        if number is not None and number.value is not None and not plain_year:
            values.append(cell)
        elif cell.text not in MISSING:
            labels.append(cell)
    return values, labels


def _without_axes(values: Sequence[Cell]) -> list[Cell]:
    """Drop numbers that stand in equal steps on one line or above each other: the marks of an axis."""
    marks: set[int] = set()
    for key in ("y", "x"):
        groups: dict[int, list[Cell]] = {}
        for cell in values:
            place = cell.middle / 3 if key == "y" else cell.x1 / 3
            groups.setdefault(round(place), []).append(cell)
        for index, group in list(groups.items()):
            whole = group + groups.get(index + 1, [])
            if len(whole) >= 4 and _even(whole, key):  # noqa: PLR2004
                marks |= {id(cell) for cell in whole}
    return [cell for cell in values if id(cell) not in marks]


def _even(cells: Sequence[Cell], key: str) -> bool:
    ordered = sorted(cells, key=lambda cell: cell.x0 if key == "y" else -cell.middle)
    found = [number.value for cell in ordered if (number := cell.number) and number.value is not None]
    steps = {b - a for a, b in pairwise(found)}
    return len(steps) == 1 and steps != {0}


def _legend(labels: Sequence[Cell], scene: Scene, chart: Chart) -> list[Cell]:
    """Labels with a small square or line right before them."""
    small = [s for s in scene.shapes if s.x1 - s.x0 < LEGEND_MARKS and s.y1 - s.y0 < LEGEND_MARKS]
    found = [
        cell
        for cell in labels
        if any(0 <= cell.x0 - s.x1 < 8 and s.y0 - 2 < cell.middle < s.y1 + 2 for s in small)  # noqa: PLR2004
    ]
    return sorted(found, key=lambda cell: (round(cell.middle / 6), cell.x0)) if len(found) > 1 else []


def _shares(bars: Sequence[Sequence[Cell]]) -> bool:
    """Whether single bars with decimals add up to a hundred: shares, though nothing says so."""
    found = [number for values in bars for cell in values if (number := cell.number)]
    total = sum((number.value or Decimal(0) for number in found), Decimal(0))
    decimals = all("," in number.text for number in found)
    return len(found) == len(bars) > 2 and decimals and abs(total - 100) < 1  # noqa: PLR2004


def _told(chart: Chart, pairs: Joined, series: Sequence[str], area_of: AreaFinder) -> Iterator[Observation]:
    title = UNIT_NOTE.sub("", chart.title).strip()
    title_period = next(
        iter([p for p in periods(chart.title) if "." in p.text] or periods(chart.title)[-1:]), None
    )
    areas = areas_named(chart.title, [category.text for category, _ in pairs.values()])
    parts = named_parts(pairs, series)
    usual = "Prozent" if _shares([values for _, values in pairs.values()]) else "Anzahl"
    for key, (category, values) in pairs.items():
        known = parts.get(key, [])
        if len(values) > 1 and not known and len(values) > len(series):
            continue
        for index, cell in enumerate(values):
            number = cell_number(cell.text)
            if number is None:
                continue
            period = cell_period(category.text)
            area = area_of(category.text) or (category.text if areas and not period else None)
            label = "" if area or period else category.text
            name = known[index] if len(series) > 1 and known else ""
            yield Observation(
                title=chart.title,
                indicator=" – ".join(part for part in (title, name) if part),
                group=label,
                number=number,
                unit=number.unit or unit_in(chart.title) or usual,
                area=area,
                period=period or title_period,
                cell=cell,
                line=f"{category.text} | {cell.text}",
                method=Method.CHART,
                confidence=SURE if len(values) == 1 else STACKED if known else OPEN_SERIES,
            )
