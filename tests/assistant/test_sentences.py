"""The shipped chooser, over real pages of the dev part; numbers that may not fall."""

from pathlib import Path

from assistant.omosqa import evaluate_omosqa
from assistant.sentences import load_chooser

DEV = Path(__file__).parents[3] / "shared" / "data" / "omosqa" / "dev_de.jsonl"
PAGE = [
    "Wohngeld",
    "Wohngeld ist ein Zuschuss zur Miete für Haushalte mit geringem Einkommen.",
    "Öffnungszeiten",
    "Montag bis Freitag von 8:00 bis 12:00 Uhr",
]


def test_the_chooser_keeps_its_recorded_scores_on_dev() -> None:
    report = evaluate_omosqa(DEV, load_chooser())
    assert report.lines.f1 >= 0.51
    assert report.unanswerable.f1 >= 0.61


def test_the_line_that_answers_scores_highest() -> None:
    scores = load_chooser().choose("Was ist Wohngeld?", PAGE).scores
    assert scores.index(max(scores)) == 1


def test_the_same_question_gets_the_same_choice() -> None:
    chooser = load_chooser()
    assert chooser.choose("Wann ist geöffnet?", PAGE) == chooser.choose("Wann ist geöffnet?", PAGE)


def test_a_page_without_words_answers_nothing() -> None:
    assert load_chooser().choose("Was ist Wohngeld?", ["", " "]).chosen == ()
    assert load_chooser().choose("Was ist Wohngeld?", []).chosen == ()
