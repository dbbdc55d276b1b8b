from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from corpus.document import Reading, Visibility
from corpus.errors import InvalidData
from corpus.reading.limits import Limits
from corpus.reading.reader import read

ReadReport = Callable[[str], Reading]
EXPECTED = [
    ("freiburg_umfrage_2020_wohnen", "Freiburg-Umfrage 2020 – Wohnen in Freiburg", 2020, "umfrage"),
    (
        "freiburg_jahresbericht_2024_briefwahl",
        "Statistischer Jahresbericht 2024 – Briefwahl vs. Urnenwahl",
        2024,
        "statistik",
    ),
    (
        "erlangen_2020_ortsbeiraete_satzung",
        "Satzung der Stadt Erlangen über Orts- und Stadtteilbeiräte",
        2020,
        "satzung",
    ),
    (
        "erlangen_2021-10-27_soziales_wohnen_buechenbach_folien",
        "Soziale Entwicklung in Büchenbach",
        2021,
        "folien",
    ),
    (
        "koeln_2023-05-16_rat_wortprotokoll",
        "Rat der Stadt Köln – 25. Sitzung vom 16. Mai 2023",
        2023,
        "wortprotokoll",
    ),
]


@pytest.mark.parametrize(("name", "title", "year", "kind"), EXPECTED)
def test_real_reports_are_described_from_what_they_say(
    read_report: ReadReport, name: str, title: str, year: int, kind: str
) -> None:
    described = read_report(name).description
    assert (described.title, described.year, described.kind) == (title, year, kind)
    assert described.language == "de"
    assert described.origins["title"] in ("erste Seite", "Kopfzeile")


def test_documents_of_one_series_share_its_name(read_report: ReadReport) -> None:
    names = ("freiburg_umfrage_2020_wohnen", "freiburg_umfrage_2024_beteiligungshaushalt")
    described = [read_report(name).description for name in names]
    assert [item.series for item in described] == ["Freiburg-Umfrage"] * 2
    assert [item.year for item in described] == [2020, 2024]
    assert [item.areas for item in described] == [("Freiburg",)] * 2


@pytest.fixture
def report(make: ModuleType, tmp_path: Path) -> Path:
    return make.one_page(tmp_path / "bericht.pdf", make.text(70, 700, "Die Beratung ist offen."))


def test_the_file_name_is_the_last_resort(make: ModuleType, tmp_path: Path, limits: Limits) -> None:
    path = make.one_page(tmp_path / "sozialbericht_2022_osterfeld.pdf", make.text(70, 700, "Ein Satz."))
    described = read(path, limits).description
    assert described.title == "Sozialbericht 2022 Osterfeld"
    assert (described.year, described.kind, described.areas) == (2022, "sozialbericht", ("Osterfeld",))
    assert described.origins["title"] == "Dateiname"


def test_a_sidecar_overrules_every_guess(report: Path, limits: Limits) -> None:
    report.with_suffix(".yaml").write_text(
        "title: Bericht der Runde\nyear: 2019\nkind: sozialbericht\nareas: [Osterfeld]\n"
        "publisher: Stadt Oberhausen\nseries: Berichte\nlanguage: de\nvisibility: internal\n",
        encoding="utf-8",
    )
    described = read(report, limits).description
    assert (described.title, described.year, described.areas) == ("Bericht der Runde", 2019, ("Osterfeld",))
    assert described.visibility is Visibility.INTERNAL
    assert set(described.origins.values()) == {"Begleitdatei"}


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("titel: Bericht", "'titel'"),
        ("year: bald", "'bald'"),
        ("year: true", "year"),
        ("kind: roman", "'roman'"),
        ("areas: Osterfeld", "Liste"),
        ("visibility: geheim", "public oder internal"),
        ("title: ''", "title"),
        ("- eins", "feld: wert"),
        ("title: [", "YAML"),
        ("[" * 5000, "YAML"),
    ],
)
def test_a_wrong_sidecar_is_named_with_its_field_and_the_cure(
    report: Path, limits: Limits, content: str, said: str
) -> None:
    report.with_suffix(".yaml").write_text(content, encoding="utf-8")
    with pytest.raises(InvalidData, match=said) as caught:
        read(report, limits)
    assert "bericht.yaml" in str(caught.value)
    assert "\n" not in str(caught.value)
