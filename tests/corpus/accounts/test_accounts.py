from pathlib import Path

import pytest

from corpus.accounts.accounts import Accounts, Role
from corpus.accounts.attempts import FORGOTTEN_AFTER_SECONDS, FREE_ATTEMPTS, LONGEST_WAIT_SECONDS, Attempts
from corpus.accounts.sessions import Lifetime, Sessions
from corpus.backup import pack, unpack
from corpus.catalogue import Catalogue
from corpus.database import Database
from corpus.errors import InvalidData, UnknownAccount

LIFETIME = Lifetime(idle=600, longest=3600)


@pytest.fixture
def database(tmp_path: Path) -> Database:
    return Catalogue(tmp_path / "data").database


@pytest.fixture
def accounts(database: Database) -> Accounts:
    accounts = Accounts(database)
    accounts.add("Ute", Role.EDITOR, "geheim")
    return accounts


def test_each_role_includes_those_before_it() -> None:
    assert [[one.includes(other) for other in Role] for one in Role] == [
        [True, False, False],
        [True, True, False],
        [True, True, True],
    ]


def test_a_name_counts_once_in_whatever_case(accounts: Accounts) -> None:
    assert accounts.get(" UTE ").role is Role.EDITOR
    with pytest.raises(InvalidData, match="gibt es schon"):
        accounts.add("uTe", Role.PROFESSIONAL)


@pytest.mark.parametrize("name", ["", "x", "a b", "<b>", "a" * 61, "_ab"])
def test_a_name_that_would_confuse_is_refused(accounts: Accounts, name: str) -> None:
    with pytest.raises(InvalidData, match="geht nicht als Name"):
        accounts.add(name, Role.EDITOR)


def test_an_unknown_account_is_named(accounts: Accounts) -> None:
    with pytest.raises(UnknownAccount, match="»uwe«"):
        accounts.set_role("uwe", Role.EDITOR)


def test_a_session_ends_when_it_is_not_used_and_in_any_case(accounts: Accounts) -> None:
    sessions = Sessions(accounts.database)
    token = sessions.begin("ute", now=1000)
    for used in (1500, 2000, 2500):
        found = sessions.account(token, LIFETIME, now=used)
        assert found is not None
        assert found.name == "ute"
    assert sessions.account(token, LIFETIME, now=2500 + 601) is None
    assert sessions.account(token, LIFETIME, now=2501) is None, "an ended session came back"
    lasting = sessions.begin("ute", now=1000)
    for used in range(1000, 4600, 500):
        assert sessions.account(lasting, LIFETIME, now=used)
    assert sessions.account(lasting, LIFETIME, now=4601) is None


def test_the_token_of_a_session_is_kept_nowhere(accounts: Accounts, tmp_path: Path) -> None:
    token = Sessions(accounts.database).begin("ute")
    accounts.database.vacuum()
    assert token.encode() not in (tmp_path / "data" / "catalogue.sqlite").read_bytes()


@pytest.mark.parametrize("narrow", ["set_password", "set_role", "set_locked", "remove"])
def test_whatever_narrows_an_account_ends_its_sessions(accounts: Accounts, narrow: str) -> None:
    sessions = Sessions(accounts.database)
    token = sessions.begin("ute")
    values = {"set_password": ["neu"], "set_role": [Role.PROFESSIONAL], "set_locked": [True], "remove": []}
    getattr(accounts, narrow)("ute", *values[narrow])
    assert sessions.account(token, LIFETIME) is None


def test_what_has_ended_is_tidied_away(accounts: Accounts) -> None:
    sessions = Sessions(accounts.database)
    sessions.begin("ute", now=1000)
    sessions.begin("ute", now=9000)
    sessions.tidy(LIFETIME, now=9001)
    assert sessions.end_all("ute") == 1


def test_after_some_attempts_a_name_waits_longer_each_time(database: Database) -> None:
    attempts, now, waits = Attempts(database), 1000.0, []
    for _ in range(FREE_ATTEMPTS):
        assert attempts.count("ute", now) == 0
    for _ in range(8):
        waits.append(attempts.count("UTE", now))
        now += waits[-1]
        assert attempts.count("ute", now) == 0
    assert waits == sorted(waits)
    assert (waits[0], waits[-1]) == (30, LONGEST_WAIT_SECONDS)
    assert attempts.count("uwe", now) == 0, "another name waits as well"


def test_a_name_that_is_locked_at_the_door_is_not_locked_elsewhere(database: Database) -> None:
    for _ in range(FREE_ATTEMPTS):
        Attempts(database).count("ute", 1000)
    assert Attempts(database).count("ute", 1000) > 0
    assert Attempts(database, "/kennwort").count("ute", 1000) == 0


def test_attempts_are_forgotten_after_a_success_and_after_a_day(database: Database) -> None:
    attempts = Attempts(database)
    for _ in range(FREE_ATTEMPTS):
        attempts.count("ute", 1000)
    attempts.forget("ute")
    assert attempts.count("ute", 1000) == 0
    for _ in range(FREE_ATTEMPTS):
        attempts.count("ute", 1000)
    assert attempts.count("ute", 1002 + FORGOTTEN_AFTER_SECONDS) == 0


def test_a_backup_holds_the_accounts_but_nobody_is_signed_in_by_it(
    accounts: Accounts, tmp_path: Path
) -> None:
    Sessions(accounts.database).begin("ute")
    pack(tmp_path / "data", tmp_path / "sicherung.tar.gz")
    unpack(tmp_path / "sicherung.tar.gz", tmp_path / "neu")
    restored = Catalogue(tmp_path / "neu").database
    assert Accounts(restored).get("ute").password_hash == "geheim"
    assert Sessions(restored).end_all("ute") == 0
    assert Sessions(accounts.database).end_all("ute") == 1
