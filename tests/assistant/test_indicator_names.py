import pytest

from assistant.indicator_names import about, indicator_of, named_indicator
from corpus.errors import InvalidData

RATE = "Wie hoch ist die SGB-II-Quote in Osterfeld 2022?"


@pytest.mark.parametrize(
    ("asked", "chosen", "meant"),
    [
        (RATE, "arbeitslosenquote", "Wie hoch ist die Arbeitslosenquote in Osterfeld 2022?"),
        (RATE, "kinderarmut", "Wie hoch ist Kinderarmut in Osterfeld 2022?"),
        (RATE, "sgb2-quote", RATE),
        (
            "Wie hoch war der Anteil der Kinder unter 15 Jahren im SGB II 2022?",
            "altersarmut",
            "Wie hoch war Altersarmut 2022?",
        ),
        (
            "Rangfolge der Sozialräume nach dem Anteil der Alleinerziehenden",
            "kinderarmut",
            "Rangfolge der Sozialräume nach Kinderarmut",
        ),
        (
            "Wie hoch ist der Wert in Osterfeld?",
            "kinderarmut",
            "Wie hoch ist der Wert in Osterfeld (Kinderarmut)?",
        ),
    ],
)
def test_another_indicator_takes_the_place_of_the_named_one(asked: str, chosen: str, meant: str) -> None:
    assert about(asked, indicator_of(chosen)) == meant
    named = named_indicator(meant)
    assert named
    assert named.id == chosen


def test_an_indicator_that_does_not_exist_is_named_with_those_that_do() -> None:
    with pytest.raises(InvalidData, match=r"»zauberquote« gibt es nicht. Bekannt sind: .*kinderarmut"):
        indicator_of("zauberquote")
