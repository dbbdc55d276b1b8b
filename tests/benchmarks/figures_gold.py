"""Generated gold: real published values laid out as PDF tables in many designs, with the values known.

Values come from Konstanz (CC0), Flensburg (CC0) and GISD (CC BY 4.0) beside the repository. A third of the
designs is kept apart for checking; some of their features (narrow spaces, shares beside counts, landscape
with two lines of head) occur there alone.
"""

import csv
import html
import json
import random
import re
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table

DATA = Path(__file__).parents[3] / "shared" / "data" / "figures"
ROWS_A_PAGE = 24
CHROMIUM = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]


@dataclass(frozen=True)
class Cell:
    """A value that the table prints; `value` is None where it prints a sign for "no value"."""

    indicator: str
    area: str | None
    year: int
    value: float | None
    unit: str = ""


@dataclass(frozen=True)
class Grid:
    """What a table says: title, heads above the columns in one or two lines, rows with label and cells."""

    title: str
    corner: str
    heads: tuple[tuple[str, ...], ...]
    rows: tuple[tuple[str, tuple[Cell, ...] | None], ...]
    unit: str


@dataclass(frozen=True)
class Design:
    """How a table looks."""

    name: str
    check: bool
    grid: str
    rules: str
    maker: str
    number: str = "dot"
    missing: str = "–"
    align: str = "right"
    notes: bool = False
    prose: bool = True
    wide: bool = False
    percent: bool = False
    size: int = 9
    unit_in: str = "title"
    seed: int = 0


def _konstanz(name: str) -> tuple[list[dict[str, str]], dict[str, tuple[str, str]], str]:
    """Rows, (label, unit) by column, and title of a table of Konstanz."""
    text = (DATA / "konstanz" / f"{name}.md").read_text("utf-8")
    columns: dict[str, tuple[str, str]] = {}
    for block in text.split("- name: ")[1:]:
        key = block.split("\n", 1)[0].strip()
        label = re.search(r"export_id: ['\"]?(.+?)['\"]?\n", block)
        unit = re.search(r"unit: ['\"]?(.+?)['\"]?\n", block)
        columns[key] = (label[1] if label else key, unit[1] if unit else "")
    title = re.search(r"title: (.+)", text)
    with (DATA / "konstanz" / f"{name}.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file)), columns, title[1] if title else name


def _number(text: str) -> float | None:
    return float(text) if text.strip() else None


def years_down(name: str, rng: random.Random) -> Grid:
    """Years down, indicators (or areas) across: the usual time series of a city."""
    rows, columns, title = _konstanz(name)
    year_key, *keys = rows[0]
    keys = keys[: rng.randint(3, 6)]
    rows = rows[-rng.randint(8, 20) :]
    areas = name in {"nach_stadtteilen", "al_quote"}
    out = []
    for row in rows:
        year = int(row[year_key][:4])
        cells = tuple(
            Cell(
                title if areas else columns[key][0],
                columns[key][0] if areas else "Konstanz",
                year,
                _number(row[key]),
            )
            for key in keys
        )
        out.append((row[year_key], cells))
    heads = (tuple(columns[key][0] for key in keys),)
    return Grid(_titled(title, areas), "Jahr", heads, tuple(out), columns[keys[0]][1])


def _titled(title: str, areas: bool) -> str:
    return title if areas or "Konstanz" in title else f"{title} in Konstanz"


def areas_down(rng: random.Random) -> Grid:
    """Areas down, years across: inhabitants of Konstanz's Stadtteile."""
    rows, columns, title = _konstanz("nach_stadtteilen")
    chosen = sorted(rng.sample(rows, 5), key=lambda row: row["jahr"])
    keys = [key for key in rows[0] if key != "jahr"]
    out = tuple(
        (
            columns[key][0],
            tuple(Cell(title, columns[key][0], int(row["jahr"]), _number(row[key])) for row in chosen),
        )
        for key in keys
    )
    return Grid(title, "Stadtteil", (tuple(row["jahr"] for row in chosen),), out, "Anzahl Personen")


def kreise_down(rng: random.Random, count: int = 30) -> Grid:
    """Kreise down, years across: the GISD score, over two pages."""
    with (DATA / "gisd_nrw_kreise.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    years = sorted(rng.sample(range(1998, 2022), 4))
    names = list(dict.fromkeys(row["kreis_name"] for row in rows))[:count]
    values = {(row["kreis_name"], int(row["year"])): float(row["gisd_score"]) for row in rows}
    title = "Sozioökonomische Deprivation (GISD-Score)"
    out = tuple(
        (name, tuple(Cell(title, name, year, round(values[name, year], 2)) for year in years))
        for name in names
    )
    return Grid(title, "Kreis", (tuple(map(str, years)),), out, "Index")


FLENSBURG = {
    "residents": "Einwohner",
    "births": "Geburten",
    "employed_residents": "Beschäftigte am Wohnort",
    "unemployed_residents": "Arbeitslose",
    "housing_benefit": "Haushalte mit Wohngeld",
    "employment_rate": "Beschäftigungsquote (in %)",
    "age_ratio": "Altenquotient",
}


def districts_down(rng: random.Random) -> Grid:
    """Districts down, indicators across, one year in the title."""
    rows = json.loads((DATA / "flensburg_sozialatlas_details.json").read_text("utf-8"))["detail"]
    keys = rng.sample(list(FLENSBURG), 4)
    year = rng.choice([2017, 2018, 2019])
    out = tuple(
        (
            row["district_name"],
            tuple(Cell(FLENSBURG[key], row["district_name"], year, row[key]) for key in keys),
        )
        for row in rows
    )
    heads = (tuple(FLENSBURG[key] for key in keys),)
    return Grid(f"Ausgewählte Merkmale der Stadtteile {year}", "Stadtteil", heads, out, "")


def groups_down(rng: random.Random) -> Grid:
    """Groups of rows under headings, years across."""
    rows, columns, title = _konstanz("al_kn")
    chosen = rows[-rng.randint(4, 6) :]
    out: list[tuple[str, tuple[Cell, ...] | None]] = []
    for group, keys in (
        ("Geschlecht", ["maenner", "frauen"]),
        ("Staatsangehörigkeit", ["deutsch", "nichtdeutsch"]),
        ("Alter", ["unter25", "ueber55"]),
    ):
        out.append((group, None))
        for key in keys:
            label = columns[key][0]
            cells = tuple(Cell(label, "Konstanz", int(row["jahr"]), _number(row[key])) for row in chosen)
            out.append((label, cells))
    total = tuple(
        Cell("Insgesamt", "Konstanz", int(row["jahr"]), _number(row["insgesamt"])) for row in chosen
    )
    out.append(("Insgesamt", total))
    return Grid(title, "Merkmal", (tuple(row["jahr"] for row in chosen),), tuple(out), "Anzahl Personen")


def two_lines(rng: random.Random) -> Grid:
    """Two lines of head: the year above, count and share below; areas down."""
    rows, columns, title = _konstanz("nach_stadtteilen")
    chosen = sorted(rng.sample(rows, 3), key=lambda row: row["jahr"])
    keys = [key for key in rows[0] if key != "jahr"]
    out = []
    for key in keys:
        cells = []
        for row in chosen:
            total = sum(float(row[other]) for other in keys)
            year, value = int(row["jahr"]), float(row[key])
            share = round(100 * value / total, 1)
            cells.append(Cell(title, columns[key][0], year, value, "Anzahl"))
            cells.append(Cell(title, columns[key][0], year, share, "Prozent"))
        out.append((columns[key][0], tuple(cells)))
    heads = (
        tuple(head for row in chosen for head in (row["jahr"], "")),
        tuple(head for _ in chosen for head in ("Anzahl", "Anteil in %")),
    )
    return Grid(title, "Stadtteil", heads, tuple(out), "")


def indicators_down(rng: random.Random) -> Grid:
    """Indicators down, years across."""
    rows, columns, title = _konstanz(rng.choice(["betreuungsquote", "kinderbetreuung", "uebergangsquote"]))
    year_key, *keys = rows[0]
    chosen = rows[-rng.randint(4, 6) :]
    out = tuple(
        (
            columns[key][0],
            tuple(
                Cell(columns[key][0], "Konstanz", int(row[year_key][:4]), _number(row[key])) for row in chosen
            ),
        )
        for key in keys
    )
    heads = (tuple(row[year_key] for row in chosen),)
    return Grid(_titled(title, areas=False), "Merkmal", heads, out, columns[keys[0]][1])


SERIES = [
    "al_kn",
    "betreuungsquote",
    "altenhilfe",
    "nach_staatsangehoerigkeit",
    "uebergangsquote",
    "jugend_altenquote",
]
GRIDS = {
    "series": lambda rng: years_down(rng.choice(SERIES), rng),
    "series_areas": lambda rng: years_down(rng.choice(["nach_stadtteilen", "al_quote"]), rng),
    "areas": areas_down,
    "kreise": kreise_down,
    "districts": districts_down,
    "groups": groups_down,
    "two_lines": two_lines,
    "indicators": indicators_down,
}


def designs() -> list[Design]:
    """All designs in fixed order; every third is kept apart for checking."""
    rng = random.Random(6)  # noqa: S311
    found = []
    for index in range(54):
        check = index % 3 == 2
        found.append(
            Design(
                name=f"d{index:02d}",
                check=check,
                grid=list(GRIDS)[index % len(GRIDS)],
                rules=rng.choice(["grid", "rows", "none", "zebra", "book"]),
                maker=["reportlab", "chromium"][(index + index // 8) % 2],
                number=rng.choice(
                    ["dot", "space", "plain", "narrow"] if check else ["dot", "space", "plain"]
                ),
                missing=rng.choice(["–", ".", "x", "-", "…"] if check else ["–", ".", "x"]),
                align=rng.choice(["right", "center"]),
                notes=rng.random() < 0.4,
                prose=rng.random() < 0.7,
                wide=rng.random() < 0.25,
                percent=rng.random() < 0.15,
                size=rng.choice([7, 8, 9, 10]),
                unit_in=rng.choice(["title", "line", "none"]),
                seed=index,
            )
        )
    return found


def printed(cell: Cell, design: Design) -> str:
    """A value as this design prints it."""
    if cell.value is None:
        return design.missing
    value = cell.value
    text = f"{value:,.0f}" if float(value).is_integer() else f"{value:,.6f}".rstrip("0")
    whole, _, part = text.partition(".")
    whole = whole.replace(",", {"dot": ".", "space": " ", "narrow": "\u202f", "plain": ""}[design.number])
    return whole + (f",{part}" if part else "") + (" %" if design.percent and cell.unit == "Prozent" else "")


PROSE = (
    "Die folgende Übersicht beruht auf den Angaben der Fachstellen. Seit 2015 wird nach einem neuen "
    "Verfahren gezählt, deshalb sind ältere Werte nur bedingt vergleichbar. Die Erhebung umfasst alle "
    "Personen mit Hauptwohnung, wie in Kapitel 3 beschrieben; Rundungen um 0,1 Punkte sind möglich."
)
NOTE = "¹ vorläufiger Wert; Quelle: Statistikstelle, Stand 30.06. des Jahres"


def caption(grid: Grid, design: Design) -> list[str]:
    """The lines above the table."""
    title = grid.title
    if design.unit_in == "title" and grid.unit:
        title += " (in %)" if "%" in grid.unit else " (Anzahl)"
    lines = (
        [f"Tabelle {design.seed + 1}", title] if design.seed % 2 else [f"Tabelle {design.seed + 1}: {title}"]
    )
    if design.unit_in == "line" and grid.unit:
        lines.append("Angaben in Prozent" if "%" in grid.unit else "Anzahl")
    return lines


def body(grid: Grid, design: Design) -> Iterator[list[str]]:
    """The rows of the table as text; the head first."""
    for index, head in enumerate(grid.heads):
        yield [grid.corner if index == len(grid.heads) - 1 else "", *head]
    marked = False
    for label, cells in grid.rows:
        if cells is None:
            yield [label, *[""] * len(grid.heads[0])]
            continue
        texts = [printed(cell, design) for cell in cells]
        if design.notes and not marked:
            texts[-1], marked = texts[-1] + "¹", True
        yield [label, *texts]


def with_reportlab(grid: Grid, design: Design, path: Path) -> None:
    """Lay a table out with reportlab."""
    small = ParagraphStyle("s", fontName="Helvetica", fontSize=design.size, leading=design.size * 1.2)
    bold = ParagraphStyle("b", parent=small, fontName="Helvetica-Bold")
    text = ParagraphStyle("t", fontName="Helvetica", fontSize=10, leading=13)
    rows = list(body(grid, design))
    heads = len(grid.heads)
    width = (760 if design.wide else 480) - 140
    room = width / (len(rows[0]) - 1) - 12
    shown = [
        [Paragraph(_parted(text, room, design.size), bold) if text else "" for text in row]
        for row in rows[:heads]
    ]
    shown += [[Paragraph(html.escape(row[0]), small), *row[1:]] for row in rows[heads:]]
    table = Table(
        shown, colWidths=[140] + [width / (len(rows[0]) - 1)] * (len(rows[0]) - 1), repeatRows=heads
    )
    table.setStyle(_style(rows, heads, design))
    story = [Paragraph(PROSE, text), Spacer(1, 12)] if design.prose else []
    story += [Paragraph(html.escape(line), text) for line in caption(grid, design)]
    story += [Spacer(1, 4), table]
    story += [Paragraph(NOTE, small)] if design.notes else []
    story += [Spacer(1, 12), Paragraph(PROSE, text)] if design.prose else []
    size = landscape(A4) if design.wide else A4
    SimpleDocTemplate(str(path), pagesize=size, invariant=1, title=grid.title).build(story)


def _parted(text: str, room: float, size: int) -> str:
    """Words that are wider than their column, parted by hyphens as a typesetter does."""
    out = []
    for word in text.split(" "):
        rest = word
        while stringWidth(rest, "Helvetica-Bold", size) > room and len(rest) > 7:
            fits = max(
                n for n in range(3, len(rest)) if stringWidth(rest[:n] + "-", "Helvetica-Bold", size) <= room
            )
            cut = max(3, min(fits, len(rest) - 3))
            while cut > 3 and not (rest[cut].islower() and rest[cut - 1].islower()):
                cut -= 1
            out.append(rest[:cut] + "-")
            rest = rest[cut:]
        out.append(rest)
    return html.escape(" ".join(out)).replace("- ", "-<br/>")


def _style(rows: Sequence[list[str]], heads: int, design: Design) -> list[tuple[object, ...]]:
    style: list[tuple[object, ...]] = [
        ("FONTSIZE", (0, 0), (-1, -1), design.size),
        ("ALIGN", (1, 0), (-1, -1), design.align.upper()),
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE" if design.seed % 2 else "TOP"),
        ("TOPPADDING", (0, 0), (-1, -1), 2),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 2),
    ]
    style += {
        "grid": [("GRID", (0, 0), (-1, -1), 0.5, colors.black)],
        "rows": [("LINEBELOW", (0, 0), (-1, -1), 0.4, colors.grey)],
        "none": [],
        "zebra": [("ROWBACKGROUNDS", (0, heads), (-1, -1), [colors.white, colors.lightgrey])],
        "book": [
            ("LINEABOVE", (0, 0), (-1, 0), 1, colors.black),
            ("LINEBELOW", (0, heads - 1), (-1, heads - 1), 0.6, colors.black),
            ("LINEBELOW", (0, -1), (-1, -1), 1, colors.black),
        ],
    }[design.rules]
    if heads == 2:
        style += [("SPAN", (at, 0), (at + 1, 0)) for at in range(1, len(rows[0]), 2)]
    return style


def with_chromium(grid: Grid, design: Design, path: Path) -> None:
    """Lay a table out as HTML and print it."""
    rows = list(body(grid, design))
    heads = len(grid.heads)
    parts = [f"<p>{PROSE}</p>"] if design.prose else []
    parts += [f"<p class=c>{html.escape(line)}</p>" for line in caption(grid, design)]
    parts.append("<table><thead>")
    for index, row in enumerate(rows[:heads]):
        span = " colspan=2" if heads == 2 and index == 0 else ""
        cells = "".join(f"<th{span}>{html.escape(text)}</th>" for text in row[1:] if text or not span)
        parts.append(f"<tr><th class=l>{html.escape(row[0])}</th>{cells}</tr>")
    parts.append("</thead><tbody>")
    for row in rows[heads:]:
        cells = "".join(f"<td>{html.escape(text)}</td>" for text in row[1:])
        parts.append(f"<tr><td class=l>{html.escape(row[0])}</td>{cells}</tr>")
    parts.append("</tbody></table>")
    parts += [f"<p class=n>{NOTE}</p>"] if design.notes else []
    parts += [f"<p>{PROSE}</p>"] if design.prose else []
    page = path.with_suffix(".html")
    page.write_text(f"<meta charset=utf-8><style>{_css(design)}</style>{''.join(parts)}", "utf-8")
    command = [*CHROMIUM, f"--print-to-pdf={path}", page.as_uri()]
    subprocess.run(command, check=True, capture_output=True, timeout=60)
    page.unlink()


def _css(design: Design) -> str:
    borders = {
        "grid": "td,th{border:1px solid #000}",
        "rows": "td,th{border-bottom:1px solid #999}",
        "none": "",
        "zebra": "tbody tr:nth-child(even){background:#ddd}",
        "book": "table{border:solid #000;border-width:2px 0}thead{border-bottom:1px solid #000}",
    }[design.rules]
    upright = "top" if design.seed % 2 else "middle"
    return (
        f"@page{{size:A4 {'landscape' if design.wide else 'portrait'}}}"
        f"body{{font-family:DejaVu Sans,sans-serif;font-size:{design.size + 1}px}}"
        f"table{{border-collapse:collapse;font-size:{design.size}pt;width:100%}}p.n{{font-size:7pt}}"
        f"td,th{{text-align:{design.align};padding:2px 5px;vertical-align:{upright}}}"
        f"td.l,th.l{{text-align:left;max-width:180px}}{borders}"
    )


@dataclass(frozen=True)
class Sample:
    """One generated PDF with the cells that it holds."""

    design: Design
    path: Path
    title: str
    cells: tuple[Cell, ...]


def samples(folder: Path) -> list[Sample]:
    """All PDFs, made where they are not there yet."""
    folder.mkdir(parents=True, exist_ok=True)
    found = []
    for design in designs():
        grid = GRIDS[design.grid](random.Random(design.seed))  # noqa: S311
        path = folder / f"{design.name}.pdf"
        if not path.exists():
            make = with_reportlab if design.maker == "reportlab" else with_chromium
            make(grid, _possible(design), path)
        cells = tuple(cell for _, cells in grid.rows if cells for cell in cells)
        found.append(Sample(design, path, grid.title, cells))
    return found


def _possible(design: Design) -> Design:
    """Reportlab's own fonts lack the narrow space; a plain space stands in."""
    return (
        replace(design, number="space")
        if (design.maker, design.number) == ("reportlab", "narrow")
        else design
    )
