"""Every way to write a quantity in German ends in one spelling."""

import pytest

from assistant.quantities import quantities


@pytest.mark.parametrize(
    ("texts", "value"),
    [
        (["1.234,5", "1234,5", "1 234,5"], "1234.5"),
        (["28 Prozent", "28 %", "28%"], "28%"),
        (["drei Viertel", "75 Prozent"], "75%"),
        (["die Hälfte", "50 %"], "50%"),
        (["1,5 Mio. Euro", "1.500.000 €", "1,5 Millionen Euro"], "1500000€"),
        (["1. Januar 2022", "01.01.2022", "1.1.2022"], "2022-01-01"),
        (["9 Uhr", "9.00 Uhr", "09:00", "9 Uhr 00"], "09:00"),
        (["0208 123-456", "0208/123456", "+49 208 123456"], "tel0208123456"),
        (["zwei", "2"], "2"),
        (["3,5 Prozentpunkte"], "3.5pp"),
    ],
)
def test_one_quantity_has_one_spelling(texts: list[str], value: str) -> None:
    assert [[q.value for q in quantities(text)] for text in texts] == [[value]] * len(texts)


def test_a_word_that_turns_a_number_is_kept_with_it() -> None:
    assert [(q.value, q.bound) for q in quantities("von 28 auf 31 Prozent")] == [
        ("28", "von"),
        ("31%", "auf"),
    ]


def test_articles_are_not_numbers() -> None:
    assert quantities("ein Haus und eine Straße") == []
