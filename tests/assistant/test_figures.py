from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from assistant.figure_answer import Derived, Wanted
from assistant.figure_choice import NamedFirst
from assistant.figure_grid import grid_of
from assistant.figure_wording import development_message
from assistant.figures import Figures
from corpus.catalogue import Catalogue, Origin
from corpus.document import Description, Page, Passage, Reading, Span, Visibility
from corpus.figure import Figure, Method
from corpus.figures.ledger import Ledger

TODAY = date(2024, 5, 1)
AREAS = {
    "Osterfeld": "osterfeld",
    "Sterkrade-Mitte": "sr-sterkrade-mitte",
    "Alstaden/Lirich": "sr-alstaden-lirich",
}
QUOTA = {2017: ("19,8", "15,0", "20,1", "17,0"), 2022: ("24,1", "16,2", "21,3", "18,4")}


def catalogue(
    folder: Path, figures: Sequence[Figure] | None = None, visibility: Visibility = Visibility.PUBLIC
) -> Catalogue:
    made = Catalogue(folder)
    text = "Handlungsempfehlung: In Osterfeld sollte die Beratung ausgebaut werden."
    passage = Passage("", "", 0, text, ("Osterfeld",), (Span(1, 0, len(text)),))
    described = Description(
        "Sozialbericht 2023",
        2023,
        "sozialbericht",
        ("Oberhausen",),
        "Stadt Oberhausen",
        visibility=visibility,
    )
    origin = Origin("d" * 64, "bericht.pdf", "/bericht.pdf")
    document = made.add(origin, Reading(described, (Page(1, "4", text, 595, 842),), (passage,)))
    Ledger(made).keep(document.id, list(figures if figures is not None else quotas(document.id)))
    return made


def quotas(document_id: str) -> list[Figure]:
    names = [*AREAS.items(), ("Gesamtstadt", "oberhausen")]
    out = []
    for year, printed in QUOTA.items():
        for (area, area_id), value in zip(names, printed, strict=True):
            out.append(figure(document_id, len(out), value, year, area, area_id))
    return out


def figure(
    document_id: str, number: int, value: str, year: int, area: str, area_id: str, **more: str
) -> Figure:
    return Figure(
        id=f"{document_id}-f{number}",
        document_id=document_id,
        page=1,
        page_label="4",
        title="SGB-II-Quote nach Sozialräumen (in %)",
        indicator=more.get("indicator", "SGB-II-Quote nach Sozialräumen"),
        indicator_id=more.get("indicator_id", "sgb2-quote"),
        value=Decimal(value.replace(",", ".")),
        value_text=value,
        unit=more.get("unit", "Prozent"),
        year=year,
        method=Method(more.get("method", "table")),
        line=f"{area} | {value}",
        area=area,
        area_id=area_id,
        confidence=0.95,
    )


@pytest.fixture
def figures(tmp_path: Path) -> Figures:
    return Figures(catalogue(tmp_path))


def test_a_value_is_stated_with_its_source(figures: Figures) -> None:
    answer = figures.ask("Wie hoch war die SGB-II-Quote in Osterfeld 2022?")
    assert answer.sure
    assert [row.figure.value_text for row in answer.rows] == ["24,1"]
    assert "Stadt Oberhausen: Sozialbericht 2023, S. 4" in answer.message


def test_everyday_names_find_the_indicator(figures: Figures) -> None:
    answer = figures.ask("Hartz-IV-Quote Osterfeld 2022")
    assert answer.rows[0].figure.value_text == "24,1"


def test_a_year_that_is_not_there_is_said_and_what_is_there_is_shown(figures: Figures) -> None:
    answer = figures.ask("Wie hoch war die SGB-II-Quote in Osterfeld 2019?")
    assert answer.abstained
    assert "2019" in answer.message
    assert {row.figure.area for row in answer.nearest} == {"Osterfeld"}
    assert {row.figure.year for row in answer.nearest} == {2017, 2022}


def test_without_a_year_the_newest_value_is_taken(figures: Figures) -> None:
    answer = figures.ask("Wie hoch ist die SGB-II-Quote in Sterkrade-Mitte?")
    assert [(row.figure.area, row.figure.year) for row in answer.rows] == [("Sterkrade-Mitte", 2022)]


def test_a_development_shows_difference_and_formula(figures: Figures) -> None:
    answer = figures.ask("Wie hat sich die SGB-II-Quote in Osterfeld entwickelt?")
    assert answer.wanted is Wanted.DEVELOPMENT
    assert [row.figure.year for row in answer.rows] == [2017, 2022]
    (change,) = answer.derived
    assert (change.value, change.unit, change.formula) == (Decimal("4.3"), "Prozentpunkte", "24,1 − 19,8")
    assert set(change.inputs) == {row.figure.id for row in answer.rows}


@pytest.mark.parametrize(
    ("value", "unit", "told"),
    [
        ("2.3", "Prozentpunkte", "also 2,3 Prozentpunkte mehr."),
        ("-1", "Prozentpunkte", "also 1 Prozentpunkt weniger."),
        ("-4.5", "Prozent", "also 4,5 % weniger."),
        ("0.0", "Prozentpunkte", "also gleich viel."),
    ],
)
def test_a_change_is_told_as_more_or_less(figures: Figures, value: str, unit: str, told: str) -> None:
    rows = figures.ask("Wie hat sich die SGB-II-Quote in Osterfeld entwickelt?").rows
    assert development_message(rows, [Derived("", Decimal(value), unit, "", ())]).endswith(told)


def test_an_area_is_compared_with_the_whole_city(figures: Figures) -> None:
    answer = figures.ask("Ist die SGB-II-Quote in Osterfeld höher als in der Gesamtstadt?")
    assert [row.figure.area for row in answer.rows] == ["Osterfeld", "Gesamtstadt"]
    assert answer.derived[0].value == Decimal("5.7")


def test_areas_are_ranked(figures: Figures) -> None:
    answer = figures.ask("Rangfolge der Sozialräume nach SGB-II-Quote 2022")
    assert [row.figure.area for row in answer.rows][:2] == ["Osterfeld", "Alstaden/Lirich"]


def test_what_nothing_is_printed_of_is_not_answered(figures: Figures) -> None:
    assert figures.ask("Wie hoch ist die Hundesteuer?").abstained


def test_contradicting_values_are_shown_together(tmp_path: Path) -> None:
    both = [
        figure("d" * 12, 0, "24,1", 2022, "Osterfeld", "osterfeld"),
        figure("d" * 12, 1, "23,8", 2022, "Osterfeld", "osterfeld"),
    ]
    answer = Figures(catalogue(tmp_path, both)).ask("SGB-II-Quote Osterfeld 2022")
    assert {row.figure.value_text for row in answer.rows} == {"24,1", "23,8"}
    assert not answer.sure
    assert "Abweichende Angaben für 2022" in answer.notes[0]


def test_a_sentence_is_quoted_and_not_stated(tmp_path: Path) -> None:
    told = figure("d" * 12, 0, "24,1", 2022, "Osterfeld", "osterfeld", method="prose")
    answer = Figures(catalogue(tmp_path, [told])).ask("SGB-II-Quote Osterfeld 2022")
    assert not answer.sure
    assert "»Osterfeld | 24,1«" in answer.message


def test_a_value_per_person_is_not_stated_where_the_whole_was_asked(tmp_path: Path) -> None:
    name = "d" * 12
    both = [
        figure(
            name, 0, "380", 2022, "Osterfeld", "osterfeld", indicator="Wohnkosten pro Person", unit="Euro"
        ),
        figure(name, 1, "1416", 2022, "Osterfeld", "osterfeld", indicator="Wohnkosten in Euro", unit="Euro"),
    ]
    answer = Figures(catalogue(tmp_path, both)).ask("Wie hoch waren die Wohnkosten in Osterfeld 2022?")
    assert answer.rows[0].figure.value_text == "1416"


def test_a_neighbouring_row_is_never_stated_for_an_area_that_is_not_there(figures: Figures) -> None:
    answer = figures.ask("Wie hoch war die SGB-II-Quote in Königshardt 2022?")
    assert answer.abstained
    assert not answer.sure


def test_women_are_found_where_the_table_says_female(tmp_path: Path) -> None:
    name = "d" * 12
    rows = [
        replace(
            figure(name, n, value, 2022, "Oberhausen", "oberhausen", indicator="Arbeitslose"), group=group
        )
        for n, (group, value) in enumerate([("weiblich", "41"), ("männlich", "59")])
    ]
    answer = Figures(catalogue(tmp_path, rows)).ask("Arbeitslose Frauen in Oberhausen 2022")
    assert answer.rows[0].figure.group == "weiblich"


def test_another_city_is_no_part_of_the_city_it_is_compared_with(tmp_path: Path) -> None:
    name = "d" * 12
    both = [
        figure(name, 0, "0,66", 2021, "Oberhausen, Stadt", "oberhausen", indicator="GISD", unit="Index"),
        figure(name, 1, "0,83", 2021, "Duisburg, Stadt", "duisburg", indicator="GISD", unit="Index"),
    ]
    answer = Figures(catalogue(tmp_path, both)).ask("Ist der GISD in Duisburg 2021 höher als in Oberhausen?")
    assert [derived.label for derived in answer.derived] == ["Abstand zu Oberhausen, Stadt"]
    assert answer.derived[0].value == Decimal("0.17")


def test_the_years_nearest_to_an_absent_one_are_shown(tmp_path: Path) -> None:
    rows = [
        figure("d" * 12, n, "20,1", year, "Osterfeld", "osterfeld")
        for n, year in enumerate(range(2000, 2022))
    ]
    answer = Figures(catalogue(tmp_path, rows)).ask("Wie hoch war die SGB-II-Quote in Osterfeld 2025?")
    assert sorted(row.figure.year or 0 for row in answer.nearest) == [2017, 2018, 2019, 2020, 2021]


def test_a_ranking_comes_from_the_table_also_where_a_sentence_fits_better(tmp_path: Path) -> None:
    name = "d" * 12
    told = replace(
        figure(name, 90, "24,1", 2022, "Osterfeld", "osterfeld", method="prose"),
        line="Mit 24,1 Prozent ist die SGB-II-Quote 2022 im Sozialraum Osterfeld am höchsten.",
        title="",
    )
    answer = Figures(catalogue(tmp_path, [told, *quotas(name)])).ask(
        "Rangfolge der Sozialräume nach SGB-II-Quote"
    )
    assert [row.figure.value_text for row in answer.rows] == ["24,1", "21,3", "18,4", "16,2"]


def shares(number: int, base: str, value: str) -> Figure:
    """One of two tables of the same groups, each with shares of the other side."""
    made = figure("d" * 12, number, value, 2022, "Gesamtstadt", "oberhausen")
    return replace(
        made,
        title="Familien und Wohnformen (Anteile in %)",
        indicator="Mietwohnung",
        indicator_id=None,
        group="Haushaltstyp – Alleinerziehende",
        base=base,
    )


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("Wie viel Prozent der Alleinerziehenden leben in einer Mietwohnung?", "72"),
        ("Anteil der Alleinerziehenden bei den Mietwohnungen?", "9"),
    ],
)
def test_a_share_is_of_the_group_that_the_question_names_as_its_whole(
    tmp_path: Path, question: str, value: str
) -> None:
    both = [shares(0, "Alleinerziehende", "72"), shares(1, "Mietwohnung", "9")]
    answer = Figures(catalogue(tmp_path, both)).ask(question)
    assert [row.figure.value_text for row in answer.rows] == [value]


def told(number: int, value: str, line: str) -> Figure:
    """A value of a sentence."""
    made = figure("d" * 12, number, value.replace(".", ""), 2022, "Gesamtstadt", "oberhausen")
    return replace(
        made,
        method=Method.PROSE,
        title="",
        indicator=line,
        indicator_id=None,
        line=line,
        value_text=value,
        unit="Anzahl",
    )


@pytest.mark.parametrize(("group", "value"), [("Jungen", "1.442"), ("Mädchen", "1.145")])
def test_the_noun_beside_another_number_of_the_sentence_is_not_of_this_one(
    tmp_path: Path, group: str, value: str
) -> None:
    line = "1.442 Jungen und 1.145 Mädchen haben sich beteiligt."
    made = catalogue(tmp_path, [told(0, "1.442", line), told(1, "1.145", line)])
    answer = Figures(made).ask(f"Wie viele {group} haben sich beteiligt?")
    assert answer.rows[0].figure.value_text == value


def test_a_newer_value_of_something_else_does_not_take_the_place_of_the_one_that_fits(tmp_path: Path) -> None:
    older = replace(
        figure("d" * 12, 0, "58,8", 2020, "Gesamtstadt", "oberhausen"),
        title="Beiratswahl",
        indicator="Briefwahl",
        group="Wähler",
        indicator_id=None,
    )
    newer = replace(
        older, id="d" * 12 + "-f1", title="Bundestagswahl", group="Stimmen", year=2024, value=Decimal(50)
    )
    answer = Figures(catalogue(tmp_path, [older, newer])).ask("Wie viel Prozent Briefwahl bei den Wählern?")
    assert answer.rows[0].figure.year == 2020


def test_a_numbered_step_is_not_answered_with_another_one(tmp_path: Path) -> None:
    steps = [(f"Regelbedarfsstufe {n}: Kinder von {6 - n} bis 5 Jahren", str(300 + n)) for n in (1, 5)]
    rows = [
        replace(figure("d" * 12, n, value, 2023, "", ""), title="", area=None, area_id=None,
                indicator_id=None, indicator=name, unit="Euro")
        for n, (name, value) in enumerate(steps)
    ]  # fmt: skip
    answer = Figures(catalogue(tmp_path, rows)).ask("Wie hoch war 2023 die Regelbedarfsstufe 5?")
    assert answer.rows[0].figure.value == 305


def test_since_a_year_asks_for_the_newest_value(figures: Figures) -> None:
    answer = figures.ask("Wie hoch ist die SGB-II-Quote in Osterfeld seit 2018?")
    assert [row.figure.year for row in answer.rows] == [2022]


def test_values_under_the_very_same_words_are_never_stated(tmp_path: Path) -> None:
    rows = [
        figure("d" * 12, n, value, 2022, "Osterfeld", "osterfeld") for n, value in enumerate(("24,1", "3,0"))
    ]
    answer = Figures(catalogue(tmp_path, rows)).ask("Wie hoch ist die SGB-II-Quote 2022 in Osterfeld?")
    assert not answer.sure


def test_a_value_is_not_stated_where_the_question_names_the_column_beside_it(tmp_path: Path) -> None:
    heads = {"mehr ausgeben": "760", "unverändert": "1181"}
    rows = [
        replace(figure("d" * 12, n, value, 2022, "", ""), indicator=head, title="Schwimmbäder", unit="Anzahl",
                area=None, area_id=None, indicator_id=None, line="insgesamt | 760 | 1181")
        for n, (head, value) in enumerate(heads.items())
    ]  # fmt: skip
    figures = Figures(catalogue(tmp_path, rows))
    assert not figures.ask("Wie viele wollen die Ausgaben für Schwimmbäder 2022 unverändert lassen?").sure
    assert figures.ask("Wie viele wollen 2022 mehr für Schwimmbäder ausgeben?").sure


def test_the_group_behind_a_bracket_is_not_the_one_before_it(tmp_path: Path) -> None:
    line = "Am stärksten ist die Zustimmung bei den Familien (95 Punkte) und den Studierenden (91 Punkte)."
    rows = [
        replace(figure("d" * 12, n, value, 2022, "", ""), line=line, value_text=f"{value} Punkte",
                indicator=line, unit="Punkte", method=Method.PROSE, area=None,
                area_id=None, indicator_id=None)
        for n, value in enumerate(("95", "91"))
    ]  # fmt: skip
    figures = Figures(catalogue(tmp_path, rows))
    assert figures.ask("Wie viele Punkte Zustimmung kommen von Studierenden?").rows[0].figure.value == 91
    assert figures.ask("Wie viele Punkte Zustimmung kommen von Familien?").rows[0].figure.value == 95


def test_a_year_in_the_name_of_a_class_is_no_year_of_the_value(tmp_path: Path) -> None:
    made = figure("d" * 12, 0, "16,4", 2020, "", "", indicator="Familien in Wohnungen vor 1962")
    made = replace(made, title="Verteilung der Familien", area=None, area_id=None, indicator_id=None)
    answer = Figures(catalogue(tmp_path, [made])).ask(
        "Welcher Anteil der Familien lebt in Wohnungen vor 1962?"
    )
    assert [row.figure.value_text for row in answer.rows] == ["16,4"]


def test_two_indicators_named_in_passing_do_not_keep_a_question_from_all_figures(tmp_path: Path) -> None:
    made = figure("d" * 12, 0, "59", 2024, "", "", indicator="mehr ausgeben")
    made = replace(made, title="Kindergärten", group="Alleinerziehende", area=None, indicator_id=None)
    figures = Figures(catalogue(tmp_path, [made]))
    figures.shelf.refresh()
    named = NamedFirst(figures, lambda: grid_of(list(figures.shelf.all()), figures.shelf.names))
    question = (
        "Wie viel Prozent der Alleinerziehenden und Arbeitslosen wollen für Kindergärten mehr ausgeben?"
    )
    assert [row.figure.value_text for row in named.ask(question).rows] == ["59"]
