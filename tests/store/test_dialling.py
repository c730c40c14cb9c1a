"""Product row "Dialpad": live name match, by digits and by the letters on the keys."""

from dataclasses import replace
from datetime import timedelta

import pytest

from desktop.store import calls, contacts, messages
from desktop.store.calls import Call
from desktop.store.contacts import Contact, Number
from desktop.store.database import Database
from desktop.store.dialling import Match, matches
from tests.store.texts import LINE, NOON

ZOE, SOREN, LIN = "+447700900123", "+46701740605", "+12125550143"
RANG = Call("a", "1", False, LINE, "+442079460958", NOON, "missed")


@pytest.fixture
def book(db: Database) -> Database:
    people = [
        Contact("a", "1", "Zoë Patel", "", (Number(ZOE, "mobile"),)),
        Contact("a", "2", "Søren Zoega", "", (Number(SOREN),)),
        Contact("a", "3", "林", "", (Number(LIN),)),
    ]
    contacts.replace(db, "a", people)
    return db


@pytest.mark.parametrize(
    ("digits", "found"),
    [
        ("963", [SOREN, ZOE]),
        ("728", [ZOE]),
        ("767", [SOREN]),
        ("7700900", [ZOE]),
        ("0770", [ZOE]),
        ("5550143", [LIN]),
        ("99999", []),
        ("9", []),
        ("00", []),
        ("", []),
    ],
)
def test_people_are_found_by_digits_and_by_the_letters_on_the_keys(
    digits: str, found: list[str], book: Database
) -> None:
    assert [match.number for match in matches(book, digits)] == found


def test_whoever_called_or_wrote_of_late_comes_first_and_once(book: Database) -> None:
    calls.keep(book, "a", [RANG, replace(RANG, remote_id="2", peer=ZOE, started_at=NOON - timedelta(days=1))])
    messages.queue(book, account_id="a", line=LINE, peer=ZOE, body="Hello", now=NOON + timedelta(hours=1))
    assert matches(book, "44") == [Match(ZOE, "Zoë Patel", "mobile"), Match("+442079460958")]


def test_there_are_never_more_than_asked_for(db: Database) -> None:
    many = [Contact("a", str(n), f"Zoë {n:03}", "", (Number(f"+44770090{n:04}"),)) for n in range(20)]
    contacts.replace(db, "a", many)
    assert [match.name for match in matches(db, "963", limit=5)] == [f"Zoë {n:03}" for n in range(5)]
