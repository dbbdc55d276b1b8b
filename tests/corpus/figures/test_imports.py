from decimal import Decimal
from pathlib import Path

import pytest

from corpus.archive import Archive
from corpus.catalogue import Catalogue
from corpus.errors import InvalidData
from corpus.figure import Figure, Method
from corpus.figures.imports import take_table
from corpus.figures.ledger import Ledger

SHARED = Path(__file__).parents[4] / "shared" / "data" / "figures"


def imported(folder: Path, path: Path) -> list[Figure]:
    catalogue = Catalogue(folder)
    document = take_table(catalogue, Archive(folder), path)
    return Ledger(catalogue).figures(document.id)


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
    with pytest.raises(InvalidData, match=r"zahlen\.mapping\.yaml"):
        imported(tmp_path / "data", path)


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
