"""Areas that a question sets beside each other: every value that is printed, and which are missing."""

from pathlib import Path

import pytest

from assistant.figure_answer import Wanted
from assistant.figure_beside import areas_beside
from assistant.figure_choice import NamedFirst, named_alone
from assistant.figures import stands
from corpus.figure import Figure
from corpus.figures.areas import AreaNames
from corpus.figures.indicators import indicators
from corpus.places.areas import load_places
from tests.assistant.test_figure_levels import DOCUMENT, ledger, named_first
from tests.assistant.test_figures import AREAS, figure, quotas

NAMES = AreaNames(load_places())
BUILT_WITH = [
    "SGB-II-Quote in Osterfeld und Sterkrade-Mitte im Vergleich",
    "Osterfeld oder Sterkrade-Mitte: wo ist die SGB-II-Quote höher?",
    "SGB-II-Quote in Sterkrade-Mitte und Osterfeld",
    "Vergleiche die SGB-II-Quote in Osterfeld und Sterkrade-Mitte",
    "Ist die SGB-II-Quote in Osterfeld höher als in Sterkrade-Mitte?",
    "Wie unterscheidet sich die SGB-II-Quote zwischen Osterfeld und Sterkrade-Mitte?",
]
CHECKED_WITH = [
    "SGB-II-Quote: Osterfeld gegenüber Sterkrade-Mitte",
    "Wo ist die SGB-II-Quote niedriger, in Sterkrade-Mitte oder in Osterfeld?",
    "Unterschied bei der SGB-II-Quote zwischen Sterkrade-Mitte und Osterfeld",
    "Hat Osterfeld eine höhere SGB-II-Quote als Sterkrade-Mitte?",
    "sgb-ii-quote osterfeld sterkrade-mitte",
    "Wie hoch ist die SGB-II-Quote in Sterkrade-Mitte und wie hoch in Osterfeld?",
]


@pytest.fixture
def named(tmp_path: Path) -> NamedFirst:
    return named_first(tmp_path, quotas(DOCUMENT))


@pytest.mark.parametrize("question", [*BUILT_WITH, *CHECKED_WITH])
def test_every_area_that_is_compared_is_shown(named: NamedFirst, question: str) -> None:
    answer = named.ask(question)
    assert {row.figure.value_text for row in answer.rows} == {"24,1", "16,2"}
    assert {row.figure.year for row in answer.rows} == {2022}
    assert "am niedrigsten" not in answer.message  # other areas, that nobody asked for, may lie lower
    assert stands(answer)


def test_the_values_of_the_compared_areas_are_told_the_highest_first(named: NamedFirst) -> None:
    told = named.ask("SGB-II-Quote in Sterkrade-Mitte und Osterfeld").message
    assert told.endswith("(2022): Sozialraum Osterfeld 24,1 %, Sozialraum Sterkrade-Mitte 16,2 %.")


def test_an_area_without_a_value_is_named_with_its_parts(named: NamedFirst) -> None:
    for question in (
        "SGB-II-Quote in Sterkrade und Osterfeld im Vergleich",
        "SGB-II-Quote Sterkrade, Osterfeld",
    ):
        answer = named.ask(question)
        assert answer.message.startswith(
            "SGB-II-Quote nach Sozialräumen, Sozialraum Osterfeld (2022): 24,1 %."
        )
        assert "Für Sterkrade haben wir dazu keinen Wert gefunden" in answer.message
        assert "nur für Teile davon: Sozialraum Sterkrade-Mitte (16,2 %)" in answer.message
        assert [row.figure.value_text for row in answer.rows] == ["24,1", "16,2"]


def test_a_level_that_nothing_is_printed_of_is_told(named: NamedFirst) -> None:
    answer = named.ask("SGB-II-Quote im Stadtbezirk Osterfeld und in Sterkrade-Mitte im Vergleich")
    assert answer.message.startswith("Für »Stadtbezirk Osterfeld« haben wir dazu keinen Wert gefunden.")
    assert len(answer.rows) == 2


def places(area: str, value: str, number: int) -> Figure:
    more = {"indicator": "Plätze in der Tagespflege", "indicator_id": "", "unit": "Anzahl"}
    return figure(DOCUMENT, number, value, 2022, area, AREAS[area], **more)


def test_what_is_no_indicator_of_the_list_is_compared_too(tmp_path: Path) -> None:
    rows = [places("Osterfeld", "24", 0), places("Sterkrade-Mitte", "58", 1)]
    figures = ledger(tmp_path, rows)
    answer = figures.ask("Wie viele Plätze in der Tagespflege gibt es in Osterfeld und Sterkrade-Mitte?")
    assert [row.figure.value_text for row in answer.rows] == ["24", "58"]
    lacking = figures.ask("Wie viele Plätze in der Tagespflege gibt es in Osterfeld und Alstaden/Lirich?")
    assert [row.figure.value_text for row in lacking.rows] == ["24"]
    assert "Für Alstaden/Lirich haben wir dazu keinen Wert gefunden." in lacking.message


def test_one_area_and_the_whole_city_are_no_two_areas() -> None:
    assert areas_beside("Osterfeld im Vergleich zu Oberhausen", Wanted.COMPARISON, NAMES) == ()
    assert areas_beside("Osterfeld und Lirich seit 2015", Wanted.DEVELOPMENT, NAMES) == ()
    assert len(areas_beside("Osterfeld und Lirich", Wanted.VALUE, NAMES)) == 2


def test_who_compares_areas_asks_for_figures() -> None:
    assert named_alone("SGB-II-Quote in Osterfeld und Sterkrade im Vergleich", NAMES.places) == "sgb2-quote"


@pytest.mark.parametrize(
    "printed",
    ["Öffentlich geförderte Mietwohnungen nach Sozialräumen", "geförderte Wohnungen", "Sozialwohnungen"],
)
def test_social_housing_is_found_as_it_is_printed(printed: str) -> None:
    assert "sozialwohnungen" in indicators().mentioned(printed)
