import re
from collections.abc import Iterator
from pathlib import Path
from statistics import mean, pstdev

import pytest
from markdown_it import MarkdownIt
from pypdf import PdfReader

from corpus.errors import InvalidData
from corpus.reading.limits import Limits
from corpus.reading.reader import read
from corpus.sample.build import FIGURES, build
from corpus.sample.claims import check, expected
from corpus.sample.examples import DOCUMENTS, examples
from corpus.sample.grids import printed
from corpus.sample.manuscript import Manuscript, manuscripts, read_manuscript, read_recommendation
from corpus.sample.pages import AUTHOR
from corpus.sample.style import NOTICE
from corpus.sample.tables import german, read_figures

LARGEST = 200_000  # bytes of one PDF
DATA = read_figures(FIGURES)
TABLES = DATA.tables
PARTS = [area for area in DATA.areas if area != DATA.city]
WRITTEN = manuscripts()
LINK = re.compile(r"\[([^\]]+)\]\(#[^)]+\)")
FIGURE = re.compile(r"\d+,\d|\d\.\d{3}|\d+ (?:Prozent|Personen|Kinder|Haushalte|Plätze|Euro)\b")

every_document = pytest.mark.parametrize("manuscript", WRITTEN, ids=lambda manuscript: manuscript.name)


def pdf(manuscript: Manuscript, folder: Path = DOCUMENTS) -> PdfReader:
    return PdfReader(folder / f"{manuscript.name}.pdf")


def texts(reader: PdfReader) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in reader.pages]


def directives(manuscript: Manuscript, name: str) -> Iterator[str]:
    for token in MarkdownIt("commonmark").parse(manuscript.text):
        if token.type == "fence" and token.info == name:
            yield token.content.strip()


def share(table: str, count: str, base: str) -> dict[str, float]:
    known = TABLES[table]
    return {area: round(100 * known.value(area, count) / known.value(area, base), 1) for area in DATA.areas}


def column(table: str, name: str) -> dict[str, float]:
    return {area: TABLES[table].value(area, name) for area in DATA.areas}


@every_document
def test_every_page_says_that_its_figures_are_invented(manuscript: Manuscript) -> None:
    assert all(NOTICE in text for text in texts(pdf(manuscript)))


@every_document
def test_a_table_in_the_pdf_holds_the_figures_of_its_source(manuscript: Manuscript) -> None:
    pages = texts(pdf(manuscript))
    for name in directives(manuscript, "tabelle"):
        table = TABLES[name]
        page = next(text for text in pages if f": {table.title} Sozialraum" in text)
        for area in table.rows:
            assert " ".join([DATA.areas[area], *printed(table, area)]) in page


def test_the_chart_carries_its_values_as_text() -> None:
    report = next(manuscript for manuscript in WRITTEN if "sozialbericht" in manuscript.name)
    name, year = next(directives(report, "diagramm")).split()
    page = next(text for text in texts(pdf(report)) if "Abbildung 1:" in text)
    chart = page[page.index("Abbildung 1:") :]
    values = [german(value, 1) for value in column(name, year).values()]
    assert all(value in chart for value in values)


@every_document
def test_a_figure_in_prose_points_at_its_table(manuscript: Manuscript) -> None:
    prose = re.sub(r"```.*?```|^#.*?$", "", manuscript.text, flags=re.DOTALL | re.MULTILINE)
    unlinked = [line for line in LINK.sub("", prose).splitlines() if FIGURE.search(line)]
    own = [line for line in unlinked if "Personen" not in line or "sozialkonferenz" not in manuscript.name]
    assert own == []


def test_a_figure_that_is_not_in_its_table_is_refused() -> None:
    check("18,6", "sgb2/osterfeld/2022", DATA)
    with pytest.raises(InvalidData, match="18,6"):
        check("18,7", "sgb2/osterfeld/2022", DATA)


@pytest.mark.parametrize(
    ("target", "text"),
    [
        ("sgb2/osterfeld/2022:2015", "2,3"),
        ("sgb2/mitte-styrum:sterkrade-nord/2022", "15,9"),
        ("sgb2/max/2022", "Mitte/Styrum"),
        ("einwohner/min/2022:2015", "Sterkrade-Nord"),
        ("sgb2-personen/gesamtstadt/2022", "28.771"),
        ("sozialindex/sterkrade-nord/status", "−1,77"),
    ],
)
def test_a_claim_names_a_value_a_difference_or_an_extreme(target: str, text: str) -> None:
    assert expected(target, DATA) == text


@pytest.mark.parametrize(
    "target", ["sgb2/osterfeld", "sgb3/osterfeld/2022", "sgb2/essen/2022", "sgb2/max/1999"]
)
def test_a_claim_without_a_place_in_the_tables_is_refused(target: str) -> None:
    with pytest.raises(InvalidData, match="gibt es in den Tabellen nicht"):
        expected(target, DATA)


def test_the_city_is_the_sum_of_its_areas() -> None:
    for table in TABLES.values():
        for name in table.summed:
            assert table.value(DATA.city, name) == sum(table.value(part, name) for part in PARTS), table.id


def test_a_mean_of_the_city_lies_between_its_areas() -> None:
    for table in TABLES.values():
        for name in {known.id for known in table.columns} - table.summed:
            values = [table.value(part, name) for part in PARTS]
            assert min(values) <= table.value(DATA.city, name) <= max(values), table.id


def test_quotas_follow_from_the_counts_that_are_printed() -> None:
    assert share("bezugsgroessen", "sgb2", "unter65") == column("sgb2", "2022")
    assert share("bezugsgroessen", "kinder-sgb2", "unter15") == column("kinderarmut", "2022")
    assert share("bezugsgroessen", "grundsicherung", "ab65") == column("grundsicherung", "2022")
    assert share("alleinlebende", "allein", "aeltere") == column("alleinlebende", "anteil")
    assert share("alleinerziehende-sgb2", "allein", "haushalte") == column("alleinerziehende", "2022")
    assert share("alleinerziehende-sgb2", "sgb2", "allein") == column("alleinerziehende-sgb2", "sgb2-anteil")
    assert share("altersgruppen", "kinder", "einwohner") == column("altersgruppen", "kinder-anteil")
    assert share("altersgruppen", "aeltere", "einwohner") == column("altersgruppen", "aeltere-anteil")


def test_tables_agree_where_they_print_the_same_count() -> None:
    assert column("altersgruppen", "einwohner") == column("einwohner", "2022")
    assert column("bezugsgroessen", "sgb2") == column("sgb2-personen", "2022")
    assert column("bezugsgroessen", "unter15") == column("altersgruppen", "kinder")
    for other in (column("bezugsgroessen", "ab65"), column("alleinlebende", "aeltere")):
        assert other == column("altersgruppen", "aeltere")
    younger = column("bezugsgroessen", "unter65")
    older = column("bezugsgroessen", "ab65")
    assert {area: younger[area] + older[area] for area in DATA.areas} == column("einwohner", "2022")


@pytest.mark.parametrize(("index", "since"), [("status", None), ("dynamik", "2015")])
def test_the_social_index_is_the_mean_of_four_standardised_figures(index: str, since: str | None) -> None:
    scores: dict[str, list[float]] = {part: [] for part in PARTS}
    for name in ("sgb2", "kinderarmut", "grundsicherung", "alleinerziehende"):
        table = TABLES[name]
        values = [table.value(p, "2022") - (table.value(p, since) if since else 0) for p in PARTS]
        for part, value in zip(PARTS, values, strict=True):
            scores[part].append((value - mean(values)) / pstdev(values))
    for part, score in scores.items():
        assert TABLES["sozialindex"].value(part, index) == pytest.approx(mean(score), abs=0.0051)


def test_the_points_of_the_conference_add_up() -> None:
    conference = next(manuscript for manuscript in WRITTEN if "sozialkonferenz" in manuscript.name)
    points = [int(n) for n in re.findall(r"^\| [^|*]+ \| \d \| (\d+) \|$", conference.text, re.MULTILINE)]
    assert sum(points) == 74 * 3
    assert f"**{sum(points)}**" in conference.text


def test_the_strategy_paper_announces_as_many_recommendations_as_it_gives() -> None:
    paper = next(manuscript for manuscript in WRITTEN if "strategiepapier" in manuscript.name)
    known = [read_recommendation(block) for block in directives(paper, "empfehlung")]
    announced = re.search(r"sind (\d+) Handlungsempfehlungen in sechs Handlungsfeldern", paper.text)
    assert announced
    assert len(known) == int(announced[1]) == len({recommendation.number for recommendation in known})
    assert len({recommendation.number[0] for recommendation in known}) == 6


@every_document
def test_the_outline_names_the_chapters_with_their_pages(manuscript: Manuscript) -> None:
    reader = pdf(manuscript)
    pages = texts(reader)
    chapters = [entry for entry in reader.outline if not isinstance(entry, list)]
    assert [entry.title for entry in chapters] == re.findall(r"^# (.+)$", manuscript.text, re.MULTILINE)
    for entry in chapters:
        assert entry.title in pages[reader.get_destination_page_number(entry)]


@every_document
def test_the_printed_number_is_one_less_than_the_page_in_the_file(manuscript: Manuscript) -> None:
    reader = pdf(manuscript)
    assert reader.page_labels == ["Titel", *(str(number) for number in range(1, len(reader.pages)))]
    for number, page in enumerate(reader.pages[1:], start=1):
        assert manuscript.page_number.format(number) in page.extract_text().splitlines()


def test_the_table_of_contents_names_printed_numbers() -> None:
    report = next(manuscript for manuscript in WRITTEN if "sozialbericht" in manuscript.name)
    reader = pdf(report)
    contents = texts(reader)[2]
    for entry in reader.outline:
        if not isinstance(entry, list):
            page = reader.get_destination_page_number(entry)
            assert re.search(rf"[ .]{page} {re.escape(entry.title)}", contents)


@every_document
def test_the_file_names_itself_as_sample_data(manuscript: Manuscript) -> None:
    about = pdf(manuscript).metadata
    assert about
    assert about.title == manuscript.pdf_title
    assert "Beispieldaten" in manuscript.pdf_title
    assert about.author == AUTHOR
    assert about.creation_date
    assert about.creation_date.date() == manuscript.day


def test_documents_are_small() -> None:
    assert all(path.stat().st_size < LARGEST for path in DOCUMENTS.glob("*.pdf"))


def test_building_again_gives_the_same_bytes_and_the_text_that_is_shipped(tmp_path: Path) -> None:
    once, again = tmp_path / "once", tmp_path / "again"
    for folder in (once, again):
        folder.mkdir()
        assert len(list(build(folder))) == len(WRITTEN)
    for manuscript in WRITTEN:
        name = f"{manuscript.name}.pdf"
        assert (once / name).read_bytes() == (again / name).read_bytes()
        assert texts(pdf(manuscript, once)) == texts(pdf(manuscript))


def test_a_manuscript_without_a_complete_head_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "leer.md"
    path.write_text("---\ntitel: Ohne alles\n---\n\n# Text\n", "utf-8")
    with pytest.raises(InvalidData, match=r"leer\.md"):
        read_manuscript(path)


@pytest.mark.parametrize(
    ("kind", "year"), [("sozialbericht", 2023), ("strategiepapier", 2024), ("sozialkonferenz", 2024)]
)
def test_the_reader_recognises_each_document(kind: str, year: int) -> None:
    reading = read(next(DOCUMENTS.glob(f"{kind}*.pdf")), Limits(), None, None)
    assert (reading.description.kind, reading.description.year) == (kind, year)
    assert [page.label for page in reading.pages][:3] == ["", "1", "2"]
    assert reading.warnings == ()


def test_three_questions_are_shown_for_each_kind_of_people() -> None:
    assert [len(group.questions) for group in examples().groups] == [3, 3, 3]
    questions = [examples().first, *(question for group in examples().groups for question in group.questions)]
    assert len(set(questions)) == len(questions)
    assert all(question.endswith("?") for question in questions)
