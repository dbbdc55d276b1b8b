"""Charts as SVG, drawn from the same figures as a table; with title, unit, source and a spoken text."""

from collections.abc import Sequence
from html import escape

from assistant.figure_answer import Quoted
from assistant.figure_wording import number, with_unit

WIDTH, ROW, LEFT, TOP = 720, 26, 230, 64
RIGHT = 90  # room for the value behind the longest bar
HEIGHT, PAD = 320, 50
COLOUR, LINE = "#1f5f8b", "#444444"
LONGEST_TITLE, LONGEST_LABEL, LONGEST_SOURCE = 90, 34, 160


def bars(title: str, rows: Sequence[Quoted], label: str = "area") -> str:
    """Lying bars, one a figure, named by area or year."""
    shown = [quoted for quoted in rows if quoted.figure.value is not None]
    values = [float(quoted.figure.value or 0) for quoted in shown]
    low, high = min([0.0, *values]), max([0.0, *values])
    scale = (WIDTH - LEFT - RIGHT) / ((high - low) or 1)
    zero = LEFT - low * scale
    height = TOP + ROW * len(shown) + 46
    parts = []
    for index, (quoted, value) in enumerate(zip(shown, values, strict=True)):
        y = TOP + ROW * index
        x, width = (zero, value * scale) if value >= 0 else (zero + value * scale, -value * scale)
        name = escape(_name(quoted, label)[:LONGEST_LABEL])
        printed = escape(with_unit(quoted.figure.value_text, quoted.figure.unit))
        parts.append(f'<text x="{LEFT - 8}" y="{y + 17}" text-anchor="end">{name}</text>')
        parts.append(
            f'<rect x="{x:.1f}" y="{y + 4}" width="{width:.1f}" height="{ROW - 8}" fill="{COLOUR}"/>'
        )
        parts.append(f'<text x="{max(x + width, zero) + 6:.1f}" y="{y + 17}">{printed}</text>')
    parts.append(f'<line x1="{zero:.1f}" x2="{zero:.1f}" y1="{TOP}" y2="{height - 44}" stroke="{LINE}"/>')
    return _svg(title, shown, height, parts, label)


def lines(title: str, rows: Sequence[Quoted]) -> str:
    """One line over the years."""
    shown = [q for q in rows if q.figure.value is not None and q.figure.year is not None]
    years = [q.figure.year or 0 for q in shown]
    values = [float(q.figure.value or 0) for q in shown]
    low, high = min([0.0, *values]), max([0.0, *values])
    across = (WIDTH - 2 * PAD) / ((max(years) - min(years)) or 1)
    up = (HEIGHT - TOP - 2 * PAD) / ((high - low) or 1)
    points = [
        (PAD + (year - min(years)) * across, HEIGHT - PAD - (value - low) * up)
        for year, value in zip(years, values, strict=True)
    ]
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    parts = [f'<polyline points="{path}" fill="none" stroke="{COLOUR}" stroke-width="2"/>']
    for (x, y), quoted in zip(points, shown, strict=True):
        printed = quoted.figure.value_text
        parts.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{COLOUR}"/>')
        parts.append(f'<text x="{x:.1f}" y="{y - 9:.1f}" text-anchor="middle">{escape(printed)}</text>')
        parts.append(
            f'<text x="{x:.1f}" y="{HEIGHT - PAD + 20}" text-anchor="middle">{quoted.figure.year}</text>'
        )
    return _svg(title, shown, HEIGHT + 16, parts, "year")


def spoken(title: str, rows: Sequence[Quoted], label: str) -> str:
    """The chart as one German sentence, for people who do not see it."""
    told = "; ".join(f"{_name(q, label)}: {with_unit(q.figure.value_text, q.figure.unit)}" for q in rows)
    return f"{title}. {told}."


def _name(quoted: Quoted, label: str) -> str:
    figure = quoted.figure
    return str(figure.year or "") if label == "year" else figure.area or figure.group or figure.indicator


def _svg(title: str, rows: Sequence[Quoted], height: float, parts: Sequence[str], label: str) -> str:
    unit = rows[0].figure.unit if rows else ""
    sources = "; ".join(dict.fromkeys(quoted.source for quoted in rows))
    source = f"Quelle: {escape(sources[:LONGEST_SOURCE])}"
    years = sorted({q.figure.year for q in rows if q.figure.year})
    when = f", {years[0]}" if len(years) == 1 else ""
    return "".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img"',
            ' aria-labelledby="t d" font-family="sans-serif" font-size="13">',
            f'<title id="t">{escape(title)}</title><desc id="d">{escape(spoken(title, rows, label))}</desc>',
            f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>',
            f'<text x="10" y="24" font-size="16" font-weight="bold">{escape(title[:LONGEST_TITLE])}</text>',
            f'<text x="10" y="44" fill="{LINE}">{escape(unit)}{when}</text>',
            *parts,
            f'<text x="10" y="{height - 10}" font-size="11" fill="{LINE}">{source}</text>',
            "</svg>",
        ]
    )


def data_table(rows: Sequence[Quoted]) -> list[tuple[str, str, str]]:
    """The table beside a chart: what, when and how much."""
    return [
        (
            _name(quoted, "area"),
            quoted.figure.period or str(quoted.figure.year or ""),
            number(quoted.figure.value) if quoted.figure.value is not None else quoted.figure.value_text,
        )
        for quoted in rows
    ]
