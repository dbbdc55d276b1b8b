from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from corpus.clusters import LONGEST_OWNER, Clusters, ClusterState
from corpus.database import Database
from corpus.feedback import Entry, Verdict

DAY = date(2026, 11, 2)
DEBTS = ("schulden", "osterfeld")


@pytest.fixture
def clusters(tmp_path: Path) -> Iterator[Clusters]:
    database = Database(tmp_path / "catalogue.sqlite")
    yield Clusters(database)
    database.close()


def ask(
    clusters: Clusters,
    question: str,
    need: str | None = None,
    area: str | None = None,
    verdict: Verdict = Verdict.UNANSWERED,
    day: date = DAY,
) -> None:
    clusters.feedback.add(Entry(verdict, question, need, area), day)


def test_questions_on_one_need_in_one_area_stand_together_the_largest_cluster_first(
    clusters: Clusters,
) -> None:
    ask(clusters, "eins", *DEBTS)
    ask(clusters, "zwei")
    ask(clusters, "drei", *DEBTS, Verdict.UNHELPFUL)
    ask(clusters, "vier", DEBTS[0])
    ask(clusters, "gut", *DEBTS, Verdict.HELPFUL)
    found = [
        (one.need, one.area, [q.entry.question for q in one.questions], one.unanswered)
        for one in clusters.all()
    ]
    assert found[0] == (*DEBTS, ["drei", "eins"], 1)
    assert sorted(found[1:], key=str) == [("schulden", None, ["vier"], 1), (None, None, ["zwei"], 1)]


def test_a_cluster_keeps_its_owner_and_state(clusters: Clusters) -> None:
    ask(clusters, "eins", *DEBTS)
    ask(clusters, "zwei")
    clusters.assign(DEBTS, " Fachbereich\nSoziales ", ClusterState.WORKING, "ute", DAY)
    clusters.assign(("", ""), "x" * 200, ClusterState.DONE, "ute", DAY)
    first, last = clusters.all()
    assert (first.owner, first.state) == ("Fachbereich Soziales", ClusterState.WORKING)
    assert (last.owner, last.state) == ("x" * LONGEST_OWNER, ClusterState.DONE)


def test_what_is_done_is_open_again_when_a_newer_question_comes(clusters: Clusters) -> None:
    ask(clusters, "eins", *DEBTS)
    clusters.assign(DEBTS, "Ute", ClusterState.DONE, "ute", DAY)
    assert clusters.all()[0].state is ClusterState.DONE
    ask(clusters, "zwei", *DEBTS, day=DAY + timedelta(days=1))
    assert (clusters.all()[0].owner, clusters.all()[0].state) == ("Ute", ClusterState.OPEN)


def test_what_is_kept_of_a_cluster_goes_with_its_last_question(clusters: Clusters) -> None:
    ask(clusters, "eins", *DEBTS)
    clusters.assign(DEBTS, "Ute", ClusterState.WORKING, "ute", DAY)
    assert clusters.feedback.remove(clusters.all()[0].questions[0].number)
    ask(clusters, "zwei")
    clusters.assign(("", ""), "", ClusterState.OPEN, "ute", DAY)
    ask(clusters, "drei", *DEBTS)
    assert {one.owner for one in clusters.all()} == {""}


def test_each_question_is_asked_once_for_each_revision_of_the_documents(clusters: Clusters) -> None:
    ask(clusters, "eins", *DEBTS)
    ask(clusters, "zwei", *DEBTS)
    second, first = clusters.to_ask(7)
    clusters.note([(second, True)], 7)
    assert (clusters.to_ask(7), clusters.all()[0].answered) == ([first], {second.number})
    assert clusters.to_ask(8) == [second, first]
    clusters.note([(second, False)], 8)
    assert clusters.all()[0].answered == frozenset()


def test_what_became_of_a_question_goes_with_it(clusters: Clusters) -> None:
    ask(clusters, "eins", *DEBTS)
    (one,) = clusters.to_ask(7)
    assert clusters.feedback.remove(one.number)
    clusters.note([(one, True)], 7)
    ask(clusters, "zwei", *DEBTS)
    assert clusters.all()[0].answered == frozenset()
