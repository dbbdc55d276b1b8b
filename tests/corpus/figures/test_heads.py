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
