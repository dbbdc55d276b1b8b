"""The colours of the matrix: readable everywhere, and never the only sign."""

import pytest
from playwright.sync_api import expect
from pypdfium2 import PdfDocument

from tests.web.browser.conftest import PHONE, Visit

READABLE = 7.0
CELLS = r"""() => {
    const canvas = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
    const light = colour => {
        canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1);
        const [r, g, b] = [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3).map(one => one / 255)
            .map(one => one <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4);
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    return [...document.querySelectorAll('td[class*=bedarf-]')].map(cell => {
        const paper = getComputedStyle(cell).backgroundColor;
        const bare = /, 0\)$/.test(paper);
        const back = light(bare ? getComputedStyle(document.body).backgroundColor : paper);
        const fronts = [cell.querySelector('a'), cell.querySelector('.hilfe')]
            .map(one => light(getComputedStyle(one).color));
        const contrasts = fronts.map(one => (Math.max(one, back) + 0.05) / (Math.min(one, back) + 0.05));
        const sign = cell.querySelector('[role=img]').textContent;
        return [cell.className, bare ? '' : paper, Math.min(...contrasts), sign];
    });
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("media", ["screen", "print"])
def test_each_coloured_cell_is_readable_and_has_a_sign_of_its_own(
    colleague: Visit, scheme: str, media: str
) -> None:
    page = colleague("/zahlen/matrix", None, color_scheme=scheme)
    page.emulate_media(media=media, color_scheme=scheme)
    cells = page.evaluate(CELLS)
    assert min(contrast for _, _, contrast, _ in cells) >= READABLE
    assert len({paper for _, paper, _, _ in cells}) >= 5
    assert len({(kind, sign) for kind, _, _, sign in cells}) == len({sign for *_, sign in cells})


def test_printed_the_matrix_lies_across_the_sheet_and_loses_no_column(colleague: Visit) -> None:
    page = colleague("/zahlen/matrix", None)
    last = page.locator("table.matrix tbody tr td:last-child a").all_inner_texts()
    sheets = PdfDocument(page.pdf(prefer_css_page_size=True))
    across = [sheet for sheet in sheets if sheet.get_width() > sheet.get_height()]
    printed = "".join(sheet.get_textpage().get_text_bounded() for sheet in across)
    sheets.close()
    assert last
    assert all(value in printed for value in last)


def test_in_forced_colours_the_signs_remain(colleague: Visit) -> None:
    page = colleague("/zahlen/matrix", None, forced_colors="active")
    cells = page.evaluate(CELLS)
    assert len({paper for _, paper, _, _ in cells} - {"", "rgb(255, 255, 255)"}) == 0
    assert len({sign for *_, sign in cells}) >= 5


@pytest.mark.parametrize("path", ["/zahlen?q=SGB-II-Quote", "/?q=Wie+hoch+ist+die+SGB-II-Quote+in+Osterfeld"])
def test_on_a_phone_each_value_is_in_sight_with_what_it_is_of(colleague: Visit, path: str) -> None:
    page = colleague(path, None, viewport=PHONE)
    values = page.locator("td .wert")
    expect(values.first).to_be_visible()
    for value in values.all():
        box = value.bounding_box()
        assert box
        assert box["x"] + box["width"] <= PHONE["width"]
        assert box["height"] < 30  # number and unit stand on one line
        named = value.locator("xpath=ancestor::tr").get_by_role("rowheader")
        expect(named).to_contain_text("2022")


def test_a_table_that_goes_on_has_a_shadow_at_its_edge(colleague: Visit) -> None:
    page = colleague("/zahlen/matrix", None, viewport=PHONE)
    table = page.get_by_role("region", name="Kennzahlen je Sozialraum 2022")
    assert table.evaluate("one => one.scrollWidth > one.clientWidth")
    drawn = table.evaluate("one => getComputedStyle(one)")
    assert drawn["backgroundImage"].count("gradient") == 4
    assert "scroll" in drawn["backgroundAttachment"]
    assert "local" in drawn["backgroundAttachment"]
