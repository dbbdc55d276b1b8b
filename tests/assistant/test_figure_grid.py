"""The grid of recognised figures, and matrix, index and profile made of it."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from assistant.area_findings import in_one_line
from assistant.area_profile import area_profile
from assistant.errors import UnusableQuestion
from assistant.figure_answer import Quoted
from assistant.figure_choice import area_in, usual_areas
from assistant.figure_grid import FigureGrid, grid_of
from assistant.figure_matrix import Need, matrix
from assistant.figure_places import PlacedAreas
from assistant.figure_scope import scope_of
from assistant.figure_wording import printed_as
from assistant.figures import Figures
from assistant.matrix_export import matrix_csv
from assistant.need_words import before_text
from corpus.document import Visibility
from corpus.figures.areas import AreaNames
from corpus.lists.own import ListKind, OwnLists
from corpus.places.areas import load_places
from tests.assistant.test_figures import AREAS, catalogue, figure, quotas

PLACES = load_places()
NAMES = AreaNames(PLACES)
SOZIALRAEUME = PLACES.of_level("sozialraum")


@pytest.fixture
def every(tmp_path: Path) -> list[Quoted]:
    return list(Figures(catalogue(tmp_path)).shelf.all())


@pytest.fixture
def grid(every: list[Quoted]) -> FigureGrid:
    return grid_of(every, NAMES)


def with_more(tmp_path: Path, *more: dict[str, str]) -> list[Quoted]:
    document_id = "d" * 12
    rows = quotas(document_id)
    for one in more:
        area, year, value = one.pop("area"), int(one.pop("year")), one.pop("value")
        rows.append(figure(document_id, len(rows), value, year, area, AREAS[area], **one))
    return list(Figures(catalogue(tmp_path, rows)).shelf.all())


def test_a_name_that_two_levels_share_is_of_the_level_of_its_table(every: list[Quoted]) -> None:
    placed = PlacedAreas(every, NAMES)
    assert {placed.of(q) for q in every if q.figure.area == "Osterfeld"} == {"sr-osterfeld"}
    assert {placed.of(q) for q in every if q.figure.area == "Gesamtstadt"} == {PLACES.city.id}


def test_a_name_without_context_stays_what_it_was_recognised_as(tmp_path: Path) -> None:
    alone = [figure("d" * 12, 0, "24,1", 2022, "Osterfeld", "osterfeld")]
    (quoted,) = Figures(catalogue(tmp_path, alone)).shelf.all()
    assert PlacedAreas([quoted], NAMES).of(quoted) == "osterfeld"


def test_a_name_that_says_its_level_is_of_it(tmp_path: Path) -> None:
    said = [figure("d" * 12, 0, "24,1", 2022, "Sozialraum Osterfeld", "osterfeld")]
    (quoted,) = Figures(catalogue(tmp_path, said)).shelf.all()
    assert PlacedAreas([quoted], NAMES).of(quoted) == "sr-osterfeld"


def test_the_grid_holds_what_is_printed_and_a_gap_is_no_zero(grid: FigureGrid) -> None:
    cell = grid.at("sgb2-quote", "sr-osterfeld", 2022)
    assert cell is not None
    assert cell.quoted.figure.value_text == "24,1"
    assert grid.at("sgb2-quote", "sr-osterfeld", 2020) is None
    assert grid.years("sgb2-quote") == [2022, 2017]


def test_another_definition_fills_gaps_only_and_is_marked(tmp_path: Path) -> None:
    other = "SGB-II-Quote der Erwerbsfähigen"
    grid = grid_of(
        with_more(
            tmp_path,
            {"area": "Osterfeld", "year": "2020", "value": "22,0", "indicator": other},
            {"area": "Osterfeld", "year": "2022", "value": "30,0", "indicator": other},
        ),
        NAMES,
    )
    filled, kept = (grid.at("sgb2-quote", "sr-osterfeld", year) for year in (2020, 2022))
    assert filled is not None
    assert filled.other_table
    assert kept is not None
    assert not kept.other_table
    assert [quoted.figure.value_text for quoted in kept.against] == ["30,0"]


@pytest.mark.parametrize(
    "odd", [{"unit": "Anzahl"}, {"method": "prose"}, {"indicator": "Übergang zum Gymnasium"}]
)
def test_what_is_not_surely_the_indicator_stays_out_of_the_grid(tmp_path: Path, odd: dict[str, str]) -> None:
    grid = grid_of(with_more(tmp_path, {"area": "Osterfeld", "year": "2020", "value": "22,0", **odd}), NAMES)
    assert grid.at("sgb2-quote", "sr-osterfeld", 2020) is None


def test_the_matrix_measures_from_the_city_and_keeps_gaps(grid: FigureGrid) -> None:
    found = matrix(grid, 2022, SOZIALRAEUME)
    cell = found.at("sr-osterfeld", "sgb2-quote")
    assert cell is not None
    assert cell.distance == Decimal("5.7")
    assert cell.need is Need.MUCH_HIGHER
    assert found.at("sr-osterfeld", "kinderarmut") is None
    assert found.at("sr-mitte-styrum", "sgb2-quote") is None
    assert "kinderarmut" not in found.means


def test_without_a_printed_city_value_the_mean_of_the_areas_is_taken_and_known(every: list[Quoted]) -> None:
    parts = [quoted for quoted in every if quoted.figure.area != "Gesamtstadt"]
    found = matrix(grid_of(parts, NAMES), 2022, SOZIALRAEUME)
    assert found.means["sgb2-quote"].printed is None
    assert found.means["sgb2-quote"].value == Decimal("20.5")


def test_a_count_says_nothing_of_need(tmp_path: Path) -> None:
    counted = {"unit": "Anzahl", "indicator": "Arbeitslose", "indicator_id": "arbeitslose", "year": "2022"}
    rows = with_more(tmp_path, *({"area": a, "value": str(n), **counted} for n, a in enumerate(AREAS, 100)))
    found = matrix(grid_of(rows, NAMES), 2022, SOZIALRAEUME)
    counts = {(cell.need, cell.distance) for (_, id_), cell in found.cells.items() if id_ == "arbeitslose"}
    assert counts == {(Need.OPEN, None)}


def test_a_value_of_one_area_alone_is_named_as_not_comparable(tmp_path: Path) -> None:
    one = {"indicator": "Altersarmut", "indicator_id": "altersarmut", "value": "5,0"}
    found = matrix(
        grid_of(with_more(tmp_path, {"area": "Osterfeld", "year": "2022", **one}), NAMES), 2022, SOZIALRAEUME
    )
    assert [entry.id for entry in found.alone] == ["altersarmut"]
    assert "altersarmut" not in {entry.id for entry in (*found.indicators, *found.absent)}


def test_a_cell_without_a_number_says_what_is_printed_there_and_is_no_gap(tmp_path: Path) -> None:
    rows = [
        replace(q, figure=replace(q.figure, value=None, value_text="."))
        if (q.figure.area, q.figure.year) == ("Osterfeld", 2022)
        else q
        for q in Figures(catalogue(tmp_path)).shelf.all()
    ]
    found = matrix(grid_of(rows, NAMES), 2022, SOZIALRAEUME)
    cell = found.at("sr-osterfeld", "sgb2-quote")
    assert cell is not None
    assert (printed_as(cell.cell.quoted.figure), cell.distance) == ("unbekannt oder geheim (.)", None)
    assert "unbekannt oder geheim (.)" in matrix_csv(found, date(2026, 1, 1))


def test_a_span_shows_the_values_before_and_their_change(every: list[Quoted], grid: FigureGrid) -> None:
    scope = scope_of(grid, PLACES)
    found = matrix(grid, 2022, SOZIALRAEUME, scope.since("2017", 2022))
    cell = found.at("sr-osterfeld", "sgb2-quote")
    assert cell is not None
    assert ([before_text(one) for one in cell.before], cell.change) == (["2017: 19,8 %"], Decimal("4.3"))
    with pytest.raises(UnusableQuestion, match="muss vor 2017 liegen"):
        scope.since("2022", 2017)


def test_findings_do_not_run_the_items_of_a_list_together() -> None:
    text = "In Osterfeld fehlen Orte: • Treffpunkte • Spielplätze"
    assert in_one_line(text) == "In Osterfeld fehlen Orte: Treffpunkte; Spielplätze"
    assert (
        in_one_line("• Alle kommen gern. • Es gibt zu wenig Platz.")
        == "Alle kommen gern. Es gibt zu wenig Platz."
    )


def test_a_scope_names_what_can_be_asked(grid: FigureGrid) -> None:
    scope = scope_of(grid, PLACES)
    assert scope.years == (2022, 2017)
    assert scope.year() == 2022
    with pytest.raises(UnusableQuestion, match="1950.*2022, 2017"):
        scope.year("1950")
    with pytest.raises(UnusableQuestion, match="mond.*sozialraum"):
        scope_of(grid, PLACES, "mond")
    with pytest.raises(UnusableQuestion, match="Stadtteil"):
        scope_of(grid, PLACES, "stadtteil").year()


def test_an_area_profile_marks_gaps_and_quotes_what_is_recommended(tmp_path: Path) -> None:
    known = catalogue(tmp_path)
    area = PLACES.area("sr-osterfeld")
    grid = grid_of(Figures(known).shelf.all(), NAMES)
    profile = area_profile(area, grid, known, known.documents(), (), PLACES)
    (line,) = profile.lines
    assert profile.years == (2017, 2022)
    assert line.distance == Decimal("5.7")
    assert "Kinderarmut" in {gap.name for gap in profile.gaps}


def test_the_grid_of_the_public_holds_no_figure_of_an_internal_document(tmp_path: Path) -> None:
    known = catalogue(tmp_path, visibility=Visibility.INTERNAL)
    assert grid_of(Figures(known, (Visibility.PUBLIC,)).shelf.all(), NAMES).cells == {}
    assert grid_of(Figures(known).shelf.all(), NAMES).cells != {}


def test_an_area_that_the_city_has_added_is_known_to_figures_at_once(tmp_path: Path) -> None:
    rows = [
        figure("d" * 12, 0, "24,1", 2022, "Quittenberg", ""),
        figure("d" * 12, 1, "9,0", 2022, "Lirich", ""),
    ]
    known = catalogue(tmp_path, rows)
    figures, own = Figures(known), OwnLists(known.database)
    shelf = figures.shelf
    assert grid_of(shelf.all(), shelf.names).at("sgb2-quote", "quittenberg", 2022) is None
    added = own.entries(ListKind.AREAS)
    added["areas"].append({"id": "quittenberg", "name": "Quittenberg", "level": "sozialraum", "sure": True})
    own.save(ListKind.AREAS, added, "Quittenberg angelegt", "redaktion")
    grid = grid_of(shelf.all(), shelf.names)
    assert grid.at("sgb2-quote", "quittenberg", 2022) is not None
    assert "quittenberg" in usual_areas(grid)
    assert area_in("Quittenberg", grid) == "quittenberg"
    assert figures.ask("Wie hoch ist die SGB-II-Quote im Quittenberg?").rows[0].figure.value_text == "24,1"
