from dataclasses import replace

import pytest

from corpus.directory.directory import Directory, Editor, Outcome
from corpus.errors import UnknownInstitution


def test_every_change_is_a_version_with_who_when_and_why(sample: Directory, editor: Editor) -> None:
    one = sample.all()[0]
    sample.put([replace(one, name="Neuer Name")], editor)
    history = sample.history(one.id)
    assert [change.version for change in history] == [1, 2]
    assert history[0].institution == one
    assert (history[1].changed_by, history[1].reason) == ("Test", "Prüfung")
    assert history[1].changed_at.endswith("+00:00")


def test_storing_the_same_again_makes_no_version(sample: Directory, editor: Editor) -> None:
    before = sample.revision
    outcomes = sample.put(sample.all(), editor)
    assert set(outcomes.values()) == {Outcome.UNCHANGED}
    assert sample.revision == before


def test_what_is_removed_keeps_its_history_and_may_come_back(sample: Directory, editor: Editor) -> None:
    one = sample.all()[0]
    sample.remove(one.id, editor)
    with pytest.raises(UnknownInstitution, match=one.id):
        sample.get(one.id)
    assert sample.history(one.id)[-1].institution is None
    sample.put([one], editor)
    assert sample.version(one.id) == 3


def test_the_sample_covers_all_needs_and_is_marked(sample: Directory) -> None:
    institutions = sample.all()
    assert len(institutions) >= 60
    assert all(one.sample for one in institutions)
    assert all(email.endswith("@example.org") for one in institutions for email in one.emails)
