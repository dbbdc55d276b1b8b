"""Whose value a figure is: the whole city's, or that of one of several areas of the same name."""

from dataclasses import replace
from pathlib import Path

import pytest

from assistant.figure_choice import NamedFirst, named_alone
from assistant.figure_grid import grid_of
from assistant.figure_levels import NamedArea, areas_named, namesakes
from assistant.figures import Figures, stands
from corpus.figure import Figure, Method
from corpus.figures.areas import AreaNames
from corpus.places.areas import load_places
from tests.assistant.test_figures import catalogue, figure, quotas

DOCUMENT = "d" * 12
NAMES = AreaNames(load_places())
DEVELOPMENTS = ["Wie hat sich die SGB-II-Quote entwickelt?", "Wie hat sie sich entwickelt: SGB-II-Quote?"]


def ledger(folder: Path, rows: list[Figure]) -> Figures:
    return Figures(catalogue(folder, rows))


def named_first(folder: Path, rows: list[Figure]) -> NamedFirst:
    figures = ledger(folder, rows)
    figures.shelf.refresh()
    return NamedFirst(figures, lambda: grid_of(list(figures.shelf.all()), figures.shelf.names))


def parts() -> list[Figure]:
    return [one for one in quotas(DOCUMENT) if one.area_id != "oberhausen"]


@pytest.mark.parametrize("question", DEVELOPMENTS)
def test_a_development_without_an_area_is_the_whole_citys(tmp_path: Path, question: str) -> None:
    answer = named_first(tmp_path, quotas(DOCUMENT)).ask(question)
    assert "Gesamtstadt: 17,0 % (2017) und 18,4 % (2022), also 1,4 Prozentpunkte mehr." in answer.message
    alone = ledger(tmp_path, quotas(DOCUMENT)).ask(question)
    assert [row.figure.area for row in alone.rows] == ["Gesamtstadt", "Gesamtstadt"]


@pytest.mark.parametrize("question", DEVELOPMENTS)
def test_no_area_stands_for_the_whole_city_where_that_has_no_values(tmp_path: Path, question: str) -> None:
    for answer in (named_first(tmp_path, parts()).ask(question), ledger(tmp_path, parts()).ask(question)):
        assert answer.message.startswith("Für ganz Oberhausen haben wir dazu keinen Wert gefunden.")
        for area in ("Osterfeld", "Sterkrade-Mitte", "Alstaden/Lirich"):
            assert area in answer.message
        assert not answer.derived
    assert stands(named_first(tmp_path, parts()).ask(question))


def test_the_newest_value_of_the_city_comes_before_its_areas(tmp_path: Path) -> None:
    answer = named_first(tmp_path, quotas(DOCUMENT)).ask("SGB-II-Quote")
    assert answer.message.startswith("SGB-II-Quote nach Sozialräumen, Gesamtstadt (2022): 18,4 %.")
    assert "am höchsten in Sozialraum Osterfeld (24,1 %)" in answer.message


@pytest.mark.parametrize(
    ("text", "start", "end", "level"),
    [
        ("Quote im Stadtbezirk Osterfeld", 9, 30, "Stadtbezirk"),
        ("Quote des Sozialraums Osterfeld", 10, 31, "Sozialraum"),
        ("Quote Osterfeld (Sozialraum)", 6, 28, "Sozialraum"),
        ("Stadtbezirk und Osterfeld", 16, 25, ""),
    ],
)
def test_a_level_is_read_beside_its_area(text: str, start: int, end: int, level: str) -> None:
    assert areas_named(text, NAMES) == [NamedArea(start, end, "Osterfeld", level)]


def test_the_levels_of_a_name_are_known() -> None:
    assert namesakes("Osterfeld", NAMES.places) == ("Stadtbezirk", "Sozialraum")
    assert namesakes("Alstaden/Lirich", NAMES.places) == ("Sozialraum",)


def test_an_indicator_is_named_alone_with_the_level_of_its_area() -> None:
    assert named_alone("SGB-II-Quote Stadtbezirk Osterfeld", NAMES.places) == "sgb2-quote"


@pytest.mark.parametrize(
    "question",
    [
        "SGB-II-Quote im Stadtbezirk Osterfeld",
        "Wie hoch war 2022 die SGB-II-Quote in Osterfeld (Stadtbezirk)?",
    ],
)
def test_a_namesakes_value_is_shown_and_told_to_be_the_namesakes(tmp_path: Path, question: str) -> None:
    answer = named_first(tmp_path, quotas(DOCUMENT)).ask(question)
    assert [row.figure.value_text for row in answer.rows] == ["24,1"]
    assert answer.message.startswith(
        "Für »Stadtbezirk Osterfeld« haben wir dazu keinen Wert gefunden. "
        "Was hier steht, gilt für »Sozialraum Osterfeld«."
    )


def test_the_asked_level_is_taken_where_it_is_printed(tmp_path: Path) -> None:
    districts = [
        replace(
            figure(DOCUMENT, 50 + n, value, 2022, area, area.lower()),
            title="SGB-II-Quote nach Stadtbezirken (in %)",
            indicator="SGB-II-Quote nach Stadtbezirken",
        )
        for n, (area, value) in enumerate(
            [("Osterfeld", "19,4"), ("Sterkrade", "12,1"), ("Alt-Oberhausen", "20,2")]
        )
    ]
    asked = named_first(tmp_path, [*quotas(DOCUMENT), *districts])
    for level, value in (("Stadtbezirk", "19,4"), ("Sozialraum", "24,1")):
        answer = asked.ask(f"SGB-II-Quote {level} Osterfeld 2022")
        assert [(row.figure.value_text, row.place) for row in answer.rows] == [(value, f"{level} Osterfeld")]
        assert "keinen Wert" not in answer.message
        answer = asked.ledger.ask(f"Wie hoch ist die SGB-II-Quote im {level} Osterfeld?")
        assert [row.figure.value_text for row in answer.rows] == [value]


@pytest.mark.parametrize("whole", ["stadtweit", "gesamtstädtisch", "in der ganzen Stadt"])
def test_the_whole_city_is_understood_by_other_words_for_it(tmp_path: Path, whole: str) -> None:
    answer = named_first(tmp_path, quotas(DOCUMENT)).ask(f"Wie hoch ist die SGB-II-Quote {whole}?")
    assert answer.message.startswith("SGB-II-Quote nach Sozialräumen, Gesamtstadt (2022): 18,4 %.")


def test_a_part_that_is_called_whole_is_not_the_city(tmp_path: Path) -> None:
    answer = named_first(tmp_path, quotas(DOCUMENT)).ask("SGB-II-Quote im gesamten Stadtbezirk Osterfeld")
    assert {row.figure.area for row in answer.rows} == {"Osterfeld"}


def test_a_level_that_nobody_can_tell_is_said_to_be_open(tmp_path: Path) -> None:
    lonely = figure(DOCUMENT, 0, "24,1", 2022, "Osterfeld", "osterfeld")
    answer = named_first(tmp_path, [lonely]).ask("SGB-II-Quote Stadtbezirk Osterfeld")
    assert answer.message.startswith(
        "Die Quelle sagt nicht, ob sie mit »Osterfeld« Stadtbezirk oder Sozialraum meint."
    )


def test_the_level_of_a_sentence_is_not_guessed_from_tables_beside_it(tmp_path: Path) -> None:
    told = replace(figure(DOCUMENT, 90, "19,9", 2022, "Osterfeld", "osterfeld"), method=Method.PROSE)
    figures = ledger(tmp_path, [*quotas(DOCUMENT), told])
    assert {one.level for one in figures.shelf.all() if one.figure.id == told.id} == {""}
