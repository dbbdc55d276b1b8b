from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import pytest
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import SimpleDocTemplate, Table

from corpus.figures.observations import Observation
from corpus.figures.page import PageReader
from corpus.figures.scene import scene
from corpus.reading.pdf import opened, sheet

AREAS = {"Osterfeld", "Sterkrade-Mitte", "Alstaden/Lirich", "Gesamtstadt"}


def read(path: Path) -> list[Observation]:
    document = opened(path, None)
    reader = PageReader(lambda text: text if text in AREAS else None)
    return [one for n in range(len(document)) for one in reader.observations(scene(sheet(document, n)))]


def drawn(
    path: Path, texts: Sequence[tuple[float, float, str]], rules: Sequence[float] = ()
) -> list[Observation]:
    """A page with texts at (x, y from the top), and level rules at heights."""
    canvas = Canvas(str(path), pagesize=A4, invariant=1)
    canvas.setFont("Helvetica", 9)
    for x, y, text in texts:
        canvas.drawString(x, A4[1] - y, text)
    for y in rules:
        canvas.line(60, A4[1] - y, 500, A4[1] - y)
    canvas.save()
    return read(path)


HEAD = [
    (70, 100, "Tabelle 1: SGB-II-Quote nach Sozialräumen (in %)"),
    (70, 125, "Sozialraum"),
    (250, 125, "2020"),
    (330, 125, "2022"),
]


def test_areas_down_and_years_across(tmp_path: Path) -> None:
    rows = [(70, 145, "Osterfeld"), (250, 145, "22,4"), (330, 145, "24,1")]
    rows += [(70, 160, "Sterkrade-Mitte"), (250, 160, "18,0"), (330, 160, "–")]
    rows += [(70, 175, "Gesamtstadt"), (250, 175, "19,8"), (330, 175, "21,3")]
    found = drawn(tmp_path / "a.pdf", HEAD + rows)
    assert [(o.area, o.period and o.period.year, o.number.value, o.unit) for o in found] == [
        ("Osterfeld", 2020, Decimal("22.4"), "Prozent"),
        ("Osterfeld", 2022, Decimal("24.1"), "Prozent"),
        ("Sterkrade-Mitte", 2020, Decimal("18.0"), "Prozent"),
        ("Sterkrade-Mitte", 2022, None, "Prozent"),
        ("Gesamtstadt", 2020, Decimal("19.8"), "Prozent"),
        ("Gesamtstadt", 2022, Decimal("21.3"), "Prozent"),
    ]
    assert {o.indicator for o in found} == {"SGB-II-Quote nach Sozialräumen"}


def test_a_label_over_two_lines_is_one_label(tmp_path: Path) -> None:
    rows = [
        (70, 145, "Haushalte von Alleiner-"),
        (70, 156, "ziehenden"),
        (250, 145, "120"),
        (330, 145, "130"),
    ]
    rows += [(70, 180, "Haushalte insgesamt"), (250, 180, "4.700"), (330, 180, "4.800")]
    found = drawn(tmp_path / "b.pdf", HEAD[2:] + rows)
    assert {o.indicator for o in found} == {"Haushalte von Alleinerziehenden", "Haushalte insgesamt"}


def test_a_row_without_numbers_opens_a_group(tmp_path: Path) -> None:
    rows = [(70, 145, "Geschlecht"), (80, 160, "weiblich"), (250, 160, "78"), (330, 160, "76")]
    rows += [(80, 175, "männlich"), (250, 175, "77"), (330, 175, "75"), (70, 190, "Alter")]
    rows += [(80, 205, "75 und älter"), (250, 205, "82"), (330, 205, "81")]
    heads = [(250, 125, "Ausstattung"), (330, 125, "Lage")]
    found = drawn(tmp_path / "c.pdf", heads + rows)
    assert [(o.indicator, o.group) for o in found][::2] == [
        ("Ausstattung", "Geschlecht – weiblich"),
        ("Ausstattung", "Geschlecht – männlich"),
        ("Ausstattung", "Alter – 75 und älter"),
    ]


def test_running_text_beside_a_table_does_not_become_a_label(tmp_path: Path) -> None:
    prose = [
        (60, 130 + 15 * n, "Die Zahl der Haushalte ist im Zeitraum 2020 leicht gewachsen") for n in range(5)
    ]
    table = [(330, 130, "Anzahl"), (400, 130, "2020"), (450, 130, "2022")]
    table += [(330, 145, "Kitas"), (400, 145, "12"), (450, 145, "14"), (330, 160, "Schulen"), (400, 160, "7")]
    table += [(450, 160, "7"), (330, 175, "Horte"), (400, 175, "3"), (450, 175, "2")]
    found = drawn(tmp_path / "d.pdf", prose + table)
    assert {o.indicator for o in found} == {"Kitas", "Schulen", "Horte"}


def test_two_lines_of_head_reach_over_their_columns(tmp_path: Path) -> None:
    data = [
        ["Sozialraum", "2020", "", "2022", ""],
        ["", "Anzahl", "in %", "Anzahl", "in %"],
        ["Osterfeld", "1.240", "22,4", "1.310", "24,1"],
        ["Alstaden/Lirich", "980", "17,0", "1.020", "17,9"],
    ]
    style = [
        ("GRID", (0, 0), (-1, -1), 0.5, colors.black),
        ("SPAN", (1, 0), (2, 0)),
        ("SPAN", (3, 0), (4, 0)),
    ]
    path = tmp_path / "e.pdf"
    SimpleDocTemplate(str(path), invariant=1).build([Table(data, style=style)])
    found = read(path)
    assert [(o.area, o.period and o.period.year, o.unit, o.number.value) for o in found][:4] == [
        ("Osterfeld", 2020, "Anzahl", Decimal(1240)),
        ("Osterfeld", 2020, "Prozent", Decimal("22.4")),
        ("Osterfeld", 2022, "Anzahl", Decimal(1310)),
        ("Osterfeld", 2022, "Prozent", Decimal("24.1")),
    ]


def test_a_table_goes_on_over_the_page_without_its_head(tmp_path: Path) -> None:
    path = tmp_path / "f.pdf"
    canvas = Canvas(str(path), pagesize=A4, invariant=1)
    for page in range(2):
        canvas.setFont("Helvetica", 9)
        if page == 0:
            for x, y, text in [(x, y + 500, text) for x, y, text in HEAD]:
                canvas.drawString(x, A4[1] - y, text)
        top = 640 if page == 0 else 90
        for n in range(6):
            canvas.drawString(70, A4[1] - top - 14 * n, f"Quartier {6 * page + n + 1} Mitte")
            canvas.drawString(250, A4[1] - top - 14 * n, f"{20 + n},{page}")
            canvas.drawString(330, A4[1] - top - 14 * n, f"{21 + n},{page}")
        canvas.showPage()
    canvas.save()
    found = read(path)
    assert len(found) == 24
    assert {o.period.year for o in found if o.period} == {2020, 2022}
    assert {o.indicator for o in found} == {"SGB-II-Quote nach Sozialräumen"}


def test_a_page_of_running_text_holds_no_table(tmp_path: Path) -> None:
    text = "Im Jahr 2022 lebten 4 700 Menschen in 2 300 Haushalten, davon 18 Prozent unter 15 Jahren."
    assert drawn(tmp_path / "g.pdf", [(60, 100 + 14 * n, text) for n in range(20)]) == []


@pytest.mark.parametrize("angle", [90, -90])
def test_a_table_printed_sideways_is_read_upright(tmp_path: Path, angle: int) -> None:
    path = tmp_path / "h.pdf"
    canvas = Canvas(str(path), pagesize=A4, invariant=1)
    canvas.setFont("Helvetica", 9)
    canvas.translate(*((500, 100) if angle == 90 else (100, 700)))
    canvas.rotate(angle)
    rows = [
        ["Sozialraum", "2020", "2022"],
        ["Osterfeld", "22,4", "24,1"],
        ["Sterkrade-Mitte", "18,0", "18,4"],
    ]
    for n, row in enumerate(rows):
        for x, text in zip((0, 200, 280), row, strict=True):
            canvas.drawString(x, -15 * n, text)
    canvas.save()
    values = {(o.area, o.period and o.period.year): o.number.value for o in read(path)}
    assert values["Osterfeld", 2022] == Decimal("24.1")
    assert values["Sterkrade-Mitte", 2020] == Decimal("18.0")


def test_numbers_that_name_classes_or_count_columns_are_no_values(tmp_path: Path) -> None:
    head = [(70, 100, "Für Wohnungen gelten je nach Zahl der Menschen, die in ihnen wohnen, diese Grenzen."),
            (70, 112, "Sie sind für jede weitere Person höher."), (70, 140, "Personen"),
            (250, 140, "Wohnung in m²"), (380, 140, "Haus in m²")]  # fmt: skip
    rows = [(70, 160, "1 - 4"), (250, 160, "130"), (380, 160, "140"), (70, 180, "5"), (250, 180, "150"),
            (380, 180, "160"), (70, 200, "6"), (250, 200, "170"), (380, 200, "180")]  # fmt: skip
    found = drawn(tmp_path / "a.pdf", head + rows)
    assert [(o.group, o.number.text, o.unit) for o in found][2:] == [
        ("5", "150", "qm"), ("5", "160", "qm"), ("6", "170", "qm"), ("6", "180", "qm")
    ]  # fmt: skip
    assert {o.title for o in found} == {"Sie sind für jede weitere Person höher."}
    steps = [(70, 100, "Tabelle 2: Regelbedarf in Euro"), (70, 140, "gültig ab")]
    steps += [(x, 125, "Stufe") for x in (250, 320, 390)]
    steps += [(x, 140, str(n)) for n, x in enumerate((250, 320, 390), 1)]
    steps += [(70, 160, "2023"), (250, 160, "502"), (320, 160, "451"), (390, 160, "402")]
    steps += [(70, 175, "2024"), (250, 175, "563"), (320, 175, "506"), (390, 175, "451")]
    assert [o.indicator for o in drawn(tmp_path / "b.pdf", steps)] == 2 * ["Stufe 1", "Stufe 2", "Stufe 3"]


def test_the_year_since_which_a_title_asks_is_not_the_year_of_its_values(tmp_path: Path) -> None:
    head = [(70, 100, "Tabelle 1: Sanierungen seit 2014 nach Sozialräumen, Umfrage 2020 (in %)")]
    rows = [(70, 140, "Osterfeld"), (250, 140, "22"), (70, 155, "Sterkrade-Mitte"), (250, 155, "18")]
    found = drawn(tmp_path / "a.pdf", [*head, (250, 125, "Anteil"), *rows])
    assert [o.period and o.period.year for o in found] == [2020, 2020]
    alone = [
        (70, 100, "Tabelle 1: Sanierungen seit 2014 nach Sozialräumen (in %)"),
        (250, 125, "Anteil"),
        *rows,
    ]
    assert [o.period for o in drawn(tmp_path / "b.pdf", alone)] == [None, None]
