from decimal import Decimal

import pytest

from corpus.figures.prose import sayings


def told(text: str) -> list[tuple[str, str, int | None]]:
    return [(str(s.number.value), s.unit, s.period.year if s.period else None) for s in sayings(text)]


def test_a_sentence_states_three_observations() -> None:
    text = (
        "Die SGB-II-Quote stieg von 19,8 Prozent (2017) auf 21,3 Prozent im Jahr 2022, "
        "in Osterfeld sogar auf 24,1 Prozent."
    )
    assert told(text) == [("19.8", "Prozent", 2017), ("21.3", "Prozent", 2022), ("24.1", "Prozent", 2022)]


def test_from_and_to_belong_to_the_first_and_the_last_year() -> None:
    text = (
        "Die Zahl der Haushalte stieg zwischen 2010 und 2020 von insgesamt 115.600 auf 127.918 (+10,7 %) an."
    )
    assert told(text)[:2] == [("115600", "Anzahl", 2010), ("127918", "Anzahl", 2020)]


def test_years_ages_paragraphs_and_pages_are_not_values() -> None:
    text = "Kinder unter 15 Jahren (§ 7 SGB II, siehe Tabelle 3 auf Seite 12) wurden 2022 neu gezählt."
    assert told(text) == []


def test_a_rounded_word_is_kept_as_text_and_marked() -> None:
    (saying,) = sayings("Jedes vierte Kind in der Stadt wächst in Armut auf.")
    assert (saying.number.value, saying.number.text) == (Decimal(25), "Jedes vierte")
    assert saying.approximate


def test_millions_are_written_out() -> None:
    (saying,) = sayings("Für 2023 sind im Haushalt rund 7,8 Millionen Euro dafür vorgesehen.")
    assert (saying.number.value, saying.unit, saying.approximate) == (Decimal(7_800_000), "Euro", True)


def test_a_change_is_not_taken_for_the_value_itself() -> None:
    (saying,) = sayings("Insgesamt wuchs die Bevölkerung der Stadt um 10,4 %.")
    assert saying.change


def test_labels_of_a_chart_are_not_sentences() -> None:
    assert told("3.500 natürlicher Saldo\n0 % 10 % 20 %") == []


def test_a_sentence_that_points_back_keeps_the_one_before_as_context() -> None:
    text = "Der natürliche Saldo war positiv. Dieser betrug zwischen 2010 und 2020 insgesamt 6.292 Personen."
    (said,) = sayings(text)
    assert said.context == "Der natürliche Saldo war positiv."


def test_an_age_a_signed_index_and_the_last_of_a_list_are_values() -> None:
    text = "Das Durchschnittsalter dieser Gruppe beträgt 24 Jahre. Es wurde ein Wert von +14 erreicht, knapp unter dem Schnitt. Gezählt wurden 7.078 Zuzüge und 13.215 Umzüge im Jahr 2020."  # noqa: E501
    assert [(said.number.text, said.unit) for said in sayings(text)] == [
        ("24", "Jahre"),
        ("+14", "Anzahl"),
        ("7.078", "Anzahl"),
        ("13.215", "Anzahl"),
    ]


def test_the_items_of_a_list_belong_to_the_sentence_that_opens_it() -> None:
    text = "Die Anteile am Regelbedarf belaufen sich\n1. für das Jahr 2023 auf 4,7 Prozent,\n2.\tfür das Jahr 2024 auf 4,6 Prozent."  # noqa: E501
    assert told(text) == [("4.7", "Prozent", 2023), ("4.6", "Prozent", 2024)]
    assert {said.context for said in sayings(text)} == {"Die Anteile am Regelbedarf belaufen sich"}


def test_what_is_said_of_today_is_not_of_the_year_named_before() -> None:
    text = (
        "Die Rücklagen von 69 Millionen DM aus dem Jahr 1998 haben heute einen Wert von 87,5 Millionen Euro."
    )
    assert told(text) == [("69000000", "DM", 1998), ("87500000.0", "Euro", None)]


def test_relative_years_count_from_the_year_of_the_document() -> None:
    text = "Es liegt bei\n5,5 Milliarden Euro im kommenden und 5,8 Milliarden Euro im darauffolgenden Jahr."
    assert [(said.number.text, said.later) for said in sayings(text)] == [
        ("5,5 Milliarden Euro", 1),
        ("5,8 Milliarden Euro", 2),
    ]


def test_what_points_back_knows_its_heading_and_the_sentence_before() -> None:
    text = "Gruppe 8: Menschen mit hohem Status\nSie sind im Schnitt älter als alle anderen in der Stadt und haben mehr Geld zur Verfügung.\nIn dieser Gruppe haben 66 Prozent der Personen einen Hochschulabschluss."  # noqa: E501
    (said,) = sayings(text)
    assert said.context.startswith("Gruppe 8: Menschen mit hohem Status Sie sind im Schnitt")


def test_words_set_apart_and_lines_that_break_before_a_noun_are_one_sentence() -> None:
    text = "Hohe Werte haben die\tNeustadt (91 Punkte), die\tOststadt und weit dahinter auch die\nAltstadt (75 Punkte)."  # noqa: E501
    first, second = sayings(text)
    assert (first.number.text, second.number.text) == ("91 Punkte", "75 Punkte")
    assert "auch die Altstadt (75 Punkte)" in second.line


def test_a_value_of_years_ago_is_of_the_year_that_lies_so_far_back() -> None:
    (said,) = sayings("Bei der Wahl vor fünf Jahren ließen sich 57 Deutsche in das Verzeichnis eintragen.")
    assert (said.number.text, said.later) == ("57", -5)


def test_every_number_of_a_list_of_correlations_is_one_whatever_noun_stands_before() -> None:
    text = (
        "Größe (-0,509) und Anteil der Einpersonenhaushalte (+0,468) haben eine deutliche Korrelation damit."
    )
    assert [unit for _, unit, _ in told(text)] == ["Korrelation", "Korrelation"]


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("Die Quote ist seit 2015 gestiegen, von 16,3 Prozent auf 18,6 Prozent im Jahr 2022.", [2015, 2022]),
        ("Im Jahr 2022 stieg die Quote stadtweit von 16,3 Prozent auf 18,6 Prozent an.", [None, 2022]),
        (
            "Die Quote lag 2015 niedriger und stieg von 16,3 Prozent auf 18,6 Prozent im Jahr 2022.",
            [2015, 2022],
        ),
        ("Die Quote stieg zwischen 2015 und 2022 von 16,3 Prozent auf 18,6 Prozent an.", [2015, 2022]),
    ],
)
def test_the_first_value_of_a_rise_has_no_year_of_the_second(text: str, years: list[int | None]) -> None:
    said = list(sayings(text))
    assert [one.period.year if one.period else None for one in said] == years
    assert [one.undated for one in said] == [years[0] is None, False]
