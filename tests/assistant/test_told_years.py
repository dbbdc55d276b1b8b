"""A year that no sentence tells is shown as assumed, and nothing is worked out from it."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from assistant.figure_answer import Quoted
from assistant.figure_export import Masking, as_csv
from assistant.figure_series import in_order
from assistant.figure_wording import dated, label
from tests.assistant.test_figures import catalogue, figure, told

LINE = "Die Zahl der Umzüge stieg auf 16.257."
SILENT = told(0, "16.257", LINE)


@pytest.fixture
def silent(tmp_path: Path) -> Quoted:
    return Quoted(SILENT, catalogue(tmp_path, [SILENT]).documents()[0])


def test_the_year_of_a_rise_that_tells_none_is_marked_as_assumed(silent: Quoted) -> None:
    assert dated(silent.figure) == "2022, angenommen"
    assert label(silent).endswith("(2022, angenommen)")
    assert ";2022;2022, angenommen;" in as_csv([silent], date(2024, 5, 1), Masking())


def test_a_year_that_is_told_or_was_checked_is_not_marked(silent: Quoted) -> None:
    assert dated(replace(silent.figure, period="Ende 2022")) == "Ende 2022"
    assert dated(replace(silent.figure, checked=True)) == "2022"
    assert dated(figure("d" * 12, 1, "24,1", 2022, "Osterfeld", "osterfeld")) == "2022"
    assert dated(replace(silent.figure, year=None)) == ""


def test_no_development_is_worked_out_from_an_assumed_year(silent: Quoted) -> None:
    before = replace(silent, figure=replace(SILENT, year=2017, period="2017"))
    assert in_order([before, silent]) == [before]
