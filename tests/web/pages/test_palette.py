import re
from collections import Counter

import pytest
from fastapi.testclient import TestClient

from web.pages.palette import PAIRS, SHEET, Measured, contrast, measured, palettes

TEMPLATES = SHEET.parents[1] / "templates"
LAYOUT = {
    "klein",
    "lesen",
    "beiseite",
    "unten",
}  # size of a heading, width of a text, place of a picture or a button: no components
CLASSES = re.compile(r'class="([^"]*)"')


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [("#000000", "#ffffff", 21.0), ("#777777", "#ffffff", 4.48), ("#ffffff", "#ffffff", 1.0)],
)
def test_contrast_agrees_with_published_values(one: str, other: str, expected: float) -> None:
    assert contrast(one, other) == pytest.approx(expected, abs=0.005)
    assert contrast(one, other) == contrast(other, one)


@pytest.mark.parametrize("found", measured(), ids=lambda one: f"{one.pair.front}-{one.pair.back}")
def test_colours_that_lie_on_each_other_have_the_contrast_they_need(found: Measured) -> None:
    assert found.light >= found.pair.needed
    assert found.dark >= found.pair.needed


def test_dark_changes_every_colour_but_the_one_that_serves_both() -> None:
    light, dark = palettes()
    assert {name for name in light if light[name] == dark[name]} == {"auf-tief"}


def test_every_colour_is_among_the_checked_pairs() -> None:
    assert {name for pair in PAIRS for name in (pair.front, pair.back)} == set(palettes()[0])


def test_no_rule_names_a_colour_past_the_palette() -> None:
    rules = re.sub(r":root\s*\{[^}]*\}", "", SHEET.read_text("utf-8"))
    assert set(re.findall(r"#[0-9a-fA-F]{3,8}\b", rules)) <= {"#ffffff"}  # the paper under a page picture


def test_the_style_sheet_stays_one_file_of_fewer_than_400_lines() -> None:
    assert [path.name for path in SHEET.parent.glob("*.css")] == [SHEET.name]
    assert len(SHEET.read_text("utf-8").splitlines()) < 400


def test_every_component_that_pages_share_is_shown_on_the_design_page(client: TestClient) -> None:
    sheet = re.sub(r"/\*.*?\*/", "", SHEET.read_text("utf-8"), flags=re.DOTALL)
    named = set(re.findall(r"\.([a-z][\w-]*)", re.sub(r"\{[^{}]*\}", "{}", sheet)))
    uses = Counter(name for path in TEMPLATES.glob("*.html") for name in classes(path.read_text("utf-8")))
    shared = {name for name in named if uses[name] > 1}
    assert len(shared) > 15
    assert shared - classes(client.get("/gestaltung").text) == LAYOUT


def classes(page: str) -> set[str]:
    return {name for names in CLASSES.findall(page) for name in names.split()}
