"""Beside an indicator that no document prints stand only sentences that speak of it."""

from dataclasses import replace
from pathlib import Path

import pytest

from assistant.answer import Answer, Citation, Searched, Statement
from assistant.figure_answer import FigureAnswer, Wanted
from assistant.keeping_to import keeping_to
from tests.assistant.test_figures import catalogue

OTHER = "Die SGB-II-Quote lag bei 18,6 Prozent."
UNNAMED = "Zuletzt stieg die Quote wieder."
OWN = "Zahlen zur Arbeitslosigkeit liegen nur für die ganze Stadt vor."
BESIDE = "Die Beratung wurde von 312 Familien genutzt."
RATE = FigureAnswer("", Wanted.VALUE, "", unprinted=("arbeitslosenquote",))
UNREAD = replace(RATE, unprinted=(), unread=RATE.unprinted)


@pytest.fixture
def answer(tmp_path: Path) -> Answer:
    made = catalogue(tmp_path)
    document = made.documents()[0]
    passage = made.passages(document.id)[0]
    said = (OTHER, UNNAMED, OWN, BESIDE)
    return Answer(
        question="",
        intent="figure",
        abstained=False,
        message="Dazu steht:",
        statements=tuple(Statement(text, (n,)) for n, text in enumerate(said, 1)),
        citations=tuple(Citation(n, document, 1, "4", text, passage) for n, text in enumerate(said, 1)),
        nearest=(),
        searched=Searched(1, (2023, 2023), ()),
    )


def texts(answer: Answer) -> list[str]:
    return [one.text for one in answer.statements]


def test_a_question_for_one_indicator_alone_gets_the_sentences_that_speak_of_it(answer: Answer) -> None:
    kept = keeping_to(answer, RATE, alone=True)
    assert texts(kept) == [OWN]
    opening = "Zu »Arbeitslosenquote« haben wir in den Unterlagen keinen Wert gefunden."
    assert kept.message.startswith(opening)
    assert [(one.n, one.quote) for one in kept.citations] == [(1, OWN)]
    assert kept.statements[0].citations == (1,)


def test_a_longer_question_gets_none_that_speak_of_another_indicator(answer: Answer) -> None:
    assert texts(keeping_to(answer, RATE, alone=False)) == [OWN, BESIDE]


def test_where_nothing_speaks_of_it_that_is_said_and_the_pages_are_named(answer: Answer) -> None:
    others = replace(answer, statements=answer.statements[:2], citations=answer.citations[:2])
    refused = keeping_to(others, RATE, alone=True)
    assert refused.abstained
    assert not refused.statements
    assert [near.page_label for near in refused.nearest] == ["4"]
    assert "Arbeitslosenquote" in refused.message
    assert "Wir raten nicht" in refused.message


def test_an_answer_beside_any_indicator_stays_as_it_is(answer: Answer) -> None:
    beside = replace(answer, statements=answer.statements[3:], citations=answer.citations[3:])
    assert keeping_to(beside, RATE, alone=False) == beside


def test_while_figures_are_still_read_no_other_indicator_takes_the_place_of_the_asked_one_either(
    answer: Answer,
) -> None:
    early = keeping_to(answer, UNREAD, alone=False)
    assert texts(early) == [OWN, BESIDE]
    assert "noch keinen Wert gelesen. Einige Dokumente sind noch nicht ausgewertet." in early.message
    others = replace(answer, statements=answer.statements[:2], citations=answer.citations[:2])
    refused = keeping_to(others, UNREAD, alone=True)
    assert refused.abstained
    assert "Einige Dokumente sind noch nicht ausgewertet." in refused.message


def test_what_was_asked_is_answered_in_sentences_though_figures_are_still_read(answer: Answer) -> None:
    own = replace(answer, statements=answer.statements[2:], citations=answer.citations[2:])
    assert keeping_to(own, UNREAD, alone=False) == own
    assert keeping_to(own, UNREAD, alone=True) == own
