"""What is kept of a question: the words, the day, never the person."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from corpus.database import Database
from corpus.feedback import KEPT, Entry, Feedback, Verdict

DAY = date(2026, 11, 26)


@pytest.fixture
def feedback(tmp_path: Path) -> Iterator[Feedback]:
    database = Database(tmp_path / "catalogue.sqlite")
    yield Feedback(database)
    database.close()


def test_an_entry_comes_back_as_it_was_with_its_day_and_no_time(feedback: Feedback) -> None:
    entry = Entry(Verdict.UNHELPFUL, "Wo gibt es Hilfe?", "schulden", "osterfeld", ("veraltet", "zu schwer"))
    feedback.add(entry, DAY)
    assert [(one.entry, one.day) for one in feedback.list()] == [(entry, DAY)]


def test_entries_are_listed_by_verdict_the_newest_first(feedback: Feedback) -> None:
    for verdict in Verdict:
        feedback.add(Entry(verdict, f"Frage {verdict}"), DAY)
    wanted = feedback.list(Verdict.UNHELPFUL, Verdict.UNANSWERED)
    assert [one.entry.verdict for one in wanted] == [Verdict.UNANSWERED, Verdict.UNHELPFUL]


@pytest.mark.parametrize(
    ("asked", "kept"),
    [
        ("Bitte an eva@beispiel.de schreiben", "Bitte an … schreiben"),
        ("Rufen Sie 0208 123-456 an", "Rufen Sie … an"),
        ("Meine Nummer ist +49 (208) 12 34 56", "Meine Nummer ist …"),
        ("Wie war es 2017 in 46117?", "Wie war es 2017 in 46117?"),
    ],
)
def test_addresses_and_numbers_of_a_person_are_left_out(feedback: Feedback, asked: str, kept: str) -> None:
    feedback.add(Entry(Verdict.HELPFUL, asked), DAY)
    assert feedback.list()[0].entry.question == kept


def test_an_entry_goes_after_a_year(feedback: Feedback) -> None:
    feedback.add(Entry(Verdict.HELPFUL, "alt"), DAY - KEPT - timedelta(days=1))
    feedback.add(Entry(Verdict.HELPFUL, "neu"), DAY)
    assert [one.entry.question for one in feedback.list()] == ["neu"]


def test_an_entry_is_removed_once(feedback: Feedback) -> None:
    feedback.add(Entry(Verdict.HELPFUL, "Frage"), DAY)
    number = feedback.list()[0].number
    assert [feedback.remove(number), feedback.remove(number)] == [True, False]
    assert feedback.list() == []
