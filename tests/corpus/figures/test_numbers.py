from dataclasses import replace
from decimal import Decimal

import pytest

from corpus.figure import Figure, Mark, Method
from corpus.figures.numbers import cell_number, cell_period, periods, unmarked


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("4 700", "4700"),
        ("1.234,5", "1234.5"),
        ("31\u202f485", "31485"),
        ("+9,2", "9.2"),
        ("-0,07", "-0.07"),
        ("−12", "-12"),
        ("(45)", "45"),
        ("5,1¹", "5.1"),
        ("29,8*", "29.8"),
        ("12,5 2)", "12.5"),
        ("0,75", "0.75"),
        (",8", "0.8"),
        ("21,3 %1)", "21.3"),
        ("1.234 €²", "1234"),
        ("17 12)", "17"),
    ],
)
def test_numbers_are_read_as_german_statistics_print_them(printed: str, value: str) -> None:
    number = cell_number(printed)
    assert number is not None
    assert number.value == Decimal(value)
    assert number.text == printed


@pytest.mark.parametrize("sign", ["–", "-", ".", "x", "/", "( )", "…"])
def test_a_sign_for_no_value_is_not_zero(sign: str) -> None:
    number = cell_number(sign)
    assert number is not None
    assert number.value is None


@pytest.mark.parametrize("text", ["Weingarten", "18 - 29", "1. Quartil", "3.4.1", "§ 12", ""])
def test_words_and_ranges_are_not_numbers(text: str) -> None:
    assert cell_number(text) is None


def test_the_unit_inside_a_cell_is_kept() -> None:
    number = cell_number("563,00 EUR")
    assert number is not None
    assert (number.value, number.unit) == (Decimal("563.00"), "Euro")


@pytest.mark.parametrize(
    ("printed", "year"),
    [("2020", 2020), ("2000/01", 2000), ("ab 01.01.2024", 2024), ("31.12.2010", 2010), ("2010-2020", 2020)],
)
def test_a_cell_names_a_period(printed: str, year: int) -> None:
    period = cell_period(printed)
    assert period is not None
    assert period.year == year


def test_a_count_with_a_point_is_not_a_year() -> None:
    assert cell_period("2.606") is None
    assert periods("genau 2.020 Personen im Jahr 2019") == [*periods("2019")]


@pytest.mark.parametrize(
    ("printed", "plain"),
    [
        ("Leistungsberechtigten1", "Leistungsberechtigten"),
        ("SGB II1), Personen", "SGB II, Personen"),
        ("Wohndauer¹ in Freiburg", "Wohndauer in Freiburg"),
        ("CO2 je m2", "CO2 je m2"),
    ],
)
def test_marks_of_notes_glued_to_words_are_taken_off(printed: str, plain: str) -> None:
    assert unmarked(printed) == plain


@pytest.mark.parametrize(
    ("printed", "mark"),
    [
        ("–", Mark.NOTHING),
        (".", Mark.UNKNOWN),
        ("x", Mark.SENSELESS),
        ("…", Mark.LATER),
        ("/", Mark.UNSURE),
        ("k. A.", Mark.NOT_GIVEN),
        ("unter 5", Mark.MASKED),
    ],
)
def test_a_cell_without_a_number_says_why(printed: str, mark: Mark) -> None:
    empty = Figure("f", "d", 1, None, "", "Kinder", None, printed, "Anzahl", 2022, Method.TABLE, "")
    assert empty.mark is mark
    assert replace(empty, value=Decimal(7), value_text="7").mark is None
