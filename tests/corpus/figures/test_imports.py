from decimal import Decimal
from pathlib import Path

from corpus.archive import Archive
from corpus.catalogue import Catalogue
from corpus.figure import Figure, Method
from corpus.figures.ledger import Ledger
from corpus.figures.reading import read_pending
from corpus.intake import Intake, plan, take_in
from corpus.reading.limits import Limits

SHARED = Path(__file__).parents[4] / "shared" / "data" / "figures"


def imported(folder: Path, path: Path) -> list[Figure]:
    catalogue = Catalogue(folder)
    (one,) = taken(catalogue, path)
    assert one.document is not None, one.problem
    return Ledger(catalogue).figures(one.document.id)


def taken(catalogue: Catalogue, *paths: Path) -> list[Intake]:
    archive = Archive(catalogue.folder)
    return list(take_in(catalogue, archive, plan(catalogue, paths).todo, Limits()))


def test_the_deprivation_index_of_oberhausen_is_imported(tmp_path: Path) -> None:
    found = imported(tmp_path, SHARED / "gisd_nrw_kreise.csv")
    values = {f.year: f for f in found if f.area_id == "oberhausen"}
    assert sorted(values) == list(range(1998, 2022))
    assert values[2021].indicator_id == "gisd"
    assert values[2021].method is Method.IMPORT
    assert "Oberhausen" in values[2021].line


def test_columns_are_described_by_the_file_beside_the_table(tmp_path: Path) -> None:
    found = imported(tmp_path, SHARED / "konstanz" / "uebergangsquote.csv")
    first = next(f for f in found if f.indicator.endswith("Gymnasium"))
    assert (first.year, first.period, first.value, first.unit) == (
        2000,
        "2000/01",
        Decimal("47.3"),
        "Prozent",
    )


def test_columns_can_be_areas(tmp_path: Path) -> None:
    found = imported(tmp_path, SHARED / "konstanz" / "nach_stadtteilen.csv")
    assert {f.indicator for f in found} == {"Einwohner"}
    assert next(f.value for f in found if (f.area, f.year) == ("Petershausen-West", 1995)) == 12494


def test_an_empty_cell_is_no_figure(tmp_path: Path) -> None:
    found = imported(tmp_path, SHARED / "flensburg_sozialatlas_details.json")
    assert all(f.value is not None for f in found)
    assert {f.area for f in found} >= {"Altstadt", "Weiche"}


def test_a_table_without_mapping_says_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "zahlen.csv"
    path.write_text("a;b\n1;2\n", "utf-8")
    (one,) = taken(Catalogue(tmp_path / "data"), path)
    assert one.problem is not None
    assert "zahlen.mapping.yaml" in one.problem.message


def test_a_mapping_beside_the_table_is_used(tmp_path: Path) -> None:
    path = tmp_path / "zahlen.csv"
    path.write_text("Raum;Jahr;Quote\nOsterfeld;2022;24.1\nSterkrade-Mitte;2022;x\n", "utf-8")
    path.with_suffix(".mapping.yaml").write_text(
        "tables:\n  - files: [zahlen.csv]\n    title: Quoten\n    area: {column: Raum}\n"
        "    year: {column: Jahr}\n    values: [{column: Quote, indicator: SGB-II-Quote, unit: Prozent}]\n",
        "utf-8",
    )
    found = imported(tmp_path / "data", path)
    assert [(f.area, f.value, f.value_text) for f in found] == [
        ("Osterfeld", Decimal("24.1"), "24,1"),
        ("Sterkrade-Mitte", None, "x"),
    ]


MAPPING = (
    "tables:\n  - files: [zahlen.csv]\n    title: Quoten\n    area: {column: Raum}\n"
    "    year: {column: Jahr}\n    values: [{column: Quote, indicator: SGB-II-Quote, unit: Prozent}]\n"
)


def table(folder: Path, rows: str, mapping: str = MAPPING) -> Path:
    path = folder / "zahlen.csv"
    path.write_text("Raum;Jahr;Quote\n" + rows, "utf-8")
    path.with_suffix(".mapping.yaml").write_text(mapping, "utf-8")
    return path


def test_wrong_rows_are_named_with_line_and_reason_and_the_others_come_in(tmp_path: Path) -> None:
    path = table(tmp_path, "Osterfeld;2022;24,1\n;2022;18\nStyrum;bald;9\nAlstaden;2022;viel\n")
    catalogue = Catalogue(tmp_path / "data")
    (one,) = taken(catalogue, path)
    assert one.document is not None
    assert [f.area for f in Ledger(catalogue).figures()] == ["Osterfeld"]
    assert [warning.text for warning in catalogue.warnings(one.document.id)] == [
        "Zeile 3: In der Spalte »Raum« steht kein Gebiet.",
        "Zeile 4: In der Spalte »Jahr« steht kein Jahr, sondern »bald«.",
        "Zeile 5, Spalte »Quote«: »viel« ist keine Zahl.",
    ]


def test_a_table_is_read_again_only_when_it_or_its_mapping_changed(tmp_path: Path) -> None:
    path = table(tmp_path, "Osterfeld;2022;24,1\n")
    catalogue = Catalogue(tmp_path / "data")
    assert len(taken(catalogue, path)) == 1
    assert taken(catalogue, path) == []
    table(tmp_path, "Osterfeld;2022;24,1\n", MAPPING.replace("SGB-II-Quote", "Kinderarmut"))
    assert len(taken(catalogue, path)) == 1
    assert [f.indicator_id for f in Ledger(catalogue).figures()] == ["kinderarmut"]
    table(tmp_path, "Osterfeld;2022;24,1\nOsterfeld;2023;25,0\n")
    assert len(taken(catalogue, path)) == 1
    assert len(catalogue.documents()) == 1
    assert [f.year for f in Ledger(catalogue).figures()] == [2022, 2023]


def test_a_removed_table_takes_its_figures_along(tmp_path: Path) -> None:
    catalogue = Catalogue(tmp_path / "data")
    (one,) = taken(catalogue, table(tmp_path, "Osterfeld;2022;24,1\n"))
    assert one.document is not None
    catalogue.remove(one.document.id)
    assert Ledger(catalogue).figures() == []


def test_imported_figures_stay_when_documents_are_read_anew(tmp_path: Path) -> None:
    catalogue = Catalogue(tmp_path / "data")
    taken(catalogue, table(tmp_path, "Osterfeld;2022;24,1\n"))
    catalogue.database.execute("DELETE FROM figures_read")
    assert read_pending(catalogue, Archive(catalogue.folder), Limits()) == 0
    (kept,) = Ledger(catalogue).figures()
    assert (kept.method, kept.page_label, kept.line) == (
        Method.IMPORT,
        "Zeile 2",
        "Raum: Osterfeld | Jahr: 2022 | Quote: 24,1",
    )


def test_a_folder_gives_only_tables_that_have_a_mapping(tmp_path: Path) -> None:
    table(tmp_path, "Osterfeld;2022;24,1\n")
    (tmp_path / "anderes.csv").write_text("a;b\n1;2\n", "utf-8")
    assert [one.path.name for one in plan(Catalogue(tmp_path / "data"), [tmp_path]).todo] == ["zahlen.csv"]


def test_all_shared_tables_come_in_from_their_folder(tmp_path: Path) -> None:
    catalogue = Catalogue(tmp_path / "data")
    found = taken(catalogue, SHARED)
    assert [one.problem for one in found if one.problem] == []
    assert len(catalogue.documents()) == 12
