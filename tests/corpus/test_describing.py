import pytest

from corpus.describing import LONGEST, described, form_values
from corpus.document import Description, Visibility

BEFORE = Description(
    "Sozialbericht",
    2022,
    "sozialbericht",
    ("Osterfeld", "Sterkrade"),
    "Stadt",
    None,
    "de",
    Visibility.PUBLIC,
    {"year": "Dateiname"},
    False,
    1,
)


def test_a_form_sent_as_it_was_shown_changes_nothing() -> None:
    values = form_values(BEFORE)
    assert values["areas"] == "Osterfeld, Sterkrade"
    assert described(BEFORE, values).description == BEFORE


def test_new_values_are_taken_over_and_empty_ones_empty_a_field() -> None:
    new = {
        "title": " Anders ",
        "year": "",
        "kind": "bericht",
        "areas": "Alstaden;\nMitte/Styrum",
        "publisher": "",
        "series": "Reihe",
        "visibility": "internal",
        "hidden": "ja",
        "weight": "-1",
    }
    found = described(BEFORE, new).description
    assert found == Description(
        "Anders",
        None,
        "bericht",
        ("Alstaden", "Mitte/Styrum"),
        None,
        "Reihe",
        "de",
        Visibility.INTERNAL,
        {"year": "Dateiname"},
        True,
        -1,
    )


@pytest.mark.parametrize(
    ("field", "value", "problem"),
    [
        ("title", "  ", "ein Text"),
        ("title", "a" * (LONGEST + 1), "300 Zeichen"),
        ("year", "neulich", "Jahreszahl wie 2023"),
        ("year", "1066", "Jahreszahl wie 2023"),
        ("kind", "roman", "eines von"),
        ("visibility", "alle", "was angeboten wird"),
    ],
)
def test_what_cannot_be_is_named_at_its_field(field: str, value: str, problem: str) -> None:
    found = described(BEFORE, form_values(BEFORE) | {field: value})
    assert found.description is None
    assert list(found.problems) == [field]
    assert problem in found.problems[field]


def test_a_weight_that_is_none_is_refused() -> None:
    assert described(BEFORE, form_values(BEFORE) | {"weight": "7"}).problems
