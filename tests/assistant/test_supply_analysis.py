import csv
import io
from decimal import Decimal
from pathlib import Path

import pytest

from assistant.figure_answer import Quoted
from assistant.figure_grid import FigureGrid, GridCell
from assistant.supply_analysis import Asked, SupplyAnalysis, analysed, charted, level_in, topics
from assistant.supply_export import NOWHERE, supply_csv
from corpus.catalogue import Catalogue
from corpus.directory.directory import Directory
from corpus.directory.needs import load_needs
from corpus.directory.sample import add_sample
from corpus.document import Description, Document
from corpus.errors import InvalidData
from corpus.figure import Figure, Method
from corpus.figures.areas import AreaNames
from corpus.institution import Institution
from corpus.places.areas import load_places

PLACES = load_places()
NEEDS = load_needs()
REPORT = Document("b", "b" * 64, "b.pdf", Description("=Bericht", 2023), 1, "2026-01-01")
PRINTED = (
    ("alleinerziehende", "sr-osterfeld", 2021, "26,1"),
    ("alleinerziehende", "sr-osterfeld", 2022, "26,8"),
    ("alleinerziehende", "sr-mitte-styrum", 2022, "29,1"),
    ("miete", "oberhausen", 2022, "6,20"),
)


def cell(indicator: str, area: str, year: int, value: str) -> GridCell:
    number = Decimal(value.replace(",", "."))
    figure = Figure(
        f"{area}{year}", "b", 1, None, "", indicator, number, value, "Prozent", year, Method.TABLE, ""
    )
    return GridCell(Quoted(figure, REPORT))


GRID = FigureGrid({(one[0], one[1], one[2]): cell(*one) for one in PRINTED}, AreaNames(load_places()))


@pytest.fixture
def institutions(tmp_path: Path) -> list[Institution]:
    directory = Directory(Catalogue(tmp_path).database)
    add_sample(directory)
    return directory.all()


def analysis(institutions: list[Institution], **asked: object) -> SupplyAnalysis:
    return analysed(Asked(**asked), institutions, GRID, NEEDS, PLACES)  # type: ignore[arg-type]


def test_the_newest_year_of_the_usual_indicators_stands_beside_the_offers(
    institutions: list[Institution],
) -> None:
    found = analysis(institutions, needs=("alleinerziehende",))
    (column,) = found.columns
    assert (column.indicator.id, column.year) == ("alleinerziehende", 2022)
    assert set(column.values) == {"sr-osterfeld", "sr-mitte-styrum"}
    assert found.missing == ()


def test_a_chosen_indicator_without_figures_of_these_areas_is_named(institutions: list[Institution]) -> None:
    found = analysis(institutions, needs=("kita",), indicators=("miete", "alleinerziehende"))
    assert [column.indicator.id for column in found.columns] == ["alleinerziehende"]
    assert [one.id for one in found.missing] == ["miete"]
    assert [one.id for one in charted(found.areas, GRID)] == ["alleinerziehende"]


def test_without_a_need_every_situation_is_a_topic_and_a_situation_shows_its_needs() -> None:
    assert [one.id for one in topics(Asked(), NEEDS)] == [one.id for one in NEEDS.situations]
    assert [one.id for one in topics(Asked(situation="trennung"), NEEDS)][:2] == [
        "trennungsberatung",
        "unterhalt",
    ]


@pytest.mark.parametrize(
    "asked",
    [
        Asked(needs=("gibtsnicht",)),
        Asked(situation="gibtsnicht"),
        Asked(level="gibtsnicht"),
        Asked(indicators=("gibtsnicht",)),
    ],
)
def test_what_does_not_exist_is_refused(asked: Asked) -> None:
    with pytest.raises(InvalidData, match="gibtsnicht"):
        analysed(asked, [], GRID, NEEDS, PLACES)


def test_more_than_four_indicators_are_refused_rather_than_cut() -> None:
    with pytest.raises(InvalidData, match="Höchstens 4"):
        analysed(Asked(indicators=("a", "b", "c", "d", "e")), [], GRID, NEEDS, PLACES)


@pytest.mark.parametrize(
    ("question", "level"),
    [
        ("Wie viele Angebote für Alleinerziehende je Sozialraum?", "sozialraum"),
        ("Kitas in den Sozialräumen", "sozialraum"),
        ("Schuldnerberatung nach Stadtbezirken", "stadtbezirk"),
        ("Kitas in jedem Stadtteil", "stadtteil"),
        ("Kitas in Osterfeld", None),
    ],
)
def test_a_question_names_the_level_of_areas(question: str, level: str | None) -> None:
    assert level_in(question, PLACES) == level


def test_the_csv_has_a_line_for_each_area_zero_as_zero_and_no_formula(
    institutions: list[Institution],
) -> None:
    text = supply_csv(analysis(institutions, needs=("alleinerziehende",)))
    lines = {line["Gebiet"]: line for line in csv.DictReader(io.StringIO(text), delimiter=";")}
    assert len(lines) == len(PLACES.of_level("sozialraum")) + 1
    assert (lines["Osterfeld"]["vor Ort"], lines["Osterfeld"]["Alleinerziehende (2022)"]) == ("0", "26,8 %")
    assert lines["Osterfeld"]["Quelle"].startswith("'=Bericht")
    assert (lines[NOWHERE]["vor Ort"], lines[NOWHERE]["von anderswo zuständig"]) == ("0", "")
