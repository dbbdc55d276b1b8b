"""A question that names an indicator is answered with that one, or told that no document prints it."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from assistant.figure_answer import FigureAnswer
from assistant.figure_choice import NamedFirst, named_alone
from assistant.figure_grid import grid_of
from assistant.figure_indicator import speaks_of
from assistant.figures import Figures
from corpus.catalogue import Origin
from corpus.document import Reading
from corpus.figure import Figure, Method
from corpus.figures.indicators import indicators
from corpus.figures.ledger import Ledger
from corpus.places.areas import load_places
from tests.assistant.test_figures import catalogue, figure, quotas, told

DOCUMENT = "d" * 12
PLACES = load_places()


def named(tmp_path: Path, figures: list[Figure]) -> NamedFirst:
    ledger = Figures(catalogue(tmp_path, figures))
    ledger.shelf.refresh()
    return NamedFirst(ledger, lambda: grid_of(list(ledger.shelf.all()), ledger.shelf.names))


def other(number: int, value: str, indicator: str, unit: str = "Prozent") -> Figure:
    """A value in Osterfeld under this name, recognised as it is when a report is read."""
    made = figure(DOCUMENT, number, value, 2022, "Osterfeld", "osterfeld", indicator=indicator, unit=unit)
    known = indicators().recognised(indicator, indicator, "", unit)
    return replace(made, indicator_id=known, title=indicator)


@pytest.mark.parametrize(
    "question",
    [
        "Arbeitslosenquote in Osterfeld",
        "Wie hoch ist die Arbeitslosenquote in Osterfeld?",
        "Wie hoch ist die Arbeitslosenquote der Frauen in Osterfeld?",
        "Wie hat sich die Arbeitslosenquote in Osterfeld entwickelt?",
        "Ist die Arbeitslosenquote in Osterfeld höher als in der Stadt?",
        "In welchem Sozialraum ist die Arbeitslosenquote am höchsten?",
        "Schuldnerquote Osterfeld 2022",
    ],
)
def test_an_indicator_that_no_document_prints_is_not_answered_with_another_one(
    tmp_path: Path, question: str
) -> None:
    answer = named(tmp_path, quotas(DOCUMENT)).ask(question)
    assert answer.abstained
    assert "quote« haben wir in den Unterlagen keinen Wert gefunden." in answer.message
    assert "etwas anderes und keine Antwort" in answer.message or not answer.nearest


def test_what_is_printed_instead_is_shown_as_something_else(tmp_path: Path) -> None:
    answer = named(tmp_path, quotas(DOCUMENT)).ask("Arbeitslosenquote in Osterfeld")
    assert answer.unprinted == ("arbeitslosenquote",)
    assert {row.figure.area for row in answer.nearest} == {"Osterfeld"}
    assert {row.figure.indicator_id for row in answer.nearest} == {"sgb2-quote"}


def test_an_indicator_printed_of_another_area_only_is_told_apart_from_one_that_is_not_printed(
    tmp_path: Path,
) -> None:
    rate = replace(other(90, "11,2", "Arbeitslosenquote"), area="Sterkrade-Mitte", area_id=None)
    answer = named(tmp_path, [*quotas(DOCUMENT), rate]).ask("Arbeitslosenquote in Osterfeld")
    assert answer.abstained
    assert not answer.unprinted
    assert "für das gefragte Gebiet" in answer.message
    assert [row.figure.value_text for row in answer.nearest] == ["11,2"]


def values(answer: FigureAnswer) -> list[str]:
    return [row.figure.value_text for row in answer.rows]


@pytest.mark.parametrize(
    ("question", "printed"),
    [
        ("Arbeitslosenquote in Osterfeld", "Arbeitslose in Prozent aller Erwerbspersonen"),
        ("Arbeitslosenquote in Osterfeld", "Anteil der Arbeitslosen an den 15- bis 64-Jährigen"),
        ("Erwerbslosenquote in Osterfeld", "Arbeitslosenquote"),
        ("Arbeitslosigkeit in Osterfeld", "Arbeitslosenquoten"),
        ("Hartz-IV-Quote in Osterfeld", "Leistungsberechtigte nach dem SGB II in Prozent"),
        ("Armutsquote in Osterfeld", "Armutsgefährdungsquote"),
    ],
)
def test_another_name_of_the_same_does_not_hide_a_value(tmp_path: Path, question: str, printed: str) -> None:
    assert values(named(tmp_path, [other(0, "11,2", printed)]).ask(question)) == ["11,2"]


@pytest.mark.parametrize(
    ("question", "printed"),
    [
        ("Arbeitslosenquote in Osterfeld", "Jugendarbeitslosigkeit"),
        ("Arbeitslosenquote in Osterfeld", "Langzeitarbeitslose"),
        ("Jugendarbeitslosigkeit in Osterfeld", "Arbeitslosenquote"),
        ("Kinderarmut in Osterfeld", "Altersarmut"),
        ("Armutsquote in Osterfeld", "Kinderarmut"),
    ],
)
def test_a_narrower_or_a_wider_indicator_is_not_passed_off_as_the_asked_one(
    tmp_path: Path, question: str, printed: str
) -> None:
    answer = named(tmp_path, [other(0, "11,2", printed)]).ask(question)
    assert answer.abstained
    assert answer.unprinted


def test_a_value_of_one_of_two_indicators_is_not_one_of_both_together(tmp_path: Path) -> None:
    printed = [other(0, "24,4", "Alleinerziehende")]
    answer = named(tmp_path, printed).ask("Arbeitslosenquote der Alleinerziehenden in Osterfeld")
    assert answer.abstained
    assert "zusammen" in answer.message


def test_where_all_else_of_a_question_stands_beside_a_value_its_name_may_be_another(tmp_path: Path) -> None:
    made = other(0, "61", "Zufriedenheit mit Spielplätzen", "Index")
    asked = "Welchen Index hat die Zufriedenheit mit Spielplätzen bei Haushalten in Osterfeld?"
    assert values(named(tmp_path, [made]).ask(asked)) == ["61"]


def test_a_slip_in_print_does_not_hide_a_value(tmp_path: Path) -> None:
    made = other(0, "1.890", "Äuqvivalenzeinkommen der Teilzeitbeschäftigten", "Euro")
    asked = "Wie hoch ist das Äquivalenzeinkommen der Teilzeitbeschäftigten in Osterfeld?"
    assert values(named(tmp_path, [replace(made, value=Decimal(1890))]).ask(asked)) == ["1.890"]


PEOPLE = "Einwohnerinnen und Einwohner am 31. Dezember"


@pytest.mark.parametrize(
    "question",
    [
        "Einwohnerzahl Osterfeld",
        "Wie viele Menschen leben in Osterfeld?",
        "Wie viele wohnen 2022 in Osterfeld?",
        "Wie viele Leute leben in Osterfeld?",
        "Zahl der Personen in Osterfeld",
    ],
)
def test_how_many_people_live_somewhere_is_asked_in_many_ways_and_means_all_of_them(
    tmp_path: Path, question: str
) -> None:
    all_of_them = replace(
        figure(DOCUMENT, 0, "36956", 2022, "Osterfeld", "osterfeld", indicator=PEOPLE, unit="Anzahl"),
        indicator_id="einwohner",
        title=PEOPLE,
    )
    old = told(1, "2.902", "In Osterfeld leben 2.902 Menschen ab 65 Jahren allein.")
    answer = named(tmp_path, [all_of_them, replace(old, area="Osterfeld", area_id="osterfeld")]).ask(question)
    assert values(answer) == ["36956"]


def test_some_of_the_people_are_not_passed_off_as_all_of_them(tmp_path: Path) -> None:
    old = told(0, "2.902", "In Osterfeld leben 2.902 Menschen ab 65 Jahren allein.")
    asked = "Wie viele Menschen leben in Osterfeld?"
    assert not named(tmp_path, [replace(old, area="Osterfeld", area_id="osterfeld")]).ask(asked).rows


def test_a_share_of_those_who_live_somewhere_in_some_way_is_not_their_number(tmp_path: Path) -> None:
    line = "Die Hälfte der Personen dieser Gruppe lebt allein und 49 Prozent leben in Osterfeld."
    share = replace(told(0, "49", line), unit="Prozent", area="Osterfeld", area_id="osterfeld")
    assert not named(tmp_path, [share]).ask("Wie viele Menschen leben in Osterfeld?").rows


def test_a_table_by_groups_of_the_population_does_not_tell_how_many_people_live_somewhere(
    tmp_path: Path,
) -> None:
    rent = replace(
        figure(DOCUMENT, 0, "36", 2020, "", "", indicator="bis 250 Euro", unit="Anzahl"),
        title="Wohnkosten der Personen, die zur Miete leben",
        group="Soziale Bevölkerungsgruppen – Alleinlebende",
        indicator_id="wohnkosten",
        area=None,
        area_id=None,
    )
    assert not named(tmp_path, [rent]).ask("Wie viele Menschen leben in Oberhausen?").rows


def test_the_development_of_the_population_is_one_of_its_number(tmp_path: Path) -> None:
    grown = replace(other(0, "412", "Bevölkerungsentwicklung 2010 bis 2020", "Anzahl"), year=2020)
    assert grown.indicator_id == "bevoelkerungsentwicklung"
    asked = "Um wie viele Personen wuchs die Bevölkerung in Osterfeld von 2010 bis 2020?"
    assert values(named(tmp_path, [grown]).ask(asked)) == ["412"]


def test_faint_values_of_something_else_are_not_told_as_those_of_another_year(tmp_path: Path) -> None:
    amount = replace(told(0, "390", "Kinder von 6 bis 13 Jahren erhalten 390 Euro."), unit="Euro")
    answer = named(tmp_path, [amount]).ask("Wie hoch ist die Kinderarmut in Osterfeld?")
    assert answer.unprinted == ("kinderarmut",)
    assert not answer.nearest


def test_a_sentence_that_says_how_many_people_live_somewhere_is_quoted(tmp_path: Path) -> None:
    line = "In Osterfeld leben 36.956 Menschen."
    made = replace(told(0, "36.956", line), area="Osterfeld", area_id="osterfeld", method=Method.PROSE)
    assert values(named(tmp_path, [made]).ask("Wie viele Menschen leben in Osterfeld?")) == ["36.956"]


def test_an_indicator_stands_alone_as_the_name_of_a_number_or_with_an_area_or_a_year() -> None:
    assert named_alone("Einwohnerzahl Osterfeld 2022", PLACES) == "einwohner"
    assert named_alone("Kinderarmut in Osterfeld?", PLACES) == "kinderarmut"
    assert named_alone("Was hilft gegen Kinderarmut in Osterfeld?", PLACES) is None
    assert named_alone("Osterfeld", PLACES) is None
    assert named_alone("Kinderarmut", PLACES) is None
    assert named_alone("Arbeitslosenquote", PLACES) == "arbeitslosenquote"
    assert named_alone("Bevölkerung Oberhausen", PLACES) == "einwohner"


def test_a_sentence_speaks_of_an_indicator_by_any_of_its_names() -> None:
    assert speaks_of("Die Zahl der Arbeitslosen sank.", "arbeitslosenquote")
    assert not speaks_of("Die SGB-II-Quote sank.", "arbeitslosenquote")


def test_nothing_is_said_to_be_unprinted_while_a_document_waits_to_be_read_for_figures(
    tmp_path: Path,
) -> None:
    held = catalogue(tmp_path, quotas(DOCUMENT))
    report = held.documents()[0]
    origin = Origin("e" * 64, "neu.pdf", "/neu.pdf")
    waiting = held.add(origin, Reading(report.description, (), ()))
    asked = Figures(held)
    early = asked.ask("Arbeitslosenquote in Osterfeld")
    assert not early.unprinted
    assert early.unread == ("arbeitslosenquote",)
    assert "Einige Dokumente sind noch nicht ausgewertet." in early.message
    Ledger(held).keep(waiting.id, [])
    assert asked.ask("Arbeitslosenquote in Osterfeld").unprinted
