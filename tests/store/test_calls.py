"""The calls that a service recorded, with the names of the phone book."""

from dataclasses import replace
from datetime import timedelta

from desktop.announce import AccountChanged, Announcement
from desktop.store import calls, contacts
from desktop.store.calls import Call
from desktop.store.contacts import Contact, Number
from desktop.store.database import Database
from tests.store.texts import LINE, NOON, OTHER, PEER

MISSED = Call("a", "1", False, LINE, PEER, NOON, "missed")
MADE = Call("a", "2", True, LINE, OTHER, NOON + timedelta(minutes=1), "answered", 65)


def test_calls_come_newest_first_with_the_names_of_the_phone_book(db: Database) -> None:
    contacts.replace(db, "a", [Contact("a", "1", "Zoë", "", (Number(PEER),))])
    calls.keep(db, "a", [MISSED, MADE])
    assert calls.listing(db) == [MADE, replace(MISSED, name="Zoë")]
    assert calls.listing(db, limit=1) == [MADE]


def test_a_call_is_kept_once_and_takes_its_end_when_it_is_known(
    db: Database, announced: list[Announcement]
) -> None:
    calls.keep(db, "a", [MISSED, MISSED])
    calls.keep(db, "a", [MISSED])
    assert announced == [AccountChanged("a")]
    calls.keep(db, "a", [replace(MISSED, outcome="voicemail", seconds=9)])
    assert [(one.outcome, one.seconds) for one in calls.listing(db)] == [("voicemail", 9)]
    assert len(announced) == 2


def test_a_call_that_the_service_no_longer_lists_stays(db: Database) -> None:
    calls.keep(db, "a", [MISSED])
    calls.keep(db, "a", [])
    assert calls.listing(db) == [MISSED]


def test_a_long_list_of_calls_is_kept_whole(db: Database, announced: list[Announcement]) -> None:
    """More than SQLite takes in one statement."""
    many = [replace(MISSED, remote_id=str(number)) for number in range(1, 2 * calls.MOST + 2)]
    calls.keep(db, "a", many)
    assert len(calls.listing(db, limit=10_000)) == len(many)
    assert announced == [AccountChanged("a")]


def test_two_accounts_number_their_calls_independently(db: Database) -> None:
    calls.keep(db, "a", [MISSED])
    calls.keep(db, "b", [replace(MISSED, account_id="b")])
    assert len(calls.listing(db)) == 2
