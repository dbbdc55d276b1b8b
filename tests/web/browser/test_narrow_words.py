"""No word falls apart in the middle on a narrow screen, unless where its parts meet, with a hyphen."""

import pytest

from tests.web.browser.conftest import PHONE, Visit

FALLEN_APART = """() => {
    const found = new Set();
    const texts = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
        const node = texts.currentNode;
        if (!node.parentElement.checkVisibility() || node.parentElement.closest('svg, option')) continue;
        for (const word of node.data.matchAll(/[\\p{L}\\d]{4,}/gu)) {
            const lines = [...word[0]].map((_, at) => {
                const letter = document.createRange();
                letter.setStart(node, word.index + at);
                letter.setEnd(node, word.index + at + 1);
                return Math.round([...letter.getClientRects()].at(-1).top);
            });
            if (new Set(lines).size > 1) found.add(word[0]);
        }
    }
    return [...found];
}"""
TABLES = ("/zahlen/matrix", "/zahlen/sozialindex", "/sozialraeume", "/sozialraeume/sr-osterfeld")


@pytest.mark.parametrize("path", TABLES)
def test_names_in_narrow_tables_are_parted_only_where_their_words_meet(colleague: Visit, path: str) -> None:
    page = colleague(path, role=None, viewport=PHONE)
    assert page.locator(".matrix tbody th").count() > 2
    assert page.evaluate(FALLEN_APART) == []
