from dataclasses import replace
from decimal import Decimal

import pytest

from corpus.figure import Figure, Method
from corpus.figures.areas import AreaNames
from corpus.figures.correcting import corrected, form_values
from corpus.places.areas import load_places

NAMES = AreaNames(load_places())
READ = Figure(
    id="f0",
    document_id="a",
    page=1,
    page_label=None,
    title="Soziale Lage",
    indicator="Quote",
    value=Decimal("24.1"),
    value_text="24,1",
    unit="Prozent",
    year=None,
    method=Method.TABLE,
    line="Osterfeld | 24,1",
    area="Ostrfeld",
    period="2021/22",
    confidence=0.5,
)


def test_a_form_that_was_left_alone_gives_the_same_figure() -> None:
    assert corrected(READ, form_values(READ), NAMES).figure == READ


def test_what_is_corrected_is_recognised_anew() -> None:
    values = form_values(READ) | {
        "value_text": " 1.234 ",
        "area": "Osterfeld",
        "indicator": "SGB-II-Quote",
        "year": "2022",
    }
    found = corrected(READ, values, NAMES).figure
    assert found == replace(
        READ,
        value=Decimal(1234),
        value_text="1.234",
        area="Osterfeld",
        area_id="osterfeld",
        indicator="SGB-II-Quote",
        indicator_id="sgb2-quote",
        year=2022,
        period=None,
    )


def test_what_was_recognised_stays_where_its_words_stay() -> None:
    known = replace(READ, indicator_id="sgb2-quote", area_id="sr-osterfeld")
    found = corrected(known, form_values(known) | {"value_text": "–"}, NAMES).figure
    assert found
    assert (found.indicator_id, found.area_id, found.value, found.period) == (
        "sgb2-quote",
        "sr-osterfeld",
        None,
        "2021/22",
    )


@pytest.mark.parametrize(
    ("field", "text", "said"),
    [
        ("value_text", "viele", "»viele« ist keine Zahl"),
        ("value_text", "", "eine Zahl, etwa 24,1"),
        ("indicator", "", "die Kennzahl"),
        ("year", "neulich", "»neulich« ist kein Jahr"),
        ("year", "9" * 5000, "höchstens 200 Zeichen"),
        ("year", "²", "ist kein Jahr"),
        ("group", "x" * 201, "höchstens 200 Zeichen"),
    ],
)
def test_what_is_wrong_stands_at_its_field(field: str, text: str, said: str) -> None:
    checked = corrected(READ, form_values(READ) | {field: text}, NAMES)
    assert checked.figure is None
    assert set(checked.problems) == {field}
    assert said in checked.problems[field] or field == "year"
