"""The profile as a PDF holds what the page holds, and can be read by a screen reader."""

import io
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader

from assistant.area_profile import AreaProfile, area_profile
from assistant.figure_grid import grid_of
from assistant.figures import Figures
from assistant.profile_pdf import profile_pdf
from corpus.figures.areas import AreaNames
from corpus.institution import Institution, Source
from corpus.places.areas import load_places
from tests.assistant.test_figures import TODAY, catalogue

PLACES = load_places()
NASTY = "Treff #panic() = *fett* $x$ @ende <b>"


@pytest.fixture
def profile(tmp_path: Path) -> AreaProfile:
    known = catalogue(tmp_path)
    grid = grid_of(list(Figures(known).shelf.all()), AreaNames(load_places()))
    there = Institution("a", NASTY, Source("Probe", "1"), area="sr-osterfeld")
    elsewhere = Institution("b", "Hilfe nebenan", Source("Probe", "2"), service_areas=("sr-osterfeld",))
    area = PLACES.area("sr-osterfeld")
    return area_profile(area, grid, known, known.documents(), (there, elsewhere), PLACES)


def read(profile: AreaProfile) -> tuple[PdfReader, str]:
    reader = PdfReader(io.BytesIO(profile_pdf(profile, PLACES, TODAY)))
    return reader, " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def test_it_has_title_language_and_tags_with_a_text_for_each_picture(profile: AreaProfile) -> None:
    reader, _ = read(profile)
    root = reader.root_object
    assert reader.metadata is not None
    assert reader.metadata.title == "Gebietsprofil Osterfeld"
    assert (root["/Lang"], root["/MarkInfo"]["/Marked"]) == ("de-DE", True)  # type: ignore[index]
    objects = [reader.get_object(n) for n in range(1, len(reader.xref[0]) + 1)]
    texts = [one["/Alt"] for one in objects if isinstance(one, dict) and "/Alt" in one]
    (alternative,) = texts
    assert "Osterfeld 2022: 24,1 %" in alternative
    assert "Gesamtstadt 2017: 17,0 %" in alternative


def test_it_holds_values_with_numbered_sources_findings_gaps_and_institutions(profile: AreaProfile) -> None:
    _, text = read(profile)
    assert "SGB-II-Quote 2022 24,1 % 1 18,4 % 1 +5,7" in text
    assert "Stadt Oberhausen: Sozialbericht 2023, S. 4" in text
    assert "d" * 64 in text
    assert "Kinderarmut" in text.split("Lücken:")[1].split("Verlauf")[0]
    assert "Zusammengestellt am 01.05.2024" in text
    assert "Hilfe nebenan" in text


def test_no_name_is_taken_for_markup(profile: AreaProfile) -> None:
    assert NASTY in read(profile)[1]


def test_an_area_without_anything_says_so(profile: AreaProfile) -> None:
    empty = replace(profile, lines=(), findings=(), recommendations=(), there=(), responsible=())
    _, text = read(empty)
    for said in ("keine Zahl", "Kein Bericht nennt", "keine Empfehlung", "keine Einrichtung"):
        assert said in text


def test_an_area_without_figures_names_those_of_another_level_that_have_them(
    profile: AreaProfile,
) -> None:
    bare = replace(profile, area=PLACES.area("osterfeld"), lines=(), others=(PLACES.area("sr-osterfeld"),))
    _, text = read(bare)
    said = "Zahlen sind gedruckt für: Sozialraum Osterfeld. Sie gelten nur dort"
    assert said in text.replace("- ", "")
    assert "24,1" not in text


def test_counts_are_charted_without_the_city(profile: AreaProfile) -> None:
    (line,) = profile.lines
    assert len(line.charted) == 4
    counted = [
        replace(cell, quoted=replace(cell.quoted, figure=replace(cell.quoted.figure, unit="Anzahl")))
        for cell in line.cells
    ]
    assert len(replace(line, cells=tuple(counted)).charted) == 2


def test_the_same_profile_is_the_same_file_for_a_day(profile: AreaProfile) -> None:
    assert profile_pdf(profile, PLACES, TODAY) == profile_pdf(profile, PLACES, TODAY)
