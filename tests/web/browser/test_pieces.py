"""An answer that comes in pieces swaps nothing under a finger or pointer."""

import pytest
from playwright.sync_api import expect

from tests.web.browser.conftest import DESKTOP, PHONE, Visit

DEBTS = "Ich habe Schulden und wohne in Osterfeld, wer hilft mir?"
CRISIS = "ich will nicht mehr leben"

# Each element of the page remembers with which piece it came.
REMEMBER = """() => {
    window.piece = 0;
    new MutationObserver(() => {
        window.piece += 1;
        for (const one of document.querySelectorAll("main *")) one.piece ??= window.piece;
    }).observe(document.getElementById("inhalt"), { childList: true, subtree: true });
}"""


@pytest.mark.parametrize(
    ("question", "early"),
    [
        (DEBTS, (".gefragt", ".verstanden summary", ".verstanden select", ".karten a", "#anfang")),
        (CRISIS, (".notfall", ".notfall a", ".gefragt", ".verstanden summary")),
    ],
)
def test_what_is_shown_early_is_still_the_same_when_the_answer_is_there(
    visitor: Visit, question: str, early: tuple[str, ...]
) -> None:
    page = visitor("/", viewport=PHONE)
    page.evaluate(REMEMBER)
    page.get_by_label("Ihre Frage").fill(question)
    page.get_by_role("button", name="Fragen").click()
    expect(page.locator("#anfang")).to_have_text("Antwort")
    assert page.evaluate("window.piece") > 1
    came = {one: page.locator(one).first.evaluate("node => node.piece") for one in early}
    assert came == dict.fromkeys(early, 1)
    assert page.locator(".weitergeben").evaluate("node => node.piece") > 1


def test_what_was_opened_and_chosen_while_the_answer_is_made_stays_so(visitor: Visit) -> None:
    page = visitor("/", viewport=DESKTOP)
    page.evaluate("""() => new MutationObserver((_, watching) => {
        const open = document.querySelector(".verstanden details");
        if (!open) return;
        watching.disconnect();
        open.open = true;
        open.querySelector("#anliegen").value = "wohngeld";
        open.querySelector("#zeit").focus();
    }).observe(document.getElementById("inhalt"), { childList: true })""")
    page.get_by_label("Ihre Frage").fill(DEBTS)
    page.get_by_role("button", name="Fragen").click()
    expect(page.locator("#anfang")).to_have_text("Antwort")
    expect(page.locator("#anliegen")).to_have_value("wohngeld")
    expect(page.locator("#zeit")).to_be_focused()


def test_a_new_question_begins_with_nothing_of_the_one_before(visitor: Visit) -> None:
    page = visitor(f"/?q={DEBTS}", viewport=DESKTOP)
    page.locator(".verstanden summary").click()
    page.get_by_label("Weiter fragen").fill("Und in Sterkrade?")
    page.get_by_role("button", name="Fragen", exact=True).click()
    expect(page.locator(".gefragt")).to_contain_text("Und in Sterkrade?")
    expect(page.locator("#anfang")).to_have_text("Antwort")
    expect(page.locator("#anliegen")).to_be_hidden()
