"""Charts as SVG, drawn from the same figures as a table; with title, unit, source and a spoken text.

Colours are attributes, so that a saved picture has them; on a page the style sheet overrules them by class.
Names stand above bars and at the ends of lines, so that a chart stays readable on a phone.
"""

from collections.abc import Callable, Sequence
from hashlib import blake2b
from html import escape
from itertools import groupby, pairwise
from textwrap import wrap

from assistant.figure_answer import Quoted, area_key
from assistant.figure_wording import with_unit
from corpus.figures.indicators import indicators

WIDTH, PAD, LETTERS = 440, 12, 52  # letters in a line of the small type
TITLE_LETTERS, TITLE_LINE, LINE = 46, 20, 17
BAR, ROW = 14, 42
PLOT, NAMES, GAP = 220, 132, 17  # height of a plot, room for names on its right, least distance of two names
DASHES = ("", "7 4", "2 3", "10 4 2 4", "4 4", "12 3", "1 5")
INK, QUIET, STRONG, PAPER = "#1b2329", "#47545e", "#0b4a6f", "#ffffff"
LONGEST_NAME = 18
MOST_BARS, MOST_LINES = 30, len(DASHES)

Point = tuple[float, float]


def chart(rows: Sequence[Quoted]) -> str | None:
    """The chart that fits: lines over years, bars over areas; None for figures that are not of one kind."""
    shown = [quoted for quoted in rows if quoted.figure.value is not None]
    if len(shown) < 2 or len({kind_of(quoted) for quoted in shown}) > 1:  # noqa: PLR2004
        return None
    years = {quoted.figure.year for quoted in shown}
    areas = {area_key(quoted.figure.area) for quoted in shown}
    if len(years) > 1 and None not in years and len(areas) <= MOST_LINES:
        return lines(title_of(shown), shown)
    if len(years) == 1 and len(areas) == len(shown) <= MOST_BARS:
        return bars(title_of(shown), shown)
    return None


def title_of(rows: Sequence[Quoted]) -> str:
    """What a chart is of: the catalogue's name of the indicator where it is recognised, area and years."""
    figure = rows[0].figure
    known = indicators().by_id.get(figure.indicator_id or "")
    areas = list(dict.fromkeys(quoted.figure.area for quoted in rows if quoted.figure.area))
    years = sorted({quoted.figure.year for quoted in rows if quoted.figure.year})
    span = str(years[0]) if len(years) == 1 else f"{years[0]} bis {years[-1]}" if years else ""
    parts = [known.name if known else figure.indicator, areas[0] if len(areas) == 1 else "", span]
    return ", ".join(part for part in parts if part)


def bars(title: str, rows: Sequence[Quoted], label: str = "area") -> str:
    """Lying bars, one a figure, below its name."""
    shown = [quoted for quoted in rows if quoted.figure.value is not None]
    values = [float(quoted.figure.value or 0) for quoted in shown]
    low, high = min([0.0, *values]), max([0.0, *values])
    scale = (WIDTH - 2 * PAD) / ((high - low) or 1)
    zero, top = PAD - low * scale, _top(title)
    parts = []
    for index, (quoted, value) in enumerate(zip(shown, values, strict=True)):
        y = top + ROW * index
        x, width = (zero, value * scale) if value >= 0 else (zero + value * scale, -value * scale)
        printed = with_unit(quoted.figure.value_text, quoted.figure.unit)
        parts.append(_text(PAD, y + 14, _name(quoted, label)))
        parts.append(_text(WIDTH - PAD, y + 14, printed, anchor="end", weight="bold"))
        at = f'x="{x:.1f}" y="{y + 20}" width="{width:.1f}" height="{BAR}"'
        parts.append(f'<rect class="balken" {at} fill="{STRONG}"/>')
    end = top + ROW * len(shown)
    parts.append(
        f'<line class="achse" x1="{zero:.1f}" x2="{zero:.1f}" y1="{top}" y2="{end}" stroke="{QUIET}"/>'
    )
    return _svg(title, shown, end + PAD, parts, label)


def lines(title: str, rows: Sequence[Quoted]) -> str:
    """A line over the years for each area, named at its end and told apart by dashes, not by colour."""
    shown = [q for q in rows if q.figure.value is not None and q.figure.year is not None]
    years = [q.figure.year or 0 for q in shown]
    values = [float(q.figure.value or 0) for q in shown]
    low, high = min([0.0, *values]), max([0.0, *values])
    across = (WIDTH - 2 * PAD - NAMES) / ((max(years) - min(years)) or 1)
    up, top = PLOT / ((high - low) or 1), _top(title) + LINE

    def place(quoted: Quoted) -> Point:
        value, year = float(quoted.figure.value or 0), quoted.figure.year or 0
        return PAD + (year - min(years)) * across, top + (high - value) * up

    zero = top + high * up
    last = PAD + (max(years) - min(years)) * across
    parts = [
        f'<line class="achse" x1="{PAD}" x2="{last:.1f}" y1="{zero:.1f}" y2="{zero:.1f}" stroke="{QUIET}"/>'
    ]
    parts += [
        _text(
            PAD + (year - min(years)) * across,
            top + PLOT + 18,
            str(year),
            anchor="middle" if year > min(years) else "start",
        )
        for year in sorted(set(years))
    ]
    series = [
        sorted(of, key=lambda q: q.figure.year or 0) for _, of in groupby(sorted(shown, key=_area), key=_area)
    ]
    ends = _apart([place(of[-1])[1] for of in series])
    for index, (of, end) in enumerate(zip(series, ends, strict=True)):
        parts += _line([place(quoted) for quoted in of], DASHES[index % len(DASHES)])
        parts += _values(of, place) if len(series) == 1 else []
        newest = f"{of[-1].figure.value_text} {_name(of[-1], 'area')[:LONGEST_NAME]}"
        parts.append(_text(last + 10, end + 5, newest if len(series) > 1 else ""))
    return _svg(title, shown, top + PLOT + 18 + PAD, parts, "both" if len(series) > 1 else "year")


def spoken(title: str, rows: Sequence[Quoted], label: str) -> str:
    """The chart as one German sentence, for people who do not see it."""
    told = "; ".join(f"{_name(q, label)}: {with_unit(q.figure.value_text, q.figure.unit)}" for q in rows)
    return f"{title}. {told}."


def alternative(rows: Sequence[Quoted]) -> str:
    """What the chart of these figures says in words: as much of area and year as tells them apart."""
    areas, years = {_area(quoted) for quoted in rows}, {quoted.figure.year for quoted in rows}
    label = "both" if len(areas) > 1 and len(years) > 1 else "year" if len(years) > 1 else "area"
    return spoken(title_of(rows), rows, label)


def kind_of(quoted: Quoted) -> tuple[str, str, str]:
    """What figures must share to stand in one chart."""
    figure = quoted.figure
    return figure.indicator_id or figure.indicator, figure.unit, figure.group


def _area(quoted: Quoted) -> str:
    return area_key(quoted.figure.area)


def _name(quoted: Quoted, label: str) -> str:
    figure = quoted.figure
    area = figure.area or figure.group or figure.indicator
    year = str(figure.year or "")
    return {"year": year, "area": area}.get(label, f"{area} {year}")


def _line(points: Sequence[Point], dash: str) -> list[str]:
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    dashes = f' stroke-dasharray="{dash}"' if dash else ""
    dots = [f'<circle class="balken" cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{STRONG}"/>' for x, y in points]
    return [
        f'<polyline class="linie" points="{path}" fill="none" stroke="{STRONG}" stroke-width="2"{dashes}/>',
        *dots,
    ]


def _values(of: Sequence[Quoted], place: Callable[[Quoted], Point]) -> list[str]:
    """The values at the points of a single line."""
    out = []
    for index, quoted in enumerate(of):
        x, y = place(quoted)
        anchor = "start" if index == 0 else "middle"
        out.append(_text(x, y - 9, quoted.figure.value_text, anchor=anchor, weight="bold"))
    return out


def _apart(heights: Sequence[float]) -> list[float]:
    """The heights moved down where two names would lie on each other, in the same order as given."""
    moved = list(heights)
    order = sorted(range(len(moved)), key=moved.__getitem__)
    for above, below in pairwise(order):
        moved[below] = max(moved[below], moved[above] + GAP)
    return moved


def _top(title: str) -> int:
    """Where the drawing begins, below title and unit."""
    return PAD + TITLE_LINE * len(wrap(title, TITLE_LETTERS)) + LINE + 14


def _text(
    x: float, y: float, text: str, anchor: str = "start", weight: str = "normal", size: int = 14
) -> str:
    if not text:
        return ""
    bold = ' font-weight="bold"' if weight == "bold" else ""
    at = f'x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" font-size="{size}"'
    return f'<text {at} fill="{INK}"{bold}>{escape(text)}</text>'


def _svg(title: str, rows: Sequence[Quoted], end: float, parts: Sequence[str], label: str) -> str:
    unit = rows[0].figure.unit if rows else ""
    sources = "; ".join(dict.fromkeys(quoted.source for quoted in rows))
    key = blake2b(" ".join(q.figure.id for q in rows).encode(), digest_size=4).hexdigest()
    titles, foot = wrap(title, TITLE_LETTERS), wrap(f"Quelle: {sources}", LETTERS)
    height = end + LINE * (len(foot) + 1)
    heads = [
        _text(PAD, PAD + TITLE_LINE * (n + 0.7), line, weight="bold", size=16)
        for n, line in enumerate(titles)
    ]
    notes = [_text(PAD, end + LINE * (n + 1), line, size=13) for n, line in enumerate(foot)]
    return "".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height:.0f}" role="img"',
            f' class="diagramm" aria-labelledby="t{key} d{key}" font-family="sans-serif">',
            f'<title id="t{key}">{escape(title)}</title>',
            f'<desc id="d{key}">{escape(spoken(title, rows, label))}</desc>',
            f'<rect class="grund" width="{WIDTH}" height="{height:.0f}" fill="{PAPER}"/>',
            *heads,
            _text(PAD, PAD + TITLE_LINE * len(titles) + LINE, f"Einheit: {unit}" if unit else ""),
            *parts,
            *notes,
            "</svg>",
        ]
    )
