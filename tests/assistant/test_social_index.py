"""The social index: each step can be worked out by hand, and what is missing is said."""

import csv
import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import fmean, pstdev

import pytest
from openpyxl import load_workbook

from assistant.errors import UnusableQuestion
from assistant.figure_grid import FigureGrid, grid_of
from assistant.figure_matrix import Need, matrix
from assistant.figure_scope import scope_of
from assistant.figures import Figures
from assistant.index_export import index_csv, index_xlsx
from assistant.indices import Indices, indices_of, remarks, two_places
from assistant.social_index import core_indicators, level_of, sign, status_index
from corpus.figures.areas import AreaNames
from corpus.figures.indicators import Direction
from corpus.places.areas import load_places
from tests.assistant.test_figures import TODAY, catalogue, figure

PLACES = load_places()
AREAS = PLACES.of_level("sozialraum")
CORE = {entry.id: entry for entry in core_indicators()}
Printed = Mapping[str, Sequence[float | None]]  # for each indicator its values in the order of the areas
QUOTA = (24.1, 16.2, 21.3, 18.4, 12.0, 9.5)
FULL: Printed = {
    "sgb2-quote": QUOTA,
    "kinderarmut": (40.9, 33.0, 30.8, 32.4, 21.3, 11.2),
    "altersarmut": (8.6, 6.1, 5.4, 5.2, 3.7, 1.9),
}


def grid(folder: Path, printed: Printed, year: int = 2022, more: Printed | None = None) -> FigureGrid:
    rows = []
    for when, values in ((year, printed), (year - 5, more or {})):
        for id_, column in values.items():
            for area, value in zip(AREAS, column, strict=True):
                if value is not None:
                    label = CORE[id_].name
                    text = f"{value}".replace(".", ",")
                    kind = {"indicator": label, "indicator_id": id_}
                    rows.append(figure("d" * 12, len(rows), text, when, area.name, area.id, **kind))
    return grid_of(list(Figures(catalogue(folder, rows)).shelf.all()), AreaNames(PLACES))


def indices(found: FigureGrid, since: str = "") -> Indices:
    return indices_of(found, scope_of(found, PLACES), 2022, since)


def test_the_status_is_the_mean_of_z_scores_worked_out_from_the_printed_values(tmp_path: Path) -> None:
    found = status_index(grid(tmp_path, FULL), AREAS, 2022)
    scores = [[(v - fmean(c)) / pstdev(c) for v in c if v is not None] for c in FULL.values()]  # type: ignore[type-var]
    expected = dict(zip((a.id for a in AREAS), map(fmean, zip(*scores, strict=True)), strict=True))
    assert {one.area.id: one.value for one in found.areas} == pytest.approx(expected)
    assert sum(one.value for one in found.areas) == pytest.approx(0)
    assert [one.value for one in found.areas] == pytest.approx(sorted(expected.values(), reverse=True))
    first = found.areas[0]
    assert first.total == pytest.approx(sum(step.z for step in first.steps))
    assert first.level == level_of(first.value, pstdev(expected.values()))
    assert [cell.quoted.figure.value_text for cell in first.steps[0].cells] == ["24,1"]


def test_no_step_is_rounded_before_it_is_shown(tmp_path: Path) -> None:
    step = status_index(grid(tmp_path, FULL), AREAS, 2022).areas[0].steps[0]
    assert step.z == (step.value - step.mean) / step.deviation
    assert two_places(step.mean) == "16,92"  # 16.9166…


@pytest.mark.parametrize(
    ("value", "text"), [(0.005, "0,01"), (-0.005, "−0,01"), (-0.0049, "0,00"), (1.0, "1,00")]
)
def test_a_value_is_rounded_once_and_halves_go_away_from_zero(value: float, text: str) -> None:
    assert two_places(value) == text


def test_the_dynamics_rank_changes_and_show_both_figures(tmp_path: Path) -> None:
    earlier = {
        id_: [(value or 0) - step for step, value in enumerate(column)] for id_, column in FULL.items()
    }
    found = indices(grid(tmp_path, FULL, more=earlier)).dynamics
    assert found is not None
    assert found.years == (2017, 2022)
    assert [one.area for one in found.areas] == list(reversed(AREAS))
    assert [cell.quoted.figure.year for cell in found.areas[0].steps[0].cells] == [2017, 2022]


def test_an_earlier_year_has_to_be_earlier(tmp_path: Path) -> None:
    both = grid(tmp_path, FULL, more=FULL)
    with pytest.raises(UnusableQuestion, match="2022 muss vor 2022 liegen. Möglich sind: 2017"):
        indices(both, "2022")


def test_too_few_indicators_make_no_index_and_that_is_said(tmp_path: Path) -> None:
    found = indices(grid(tmp_path, {"sgb2-quote": QUOTA}))
    assert found.status.areas == ()
    assert found.dynamics is None
    assert "Nur 1 von 7 Kennzahlen" in remarks(found.status)[0]


def test_an_area_with_too_few_values_gets_no_index(tmp_path: Path) -> None:
    thin = FULL | {
        "kinderarmut": (None, *FULL["kinderarmut"][1:]),
        "altersarmut": (None, *FULL["altersarmut"][1:]),
    }
    found = indices(grid(tmp_path, thin)).status
    (left,) = found.left_out
    assert left[0] == AREAS[0]
    assert AREAS[0] not in {one.area for one in found.areas}
    assert f"{AREAS[0].name}: kein Index" in "\n".join(remarks(found))


def test_a_missing_value_is_named_with_what_it_may_change(tmp_path: Path) -> None:
    thin = FULL | {"altersarmut": (None, *FULL["altersarmut"][1:])}
    found = indices(grid(tmp_path, thin)).status
    one = next(one for one in found.areas if one.area == AREAS[0])
    assert [entry.id for entry in one.missing] == ["altersarmut"]
    assert one.value == pytest.approx(one.total / 2)
    assert one.between == pytest.approx(((one.total - 1) / 3, (one.total + 1) / 3))
    assert f"{AREAS[0].name}: ohne Altersarmut" in "\n".join(remarks(found))


def test_matrix_and_index_agree_on_what_a_high_value_means(tmp_path: Path) -> None:
    shares = FULL | {"migrationsgeschichte": (50.0, 40.0, 30.0, 20.0, 10.0, 5.0)}
    both = grid(tmp_path, shares)
    entry = CORE["migrationsgeschichte"]
    assert entry.direction is Direction.OPEN
    assert sign(entry) == 0
    found = indices(both).status
    step = next(one for one in found.areas if one.area == AREAS[0]).step(entry)
    assert step is not None
    assert step.z > 0
    assert "zählt nach der Methode der Stadt aufwärts" in "\n".join(remarks(found))
    cell = matrix(both, 2022, AREAS).at(AREAS[0].id, entry.id)
    assert cell is not None
    assert cell.need is Need.OPEN


def test_classes_follow_the_distance_in_standard_deviations() -> None:
    levels = [level_of(value, 1.0) for value in (1.6, 0.6, 0.0, -0.6, -1.6)]
    assert levels == ["sehr hoch", "hoch", "mittel", "niedrig", "sehr niedrig"]
    assert level_of(0.0, 0.0) == "mittel"


def test_each_step_goes_along_with_its_source(tmp_path: Path) -> None:
    found = indices(grid(tmp_path, FULL))
    rows = list(csv.DictReader(io.StringIO(index_csv(found, TODAY)), delimiter=";"))
    assert len(rows) == len(AREAS) * len(FULL)
    assert {row["Quellen"] for row in rows} == {"Stadt Oberhausen: Sozialbericht 2023, S. 4"}
    assert float(rows[0]["Index"].replace(",", ".")) == pytest.approx(found.status.areas[0].value)
    result, steps = load_workbook(io.BytesIO(index_xlsx(found, TODAY))).worksheets
    assert (result.max_row, steps.max_row) == (1 + len(AREAS), 1 + len(rows))
