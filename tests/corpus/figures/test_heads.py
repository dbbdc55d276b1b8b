from decimal import Decimal
from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from tests.corpus.figures.test_tables import drawn, read

Text = tuple[float, float, str]


def rows(top: float, columns: tuple[float, ...], values: list[tuple[str, ...]]) -> list[Text]:
    """Lines of a label and its numbers, 15 points apart."""
    found: list[Text] = []
    for index, (label, *numbers) in enumerate(values):
        found.append((70, top + 15 * index, label))
        found += [(x, top + 15 * index, number) for x, number in zip(columns, numbers, strict=True)]
    return found


def test_a_table_on_the_next_page_with_a_title_of_its_own_keeps_it(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "two.pdf"), pagesize=A4, invariant=1)
    for topic in ("Spielplätze", "Friedhöfe"):
        canvas.setFont("Helvetica", 9)
        canvas.drawCentredString(285, A4[1] - 80, f"Wofür soll die Stadt mehr Geld ausgeben? {topic}")
        heads = [(250, 110, "mehr"), (330, 110, "weniger")]
        for x, y, text in heads + rows(
            130, (250, 330), [("Frauen", "41", "4"), ("Männer", "38", "9"), ("Alle", "40", "6")]
        ):
            canvas.drawString(x, A4[1] - y, text)
        canvas.showPage()
    canvas.save()
    found = read(tmp_path / "two.pdf")
    told = [f"{o.title} {o.indicator}" for o in found]
    assert len(told) == 12
    assert all("Spielplätze" in words for words in told[:6])
    assert all("Friedhöfe" in words and "Spielplätze" not in words for words in told[6:])


def test_a_long_head_that_begins_above_the_last_numbers_belongs_to_them(tmp_path: Path) -> None:
    heads = [(200, 115, "Förderung von Mietwohnraum"), (340, 115, "Förderung von selbst genutztem Eigentum")]
    found = drawn(
        tmp_path / "a.pdf",
        heads + rows(135, (200, 340), [("weiblich", "89", "72"), ("männlich", "85", "70")]),
    )
    assert {(o.indicator, o.group, o.number.value) for o in found} == {
        ("Förderung von Mietwohnraum", "weiblich", Decimal(89)),
        ("Förderung von Mietwohnraum", "männlich", Decimal(85)),
        ("Förderung von selbst genutztem Eigentum", "weiblich", Decimal(72)),
        ("Förderung von selbst genutztem Eigentum", "männlich", Decimal(70)),
    }


def test_a_line_of_units_below_the_heads_gives_each_column_the_nearest(tmp_path: Path) -> None:
    heads = [(200, 115, "Wohnkosten"), (290, 115, "Einkommen"), (380, 115, "Belastung")]
    units = [(240, 127, "Mittelwert in Euro"), (380, 127, "Anteil in %")]
    values = rows(147, (205, 295, 385), [("Paare", "963", "2063", "34"), ("Familien", "967", "1860", "38")])
    found = drawn(tmp_path / "a.pdf", heads + units + values)
    units_of = {o.indicator.split(" ")[0]: o.unit for o in found}
    assert units_of == {"Wohnkosten": "Euro", "Einkommen": "Euro", "Belastung": "Prozent"}


def test_years_in_the_middle_of_a_table_open_a_new_part_of_it(tmp_path: Path) -> None:
    columns = (250.0, 300.0, 350.0)
    title = [(70, 100, "Tabelle 2: Rang der Themen")]
    first = [(285, 112, "zufrieden"), *zip(columns, (124,) * 3, ("2020", "2022", "2024"), strict=True)]
    second = [(285, 182, "unzufrieden"), *zip(columns, (194,) * 3, ("2020", "2022", "2024"), strict=True)]
    texts = title + first + rows(139, columns, [("Stadtwald", "1", "1", "3"), ("Museen", "6", "8", "9")])
    texts += second + rows(209, columns, [("Wohnungsbau", "3", "1", "1"), ("Schulen", "1", "2", "2")])
    found = drawn(tmp_path / "a.pdf", texts)
    told = {(o.indicator, o.period.year): o.number.value for o in found if o.period}
    assert (told["Stadtwald", 2024], told["Wohnungsbau", 2020]) == (Decimal(3), Decimal(3))
    assert {(o.title, o.indicator) for o in found} == {
        ("Rang der Themen – zufrieden", "Stadtwald"),
        ("Rang der Themen – zufrieden", "Museen"),
        ("Rang der Themen – unzufrieden", "Wohnungsbau"),
        ("Rang der Themen – unzufrieden", "Schulen"),
    }


def test_single_digits_of_neighbouring_columns_are_several_numbers(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "digits.pdf"), pagesize=A4, invariant=1)
    canvas.setFont("Helvetica", 6)
    for y, label, ranks in ((140, "Stadtwald", "341"), (155, "Museen", "683")):
        canvas.drawString(70, A4[1] - y, label)
        text = canvas.beginText(200, A4[1] - y)
        text.setCharSpace(11)  # one run of letters set apart, as some programs write a row of ranks
        text.textOut(ranks)
        canvas.drawText(text)
    for x, head in ((199, "2020"), (213, "2022"), (227, "2024")):
        canvas.drawString(x - 5, A4[1] - 125, head)
    canvas.save()
    assert [o.number.value for o in read(tmp_path / "digits.pdf")] == [Decimal(n) for n in (3, 4, 1, 6, 8, 3)]


def test_classes_that_a_head_opens_on_one_line_and_closes_on_the_next_are_one_head(tmp_path: Path) -> None:
    heads: list[Text] = [(70, 80, "Tabelle 3: Wohnkosten der Haushalte (Anteile in %)")]
    heads += [(240, 110, "bis 250 Euro"), (330, 105, "250 bis unter"), (330, 116, "500 Euro")]
    found = drawn(
        tmp_path / "classes.pdf",
        heads + rows(135, (250, 340), [("Frauen", "4", "25"), ("Männer", "6", "23"), ("Alle", "5", "24")]),
    )
    assert {o.indicator for o in found} == {"bis 250 Euro", "250 bis unter 500 Euro"}
    assert {o.unit for o in found} == {"Prozent"}
    assert [o.number.text for o in found] == ["4", "25", "6", "23", "5", "24"]


def test_a_table_named_by_number_alone_takes_the_heading_of_its_section(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "section.pdf"), pagesize=A4, invariant=1)
    canvas.setFont("Helvetica", 11)
    canvas.drawString(70, A4[1] - 80, "Haushaltstyp")
    canvas.setFont("Helvetica", 10)
    canvas.drawString(70, A4[1] - 97, "Unterschieden wird nach der Zahl der Personen im Haushalt.")
    texts: list[Text] = [(70, 140, "Tabelle 7"), (240, 160, "Anzahl"), (320, 160, "Prozent")]
    texts += rows(
        180, (245, 325), [("Eine Person", "704", "27,0"), ("Mehrere", "1.280", ",8"), ("Alle", "9", "1")]
    )
    for x, y, text in texts:
        canvas.drawString(x, A4[1] - y, text)
    canvas.save()
    found = read(tmp_path / "section.pdf")
    assert {o.title for o in found} == {"Haushaltstyp"}
    assert Decimal("0.8") in {o.number.value for o in found}


def test_incomes_without_a_unit_are_euros_and_their_classes_are_not(tmp_path: Path) -> None:
    texts: list[Text] = [(70, 80, "Tabelle 9: Alter und Einkommen der Befragten"), (250, 110, "Alter")]
    texts += [(330, 110, "Äquivalenzeinkommen")]
    found = drawn(
        tmp_path / "money.pdf",
        texts
        + rows(
            130, (255, 350), [("Frauen", "44", "1.997"), ("Männer", "45", "2.236"), ("Alle", "44", "2.102")]
        ),
    )
    assert {o.unit for o in found if o.indicator == "Äquivalenzeinkommen"} == {"Euro"}
    assert {o.unit for o in found if o.indicator == "Alter"} == {"Jahre"}


SHARES = [("Frauen", "20", "50", "30"), ("Männer", "25", "35", "40"), ("Alle", "22", "43", "35")]


def test_shares_that_add_up_along_a_row_are_of_its_group(tmp_path: Path) -> None:
    title = (70, 80, "Tabelle 2: Wohnform nach Geschlecht (Anteile in %)")
    heads: list[Text] = [title, (250, 110, "Miete"), (330, 110, "Eigentum"), (410, 110, "anderes")]
    found = drawn(tmp_path / "rows.pdf", heads + rows(130, (255, 340, 420), SHARES))
    assert {(o.group, o.base) for o in found} == {(name, name) for name, *_ in SHARES}


def test_shares_that_add_up_below_each_other_are_of_the_column(tmp_path: Path) -> None:
    title = (70, 80, "Tabelle 2: Wohnform der Gruppen (Anteile in %)")
    heads: list[Text] = [title, (250, 110, "Frauen"), (330, 110, "Männer")]
    turned = [("Miete", "20", "25"), ("Eigentum", "50", "35"), ("anderes", "30", "40")]
    found = drawn(tmp_path / "columns.pdf", heads + rows(130, (255, 340), turned))
    assert {(o.indicator, o.base) for o in found} == {("Frauen", "Frauen"), ("Männer", "Männer")}


def test_running_text_that_stands_in_columns_is_no_table(tmp_path: Path) -> None:
    texts: list[Text] = [
        (70, 80, "Umfragen früherer Jahre wurden"),
        (250, 80, "Rücklauf"),
        (330, 80, "Anteil"),
    ]
    texts += rows(95, (255, 340), [("zurückgesandt bei", "47,1", "12"), ("und ausgefüllt von", "48,9", "13")])
    assert drawn(tmp_path / "prose.pdf", texts) == []
