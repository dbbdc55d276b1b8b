from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from corpus.directory.corrections import Corrections, State
from corpus.directory.directory import Directory, Editor
from corpus.directory.duplicates import keep_apart, merge, proposals
from corpus.directory.edits import edited
from corpus.directory.followup import overdue
from corpus.directory.known import Known
from corpus.directory.needs import load_needs
from corpus.errors import InvalidData
from corpus.institution import Institution, Phone, Source
from corpus.place import Position
from corpus.places.areas import load_places
from corpus.places.geometry import Borders

KNOWN = Known(load_places(), Borders(()), load_needs())


@pytest.fixture
def twin(sample: Directory, editor: Editor) -> Institution:
    """A second entry for the first sample institution, under a slightly other name."""
    one = next(one for one in sample.all() if one.name == "Schuldnerberatung Lichtblick")
    other = Institution(
        id="zwilling00001",
        name="Schuldnerberatung Lichtblik",
        source=Source("andere", "1"),
        phones=one.phones,
        accessibility="Klingel am Hof",
    )
    sample.put([other], editor)
    return other


def test_a_near_duplicate_is_proposed_with_its_reason(sample: Directory, twin: Institution) -> None:
    (found,) = [t for t in proposals(sample.all(), sample.database) if twin.id in (t.one.id, t.other.id)]
    assert found.likeness > 90
    assert found.reasons == ("gleiche Telefonnummer",)


def test_two_entries_on_both_sides_of_an_edge_of_the_grid_are_proposed(sample: Directory) -> None:
    west = Institution("west", "Treff am Ring", Source("a", "1"), position=Position(51.47049, 6.85049))
    east = Institution("ost", "Treff am Ring", Source("b", "1"), position=Position(51.47051, 6.85051))
    (found,) = proposals([west, east], sample.database)
    assert found.reasons == ("gleicher Ort",)


def test_an_entry_with_one_number_for_voice_and_fax_is_no_double_of_itself(sample: Directory) -> None:
    one = sample.all()[0]
    number = Phone("+492081234567")
    listed = [replace(one, phones=(number, replace(number, kind="fax")))]
    assert proposals(listed, sample.database) == []


def test_what_somebody_keeps_apart_is_not_proposed_again(
    sample: Directory, twin: Institution, editor: Editor
) -> None:
    (found,) = proposals(sample.all(), sample.database)
    keep_apart(found.other.id, found.one.id, editor, sample.database)
    assert proposals(sample.all(), sample.database) == []


def test_a_merge_keeps_the_first_and_takes_what_only_the_second_knows(
    sample: Directory, twin: Institution, editor: Editor
) -> None:
    one = next(one for one in sample.all() if one.name == "Schuldnerberatung Lichtblick")
    merged = merge(one.id, twin.id, sample, editor)
    assert merged.name == one.name
    assert merged.accessibility == "Klingel am Hof"
    assert twin.id not in {other.id for other in sample.all()}


def test_a_correction_changes_nothing_before_a_reviewer_accepts_it(sample: Directory) -> None:
    queue = Corrections(sample.database, sample)
    one = sample.all()[0]
    invitation = queue.invite(one.id, "Redaktion")
    proposal = edited(queue.opened(invitation.token), {"Telefon": "0208 123456"}, KNOWN)
    id_ = queue.hand_in(invitation.token, proposal, "Neue Nummer")
    assert sample.get(one.id) == one
    (waiting,) = queue.queue()
    assert (waiting.remark, waiting.outdated) == ("Neue Nummer", False)
    queue.accept(id_, "Prüferin")
    assert sample.get(one.id) == replace(one, phones=(Phone("+49208123456", "voice", "", "0208 123456"),))
    assert sample.history(one.id)[-1].changed_by == "Prüferin"
    assert queue.queue(State.ACCEPTED)[0].reviewed_by == "Prüferin"


def test_a_declined_correction_leaves_the_entry_alone(sample: Directory) -> None:
    queue = Corrections(sample.database, sample)
    one = sample.all()[0]
    invitation = queue.invite(one.id, "Redaktion")
    id_ = queue.hand_in(invitation.token, replace(one, cost="100 Euro"))
    queue.decline(id_, "Prüferin")
    assert sample.get(one.id) == one
    with pytest.raises(InvalidData):
        queue.accept(id_, "Prüferin")


def test_a_link_works_once_and_not_for_ever(sample: Directory) -> None:
    queue = Corrections(sample.database, sample)
    one, other = sample.all()[:2]
    used, old = queue.invite(one.id, "x"), queue.invite(one.id, "x")
    with pytest.raises(InvalidData, match="andere"):
        queue.hand_in(used.token, other)
    queue.hand_in(used.token, one)
    with pytest.raises(InvalidData, match="gilt nicht mehr"):
        queue.hand_in(used.token, one)
    with pytest.raises(InvalidData, match="gilt nicht mehr"):
        queue.opened(old.token, datetime.now(UTC) + timedelta(days=31))
    with pytest.raises(InvalidData):
        queue.opened("geraten")


def test_the_secret_of_a_link_is_not_stored(sample: Directory) -> None:
    queue = Corrections(sample.database, sample)
    invitation = queue.invite(sample.all()[0].id, "x")
    rows = sample.database.rows("SELECT * FROM corrections")
    assert all(invitation.token not in str(value) for row in rows for value in tuple(row))


def test_unknown_columns_and_wrong_values_are_refused(sample: Directory) -> None:
    one = sample.all()[0]
    with pytest.raises(InvalidData, match="Lieblingsfarbe"):
        edited(one, {"Lieblingsfarbe": "blau"}, KNOWN)
    with pytest.raises(InvalidData, match="Atlantis"):
        edited(one, {"Zuständig für": "Atlantis"}, KNOWN)


def test_entries_older_than_a_year_are_listed_and_never_assured_ones_first(
    sample: Directory, editor: Editor
) -> None:
    never = replace(sample.all()[0], assured_date=None)
    sample.put([never], editor)
    due = overdue(sample.all(), date(2026, 11, 22))
    assert (due[0].institution, due[0].days) == (never, None)
    assert all(
        one.institution.assured_date is None or one.institution.assured_date < date(2025, 11, 22)
        for one in due
    )
    assert [one.days for one in due[1:]] == sorted((one.days or 0 for one in due[1:]), reverse=True)


def test_an_entry_assured_long_ago_is_overdue_and_a_fresh_one_is_not(
    sample: Directory, editor: Editor
) -> None:
    one, other, *_ = sample.all()
    old, fresh = replace(one, assured_date=date(2025, 11, 1)), replace(other, assured_date=date(2025, 12, 1))
    sample.put([old, fresh], editor)
    due = {one.institution.id: one.days for one in overdue(sample.all(), date(2026, 11, 22))}
    assert due[old.id] == 21  # days beyond a year
    assert fresh.id not in due


def test_an_entry_is_neither_merged_with_itself_nor_kept_apart_from_itself(
    sample: Directory, editor: Editor
) -> None:
    one = sample.all()[0]
    with pytest.raises(InvalidData, match="zwei verschiedene"):
        merge(one.id, one.id, sample, editor)
    with pytest.raises(InvalidData, match="zwei verschiedene"):
        keep_apart(one.id, one.id, editor, sample.database)
    assert sample.get(one.id) == one


def test_signs_that_nobody_sees_do_not_come_in_by_a_form(sample: Directory) -> None:
    one = sample.all()[0]
    name = edited(one, {"Name": "Neu\x00er \u202eNAMREVO\u200b Treff"}, KNOWN).name
    assert name == "Neuer NAMREVO Treff"
