from decimal import Decimal
from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from corpus.figure import Method
from corpus.figures.observations import Observation
from corpus.figures.page import PageReader
from corpus.figures.scene import scene
from corpus.reading.pdf import opened, sheet


def chart(path: Path, texts: list[tuple[float, float, str]]) -> list[Observation]:
    canvas = Canvas(str(path), pagesize=A4, invariant=1)
    canvas.setFont("Helvetica", 9)
    for x, y, text in texts:
        canvas.drawString(x, A4[1] - y, text)
    canvas.save()
    return PageReader(lambda _: None).observations(scene(sheet(opened(path, None), 0)))


def test_values_beside_lying_bars_belong_to_the_words_on_their_height(tmp_path: Path) -> None:
    texts = [(70, 100, "Grafik 3"), (70, 114, "Umzugsgründe 2020 (Anteil in %)")]
    for n, (words, value) in enumerate(
        [("Wohnung zu klein", "42"), ("Suche Eigentum", "24"), ("Sonstiges", "7")]
    ):
        texts += [(90, 150 + 25 * n, words), (200 + 4 * int(value), 150 + 25 * n, value)]
    found = chart(tmp_path / "a.pdf", texts)
    assert {(o.group, o.number.value, o.unit) for o in found} == {
        ("Wohnung zu klein", Decimal(42), "Prozent"),
        ("Suche Eigentum", Decimal(24), "Prozent"),
        ("Sonstiges", Decimal(7), "Prozent"),
    }
    assert {o.method for o in found} == {Method.CHART}
    assert {o.period.year for o in found if o.period} == {2020}


def test_values_above_standing_bars_belong_to_the_year_below(tmp_path: Path) -> None:
    texts = [(70, 100, "Grafik 4"), (70, 114, "Wahlbeteiligung")]
    for n, (year, value) in enumerate([("2010", "6,1 %"), ("2015", "2,7 %"), ("2020", "6,6 %")]):
        texts += [(100 + 60 * n, 240, year), (99 + 60 * n, 150 + 20 * n, value)]
    found = chart(tmp_path / "b.pdf", texts)
    assert {(o.period.year, o.number.value) for o in found if o.period} == {
        (2010, Decimal("6.1")),
        (2015, Decimal("2.7")),
        (2020, Decimal("6.6")),
    }


def test_the_marks_of_an_axis_are_not_values(tmp_path: Path) -> None:
    texts = [(70, 100, "Grafik 5"), (70, 114, "Haushalte")]
    texts += [(90, 150, "Familien"), (200, 150, "12"), (90, 175, "Paare"), (220, 175, "31")]
    texts += [(150 + 40 * n, 200, f"{10 * n}") for n in range(6)]
    found = chart(tmp_path / "c.pdf", texts)
    assert {o.number.value for o in found} == {Decimal(12), Decimal(31)}


def test_bars_side_by_side_belong_to_the_entries_of_the_legend_in_order(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "g.pdf"), pagesize=A4, invariant=1)
    canvas.setFont("Helvetica", 9)
    texts = [(70, 100, "Grafik 7"), (70, 114, "Wegzüge nach Ziel 2020 (in %)")]
    for n, (place, first, second) in enumerate(
        [("Umland", "9,8", "6,3"), ("Land", "3,8", "2,0"), ("Ausland", "0,3", "3,1")]
    ):
        texts += [(120 + 100 * n, 260, place), (112 + 100 * n, 180, first), (142 + 100 * n, 190, second)]
    for x, name in ((110, "Paare"), (250, "Familien")):
        canvas.rect(x - 9, A4[1] - 285, 5, 5, fill=1)
        texts.append((x, 285, name))
    for x, y, text in texts:
        canvas.drawString(x, A4[1] - y, text)
    canvas.save()
    found = PageReader(lambda _: None).observations(scene(sheet(opened(tmp_path / "g.pdf", None), 0)))
    told = {(o.group, o.indicator.rpartition(" – ")[2]): o.number.value for o in found}
    assert told["Umland", "Familien"] == Decimal("6.3")
    assert told["Ausland", "Paare"] == Decimal("0.3")
    assert len(told) == 6


def test_a_chart_that_is_full_rows_of_numbers_is_read_as_a_table(tmp_path: Path) -> None:
    texts = [(70, 100, "Grafik 8"), (70, 114, "Umzüge zwischen Segmenten 2020 (in %-Punkte)")]
    texts += [(200 + 80 * n, 140, head) for n, head in enumerate(("Eigentum", "Miete", "Heime"))]
    for n, (label, *values) in enumerate(
        [
            ("Eigentum", "+2,8", "-1,0", "-4,1"),
            ("Miete", "+3,2", "+12,6", "-3,5"),
            ("Heime", "-4,3", "-9,3", "+28,7"),
        ]
    ):
        texts += [(70, 160 + 18 * n, label)]
        texts += [(200 + 80 * k, 160 + 18 * n, value) for k, value in enumerate(values)]
    told = {(o.group, o.indicator): o.number.value for o in chart(tmp_path / "t.pdf", texts)}
    assert told["Miete", "Eigentum"] == Decimal("3.2")
    assert told["Heime", "Miete"] == Decimal("-9.3")


def test_names_set_in_turns_on_two_heights_belong_to_the_bars_in_order(tmp_path: Path) -> None:
    texts = [(70, 100, "Grafik 24"), (70, 114, "Haushaltstypen 2020 (Anteil in %)")]
    names = ("Ein-Personen-HH", "Mehrpersonen ohne Kind", "Mehrpersonen mit Kindern", "Alleinerziehende")
    for n, (name, value) in enumerate(zip(names, ("28,0", "51,0", "19,6", "1,4"), strict=True)):
        left = 102 + 50 * n
        texts += [(left, 200 - 2 * n, value), (left + 8 - 2.2 * len(name), 250 + 10 * (n % 2), name)]
    found = chart(tmp_path / "s.pdf", [*texts, (70, 290, "Nächster Abschnitt")])
    assert {o.group: o.number.text for o in found} == dict(
        zip(names, ("28,0", "51,0", "19,6", "1,4"), strict=True)
    )


def stacked(path: Path, bars: dict[str, list[float]]) -> list[Observation]:
    """A chart of stacked bars with a legend; parts under 4 bear no number."""
    canvas = Canvas(str(path), pagesize=A4, invariant=1)
    canvas.setFont("Helvetica", 9)
    canvas.drawString(70, A4[1] - 100, "Grafik 21")
    canvas.drawString(70, A4[1] - 114, "Zustimmung 2020 (Anteil in %)")
    for n, (name, parts) in enumerate(bars.items()):
        y, reach = A4[1] - 150 - 30 * n, 0.0
        canvas.drawString(70, y, name)
        for part in parts:
            if part >= 4:
                canvas.drawCentredString(200 + 3 * (reach + part / 2), y, str(round(part)))
            reach += part
    for n, name in enumerate(("stimme zu", "teils", "lehne ab", "weiß nicht")):
        canvas.rect(80 + 100 * n, A4[1] - 300, 4, 4, fill=1)
        canvas.drawString(88 + 100 * n, A4[1] - 300, name)
    canvas.save()
    return PageReader(lambda _: None).observations(scene(sheet(opened(path, None), 0)))


def test_parts_of_a_stacked_bar_keep_their_names_where_a_small_one_bears_no_number(tmp_path: Path) -> None:
    bars = {"Anbauten": [40, 30, 20, 10], "Aufstocken": [25, 35, 22, 18], "Umnutzen": [52, 34, 3, 11]}
    found = stacked(tmp_path / "t.pdf", bars)
    told = {o.indicator.rpartition(" – ")[2]: o.number.text for o in found if o.group == "Umnutzen"}
    assert told == {"stimme zu": "52", "teils": "34", "weiß nicht": "11"}


def test_a_part_stays_unnamed_where_its_place_does_not_tell_which_one_lacks_a_number(tmp_path: Path) -> None:
    bars = {"Anbauten": [40, 30, 20, 10], "Aufstocken": [25, 35, 22, 18], "Umnutzen": [53, 35, 0.5, 11.5]}
    found = stacked(tmp_path / "u.pdf", bars)
    assert {o.indicator for o in found if o.group == "Umnutzen"} == {"Zustimmung 2020"}


def test_a_wide_chart_below_running_text_in_two_columns_is_read_in_its_full_width(tmp_path: Path) -> None:
    prose = "Das zeigt sich im Verhalten der Befragten so"
    texts: list[tuple[float, float, str]] = [(70, 60, prose), (315, 60, prose), (70, 100, "Grafik 7")]
    texts.append((70, 114, "Umzugsgründe 2020 (Anteil in %)"))
    for n, (name, value) in enumerate([("Zu klein", "12"), ("Zu teuer", "67"), ("Sonstiges", "31")]):
        texts += [(90, 150 + 25 * n, name), (150 + 5 * int(value), 150 + 25 * n, value)]
    assert {o.group for o in chart(tmp_path / "w.pdf", texts)} == {"Zu klein", "Zu teuer", "Sonstiges"}
