from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from assistant.area_profile import area_profile
from assistant.dossier import State, compose, verify
from assistant.dossier_files import as_docx, as_markdown, sources_of
from assistant.errors import UnusableQuestion
from assistant.figure_answer import Wanted
from assistant.figure_charts import bars, lines
from assistant.figure_export import Masking, as_csv, as_xlsx
from assistant.figure_matrix import matrix
from assistant.figures import Figures
from assistant.social_index import dynamic_index, level_of, status_index
from corpus.catalogue import Catalogue, Origin
from corpus.document import Description, Page, Passage, Reading, Span
from corpus.errors import UnknownDocument
from corpus.figure import Figure, Method
from corpus.figures.ledger import Ledger

TODAY = date(2024, 5, 1)
AREAS = {
    "Osterfeld": "osterfeld",
    "Sterkrade-Mitte": "sr-sterkrade-mitte",
    "Alstaden/Lirich": "sr-alstaden-lirich",
}
QUOTA = {2017: ("19,8", "15,0", "20,1", "17,0"), 2022: ("24,1", "16,2", "21,3", "18,4")}


def catalogue(folder: Path, figures: Sequence[Figure] | None = None) -> Catalogue:
    made = Catalogue(folder)
    text = "Handlungsempfehlung: In Osterfeld sollte die Beratung ausgebaut werden."
    passage = Passage("", "", 0, text, ("Osterfeld",), (Span(1, 0, len(text)),))
    described = Description("Sozialbericht 2023", 2023, "sozialbericht", ("Oberhausen",), "Stadt Oberhausen")
    origin = Origin("d" * 64, "bericht.pdf", "/bericht.pdf")
    document = made.add(origin, Reading(described, (Page(1, "4", text, 595, 842),), (passage,)))
    Ledger(made).keep(document.id, list(figures if figures is not None else quotas(document.id)))
    return made


def quotas(document_id: str) -> list[Figure]:
    names = [*AREAS.items(), ("Gesamtstadt", "oberhausen")]
    out = []
    for year, printed in QUOTA.items():
        for (area, area_id), value in zip(names, printed, strict=True):
            out.append(figure(document_id, len(out), value, year, area, area_id))
    return out


def figure(
    document_id: str, number: int, value: str, year: int, area: str, area_id: str, **more: str
) -> Figure:
    return Figure(
        id=f"{document_id}-f{number}",
        document_id=document_id,
        page=1,
        page_label="4",
        title="SGB-II-Quote nach Sozialräumen (in %)",
        indicator=more.get("indicator", "SGB-II-Quote nach Sozialräumen"),
        indicator_id=more.get("indicator_id", "sgb2-quote"),
        value=Decimal(value.replace(",", ".")),
        value_text=value,
        unit=more.get("unit", "Prozent"),
        year=year,
        method=Method(more.get("method", "table")),
        line=f"{area} | {value}",
        area=area,
        area_id=area_id,
        confidence=0.95,
    )


@pytest.fixture
def figures(tmp_path: Path) -> Figures:
    return Figures(catalogue(tmp_path))


def test_a_value_is_stated_with_its_source(figures: Figures) -> None:
    answer = figures.ask("Wie hoch war die SGB-II-Quote in Osterfeld 2022?")
    assert answer.sure
    assert [row.figure.value_text for row in answer.rows] == ["24,1"]
    assert "Stadt Oberhausen: Sozialbericht 2023, S. 4" in answer.message


def test_everyday_names_find_the_indicator(figures: Figures) -> None:
    answer = figures.ask("Hartz-IV-Quote Osterfeld 2022")
    assert answer.rows[0].figure.value_text == "24,1"


def test_a_year_that_is_not_there_is_said_and_what_is_there_is_shown(figures: Figures) -> None:
    answer = figures.ask("Wie hoch war die SGB-II-Quote in Osterfeld 2019?")
    assert answer.abstained
    assert "2019" in answer.message
    assert {row.figure.area for row in answer.nearest} == {"Osterfeld"}
    assert {row.figure.year for row in answer.nearest} == {2017, 2022}


def test_without_a_year_the_newest_value_is_taken(figures: Figures) -> None:
    answer = figures.ask("Wie hoch ist die SGB-II-Quote in Sterkrade-Mitte?")
    assert [(row.figure.area, row.figure.year) for row in answer.rows] == [("Sterkrade-Mitte", 2022)]


def test_a_development_shows_difference_and_formula(figures: Figures) -> None:
    answer = figures.ask("Wie hat sich die SGB-II-Quote in Osterfeld entwickelt?")
    assert answer.wanted is Wanted.DEVELOPMENT
    assert [row.figure.year for row in answer.rows] == [2017, 2022]
    (change,) = answer.derived
    assert (change.value, change.unit, change.formula) == (Decimal("4.3"), "Prozentpunkte", "24,1 − 19,8")
    assert set(change.inputs) == {row.figure.id for row in answer.rows}


def test_an_area_is_compared_with_the_whole_city(figures: Figures) -> None:
    answer = figures.ask("Ist die SGB-II-Quote in Osterfeld höher als in der Gesamtstadt?")
    assert [row.figure.area for row in answer.rows] == ["Osterfeld", "Gesamtstadt"]
    assert answer.derived[0].value == Decimal("5.7")


def test_areas_are_ranked(figures: Figures) -> None:
    answer = figures.ask("Rangfolge der Sozialräume nach SGB-II-Quote 2022")
    assert [row.figure.area for row in answer.rows][:2] == ["Osterfeld", "Alstaden/Lirich"]


def test_what_nothing_is_printed_of_is_not_answered(figures: Figures) -> None:
    assert figures.ask("Wie hoch ist die Hundesteuer?").abstained


def test_contradicting_values_are_shown_together(tmp_path: Path) -> None:
    both = [
        figure("d" * 12, 0, "24,1", 2022, "Osterfeld", "osterfeld"),
        figure("d" * 12, 1, "23,8", 2022, "Osterfeld", "osterfeld"),
    ]
    answer = Figures(catalogue(tmp_path, both)).ask("SGB-II-Quote Osterfeld 2022")
    assert {row.figure.value_text for row in answer.rows} == {"24,1", "23,8"}
    assert not answer.sure
    assert "Abweichende Angaben für 2022" in answer.notes[0]


def test_small_imported_counts_are_masked_and_printed_ones_are_not(tmp_path: Path) -> None:
    rows = [
        figure("d" * 12, 0, "3", 2022, "Osterfeld", "osterfeld", unit="Anzahl", method="import"),
        figure("d" * 12, 1, "3", 2017, "Osterfeld", "osterfeld", unit="Anzahl"),
    ]
    shelf = Figures(catalogue(tmp_path, rows)).shelf
    printed = as_csv(shelf.all(), TODAY, Masking())
    assert printed.count("unter 5") == 1
    assert as_csv(shelf.all(), TODAY, Masking(0)).count("unter") == 0


def test_csv_rows_carry_source_line_checksum_and_day(figures: Figures) -> None:
    answer = figures.ask("SGB-II-Quote Osterfeld 2022")
    _, row = as_csv(answer.rows, TODAY, Masking()).strip().split("\r\n")
    assert "Stadt Oberhausen: Sozialbericht 2023, S. 4" in row
    assert row.endswith(f"{'d' * 64};2024-05-01")
    assert ";24,1;24,1;Prozent;" in row


def test_xlsx_is_a_workbook(figures: Figures) -> None:
    assert as_xlsx(figures.shelf.all(), TODAY, Masking()).startswith(b"PK")


def test_the_status_index_is_the_mean_of_z_scores(figures: Figures) -> None:
    found = status_index(figures.shelf.all(), 2022)
    assert [one.area for one in found.areas] == ["Osterfeld", "Alstaden/Lirich", "Sterkrade-Mitte"]
    assert sum(one.value for one in found.areas) == pytest.approx(0, abs=0.01)
    assert found.areas[0].steps[0].mean == pytest.approx(20.533, abs=0.001)
    assert found.areas[0].steps[0].value == 24.1


def test_the_dynamic_index_ranks_changes(figures: Figures) -> None:
    found = dynamic_index(figures.shelf.all(), 2017, 2022)
    assert found.years == (2017, 2022)
    assert found.areas[0].area == "Osterfeld"


def test_classes_follow_the_distance_in_standard_deviations() -> None:
    assert [level_of(value, 1.0) for value in (1.6, 0.6, 0.0, -0.6, -1.6)] == [
        "sehr hoch",
        "hoch",
        "mittel",
        "niedrig",
        "sehr niedrig",
    ]


def test_the_matrix_measures_from_the_city(figures: Figures) -> None:
    cells = matrix(figures.shelf.all(), 2022).cells
    assert cells["Osterfeld", "sgb2-quote"].distance == pytest.approx(5.7)
    assert (cells["Osterfeld", "sgb2-quote"].need or 0) > 0


def test_an_area_profile_marks_gaps(tmp_path: Path) -> None:
    known = catalogue(tmp_path)
    profile = area_profile("Osterfeld", Figures(known).shelf.all(), known)
    (line,) = profile.lines
    assert [quoted.figure.year for quoted in line.series] == [2017, 2022]
    assert line.distance == Decimal("5.7")
    assert "Kinderarmut" in {gap.name for gap in profile.gaps}
    assert profile.findings[0].text.startswith("Handlungsempfehlung")


def test_charts_have_a_text_for_those_who_do_not_see_them(figures: Figures) -> None:
    rows = figures.ask("Rangfolge der Sozialräume nach SGB-II-Quote 2022").rows
    drawn = bars("SGB-II-Quote <2022>", rows)
    assert "<title" in drawn
    assert "Osterfeld: 24,1 %" in drawn
    assert "&lt;2022&gt;" in drawn
    assert "Quelle: Stadt Oberhausen" in drawn
    series = figures.ask("Wie hat sich die SGB-II-Quote in Osterfeld entwickelt?").rows
    assert lines("Quote", series).count("<circle") == 2


@pytest.mark.parametrize("name", ["antrag.docx", "antrag.md"])
def test_a_dossier_says_later_which_sources_changed(tmp_path: Path, name: str) -> None:
    known = catalogue(tmp_path / "data")
    document = known.documents()[0]
    passage = known.passages(document.id)[0]
    made = compose(known, "Antrag", [f"{document.id}-f4"], [passage.id], TODAY)
    path = tmp_path / name
    path.write_bytes(as_docx(made) if name.endswith("docx") else as_markdown(made).encode())
    assert [verdict.state for verdict in verify(known, sources_of(path))] == [State.SAME, State.SAME]
    changed = [figure(document.id, 4, "25,0", 2022, "Osterfeld", "osterfeld")]
    Ledger(known).keep(document.id, changed)
    assert [verdict.state for verdict in verify(known, sources_of(path))] == [State.CHANGED, State.SAME]
    known.remove(document.id)
    assert {verdict.state for verdict in verify(known, sources_of(path))} == {State.GONE}


def test_an_empty_dossier_and_unknown_figures_are_refused(tmp_path: Path) -> None:
    known = catalogue(tmp_path)
    with pytest.raises(UnusableQuestion):
        compose(known, "Antrag", [], [], TODAY)
    with pytest.raises(UnknownDocument):
        compose(known, "Antrag", ["weg"], [], TODAY)


def test_a_sentence_is_quoted_and_not_stated(tmp_path: Path) -> None:
    told = figure("d" * 12, 0, "24,1", 2022, "Osterfeld", "osterfeld", method="prose")
    answer = Figures(catalogue(tmp_path, [told])).ask("SGB-II-Quote Osterfeld 2022")
    assert not answer.sure
    assert "»Osterfeld | 24,1«" in answer.message
